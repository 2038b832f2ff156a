import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Context } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import { type App, type FastifyReply, type FastifyRequest, formValues, parseForm } from '#platform/http';
import { type FailureCode, failureKey, failures } from '../failures.ts';
import type { OfferContent } from '../model/content.ts';
import { offerFormSchema, offerFormValues } from '../model/form/offer.ts';
import { type FormValues, text } from '../model/form/values.ts';
import { ConfirmPage, DeadLinkPage, ProposePage, SentPage, type SimilarView } from '../pages/proposals/propose.tsx';
import { confirmProposal, readConfirmation } from '../service/confirming.ts';
import { successorOf } from '../service/duplicates/redirects.ts';
import { formChoices } from '../service/form-choices.ts';
import { readFormGround } from '../service/ground.ts';
import { confirmationHours, type Proposal, propose, similarOffers } from '../service/proposing.ts';
import type { PuzzleMaker } from '../service/puzzle.ts';
import { paths } from '../service/showing/addresses.ts';
import { findPublicOffer } from '../store/public-offers.ts';
import { errorsOf, submissionKeyOf } from './posted.ts';

type Call = FastifyRequest;

/** Nobody fills the form in faster than this. */
const quickestMs = 4000;
/** Posts without a proof of work per address and hour; whole shelters share an address. */
const withoutPuzzlePerHour = 10;

const proposerSchema = z.object({
  email: z.email().max(200),
  message: z.preprocess((value) => (value === '' ? undefined : value), z.string().max(2000).optional()),
});

interface Draft {
  readonly values: FormValues;
  readonly errors?: Readonly<Record<string, string>> | undefined;
  readonly similar?: readonly SimilarView[] | undefined;
  readonly status?: number | undefined;
}

/** The public side of the offer that is to change. */
async function changedOffer(context: Context, slug: string | undefined): Promise<OfferContent | undefined> {
  if (slug === undefined) return undefined;
  return (await findPublicOffer(context.database.shared, context.tenant.id, slug))?.content;
}

async function similarViews(
  context: Context,
  name: string,
  town: string | undefined,
  towns: readonly { value: string; label: string }[],
): Promise<SimilarView[]> {
  const offers = await similarOffers(context, name, town);
  return offers.map((offer) => ({
    name: offer.name,
    facts: [offer.organisation, towns.find((one) => one.value === offer.town)?.label].filter(Boolean).join(', '),
    href: paths.offer(context, offer.slug),
    changeHref: `${paths.propose(context)}?aendern=${encodeURIComponent(offer.slug)}`,
  }));
}

