import type { Context } from '#platform/access';
import {
  type App,
  type FastifyReply,
  type FastifyRequest,
  type FormErrors,
  type FormValues,
  formValues,
  parseForm,
} from '#platform/http';
import { interfaceLanguages } from '#platform/i18n';
import type { FieldChange } from '#platform/ui';
import { termForm } from '../../model/term-form.ts';
import { nameOfTerm, RemoveWordPage, termValues, WordFormPage, WordListPage } from '../../pages/tree/words.tsx';
import { addWord, readWord, readWords, removeWord, saveWord } from '../../service/tree/words.ts';
import type { VersionedTerm } from '../../store/terms.ts';
import { frameOf } from '../frame.ts';
import { answerAction, deskOf, errorsOf, one, plainStatus, root } from './parts.ts';

const pageSize = 50;
const idPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

const listOf = (context: Context) => `${deskOf(context)}/woerter`;

async function list(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const sent = formValues(request.query);
  const text = one(sent, 'q').slice(0, 100);
  const after = idPattern.test(one(sent, 'nach')) ? one(sent, 'nach') : undefined;
  const found = await readWords(context, { text, after }, pageSize);
  const address = (query: Record<string, string>) => {
    const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value)).toString();
    return `${listOf(context)}${search ? `?${search}` : ''}`;
  };
  return reply.page(
    <WordListPage
      frame={frameOf(context)}
      list={found}
      text={text}
      first={after && address({ q: text })}
      next={found.next && address({ q: text, nach: found.next })}
    />,
  );
}

/** The word of the address. */
async function termOf(request: FastifyRequest): Promise<VersionedTerm | undefined> {
  const id = one(formValues(request.params), 'word');
  return idPattern.test(id) && id.length <= 100 ? await readWord(request.context, id) : undefined;
}

/** Theirs against mine, language by language. */
function changesOf({ t }: Context, term: VersionedTerm, mine: FormValues): FieldChange[] {
  const theirs = termValues(term);
  return interfaceLanguages.flatMap(({ tag, autonym, htmlLang, dir }) =>
    (['forms', 'explanation'] as const).flatMap((field) => {
      const [before, after] = [one(theirs, `${field}.${tag}`), one(mine, `${field}.${tag}`)];
      return before === after
        ? []
        : [{ label: `${autonym}: ${t(`orientation:staff.terms.${field}`)}`, before, after, lang: htmlLang, dir }];
    }),
  );
}

function showForm(
  request: FastifyRequest,
  reply: FastifyReply,
  term: VersionedTerm | undefined,
  again?: { readonly values: FormValues; readonly errors: FormErrors; readonly changed?: boolean },
): FastifyReply {
  const { context } = request;
  return reply.page(
    <WordFormPage
      frame={frameOf(context)}
      term={term && { id: term.id, version: term.version, name: nameOfTerm(term) }}
      values={again?.values ?? (term ? termValues(term) : {})}
      errors={again?.errors ?? {}}
      changes={again?.changed && term ? changesOf(context, term, again.values) : undefined}
    />,
    again?.changed ? 409 : again ? 422 : 200,
  );
}

async function add(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const form = parseForm(termForm, request.body, context.t);
  if (!form.ok) return showForm(request, reply, undefined, form);
  const outcome = await addWord(context, form.data);
  if (outcome.ok)
    return reply.redirectWithNotice(`${listOf(context)}/${outcome.value}`, 'success', 'orientation:staff.terms.added');
  const status = plainStatus(outcome.code);
  if (status) return reply.refuse(status);
  return showForm(request, reply, undefined, { values: form.values, errors: errorsOf(context, outcome) });
}

async function save(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const term = await termOf(request);
  if (!term) return reply.refuse(404);
  const form = parseForm(termForm, request.body, context.t);
  if (!form.ok) return showForm(request, reply, term, form);
  const outcome = await saveWord(context, term.id, form.data);
  if (!outcome.ok && outcome.code === 'orientation.changed') {
    const now = await readWord(context, term.id);
    return now ? showForm(request, reply, now, { values: form.values, errors: {}, changed: true }) : reply.refuse(404);
  }
  return answerAction(reply, outcome, `${listOf(context)}/${term.id}`, 'orientation:staff.terms.saved');
}

async function askRemove(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const term = await termOf(request);
  if (!term) return reply.refuse(404);
  return reply.page(<RemoveWordPage frame={frameOf(request.context)} term={{ id: term.id, name: nameOfTerm(term) }} />);
}

async function remove(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const term = await termOf(request);
  if (!term) return reply.refuse(404);
  return answerAction(reply, await removeWord(context, term.id), listOf(context), 'orientation:staff.terms.removed');
}

/** Words that texts explain. */
export function wordRoutes(app: App): void {
  const manage = { config: { access: 'orientation.manage' } } as const;
  const base = `${root}/woerter`;
  app.get(base, manage, list);
  app.get(`${base}/neu`, manage, (request, reply) => showForm(request, reply, undefined));
  app.post(`${base}/neu`, manage, add);
  app.get(`${base}/:word`, manage, async (request, reply) => {
    const term = await termOf(request);
    return term ? showForm(request, reply, term) : reply.refuse(404);
  });
  app.post(`${base}/:word`, manage, save);
  app.get(`${base}/:word/entfernen`, manage, askRemove);
  app.post(`${base}/:word/entfernen`, manage, remove);
}
