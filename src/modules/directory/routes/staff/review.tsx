import { z } from 'zod';
import type { Context } from '#platform/access';
import { type App, type FastifyReply, type FastifyRequest, parseForm } from '#platform/http';
import type { OfferContent } from '../../model/content.ts';
import { changes } from '../../model/diff.ts';
import { longestReason, RejectPage } from '../../pages/staff/reject.tsx';
import { ReviewPage } from '../../pages/staff/review.tsx';
import { townOf } from '../../service/ground.ts';
import { similarOffers } from '../../service/proposing.ts';
import {
  type Content,
  type DecisionFailure,
  publishProposal,
  type Review,
  readReview,
  rejectProposal,
} from '../../service/reviewing.ts';
import {
  both,
  deskFrame,
  type EntryParams,
  failureSentence,
  failureStatus,
  forEntry,
  one,
  peopleOf,
  root,
  staffBase,
} from './parts.ts';
import { deskWords, labelOf, shownChanges, shownFields } from './words.ts';

const path = `${root}/vorschlaege/:entry/:version`;

const proposalAddress = (context: Context, { entry, version }: EntryParams) =>
  `${staffBase(context)}/vorschlaege/${entry}/${version}`;

const asFields = (content: Content) => content as object as Readonly<Record<string, unknown>>;

async function duplicatesOf(context: Context, { entry, version }: Review) {
  if (entry.kind !== 'offer' || version.state !== 'proposed') return [];
  const { name } = version.content;
  const found = await similarOffers(context, name, townOf(version.content) ?? undefined);
  return found
    .filter(({ slug }) => slug !== entry.slug)
    .map((one) => ({
      label: [one.name, one.organisation].filter(Boolean).join(' – '),
      href: `/${context.tenant.slug}/${context.language.tag}/angebote/${one.slug}`,
    }));
}

/** The proposal as it stands now, with what became of a decision that was not taken. */
export async function showReview(
  request: FastifyRequest,
  reply: FastifyReply,
  params: EntryParams,
  failure?: { code: DecisionFailure; details?: object | undefined },
): Promise<FastifyReply> {
  const { context } = request;
  const found = await readReview(context, params.entry, params.version);
  if (!found.ok) return reply.refuse(404);
  const review = found.value;
  const { entry, version, published, merged, organisation } = review;
  const { words } = await deskWords(context);
  const open = version.state === 'proposed';
  const result = open ? merged.content : version.content;
  const shown = published && changes(asFields(published.content), asFields(result));
  const clash = published
    ? changes(asFields(published.content), asFields(version.content)).filter(({ field }) =>
        merged.conflicts.some((conflict) => field === conflict || field.startsWith(`${conflict}.`)),
      )
    : [];
  const named = words.organisation;
  // A new organisation is not in the list of public ones yet.
  const local = organisation
    ? {
        ...words,
        organisation: (slug: string) => (slug === organisation.entry.slug ? organisation.version.content.name : named(slug)),
      }
    : words;
  return reply.page(
    <ReviewPage
      frame={await deskFrame(context)}
      review={review}
      changes={shown ? shownChanges(entry.kind, shown, local) : []}
      conflicts={shownChanges(entry.kind, clash, local)}
      taken={merged.taken.map((field) => labelOf(field, words))}
      fields={shownFields(entry.kind, result, local)}
      organisation={organisation ? shownFields('organisation', organisation.version.content, words) : []}
      duplicates={await duplicatesOf(context, review)}
      people={await peopleOf(context, [version.authorUserId, version.decidedBy])}
      failure={failure && sentenceOf(context, failure, local)}
    />,
    failure ? failureStatus(failure.code) : 200,
  );
}

/** What keeps a proposal from being published as it is; of content the fields at fault. */
function sentenceOf(
  context: Context,
  failure: { code: DecisionFailure; details?: object | undefined },
  words: Parameters<typeof labelOf>[1],
): string {
  if (failure.code !== 'entry.invalid') return failureSentence(context, failure);
  const faults = Object.entries((failure.details ?? {}) as Record<string, string>).map(([field, key]) => {
    const [top = field] = field.replace(/^newOrganisation\./, '').split('.');
    return `${labelOf(top, words)}: ${context.t(key)}`;
  });
  return [failureSentence(context, failure), ...faults].join(' ');
}

async function publish(request: FastifyRequest, reply: FastifyReply, params: EntryParams): Promise<FastifyReply> {
  const { context } = request;
  const body = (request.body ?? {}) as Record<string, unknown>;
  const seen = one(body, 'seen');
  if (!/^\d{1,9}$/.test(seen)) return showReview(request, reply, params, { code: 'version.changed_since' });
  const outcome = await publishProposal(context, {
    entryId: params.entry,
    version: params.version,
    seenPublished: Number(seen) || null,
    overConflicts: one(body, 'over') === 'yes',
  });
  if (outcome.ok) return reply.redirectWithNotice(`${staffBase(context)}/vorschlaege`, 'success', 'directory:staff.review.done');
  return outcome.code === 'entry.not_found' ? reply.refuse(404) : showReview(request, reply, params, outcome);
}

async function showReject(
  request: FastifyRequest,
  reply: FastifyReply,
  params: EntryParams,
  posted?: { reason: string; error: string },
): Promise<FastifyReply> {
  const { context } = request;
  const found = await readReview(context, params.entry, params.version);
  if (!found.ok) return reply.refuse(404);
  const { version } = found.value;
  if (version.state !== 'proposed') return showReview(request, reply, params, { code: 'version.already_decided' });
  return reply.page(
    <RejectPage
      frame={await deskFrame(context)}
      address={proposalAddress(context, params)}
      name={(version.content as OfferContent).name}
      mailed={version.authorEmail !== null}
      values={posted ? { reason: posted.reason } : {}}
      errors={posted ? { reason: posted.error } : {}}
    />,
    posted ? 422 : 200,
  );
}

const reasonSchema = z.object({ reason: z.string().max(longestReason) });

async function reject(request: FastifyRequest, reply: FastifyReply, params: EntryParams): Promise<FastifyReply> {
  const { context, visit } = request;
  const form = parseForm(reasonSchema, request.body, visit.t);
  const reason = one(form.values, 'reason');
  if (!form.ok)
    return showReject(request, reply, params, { reason, error: form.errors.reason ?? visit.t('http:field.required') });
  const outcome = await rejectProposal(context, { entryId: params.entry, version: params.version, reason: form.data.reason });
  if (outcome.ok) return reply.redirectWithNotice(`${staffBase(context)}/vorschlaege`, 'success', 'directory:staff.reject.done');
  if (outcome.code === 'entry.not_found') return reply.refuse(404);
  if (outcome.code === 'reason.required')
    return showReject(request, reply, params, { reason, error: failureSentence(context, outcome) });
  return showReview(request, reply, params, outcome);
}

export function reviewRoutes(app: App): void {
  const config = { access: 'directory.review' } as const;
  app.get(path, { config }, forEntry(showReview));
  app.post(`${path}/veroeffentlichen`, { config }, forEntry(publish));
  both(app, `${path}/ablehnen`, 'directory.review', { get: showReject, post: reject });
}
