import { organisationFinder } from '#modules/directory';
import type { Context } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import { german, translator } from '#platform/i18n';
import { fail, ok } from '#platform/outcome';
import { changedFields, changeText, type TextField, textOf } from '../model/changes.ts';
import type { Edition, RecommendationText, Stakeholder, StoredRecommendation } from '../model/edition.ts';
import { invalidDetails, recommendationTextSchema } from '../model/recommendation.ts';
import {
  deleteRecommendationRow,
  type FoundRecommendation,
  findRecommendation,
  insertRecommendation,
  isReferredTo,
  listNumbers,
  placeRecommendations,
  updateRecommendation,
} from '../store/recommendations.ts';
import { listNodeTitles, lockEdition } from '../store/structure.ts';
import { takeTurn } from '../store/turns.ts';
import { changedFailure, closedFailure, type Remark, readReason, type Saved, tell } from './editing.ts';
import { isPassedResolution } from './releases.ts';
import { mayEdit } from './scope.ts';
import { placeNames, textWords } from './words.ts';

/** Nodes of an edition by id, for checks and words. */
type Nodes = ReadonlyMap<string, { kind: string; title: string; fieldId: string | null }>;

/** The recommendation, locked for the actor to write to; `version` is the one the editor started from. */
export async function openForEditing(
  trx: Trx,
  context: Context,
  id: string,
  version: number,
): Promise<Saved<FoundRecommendation>> {
  if (!mayEdit(context)) return fail('concept.not_allowed');
  const found = await findRecommendation(trx, id, true);
  if (!found) return fail('concept.unknown_recommendation');
  const closed = closedFailure(found.edition);
  if (closed) return closed;
  return found.stored.version === version ? ok(found) : changedFailure(found.stored.version);
}

/** What the fields name has to be there: nodes of this edition that belong together, territories of this district. */
function strangers(text: RecommendationText, nodes: Nodes, places: ReadonlyMap<string, string>): Record<string, string> {
  const wrong: Record<string, string> = {};
  const belongs = (id: string | null, kind: string) =>
    id === null || (nodes.get(id)?.kind === kind && nodes.get(id)?.fieldId === text.fieldId);
  if (nodes.get(text.fieldId)?.kind !== 'field') wrong.fieldId = 'http:field.choice';
  if (!belongs(text.challengeId, 'challenge')) wrong.challengeId = 'concept:staff.fault.other_field';
  if (!belongs(text.goalId, 'goal')) wrong.goalId = 'concept:staff.fault.other_field';
  if (text.territories.some((key) => !places.has(key))) wrong.territories = 'http:field.choice';
  return wrong;
}

/**
 * Links each stakeholder with the organisation of the directory that is called so. A link that was there under another name,
 * from a file, stays; none is taken from what was sent.
 */
async function linked(trx: Trx, sent: readonly Stakeholder[], stored: readonly Stakeholder[]): Promise<Stakeholder[]> {
  const find = await organisationFinder(
    trx,
    sent.map(({ name }) => name),
  );
  const kept = new Map(stored.map(({ name, organisationId }) => [name, organisationId]));
  return sent.map(({ name, role }) => {
    const organisationId = find(name) ?? kept.get(name);
    return organisationId ? { name, role, organisationId } : { name, role };
  });
}

async function check(
  trx: Trx,
  edition: Edition,
  text: unknown,
  stored: RecommendationText | undefined,
  places: ReadonlyMap<string, string>,
): Promise<Saved<{ text: RecommendationText; nodes: Nodes }>> {
  const parsed = recommendationTextSchema.safeParse(text);
  if (!parsed.success) return fail('concept.invalid', invalidDetails(parsed.error));
  const nodes = await listNodeTitles(trx, edition.id);
  const wrong = strangers(parsed.data, nodes, places);
  if (Object.keys(wrong).length > 0) return fail('concept.invalid', wrong);
  const stakeholders = await linked(trx, parsed.data.stakeholders, stored?.stakeholders ?? []);
  return ok({ text: { ...parsed.data, stakeholders }, nodes });
}

/** A new recommendation under the concept's next number. */
export async function createRecommendation(
  context: Context,
  editionId: string,
  text: RecommendationText,
): Promise<Saved<{ id: string; number: number }>> {
  if (!mayEdit(context)) return fail('concept.not_allowed');
  const places = await placeNames(context);
  return context.transaction(async (trx) => {
    const edition = await lockEdition(trx, editionId);
    if (!edition) return fail('concept.unknown_edition');
    const closed = closedFailure(edition);
    if (closed) return closed;
    const checked = await check(trx, edition, text, undefined, places);
    if (!checked.ok) return checked;
    const id = uuidv7(context.now().getTime());
    const number = await insertRecommendation(trx, {
      tenantId: context.tenant.id,
      id,
      edition,
      text: checked.value.text,
      now: context.now(),
    });
    await tell(trx, context, {
      recommendationId: id,
      edition,
      action: 'concept.recommendation_added',
      details: { number },
      note: { kind: 'text', text: '', from: null, to: checked.value.text.title, public: false },
    });
    return ok({ id, number });
  });
}

/**
 * Changes some or all fields of a recommendation's text. What the editor does not send stays.
 * @param version of the recommendation that the editor started from
 */