/** Routes for people without an account: propose, confirm by mail, and what the page asks for while one types. */
export function proposalRoutes(app: App, puzzles: PuzzleMaker): void {
  const base = '/:district/:language/angebot-vorschlagen';
  // Addresses live here for an hour at most and are written nowhere.
  const attempts = new LRUCache<string, number>({ max: 50_000, ttl: 3_600_000 });

  const show = async (
    { context }: Call,
    reply: FastifyReply,
    changeOf: string | undefined,
    changes: OfferContent | undefined,
    draft: Draft,
  ) => {
    const choices = formChoices(context, await readFormGround(context), changes?.categories);
    const { values } = draft;
    const hidden = {
      submissionKey: text(values, 'submissionKey') ?? uuidv7(),
      started: text(values, 'started') ?? puzzles.stamp(context.now()),
      ...(changeOf === undefined ? {} : { aendern: changeOf }),
    };
    return reply.page(
      <ProposePage
        values={values}
        errors={draft.errors ?? {}}
        choices={choices}
        action={paths.propose(context)}
        hidden={hidden}
        changes={changes?.name}
        similar={draft.similar}
        puzzleHref={`${paths.propose(context)}/raetsel`}
        similarHref={`${paths.propose(context)}/aehnliche`}
      />,
      draft.status ?? 200,
    );
  };

  app.get(base, { config: { access: 'public' } }, async (request, reply) => {
    const { context } = request;
    const changeOf = text(formValues(request.query), 'aendern');
    const changes = await changedOffer(context, changeOf);
    if (changeOf !== undefined && !changes) {
      const successor = await successorOf(context, 'offer', changeOf);
      return successor ? reply.redirect(`${paths.propose(context)}?aendern=${successor}`, 301) : reply.refuse(404);
    }
    return show(request, reply, changeOf, changes, { values: changes ? withoutTranslations(offerFormValues(changes)) : {} });
  });

  /** What stands against taking the form at all, before anything is looked up. */
  const refusal = async (request: Call, values: FormValues): Promise<FailureCode | Proposal['puzzle'] | undefined> => {
    const started = puzzles.readStamp(text(values, 'started') ?? '');
    const quick = !started || request.context.now().getTime() - started.getTime() < quickestMs;
    if (quick || text(values, 'leer') !== undefined) return 'proposal.too_fast';
    const solution = text(values, 'altcha');
    if (solution !== undefined) return (await puzzles.check(solution)) ?? 'proposal.puzzle_wrong';
    const count = (attempts.get(request.ip) ?? 0) + 1;
    attempts.set(request.ip, count);
    return count > withoutPuzzlePerHour ? 'proposal.too_many' : undefined;
  };

  app.post(base, { config: { access: 'public', limitPerMinute: 20 } }, async (request, reply) => {
    const { context } = request;
    const { t } = context;
    const posted = formValues(request.body);
    const { leer: _leer, ...values } = posted;
    const asked = text(values, 'aendern');
    // Merged while the form was open: what was written is meant for the offer that stands for it now.
    const changeOf = asked && ((await successorOf(context, 'offer', asked)) ?? asked);
    const changes = await changedOffer(context, changeOf);
    if (changeOf !== undefined && !changes) return reply.refuse(404);
    const again = (draft: Omit<Draft, 'values'>, kept: FormValues = values) =>
      show(request, reply, changeOf, changes, { values: kept, ...draft });
    if (text(values, 'more') !== undefined) return again({});

    const offer = parseForm(offerFormSchema(changes ? kept(changes) : {}), values, t);
    const proposer = parseForm(proposerSchema, values, t);
    if (!offer.ok || !proposer.ok)
      return again({ errors: { ...(offer.ok ? {} : offer.errors), ...(proposer.ok ? {} : proposer.errors) }, status: 422 });
    const puzzle = await refusal(request, posted);
    const { altcha: _altcha, ...withoutPuzzle } = values;
    if (typeof puzzle === 'string')
      return again({ errors: { _form: t(failureKey(puzzle)) }, status: failures[puzzle].status }, withoutPuzzle);

    if (!changes && text(values, 'confirmedNew') !== 'yes') {
      const towns = formChoices(context, await readFormGround(context)).towns;
      const similar = await similarViews(context, offer.data.offer.name, offer.data.offer.town, towns);
      if (similar.length) return again({ similar });
    }
    const result = await propose(context, {
      offer: offer.data.offer,
      organisation: changes ? undefined : offer.data.organisation,
      changeOf,
      email: proposer.data.email,
      message: proposer.data.message,
      submissionKey: submissionKeyOf(values),
      puzzle,
    });
    if (result.ok) return reply.redirect(`${paths.propose(context)}/gesendet`, 303);
    const { code, details } = result;
    if (code === 'entry.not_found') return reply.refuse(404);
    const errors =
      code === 'organisation.taken' ? { organisation: t(failureKey(code), details) } : errorsOf(context, { code, details });
    return again({ errors, status: failures[code].status }, withoutPuzzle);
  });

  app.get(`${base}/gesendet`, { config: { access: 'public' } }, async ({ context }, reply) =>
    reply.page(<SentPage hours={confirmationHours} back={paths.search(context)} />),
  );

  app.get(`${base}/raetsel`, { config: { access: 'public', machine: true, limitPerMinute: 30 } }, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send(await puzzles.create()),
  );

  app.get(
    `${base}/aehnliche`,
    { config: { access: 'public', machine: true, limitPerMinute: 60 } },
    async ({ context, query }, reply) => {
      const values = formValues(query);
      const name = (text(values, 'name') ?? '').slice(0, 200);
      const towns = formChoices(context, await readFormGround(context)).towns;
      return reply
        .header('cache-control', 'no-store')
        .send({ offers: await similarViews(context, name, text(values, 'ort'), towns) });
    },
  );

  const token = (request: Call) => text(formValues(request.params), 'token') ?? '';

  app.get(`${base}/bestaetigen/:token`, { config: { access: 'public' } }, async (request, reply) => {
    const { context } = request;
    const found = await readConfirmation(context, token(request));
    if (!found.ok)
      return reply.page(<DeadLinkPage message={context.t(failureKey(found.code))} again={paths.propose(context)} />, 410);
    return reply
      .header('referrer-policy', 'no-referrer')
      .page(
        <ConfirmPage
          action={`${paths.propose(context)}/bestaetigen/${token(request)}`}
          name={found.value.name}
          done={found.value.done}
          back={paths.search(context)}
        />,
      );
  });

  app.post(`${base}/bestaetigen/:token`, { config: { access: 'public', limitPerMinute: 20 } }, async (request, reply) => {
    const { context } = request;
    const confirmed = await confirmProposal(context, token(request));
    if (!confirmed.ok)
      return reply.page(<DeadLinkPage message={context.t(failureKey(confirmed.code))} again={paths.propose(context)} />, 410);
    return reply.redirect(`${paths.propose(context)}/bestaetigen/${token(request)}`, 303);
  });
}

/** What the visitor's form does not show and a change must not lose. */
const kept = ({ demonstration, source, translations, properName }: OfferContent) => ({
  ...(demonstration ? { demonstration } : {}),
  ...(source ? { source } : {}),
  ...(translations ? { translations } : {}),
  ...(properName ? { properName } : {}),
});

function withoutTranslations(values: Record<string, string | string[]>): FormValues {
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => name !== 'properName' && !name.startsWith('translations.')),
  );
}
