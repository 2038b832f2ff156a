import type { VNode } from 'preact';
import type { Context } from '#platform/access';
import { type App, type FastifyReply, type FastifyRequest, type FormErrors, formValues } from '#platform/http';
import type { OfferContent } from '../../model/content.ts';
import type { EntryKind } from '../../model/field-text.ts';
import type { FormValues } from '../../model/form/values.ts';
import { EditPage } from '../../pages/staff/edit.tsx';
import { ConflictNote, SuggestionNote } from '../../pages/staff/edit-notes.tsx';
import { createEntry, type EditConflict, newSubmissionKey, readForEditing, saveEdit } from '../../service/editing.ts';
import { formChoices } from '../../service/form-choices.ts';
import { readHistory } from '../../service/history.ts';
import type { Content } from '../../service/reviewing.ts';
import { asksForMore, conflictChanges, contentValues, fieldErrors, readContent } from './form.ts';
import {
  both,
  deskFrame,
  type EntryParams,
  entryAddress,
  failureSentence,
  isId,
  one,
  peopleOf,
  root,
  staffBase,
  versionNumber,
} from './parts.ts';
import { deskWords, labelOf } from './words.ts';

interface Shown {
  readonly values: FormValues;
  readonly errors?: FormErrors;
  readonly status?: number;
  /** Version that the form starts from. */
  readonly base?: number;
  readonly note?: VNode;
}

/** What a visitor said of a field, when the editor comes from there. */
async function suggestion(context: Context, entryId: string, correctionId: string): Promise<VNode | undefined> {
  if (!isId(correctionId)) return undefined;
  const known = await readHistory(context, entryId);
  const found = known.ok ? known.value.corrections.find(({ id }) => id === correctionId) : undefined;
  if (!found) return undefined;
  const { words } = await deskWords(context);
  return <SuggestionNote label={found.field && labelOf(found.field, words)} text={found.suggestion ?? ''} />;
}

async function showEdit(
  request: FastifyRequest,
  reply: FastifyReply,
  { entry: id }: EntryParams,
  shown?: Shown,
): Promise<FastifyReply> {
  const { context } = request;
  const found = await readForEditing(context, id);
  if (!found.ok) return reply.refuse(404);
  const { entry, version } = found.value;
  const address = entryAddress(context, id);
  const correction = one(formValues(shown ? request.body : request.query), 'hinweis');
  const { ground } = await deskWords(context);
  return reply.page(
    <EditPage
      frame={await deskFrame(context)}
      tab="entries"
      title={entry.name}
      crumbs={[{ label: entry.name, href: address }, { label: context.t('directory:staff.entry.edit') }]}
      kind={entry.kind}
      action={`${address}/bearbeiten`}
      hidden={{ base: shown?.base ?? version.version, ...(isId(correction) ? { hinweis: correction } : {}) }}
      values={shown?.values ?? contentValues(entry.kind, version.content)}
      errors={shown?.errors ?? {}}
      choices={formChoices(context, ground, entry.kind === 'offer' ? (version.content as OfferContent).categories : [])}
      submit={context.t('directory:staff.edit.save')}
      cancelHref={address}
    >
      {await suggestion(context, id, correction)}
      {shown?.note}
    </EditPage>,
    shown?.status ?? (shown?.errors ? 422 : 200),
  );
}

async function showConflict(
  request: FastifyRequest,
  reply: FastifyReply,
  params: EntryParams,
  conflict: EditConflict & { kind: EntryKind; mine: Content },
): Promise<FastifyReply> {
  const { context } = request;
  const { theirs, base, merged, kind, mine } = conflict;
  const { words } = await deskWords(context);
  const people = await peopleOf(context, [theirs.authorUserId]);
  const changes = conflictChanges(kind, { base: base.content, theirs: theirs.content, mine, merged }, words);
  return showEdit(request, reply, params, {
    values: contentValues(kind, merged.content),
    base: theirs.version,
    status: 409,
    note: <ConflictNote {...changes} who={theirs.authorUserId ? people.get(theirs.authorUserId) : undefined} />,
  });
}

