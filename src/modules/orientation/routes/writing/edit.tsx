import { type MachineTranslator, mayAskMachine } from '#modules/directory';
import {
  type App,
  type FastifyReply,
  type FastifyRequest,
  type FormErrors,
  type FormValues,
  formValues,
  parseForm,
} from '#platform/http';
import { withoutHtml } from '../../model/pasting.ts';
import { readText } from '../../model/text/reading.ts';
import { snippetKinds, videoSnippet, withSnippet } from '../../model/writing/snippets.ts';
import { WritingPage } from '../../pages/writing/edit.tsx';
import { easyNotes, notesOf } from '../../pages/writing/notes.tsx';
import { checkText, type TypedText } from '../../service/writing/checking.ts';
import { findInsertable } from '../../service/writing/inserting.ts';
import { readDesk } from '../../service/writing/reading.ts';
import { type Goal, saveText } from '../../service/writing/saving.ts';
import { frameOf } from '../frame.ts';
import { cursorOf, publishAtOf, valuesOf, videoOf, writtenForm, writtenOf } from './form.ts';
import { addressOf, one, placeOf, refused, sentenceOf, textRoot } from './parts.ts';

type Place = NonNullable<ReturnType<typeof placeOf>>;

interface Shown {
  readonly values?: FormValues;
  readonly errors?: FormErrors;
  readonly preview?: boolean;
  readonly converted?: boolean;
  readonly conflict?: boolean;
  readonly status?: number;
}

const typedIn = (values: FormValues): TypedText => ({
  title: one(values, 'title').slice(0, 300),
  summary: one(values, 'summary').slice(0, 1000),
  body: one(values, 'body'),
});

async function searchOf(request: FastifyRequest, values: FormValues, asked: boolean) {
  const kind = snippetKinds.find((one_) => one_ === one(values, 'art')) ?? 'offer';
  const text = one(values, 'suche').slice(0, 100);
  const found = asked && kind !== 'video' ? await findInsertable(request.context, kind, text) : undefined;
  return { kind, text, found };
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  place: Place,
  translator: MachineTranslator | undefined,
  shown: Shown = {},
): Promise<FastifyReply> {
  const { context } = request;
  const desk = await readDesk(context, place.pageId, place.tongue);
  if (!desk) return reply.refuse(404);
  const values = shown.values ?? valuesOf(desk);
  const asked = formValues(request.query);
  const wanted = shown.values ?? asked;
  const isSearch = shown.values ? one(shown.values, 'action') === 'search' : 'suche' in asked;
  const checked = await checkText(context, place.tongue, typedIn(values));
  const { latest } = desk;
  const conflict =
    shown.conflict && latest
      ? (['title', 'summary', 'body'] as const)
          .map((field) => ({
            label: context.t(`orientation:staff.writing.${field}`),
            before: latest[field],
            after: one(values, field),
            lang: place.tongue.htmlLang,
            dir: place.tongue.dir,
          }))
          .filter(({ before, after }) => before !== after)
      : undefined;
  return reply.page(
    <WritingPage
      frame={frameOf(context)}
      desk={desk}
      values={values}
      errors={shown.errors ?? {}}
      notes={notesOf(context.t, checked)}
      easy={checked.easy}
      level={checked.level}
      preview={shown.preview ? checked : undefined}
      search={await searchOf(request, wanted, isSearch)}
      conflict={conflict}
      converted={shown.converted ?? false}
      unsaved={shown.values !== undefined}
      machine={place.tongue.tag !== 'de' && (await mayAskMachine(context, translator, place.tongue.tag))}
    />,
    shown.status ?? 200,
  );
}

const goals = ['save', 'review', 'publish', 'schedule'] as const;
const states = { save: 'draft', review: 'review', publish: 'published' } as const;

