import { z } from 'zod';
import type { Context } from '#platform/access';
import { isDay } from '#platform/days';
import { type App, type FastifyReply, type FastifyRequest, optionalText, parseForm } from '#platform/http';
import type { Outcome } from '#platform/outcome';
import { type FailureCode, failureText } from '../failures.ts';
import type { ComparedRow } from '../model/lineage.ts';
import { PublicComparisonPage, StaffComparisonPage } from '../pages/comparison-pages.tsx';
import { type PostedForm, SuccessionPage } from '../pages/succession.tsx';
import { type Comparison, compare } from '../service/comparing.ts';
import { adoptEdition, moveEdition, startEdition } from '../service/editions.ts';
import { type ConceptWithEditions, concepts, currentEdition } from '../service/reading.ts';
import { mergeRecommendations, restoreRecommendation, retireRecommendation, splitRecommendation } from '../service/succession.ts';

const base = (context: Context) => `/intern/${context.tenant.slug}/konzept`;
const uuid = z.uuid();
const isId = (text: string) => uuid.safeParse(text).success;

const day = z.string().refine(isDay, { message: 'http:field.date' });
const optionalDay = z.preprocess((value) => (value === '' || value === undefined ? null : value), day.nullable());
const line = (max: number) => z.string().min(1).max(max);
const reason = z.string().max(1000).default('');

const schemas = {
  start: z
    .object({ title: line(200), startsOn: optionalDay, endsOn: optionalDay })
    .refine(({ startsOn, endsOn }) => !startsOn || !endsOn || startsOn <= endsOn, {
      path: ['endsOn'],
      message: 'concept:staff.succession.order',
    }),
  adopt: z.object({ on: day, by: line(200), paperNumber: optionalText(60) }),
  merge: z.object({ into: uuid, other: uuid, other2: z.union([z.literal(''), uuid]).default(''), reason }),
  split: z.object({
    id: uuid,
    titles: z
      .string()
      .transform((text) => text.split('\n').flatMap((title) => title.trim() || []))
      .pipe(z.array(z.string().max(300)).min(2, { message: 'concept:staff.failure.split_needs_two' }).max(10)),
    reason,
  }),
  retire: z.object({ id: uuid, reason: line(1000) }),
  restore: z.object({ id: uuid }),
} as const;

type Params = { district: string; edition: string; other: string };
type EditionRequest = FastifyRequest<{ Params: Params; Body: Record<string, unknown> }>;

function findEdition(all: readonly ConceptWithEditions[], id: string) {
  for (const one of all) {
    const edition = one.editions.find((candidate) => candidate.id === id);
    if (edition) return { ...one, edition };
  }
  return undefined;
}

async function show(request: EditionRequest, reply: FastifyReply, more: { posted?: PostedForm; refusal?: string } = {}) {
  const { context } = request;
  const found = findEdition(await concepts(context), request.params.edition);
  if (!found) return reply.refuse(404);
  const { concept, edition, editions } = found;
  const older = editions.find(({ id }) => id === edition.basedOnId);
  const rows: readonly ComparedRow[] = older ? ((await compare(context, older.id, edition.id, true))?.rows ?? []) : [];
  const page = (
    <SuccessionPage
      base={base(context)}
      concept={concept}
      edition={edition}
      older={older}
      draft={editions.find(({ state, id }) => (state === 'draft' || state === 'consultation') && id !== edition.id)}
      rows={rows}
      mayRelease={context.may('concept.release')}
      {...more}
    />
  );
  return reply.page(page, more.posted || more.refusal ? 422 : 200);
}

type Action = keyof typeof schemas | 'consultation' | 'draft';

/** Carries out what the form says once it is parsed. Answers the edition to go on with. */
async function act(
  context: Context,
  edition: string,
  action: keyof typeof schemas,
  data: unknown,
): Promise<Outcome<unknown, FailureCode>> {
  switch (action) {
    case 'start':
      return startEdition(context, edition, data as z.output<typeof schemas.start>);
    case 'adopt': {
      const { on, by, paperNumber } = data as z.output<typeof schemas.adopt>;
      return adoptEdition(context, edition, { on, by, paperNumber: paperNumber ?? null, resolutionId: null });
    }
    case 'merge': {
      const { into, other, other2, reason } = data as z.output<typeof schemas.merge>;
      return mergeRecommendations(context, edition, { into, others: [other, other2].filter(Boolean), reason });
    }
    case 'split':
      return splitRecommendation(context, edition, data as z.output<typeof schemas.split>);
    case 'retire':
      return retireRecommendation(context, edition, data as z.output<typeof schemas.retire>);
    case 'restore':
      return restoreRecommendation(context, edition, (data as z.output<typeof schemas.restore>).id);
  }
}