async function save(request: FastifyRequest, reply: FastifyReply, params: EntryParams): Promise<FastifyReply> {
  const { context, body } = request;
  const found = await readForEditing(context, params.entry);
  if (!found.ok) return reply.refuse(404);
  const { kind } = found.value.entry;
  const sent = formValues(body);
  const base = versionNumber(one(sent, 'base'));
  const kept = base > 0 ? { base } : {};
  if (asksForMore(body)) return showEdit(request, reply, params, { values: sent, ...kept });
  const form = readContent(context, kind, body, found.value.version.content);
  if (!form.ok) return showEdit(request, reply, params, { values: form.values, errors: form.errors, ...kept });
  const correction = one(sent, 'hinweis');
  const outcome = await saveEdit(context, {
    entryId: params.entry,
    base,
    content: form.data,
    ...(isId(correction) ? { correctionId: correction } : {}),
  });
  if (outcome.ok) return reply.redirectWithNotice(entryAddress(context, params.entry), 'success', 'directory:staff.edit.saved');
  if (outcome.code === 'version.changed_since')
    return showConflict(request, reply, params, { ...outcome.conflict, kind, mine: form.data });
  if (outcome.code === 'entry.not_found') return reply.refuse(404);
  return showEdit(request, reply, params, { values: form.values, errors: refusal(context, outcome), ...kept });
}

type Refusal = Parameters<typeof failureSentence>[1];

/** A refusal of content, beside the field that can mend it. */
function refusal(context: Context, failure: Refusal): FormErrors {
  if (failure.code === 'entry.invalid') return fieldErrors(context, failure.details);
  return { [failure.code === 'organisation.not_public' ? 'organisation' : 'name']: failureSentence(context, failure) };
}

async function showNew(
  request: FastifyRequest,
  reply: FastifyReply,
  shown?: Shown & { readonly key: string },
): Promise<FastifyReply> {
  const { context } = request;
  const kind = kindOf(shown ? request.body : request.query);
  const { ground } = await deskWords(context);
  const title = context.t(`directory:staff.new.${kind}`);
  const list = `${staffBase(context)}/eintraege`;
  return reply.page(
    <EditPage
      frame={await deskFrame(context)}
      tab="entries"
      title={title}
      crumbs={[{ label: title }]}
      kind={kind}
      action={`${list}/neu`}
      hidden={{ art: kind, key: shown?.key ?? newSubmissionKey(context) }}
      values={shown?.values ?? {}}
      errors={shown?.errors ?? {}}
      choices={formChoices(context, ground)}
      submit={context.t('directory:staff.edit.save')}
      cancelHref={list}
    />,
    shown?.errors ? 422 : 200,
  );
}

const kindOf = (sent: unknown): EntryKind => (one(formValues(sent), 'art') === 'organisation' ? 'organisation' : 'offer');

async function create(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context, body } = request;
  const kind = kindOf(body);
  const sent = formValues(body);
  const key = isId(one(sent, 'key')) ? one(sent, 'key') : newSubmissionKey(context);
  if (asksForMore(body)) return showNew(request, reply, { values: sent, key });
  const form = readContent(context, kind, body);
  if (!form.ok) return showNew(request, reply, { values: form.values, errors: form.errors, key });
  const outcome = await createEntry(context, kind, form.data, key);
  if (outcome.ok)
    return reply.redirectWithNotice(entryAddress(context, outcome.value.entryId), 'success', 'directory:staff.new.done');
  if (outcome.code === 'entry.not_found') return reply.refuse(404);
  return showNew(request, reply, { values: form.values, errors: refusal(context, outcome), key });
}

export function editRoutes(app: App): void {
  const config = { access: 'directory.edit' } as const;
  app.get(`${root}/eintraege/neu`, { config }, (request, reply) => showNew(request, reply));
  app.post(`${root}/eintraege/neu`, { config }, create);
  both(app, `${root}/eintraege/:entry/bearbeiten`, 'directory.edit', { get: showEdit, post: save });
}