/** Steps within the form: what was typed comes back, with something put in, found or shown. Nothing is kept. */
function stepOf(values: FormValues, t: (key: string) => string): Shown | undefined {
  const action = one(values, 'action');
  const body = one(values, 'body');
  const put = one(values, 'insert');
  // What a found thing is called may be long, but not a text of its own.
  if (put) return { values: { ...values, action: '', suche: '', body: withSnippet(body, put.slice(0, 400), cursorOf(values)) } };
  if (action === 'preview') return { values, preview: true };
  if (action === 'video') {
    const snippet = videoSnippet(videoOf(values));
    const [problem] = readText(snippet).problems;
    if (!problem)
      return {
        values: {
          ...values,
          body: withSnippet(body, snippet, cursorOf(values)),
          'video.url': '',
          'video.title': '',
          'video.minutes': '',
          'video.megabytes': '',
          'video.subtitles': '',
          'video.sign': '',
        },
      };
    const field = problem.code === 'text.video_title' ? 'title' : problem.code === 'text.subtitles' ? 'subtitles' : 'url';
    return {
      values,
      errors: { [`video.${field}`]: t(`orientation:staff.writing.problem.${problem.code.slice(5)}`) },
      status: 422,
    };
  }
  // Enter in a field keeps the text, as in every form.
  return action === '' || goals.some((goal) => goal === action) ? undefined : { values };
}

const sent = { save: 'saved', review: 'sent', publish: 'published', schedule: 'scheduled' } as const;

async function write(
  request: FastifyRequest,
  reply: FastifyReply,
  translator: MachineTranslator | undefined,
): Promise<FastifyReply> {
  const { context } = request;
  const place = placeOf(request);
  if (!place) return reply.refuse(404);
  const values = formValues(request.body);
  const again = (shown: Shown) => show(request, reply, place, translator, shown);
  const markdown = withoutHtml(one(values, 'body').slice(0, 400_000));
  const step = stepOf(values, context.t);
  // Nothing is kept that nobody has seen as it is kept.
  if (markdown !== undefined)
    return again({ values: { ...values, body: markdown }, converted: true, ...(step ? {} : { status: 422 }) });
  if (step) return again(step);
  const form = parseForm(writtenForm, request.body, context.t);
  if (!form.ok) return again({ values, errors: form.errors, status: 422 });
  const action = goals.find((goal) => goal === one(values, 'action')) ?? 'save';
  const publishAt = publishAtOf(values);
  if (action === 'schedule' && !publishAt)
    return again({ values, errors: { publishAt: context.t('orientation:staff.writing.publish_at_missing') }, status: 422 });
  const goal: Goal = action === 'schedule' ? { state: 'scheduled', publishAt: publishAt as Date } : { state: states[action] };
  const saved = await saveText(context, writtenOf(place.pageId, place.tongue.tag, form.data), goal);
  if (saved.ok) {
    // Whoever pressed Enter in the search field without a script wanted to search, too.
    const suche = one(values, 'suche').slice(0, 100);
    const query =
      suche && suche !== one(values, 'gesucht') ? `?${new URLSearchParams({ art: one(values, 'art'), suche })}#einfuegen` : '';
    const address = addressOf(request, place);
    return reply.redirectWithNotice(`${address}${query}`, 'success', `orientation:staff.writing.done.${sent[action]}`);
  }
  const { code } = saved;
  if (code === 'orientation.changed') return again({ values, conflict: true, status: 409 });
  const plain = refused(reply, code);
  if (plain) return plain;
  const field = code === 'orientation.not_in_future' ? 'publishAt' : code.startsWith('orientation.text_') ? 'body' : '_form';
  return again({
    values,
    errors: { [field]: context.t(sentenceOf(code), saved.details) },
    status: field === '_form' ? 409 : 422,
  });
}

/** Writing a page in a language; `translator`: the service that may write a draft. */
export function editRoutes(app: App, translator: MachineTranslator | undefined): void {
  const config = { access: 'orientation.write' } as const;
  app.get(textRoot, { config }, (request, reply) => {
    const place = placeOf(request);
    return place ? show(request, reply, place, translator) : reply.refuse(404);
  });
  app.post(textRoot, { config }, (request, reply) => write(request, reply, translator));
  app.post(`${textRoot}/pruefen`, { config }, async (request, reply) => {
    const place = placeOf(request);
    const desk = place && (await readDesk(request.context, place.pageId, place.tongue));
    if (!desk) return reply.refuse(404);
    const { t } = request.context;
    const checked = await checkText(request.context, desk.tongue, typedIn(formValues(request.body)));
    const notes = [...notesOf(t, checked), ...easyNotes(t, checked.easy)];
    return {
      summary: notes.length ? t('orientation:staff.writing.notes', { count: notes.length }) : '',
      notes: notes.map(({ line, text }) => ({ line, text, label: line && t('orientation:staff.writing.line', { line }) })),
    };
  });
}
