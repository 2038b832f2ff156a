import type { AskFailure, MachineTranslator } from '#modules/directory';
import { mayAskMachine } from '#modules/directory';
import type { Context } from '#platform/access';
import { uuidPattern, uuidv7 } from '#platform/crypto';
import { wallTimeOf } from '#platform/days';
import { type App, type FastifyReply, type FastifyRequest, type FormValues, formValues, parseForm } from '#platform/http';
import { findInterfaceLanguage } from '#platform/i18n';
import type { Outcome } from '#platform/outcome';
import type { FieldChange } from '#platform/ui';
import { type FailureCode, failureText } from '../../failures.ts';
import { changeForm, idForm, momentForm, newsForm, newsTextForm, stateOf, versionForm } from '../../model/news/form.ts';
import type { News } from '../../model/news/news.ts';
import { type FormState, NewNewsPage, NewsTextPage } from '../../pages/news/desk-form.tsx';
import { NewsDeskPage } from '../../pages/news/desk-list.tsx';
import { DiscardNewsPage, NewsRecordPage } from '../../pages/news/desk-record.tsx';
import { paths } from '../../service/addresses.ts';
import { readNewsRecord } from '../../service/news/desk.ts';
import {
  addNews,
  discardNews,
  keepNewsText,
  publishNews,
  readNews,
  readNewsDesk,
  saveNews,
  scheduleNews,
  withdrawNews,
} from '../../service/news/editing.ts';
import { newsMark } from '../../service/news/reading.ts';
import { townChoice } from '../../service/news/towns.ts';
import { translateNews } from '../../service/news/translating.ts';
import { frameOf } from '../frame.ts';
import { one, sentenceOf } from '../writing/parts.ts';

const root = '/intern/:district/ankommen/neuigkeiten';
const pageSize = 50;
const empty: FormState = { values: {}, errors: {} };

const deskOf = ({ tenant }: Context) => `/intern/${tenant.slug}/ankommen/neuigkeiten`;
const here = ({ tenant, publicUrl }: Context) => newsForm({ slug: tenant.slug, publicUrl });
const refusals: Readonly<Record<string, 403 | 404>> = { 'orientation.not_allowed': 403, 'orientation.unknown_news': 404 };

/** The message that the address means. */
const idIn = (request: FastifyRequest): string | undefined => {
  const { news = '' } = request.params as { news?: string };
  return uuidPattern.test(news) ? news.toLowerCase() : undefined;
};

/** The field that a refusal is about. */
const fieldOf: Partial<Record<FailureCode, string>> = {
  'orientation.unknown_town': 'towns',
  'orientation.news_path': 'path',
  'orientation.not_in_future': 'moment',
};
const errorsOf = ({ t }: Context, code: FailureCode) => ({ [fieldOf[code] ?? '_form']: t(failureText(code)) });

const valuesOf = ({ channel, towns, path, push, texts }: News): FormValues => ({
  channel,
  towns: [...towns],
  path,
  push: push ? 'yes' : '',
  title: texts.de.title,
  text: texts.de.text,
});

const wordsOf = ({ title, text }: { readonly title: string; readonly text: string }) => ({ title, text });

/** Their words against those in the form. */
function conflictOf({ t }: Context, stored: FormValues, sent: FormValues, lang = 'de'): FieldChange[] {
  return ['title', 'text', 'path', 'channel'].flatMap((name) => {
    const [before, after] = [one(stored, name), one(sent, name)];
    return name in sent && before !== after
      ? [{ label: t(`orientation:staff.news.${name}`), before, after, lang, dir: 'auto' }]
      : [];
  });
}

async function list(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const sent = formValues(request.query);
  const word = one(sent, 'stand');
  const state = stateOf(word);
  const after = one(sent, 'nach');
  const { rows, next } = await readNewsDesk(context, state, after, pageSize);
  const address = (values: Record<string, string>) => `${deskOf(context)}?${new URLSearchParams(values)}`;
  const keep = state ? { stand: word } : {};
  return reply.page(
    <NewsDeskPage
      frame={frameOf(context)}
      rows={rows}
      state={state ? word : ''}
      first={after ? address(keep) : undefined}
      next={next && address({ ...keep, nach: next })}
    />,
  );
}

async function showNew(request: FastifyRequest, reply: FastifyReply, form?: FormState): Promise<FastifyReply> {
  const { context } = request;
  const sent = idForm.safeParse(form?.values ?? {});
  const { options } = await townChoice(context);
  return reply.page(
    <NewNewsPage
      frame={frameOf(context)}
      id={sent.success ? sent.data.id : uuidv7(context.now().getTime())}
      towns={options}
      form={form ?? { values: { channel: 'news' }, errors: {} }}
    />,
    form ? 422 : 200,
  );
}