async function post(request: EditionRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context, visit, params } = request;
  if (!isId(params.edition)) return reply.refuse(404);
  const action = String(request.body?.aktion ?? '') as Action;
  // What was typed comes back with a refusal, too.
  const answer = (outcome: Outcome<unknown, FailureCode>, posted?: PostedForm) => {
    if (outcome.ok) {
      const next = action === 'start' ? String(outcome.value) : params.edition;
      return reply.redirectWithNotice(
        `${base(context)}/${next}/fortschreibung`,
        'success',
        `concept:staff.succession.done.${action}`,
      );
    }
    if (outcome.code === 'concept.not_allowed') return reply.refuse(403);
    if (outcome.code === 'concept.unknown_edition') return reply.refuse(404);
    return show(request, reply, { refusal: visit.t(failureText(outcome.code), outcome.details), ...(posted && { posted }) });
  };
  if (action === 'consultation' || action === 'draft') return answer(await moveEdition(context, params.edition, action));
  if (!Object.hasOwn(schemas, action)) return show(request, reply, { refusal: visit.t('http:field.choice') });
  const form = parseForm<unknown>(schemas[action], request.body, visit.t);
  const { values } = form;
  const name = action === 'split' || action === 'retire' ? `${action}-${String(values.id ?? '')}` : action;
  if (!form.ok) return show(request, reply, { posted: { form: name, values, errors: form.errors } });
  return answer(await act(context, params.edition, action, form.data), { form: name, values, errors: {} });
}

function comparisonProps({ older, newer, rows }: Comparison) {
  return { rows, older: older.edition.title, newer: newer.edition.title, conceptTitle: newer.concept.title };
}

/** How an edition goes on, and two editions side by side, for staff and for the public. */
export function editionRoutes(app: App): void {
  const config = { access: 'concept.edit' } as const;
  app.get<{ Params: Params }>('/intern/:district/konzept/:edition/fortschreibung', { config }, (request, reply) =>
    isId(request.params.edition) ? show(request as EditionRequest, reply) : reply.refuse(404),
  );
  app.post<{ Params: Params }>('/intern/:district/konzept/:edition/fortschreibung', { config }, (request, reply) =>
    post(request as EditionRequest, reply),
  );

  app.get<{ Params: Params }>(
    '/intern/:district/konzept/:edition/vergleich/:other',
    { config: { access: 'concept.read' } },
    async (request, reply) => {
      const { context, params } = request;
      const comparison =
        isId(params.edition) && isId(params.other) && (await compare(context, params.edition, params.other, true));
      if (!comparison) return reply.refuse(404);
      return reply.page(
        <StaffComparisonPage
          base={base(context)}
          editionHref={`${base(context)}/${comparison.newer.edition.id}`}
          href={(one) => `${base(context)}/empfehlung/${one.id}`}
          {...comparisonProps(comparison)}
        />,
      );
    },
  );

  app.get<{ Params: { district: string; language: string; slug: string; position: string } }>(
    '/:district/:language/konzept/:slug/vergleich/:position',
    { config: { access: 'public', cached: true } },
    async (request, reply) => {
      const { context, params } = request;
      const found = (await concepts(context)).find(({ concept }) => concept.slug === params.slug);
      // What the public may see: never a draft, whoever asks.
      const shown = found?.editions.filter(({ state }) => state !== 'draft') ?? [];
      const older = shown.find(({ position }) => String(position) === params.position);
      // The edition in force against one before it; itself against the draft that the public is asked about.
      const current = found && currentEdition(found, false);
      const newer = older?.id === current?.id ? shown[0] : current;
      const comparison = older && newer && older.position < newer.position && (await compare(context, older.id, newer.id, false));
      if (!comparison) return reply.refuse(404);
      const start = `/${context.tenant.slug}/${context.language.tag}`;
      return reply.page(
        <PublicComparisonPage
          start={`${start}/`}
          editionHref={`${start}/konzept/${params.slug}`}
          href={(one) => `${start}/konzept/${params.slug}/${one.number}`}
          {...comparisonProps(comparison)}
        />,
      );
    },
  );
}
