import { createHash } from 'node:crypto';
import { organisationIdsBySlug } from '#modules/directory';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { fail, type Outcome, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import type { ConceptFile } from '../model/file.ts';
import { writeEdition } from '../store/bulk.ts';
import { insertConcept, lockConcepts, type StoredConcept, setLastNumber } from '../store/concepts.ts';
import {
  insertImportNotes,
  knownIds,
  removeFromEdition,
  removeNodes,
  setEditionText,
  setPositions,
} from '../store/file-update.ts';
import { type ImportFailure, type ImportPlan, type ImportTarget, planImport } from './file-plan.ts';
import { numbered, organisationsNamed, rowsOfFile } from './file-rows.ts';
import { addEdition } from './loading.ts';

/** A plan and what it rests on: the same digest means that the same thing would happen again. */
export interface ImportPreview extends ImportPlan {
  readonly digest: string;
}

const whole = (context: Context) => context.scopesOf('concept.edit') === 'district';

function digestOf(plan: ImportPlan, bytes: Buffer, remove: boolean): string {
  return createHash('sha256')
    .update(bytes)
    .update(JSON.stringify([remove, plan.base ?? null, plan.lastNumber]))
    .digest('hex');
}

export interface ImportRequest {
  readonly target: ImportTarget;
  readonly bytes: Buffer;
  /** Recommendations and branches that the file lacks are removed; otherwise they stay. */
  readonly remove: boolean;
}

/** What a file would do; writes nothing. */
export async function previewFile(
  context: Context,
  { target, bytes, remove }: ImportRequest,
): Promise<Outcome<ImportPreview, ImportFailure>> {
  if (!whole(context)) return fail('concept.not_allowed');
  return context.transaction(async (trx) => {
    const plan = await planImport(trx, context, target, bytes, remove);
    return plan.ok ? ok({ ...plan.value, digest: digestOf(plan.value, bytes, remove) }) : plan;
  });
}

const author = ({ actor, now }: Context) =>
  actor.kind === 'user' ? { userId: actor.userId, name: actor.name, at: now() } : { userId: null, name: '', at: now() };

async function update(trx: Trx, context: Context, plan: ImportPlan, file: ConceptFile, editionId: string): Promise<void> {
  const { id: tenantId } = context.tenant;
  const now = context.now();
  const known = await knownIds(trx, editionId);
  const given = numbered(file, plan.lastNumber);
  const organisations = await organisationIdsBySlug(trx, organisationsNamed(given.file));
  const rows = rowsOfFile(given.file, { editionId, organisations, known, now });
  const idAt = (at: number) => rows.idOfNumber.get(given.file.recommendations[at]?.number ?? 0) as string;
  const written = new Set(
    plan.changes.flatMap(({ kind, at }) => (at !== null && (kind === 'new' || kind === 'changed') ? [idAt(at)] : [])),
  );
  const touched = <Row extends { recommendation_id: string }>(all: readonly Row[]) =>
    all.filter((row) => written.has(row.recommendation_id));
  const steps = touched(rows.steps);
  const adoptions = touched(rows.adoptions);
  const gone = plan.changes.flatMap(({ kind, number }) =>
    kind === 'removed' && number !== null ? (known.recommendations.get(number) ?? []) : [],
  );
  await removeFromEdition(trx, {
    recommendations: gone,
    rewritten: [...written],
    steps: steps.map(({ id }) => id),
    answers: adoptions.map(({ recommendation_id, town }) => ({ recommendation_id, town })),
  });
  const recommendations = rows.recommendations.filter(({ id }) => written.has(id));
  const nodes = plan.outlineChanged ? rows.nodes : [];
  await writeEdition(trx, tenantId, { nodes, recommendations, steps, adoptions, dependencies: touched(rows.dependencies) }, now);
  if (plan.outlineChanged)
    await removeNodes(
      trx,
      editionId,
      rows.nodes.map(({ id }) => id),
    );
  await setPositions(
    trx,
    rows.recommendations.map(({ id, position }) => ({ id, position })),
  );
  if (plan.textChanged) await setEditionText(trx, editionId, file.edition, now);
  const notes = plan.changes.flatMap(({ kind, at, columns }) =>
    kind === 'changed' && at !== null
      ? [{ id: uuidv7(now.getTime()), recommendation_id: idAt(at), text: `Aus einer Datei eingelesen: ${columns.join(', ')}` }]
      : [],
  );
  await insertImportNotes(trx, tenantId, notes, author(context));
  await setLastNumber(trx, plan.conceptId as string, given.lastNumber);
}

async function conceptFor(trx: Trx, context: Context, plan: ImportPlan, file: ConceptFile): Promise<StoredConcept> {
  const { slug, title, territory } = file.concept;
  if (plan.conceptId) return { id: plan.conceptId, slug, territory, lastNumber: plan.lastNumber };
  const id = uuidv7(context.now().getTime());
  await insertConcept(trx, { tenant_id: context.tenant.id, id, slug, title, territory, umbrella_id: plan.umbrellaId });
  return { id, slug, territory, lastNumber: 0 };
}

/**
 * Stores a file as it was looked at: all of it or, when anything is wrong or has changed since, nothing.
 * @param digest of the preview that somebody agreed to
 */
export async function applyFile(
  context: Context,
  { target, bytes, remove }: ImportRequest,
  digest: string,
): Promise<Outcome<{ editionId: string } | { preview: ImportPreview }, ImportFailure>> {
  if (!whole(context)) return fail('concept.not_allowed');
  return context.transaction(async (trx) => {
    await lockConcepts(trx, context.tenant.id);
    const planned = await planImport(trx, context, target, bytes, remove);
    if (!planned.ok) return planned;
    const plan = planned.value;
    const now = digestOf(plan, bytes, remove);
    if (!plan.file || plan.problems.length || now !== digest) return ok({ preview: { ...plan, digest: now } });
    let editionId: string;
    if (target.kind === 'edition') {
      editionId = target.editionId;
      await update(trx, context, plan, plan.file, editionId);
    } else {
      const concept = await conceptFor(trx, context, plan, plan.file);
      ({ editionId } = await addEdition(trx, context, concept, plan.file));
    }
    const count = (wanted: string) => plan.changes.filter(({ kind }) => kind === wanted).length;
    await audit(trx, context, {
      action: 'concept.imported',
      subjectType: 'concept_edition',
      subjectId: editionId,
      details: { added: count('new'), changed: count('changed'), removed: count('removed'), unchanged: count('unchanged') },
    });
    await touchContent(trx, context.tenant.id);
    return ok({ editionId });
  });
}