async function add(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const form = parseForm(here(context).extend(idForm.shape), request.body, context.t);
  if (!form.ok) return showNew(request, reply, form);
  const { id, ...draft } = form.data;
  const outcome = await addNews(context, id.toLowerCase(), draft);
  if (outcome.ok)
    return reply.redirectWithNotice(`${deskOf(context)}/${outcome.value}`, 'success', 'orientation:staff.news.done.added');
  const status = refusals[outcome.code];
  return status
    ? reply.refuse(status)
    : showNew(request, reply, { values: form.values, errors: errorsOf(context, outcome.code) });
}

async function showRecord(
  request: FastifyRequest,
  reply: FastifyReply,
  again: { readonly form?: FormState; readonly actions?: FormState } = {},
  status = 200,
): Promise<FastifyReply> {
  const { context } = request;
  const id = idIn(request);
  const found = id ? await readNewsRecord(context, id) : undefined;
  if (!found) return reply.refuse(404);
  const { news, devices } = found;
  const { options } = await townChoice(context);
  const moment = news.publishAt ? wallTimeOf(news.publishAt) : '';
  return reply.page(
    <NewsRecordPage
      frame={frameOf(context)}
      news={news}
      devices={devices}
      mark={newsMark(news.texts.de)}
      towns={options}
      publicHref={paths.newsItem(context, news.number)}
      form={again.form ?? { values: valuesOf(news), errors: {} }}
      actions={again.actions ?? { values: { moment }, errors: {} }}
    />,
    status,
  );
}

async function save(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const id = idIn(request);
  const news = id && (await readNews(context, id));
  if (!id || !news) return reply.refuse(404);
  const form = parseForm(here(context).extend(changeForm.shape), request.body, context.t);
  if (!form.ok) return showRecord(request, reply, { form }, 422);
  const { version, ...draft } = form.data;
  // What is public is not sent to devices afterwards: its form does not ask.
  const outcome = await saveNews(context, id, version, news.state === 'published' ? { ...draft, push: news.push } : draft);
  if (outcome.ok) return reply.redirectWithNotice(`${deskOf(context)}/${id}`, 'success', 'orientation:staff.news.done.saved');
  const { code } = outcome;
  const status = refusals[code];
  if (status) return reply.refuse(status);
  if (code !== 'orientation.changed')
    return showRecord(request, reply, { form: { values: form.values, errors: errorsOf(context, code) } }, 422);
  const theirs = await readNews(context, id);
  const conflict = conflictOf(context, theirs ? valuesOf(theirs) : {}, form.values);
  return showRecord(request, reply, { form: { values: form.values, errors: {}, conflict } }, 409);
}

type Act = (context: Context, id: string, version: number) => Promise<Outcome<undefined, FailureCode>>;

/** Does something with a message and goes back to it, or to the list, with a notice of what became of it. */
function acting(act: Act, done: string, toList = false) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { context } = request;
    const id = idIn(request);
    if (!id || !(await readNews(context, id))) return reply.refuse(404);
    const form = parseForm(versionForm, request.body, context.t);
    if (!form.ok) return reply.refuse(422);
    const outcome = await act(context, id, form.data.version);
    const record = `${deskOf(context)}/${id}`;
    if (outcome.ok)
      return reply.redirectWithNotice(toList ? deskOf(context) : record, 'success', `orientation:staff.news.done.${done}`);
    const status = refusals[outcome.code];
    // Nothing typed gets lost on the way back: these forms hold no text.
    return status ? reply.refuse(status) : reply.redirectWithNotice(record, 'warning', failureText(outcome.code));
  };
}

async function schedule(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const id = idIn(request);
  if (!id || !(await readNews(context, id))) return reply.refuse(404);
  const form = parseForm(momentForm, request.body, context.t);
  if (!form.ok) return showRecord(request, reply, { actions: form }, 422);
  const outcome = await scheduleNews(context, id, form.data.version, form.data.moment);
  const record = `${deskOf(context)}/${id}`;
  if (outcome.ok) return reply.redirectWithNotice(record, 'success', 'orientation:staff.news.done.scheduled');
  if (outcome.code === 'orientation.not_in_future')
    return showRecord(request, reply, { actions: { values: form.values, errors: errorsOf(context, outcome.code) } }, 422);
  const status = refusals[outcome.code];
  return status ? reply.refuse(status) : reply.redirectWithNotice(record, 'warning', failureText(outcome.code));
}

async function askDiscard(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const id = idIn(request);
  const news = id && (await readNews(context, id));
  if (!news || news.publishedAt || news.state !== 'draft') return reply.refuse(404);
  return reply.page(<DiscardNewsPage frame={frameOf(context)} news={news} />);
}