export async function changeRecommendation(
  context: Context,
  id: string,
  version: number,
  change: Partial<RecommendationText>,
  remark: Remark = {},
): Promise<Saved> {
  const places = await placeNames(context);
  return context.transaction(async (trx) => {
    const opened = await openForEditing(trx, context, id, version);
    if (!opened.ok) return opened;
    const { stored, edition } = opened.value;
    const reason = readReason(remark);
    if (!reason.ok) return reason;
    const before = textOf(stored);
    const checked = await check(trx, edition, { ...before, ...change }, before, places);
    if (!checked.ok) return checked;
    const fields = changedFields(before, checked.value.text);
    if (fields.length === 0) return ok(version);
    const next = await updateRecommendation(trx, id, { text: checked.value.text, now: context.now() });
    await tell(trx, context, {
      recommendationId: id,
      edition,
      action: 'concept.recommendation_changed',
      details: { number: stored.number, version: next, fields },
      note: {
        kind: 'text',
        text: reason.value,
        ...told(fields, before, checked.value, places),
        public: remark.public === true && !checked.value.text.internal,
      },
    });
    return ok(next);
  });
}

// The history is content, and content is German whoever reads it.
function told(
  fields: readonly TextField[],
  before: RecommendationText,
  after: { text: RecommendationText; nodes: Nodes },
  places: ReadonlyMap<string, string>,
) {
  const titles = new Map([...after.nodes].map(([id, { title }]) => [id, title]));
  const words = textWords(translator(german), titles, places);
  // A stakeholder that was only linked reads the same as before.
  const visible = fields.filter((field) => changeText(words, [field], before) !== changeText(words, [field], after.text));
  return { from: changeText(words, visible, before), to: changeText(words, visible, after.text) };
}

/** Progress in percent set by hand, or null: from the steps. */
export async function setProgress(context: Context, id: string, version: number, percent: number | null): Promise<Saved> {
  if (percent !== null && !(Number.isInteger(percent) && percent >= 0 && percent <= 100))
    return fail('concept.invalid', { progress: 'concept:staff.fault.percent' });
  return changeOwn(context, id, version, 'concept.progress_set', (stored) =>
    stored.manualProgress === percent ? undefined : { own: { manualProgress: percent }, reportedOn: dayOf(context.now()) },
  );
}

/** The resolution that released the money, or null: none did. */
export async function setResolution(context: Context, id: string, version: number, resolutionId: string | null): Promise<Saved> {
  return changeOwn(
    context,
    id,
    version,
    'concept.resolution_linked',
    (stored) => (stored.resolutionId === resolutionId ? undefined : { own: { resolutionId } }),
    resolutionId,
  );
}

type OwnChange = Omit<Parameters<typeof updateRecommendation>[2], 'now'>;

async function changeOwn(
  context: Context,
  id: string,
  version: number,
  action: string,
  changeOf: (stored: StoredRecommendation) => OwnChange | undefined,
  resolutionId: string | null = null,
): Promise<Saved> {
  return context.transaction(async (trx) => {
    const opened = await openForEditing(trx, context, id, version);
    if (!opened.ok) return opened;
    const { stored, edition } = opened.value;
    if (resolutionId !== null && !(await isPassedResolution(trx, resolutionId)))
      return fail('concept.invalid', { resolutionId: 'http:field.choice' });
    const change = changeOf(stored);
    if (!change) return ok(version);
    const next = await updateRecommendation(trx, id, { ...change, now: context.now() });
    await tell(trx, context, { recommendationId: id, edition, action, details: { number: stored.number, version: next } });
    return ok(next);
  });
}

/** Moves a recommendation one place up or down within its field; at the end it stays where it is. */
export async function moveRecommendation(context: Context, id: string, step: -1 | 1): Promise<Saved<undefined>> {
  if (!mayEdit(context)) return fail('concept.not_allowed');
  return context.transaction(async (trx) => {
    const found = await findRecommendation(trx, id);
    if (!found) return fail('concept.unknown_recommendation');
    const closed = closedFailure(found.edition);
    if (closed) return closed;
    await takeTurn(trx, 'order', found.edition.id);
    const all = await listNumbers(trx, found.edition.id);
    const field = (await listNumbers(trx, found.edition.id, found.stored.fieldId)).map((one) => one.id);
    const other = field[field.indexOf(id) + step];
    if (other === undefined) return ok();
    const order = all.map((one) => (one.id === id ? other : one.id === other ? id : one.id));
    await placeRecommendations(trx, order);
    await tell(trx, context, {
      recommendationId: id,
      edition: found.edition,
      action: 'concept.recommendation_moved',
      details: { number: found.stored.number },
    });
    return ok();
  });
}

/** Takes a recommendation out of a draft; its number is not given again. */
export async function deleteRecommendation(context: Context, id: string, version: number): Promise<Saved<undefined>> {
  return context.transaction(async (trx) => {
    const opened = await openForEditing(trx, context, id, version);
    if (!opened.ok) return opened;
    const { stored, edition } = opened.value;
    if (edition.state !== 'draft') return fail('concept.not_draft');
    if (await isReferredTo(trx, id)) return fail('concept.has_history');
    await deleteRecommendationRow(trx, id);
    await tell(trx, context, {
      recommendationId: id,
      edition,
      action: 'concept.recommendation_deleted',
      details: { number: stored.number },
    });
    return ok();
  });
}
