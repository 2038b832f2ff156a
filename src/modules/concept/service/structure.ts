import type { z } from 'zod';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { fail, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import type { Edition } from '../model/edition.ts';
import { invalidDetails } from '../model/recommendation.ts';
import { freeKey, keyOf, type NodeKind, type NodeText, nodeSchema } from '../model/structure.ts';
import {
  countHanging,
  deleteNodeRow,
  insertNode,
  listKeys,
  listNodeIds,
  listNodeTitles,
  lockEdition,
  lockNode,
  type NodeRow,
  placeNodes,
  updateNode,
} from '../store/structure.ts';
import { takeTurn } from '../store/turns.ts';
import { changedFailure, closedFailure, type Saved } from './editing.ts';
import { mayEdit } from './scope.ts';

/** What the form of a part sends, or code hands over; `nodeSchema` reads it. */
export type NodeInput = { readonly [Field in keyof NodeText]?: NodeText[Field] | string | undefined };

/** The edition whose structure the actor may change. */
async function openEdition(trx: Trx, context: Context, editionId: string): Promise<Saved<Edition>> {
  if (!mayEdit(context)) return fail('concept.not_allowed');
  const edition = await lockEdition(trx, editionId);
  if (!edition) return fail('concept.unknown_edition');
  return closedFailure(edition) ?? ok(edition);
}

async function openNode(trx: Trx, context: Context, editionId: string, id: string): Promise<Saved<NodeRow>> {
  const edition = await openEdition(trx, context, editionId);
  if (!edition.ok) return edition;
  const node = await lockNode(trx, editionId, id);
  return node ? ok(node) : fail('concept.unknown_part');
}

async function record(trx: Trx, context: Context, action: string, kind: NodeKind, id: string): Promise<void> {
  await audit(trx, context, { action: `concept.part_${action}`, subjectType: 'concept_node', subjectId: id, details: { kind } });
  await touchContent(trx, context.tenant.id);
}

/** The text of a part, with the field and challenge it names in this edition. */
async function read(trx: Trx, editionId: string, kind: NodeKind, input: NodeInput): Promise<Saved<NodeText>> {
  const parsed = (nodeSchema(kind) as z.ZodType<NodeText>).safeParse(input);
  if (!parsed.success) return fail('concept.invalid', invalidDetails(parsed.error));
  const { fieldId, challengeId } = parsed.data;
  const nodes = await listNodeTitles(trx, editionId);
  if (fieldId !== null && nodes.get(fieldId)?.kind !== 'field') return fail('concept.invalid', { fieldId: 'http:field.choice' });
  const challenge = challengeId === null ? undefined : nodes.get(challengeId);
  if (challengeId !== null && (challenge?.kind !== 'challenge' || challenge.fieldId !== fieldId))
    return fail('concept.invalid', { challengeId: 'concept:staff.fault.other_field' });
  return ok(parsed.data);
}

const mostNodes = 600;

/** A new theme, field, challenge or goal at the end of its kind. Its short name comes from the title and stays. */
export async function addNode(
  context: Context,
  editionId: string,
  kind: NodeKind,
  input: NodeInput,
): Promise<Saved<{ id: string }>> {
  return context.transaction(async (trx) => {
    const edition = await openEdition(trx, context, editionId);
    if (!edition.ok) return edition;
    const text = await read(trx, editionId, kind, input);
    if (!text.ok) return text;
    const taken = await listKeys(trx, editionId, kind);
    if (taken.size >= mostNodes) return fail('concept.invalid', { title: 'concept:staff.fault.too_many_parts' });
    const id = uuidv7(context.now().getTime());
    const key = freeKey(keyOf(text.value.title), taken);
    const added = await insertNode(trx, { ...text.value, tenantId: context.tenant.id, id, editionId, kind, key });
    if (!added) return fail('concept.taken');
    await record(trx, context, 'added', kind, id);
    return ok({ id });
  });
}

export async function saveNode(
  context: Context,
  editionId: string,
  id: string,
  version: number,
  input: NodeInput,
): Promise<Saved> {
  return context.transaction(async (trx) => {
    const node = await openNode(trx, context, editionId, id);
    if (!node.ok) return node;
    if (node.value.version !== version) return changedFailure(node.value.version);
    const { kind } = node.value;
    const text = await read(trx, editionId, kind, input);
    if (!text.ok) return text;
    // What hangs on a challenge or goal stands in the same field; moving it would leave the rest behind.
    if (text.value.fieldId !== node.value.fieldId && (await countHanging(trx, id)) > 0)
      return fail('concept.invalid', { fieldId: 'concept:staff.fault.in_use' });
    const next = await updateNode(trx, id, text.value);
    await record(trx, context, 'changed', kind, id);
    return ok(next);
  });
}

/** Moves a part one place up or down among its own; at the end it stays where it is. */
export async function moveNode(context: Context, editionId: string, id: string, places: -1 | 1): Promise<Saved<undefined>> {
  return context.transaction(async (trx) => {
    await takeTurn(trx, 'order', editionId);
    const node = await openNode(trx, context, editionId, id);
    if (!node.ok) return node;
    const { kind, fieldId } = node.value;
    const own = await listNodeIds(trx, editionId, kind, fieldId);
    const other = own[own.indexOf(id) + places];
    if (other === undefined) return ok();
    const order = (await listNodeIds(trx, editionId, kind, null)).map((one) => (one === id ? other : one === other ? id : one));
    await placeNodes(trx, order);
    await record(trx, context, 'moved', kind, id);
    return ok();
  });
}

/** Takes out a part on which nothing hangs; out of a draft only, for what was adopted stays readable. */
export async function deleteNode(context: Context, editionId: string, id: string, version: number): Promise<Saved<undefined>> {
  return context.transaction(async (trx) => {
    const edition = await openEdition(trx, context, editionId);
    if (!edition.ok) return edition;
    const node = await lockNode(trx, editionId, id);
    if (!node) return fail('concept.unknown_part');
    if (edition.value.state !== 'draft') return fail('concept.not_draft');
    if (node.version !== version) return changedFailure(node.version);
    const count = await countHanging(trx, id);
    if (count > 0) return fail('concept.in_use', { count });
    await deleteNodeRow(trx, id);
    await record(trx, context, 'deleted', node.kind, id);
    return ok();
  });
}
