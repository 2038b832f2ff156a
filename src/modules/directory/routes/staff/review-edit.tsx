import type { VNode } from 'preact';
import type { Context } from '#platform/access';
import { type App, type FastifyReply, type FastifyRequest, type FormErrors, formValues } from '#platform/http';
import type { OfferContent } from '../../model/content.ts';
import type { FormValues } from '../../model/form/values.ts';
import { merge } from '../../model/merge.ts';
import { EditPage } from '../../pages/staff/edit.tsx';
import { ConflictNote } from '../../pages/staff/edit-notes.tsx';
import { formChoices } from '../../service/form-choices.ts';
import { compareVersions } from '../../service/history.ts';
import { type Content, publishProposal, type Review, readReview } from '../../service/reviewing.ts';
import { asksForMore, conflictChanges, contentValues, fieldErrors, readContent } from './form.ts';
import { both, deskFrame, type EntryParams, failureSentence, one, root, staffBase } from './parts.ts';
import { showReview } from './review.tsx';
import { deskWords } from './words.ts';

interface Shown {
  readonly values: FormValues;
  readonly errors?: FormErrors;
  readonly status?: number;
  /** Public version that the reviewer has seen. */
  readonly seen?: number | null;
  readonly note?: VNode;
}

const proposalAddress = (context: Context, { entry, version }: EntryParams) =>
  `${staffBase(context)}/vorschlaege/${entry}/${version}`;

/** The organisation that comes with the offer is none of the public ones to choose from. */
async function choicesFor(context: Context, { entry, organisation, merged }: Review) {
  const { ground } = await deskWords(context);
  const kept = entry.kind === 'offer' ? (merged.content as OfferContent).categories : [];
  const choices = formChoices(context, ground, kept);
  if (!organisation) return choices;
  const brought = { value: organisation.entry.slug, label: organisation.version.content.name };
  return { ...choices, organisations: [brought, ...choices.organisations] };
}

async function show(request: FastifyRequest, reply: FastifyReply, params: EntryParams, shown?: Shown): Promise<FastifyReply> {
  const { context } = request;
  const found = await readReview(context, params.entry, params.version);
  if (!found.ok) return reply.refuse(404);
  const { entry, version, published, merged } = found.value;
  if (version.state !== 'proposed') return showReview(request, reply, params, { code: 'version.already_decided' });
  const address = proposalAddress(context, params);
  const { name } = version.content;
  return reply.page(
    <EditPage
      frame={await deskFrame(context)}
      tab="proposals"
      title={name}
      lead={context.t('directory:staff.edit.before_publishing')}
      crumbs={[{ label: name, href: address }, { label: context.t('directory:staff.review.edit') }]}
      kind={entry.kind}
      action={`${address}/bearbeiten`}
      hidden={{ seen: (shown?.seen === undefined ? published?.version : shown.seen) ?? 0 }}
      values={shown?.values ?? contentValues(entry.kind, merged.content)}
      errors={shown?.errors ?? {}}
      choices={await choicesFor(context, found.value)}
      submit={context.t('directory:staff.review.publish')}
      cancelHref={address}
    >
      {shown?.note}
    </EditPage>,
    shown?.status ?? (shown?.errors ? 422 : 200),
  );
}

/** The public version moved on while the reviewer was editing: both changes put together, the other's shown. */
async function showMoved(
  request: FastifyRequest,
  reply: FastifyReply,
  params: EntryParams,
  mine: { readonly seen: number | null; readonly content: Content; readonly values: FormValues },
): Promise<FastifyReply> {
  const { context } = request;
  const review = await readReview(context, params.entry, params.version);
  if (!review.ok) return reply.refuse(404);
  const now = review.value.published?.version ?? null;
  const between = mine.seen !== null && now !== null ? await compareVersions(context, params.entry, mine.seen, now) : undefined;
  if (!between?.ok) return show(request, reply, params, { values: mine.values, seen: now, status: 409 });
  const { kind } = review.value.entry;
  const [base, theirs] = [between.value.from.content, between.value.to.content];
  const merged = merge<Content>(base, mine.content, theirs);
  const { words } = await deskWords(context);
  return show(request, reply, params, {
    values: contentValues(kind, merged.content),
    seen: now,
    status: 409,
    note: <ConflictNote {...conflictChanges(kind, { base, theirs, mine: mine.content, merged }, words)} />,
  });
}

async function publish(request: FastifyRequest, reply: FastifyReply, params: EntryParams): Promise<FastifyReply> {
  const { context, body } = request;
  const found = await readReview(context, params.entry, params.version);
  if (!found.ok) return reply.refuse(404);
  const { entry, merged } = found.value;
  const sent = formValues(body);
  const number = one(sent, 'seen');
  const seen = /^\d{1,9}$/.test(number) ? Number(number) || null : -1;
  if (asksForMore(body)) return show(request, reply, params, { values: sent, seen });
  const form = readContent(context, entry.kind, body, merged.content);
  if (!form.ok) return show(request, reply, params, { values: form.values, errors: form.errors, seen });
  const outcome = await publishProposal(context, {
    entryId: params.entry,
    version: params.version,
    seenPublished: seen,
    edited: form.data,
  });
  if (outcome.ok) return reply.redirectWithNotice(`${staffBase(context)}/vorschlaege`, 'success', 'directory:staff.review.done');
  switch (outcome.code) {
    case 'entry.not_found':
      return reply.refuse(404);
    case 'version.already_decided':
      return showReview(request, reply, params, outcome);
    case 'version.changed_since':
      return showMoved(request, reply, params, { seen, content: form.data, values: form.values });
    case 'entry.invalid':
      return show(request, reply, params, { values: form.values, errors: fieldErrors(context, outcome.details), seen });
    default:
      return show(request, reply, params, {
        values: form.values,
        errors: { organisation: failureSentence(context, outcome) },
        seen,
      });
  }
}

export function reviewEditRoutes(app: App): void {
  both(app, `${root}/vorschlaege/:entry/:version/bearbeiten`, 'directory.review', { get: show, post: publish });
}