/** The words of messages in other languages; a parameter called `language` would change the language of the desk. */
function textRoutes(app: App, translator: MachineTranslator | undefined): void {
  const config = { access: 'orientation.manage' } as const;
  const languageOf = (request: FastifyRequest) => {
    const { sprache = '' } = request.params as { sprache?: string };
    return sprache === 'de' ? undefined : findInterfaceLanguage(sprache);
  };

  async function show(request: FastifyRequest, reply: FastifyReply, form?: FormState, status = 200): Promise<FastifyReply> {
    const { context } = request;
    const id = idIn(request);
    const language = languageOf(request);
    const news = id && language && (await readNews(context, id));
    if (!news || !language) return reply.refuse(404);
    const text = news.texts[language.tag];
    return reply.page(
      <NewsTextPage
        frame={frameOf(context)}
        id={news.id}
        version={news.version}
        german={news.texts.de}
        language={language}
        exists={text !== undefined}
        isMachine={text?.by === 'machine'}
        machine={await mayAskMachine(context, translator, language.tag)}
        isOutdated={text !== undefined && text.of !== newsMark(news.texts.de)}
        form={form ?? { ...empty, values: text ? wordsOf(text) : {} }}
      />,
      status,
    );
  }

  async function keep(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { context } = request;
    const id = idIn(request);
    const language = languageOf(request);
    if (!id || !language || !(await readNews(context, id))) return reply.refuse(404);
    const removes = one(formValues(request.body), 'aktion') === 'entfernen';
    const form = removes
      ? parseForm(
          versionForm.transform(({ version }) => ({ version, words: undefined })),
          request.body,
          context.t,
        )
      : parseForm(
          newsTextForm.transform(({ version, ...words }) => ({ version, words: { ...words, by: 'human' as const } })),
          request.body,
          context.t,
        );
    if (!form.ok) return show(request, reply, form, 422);
    const { version, words } = form.data;
    const outcome = await keepNewsText(context, id, version, language.tag, words);
    if (outcome.ok) return reply.redirectWithNotice(`${deskOf(context)}/${id}`, 'success', 'orientation:staff.news.done.saved');
    const status = refusals[outcome.code];
    if (status) return reply.refuse(status);
    const theirs = (await readNews(context, id))?.texts[language.tag];
    const stored = { title: theirs?.title ?? '', text: theirs?.text ?? '' };
    const conflict = conflictOf(context, stored, form.values, language.htmlLang);
    return show(request, reply, { values: form.values, errors: {}, conflict }, 409);
  }

  app.get(`${root}/:news/sprache/:sprache`, { config }, (request, reply) => show(request, reply));
  app.post(`${root}/:news/sprache/:sprache`, { config }, keep);
  app.post(`${root}/:news/sprache/:sprache/uebersetzen`, { config }, async (request, reply) => {
    const { context } = request;
    const id = idIn(request);
    const language = languageOf(request);
    if (!id || !language || !(await readNews(context, id))) return reply.refuse(404);
    const form = parseForm(versionForm, request.body, context.t);
    if (!form.ok) return reply.refuse(422);
    const outcome: Outcome<undefined, FailureCode | AskFailure> = await translateNews(context, translator, {
      id,
      version: form.data.version,
      tag: language.tag,
    });
    const page = `${deskOf(context)}/${id}/sprache/${language.tag}`;
    if (outcome.ok) return reply.redirectWithNotice(page, 'success', 'orientation:staff.news.done.translated');
    const status = refusals[outcome.code];
    return status ? reply.refuse(status) : reply.redirectWithNotice(page, 'warning', sentenceOf(outcome.code));
  });
}

/** News, for those who write them. */
export function newsDeskRoutes(app: App, translator: MachineTranslator | undefined): void {
  const config = { access: 'orientation.manage' } as const;
  app.get(root, { config }, list);
  app.get(`${root}/neu`, { config }, (request, reply) => showNew(request, reply));
  app.post(`${root}/neu`, { config }, add);
  app.get(`${root}/:news`, { config }, (request, reply) => showRecord(request, reply));
  app.post(`${root}/:news`, { config }, save);
  app.post(`${root}/:news/veroeffentlichen`, { config }, acting(publishNews, 'published'));
  app.post(`${root}/:news/planen`, { config }, schedule);
  app.post(`${root}/:news/zurueckziehen`, { config }, acting(withdrawNews, 'withdrawn'));
  app.get(`${root}/:news/verwerfen`, { config }, askDiscard);
  app.post(`${root}/:news/verwerfen`, { config }, acting(discardNews, 'discarded', true));
  textRoutes(app, translator);
}
