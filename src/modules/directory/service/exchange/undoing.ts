import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { touchContent } from '#platform/tenancy';
import type { Run, UndoOutcome } from '../../model/exchange/run.ts';
import { findOfferContents, markAllUnpublished } from '../../store/bulk.ts';
import { type ImportedEntry, type KnownEntry, lockImports, lockKnownEntries } from '../../store/bulk-insert.ts';
import { listChanges, type RunChange } from '../../store/exchange/run-changes.ts';
import { moveRun } from '../../store/exchange/runs.ts';
import { deleteSourceRecords, listSourceRecords, upsertSourceRecords } from '../../store/exchange/source-records.ts';
import { countPublicOffersOf, deletePublicOffers, deletePublicOrganisations } from '../../store/public-upkeep.ts';
import { faultsOfOffer, readGround, type Towns } from '../ground.ts';
import { writeImported } from '../importing.ts';

const mostNames = 100;

/** True while nobody but the run touched the entry. */
function untouchedSince(change: RunChange, entry: KnownEntry): boolean {
  if (change.action === 'unpublished') return entry.publishedVersion === null;
  return entry.publishedVersion === change.version;
}

/** Organisations that came with the run go when nothing public is theirs any more. */
async function removeOrganisations(
  trx: Trx,
  context: Context,
  changes: readonly RunChange[],
  known: ReadonlyMap<string, KnownEntry>,
): Promise<string[]> {
  const own = changes.filter((one) => known.get(one.entryId)?.publishedVersion === one.version).map((one) => one.entryId);
  const left = own.length ? await countPublicOffersOf(trx, context.tenant.id, own) : new Map<string, number>();
  const ids = own.filter((id) => !left.get(id));
  await deletePublicOrganisations(trx, context.tenant.id, ids);
  await markAllUnpublished(trx, ids, context.now());
  return ids;
}

/** The entries of changes as they were before, ready to be written as new versions. */
async function restorable(
  trx: Trx,
  ground: Awaited<ReturnType<typeof readGround>>,
  changes: readonly RunChange[],
  known: { readonly offers: ReadonlyMap<string, KnownEntry>; readonly organisations: ReadonlyMap<string, KnownEntry> },
): Promise<{ restored: ImportedEntry[]; stuck: RunChange[] }> {
  const wanted = changes.map((one) => ({ entryId: one.entryId, version: one.versionBefore as number }));
  const contents = await findOfferContents(trx, wanted);
  const restored: ImportedEntry[] = [];
  const stuck: RunChange[] = [];
  for (const change of changes) {
    const entry = known.offers.get(change.entryId) as KnownEntry;
    const content = contents.get(change.entryId);
    const organisation = content && known.organisations.get(content.organisation);
    if (!content || !organisation || organisation.publishedVersion === null || faultsOfOffer(ground, content, content).length) {
      stuck.push(change);
      continue;
    }
    restored.push({
      id: entry.id,
      slug: entry.slug,
      organisationId: organisation.id,
      town: content.town ?? null,
      confirmedOn: entry.confirmedOn,
      content,
      before: { latest: entry.latestVersion, published: entry.publishedVersion },
    });
  }
  return { restored, stuck };
}

/**
 * Takes back what a run did: entries that it made are taken down, others get what they said before as a new version.
 * What people changed since stays as it is, and its name is told; so does what they merged into another entry, whose
 * text and source records are that one's by now.
 */
export async function undoRecords(trx: Trx, context: Context, run: Run, towns: Towns): Promise<UndoOutcome> {
  const tenantId = context.tenant.id;
  await lockImports(trx, tenantId);
  const ground = await readGround(trx, towns);
  const offers = new Map((await lockKnownEntries(trx, 'offer')).map((one) => [one.id, one]));
  const organisationsById = new Map((await lockKnownEntries(trx, 'organisation')).map((one) => [one.id, one]));
  const organisations = new Map([...organisationsById.values()].map((one) => [one.slug, one]));
  const changes = await listChanges(trx, run.id);
  const merged = changes.flatMap(({ entryId }) => {
    const known = offers.get(entryId) ?? organisationsById.get(entryId);
    return known && known.mergedInto !== null ? [known] : [];
  });
  const gone = new Set(merged.map(({ id }) => id));
  const ofOffers = changes.filter((one) => offers.has(one.entryId) && !gone.has(one.entryId));
  const touched = ofOffers.filter(
    (one) => one.action !== 'linked' && !untouchedSince(one, offers.get(one.entryId) as KnownEntry),
  );
  const keep = new Set(touched.map((one) => one.entryId));
  const free = ofOffers.filter((one) => !keep.has(one.entryId));
  // What was not public before the run is not public after it was undone either.
  const goes = free.filter((one) => one.action === 'added' || (one.action === 'changed' && one.versionBefore === null));
  const comesBack = free.filter(
    (one) => one.versionBefore !== null && (one.action === 'changed' || one.action === 'unpublished'),
  );
  const { restored, stuck } = await restorable(trx, ground, comesBack, { offers, organisations });
  for (const one of stuck) keep.add(one.entryId);

  await deletePublicOffers(
    trx,
    tenantId,
    goes.map((one) => one.entryId),
  );
  await markAllUnpublished(
    trx,
    goes.map((one) => one.entryId),
    context.now(),
  );
  const organisationOf = (offer: ImportedEntry) => organisations.get(offer.content.organisation) as KnownEntry;
  await writeImported(trx, context, ground, { organisations: [], offers: restored, organisationOf });
  const removed = await removeOrganisations(
    trx,
    context,
    changes.filter((one) => organisationsById.has(one.entryId) && !gone.has(one.entryId)),
    organisationsById,
  );
  await restoreLinks(trx, context, run, ofOffers, keep);

  const kept = [...keep].map((id) => offers.get(id)?.name ?? '').sort();
  const names = merged.map(({ name }) => name).sort();
  const undone: UndoOutcome = {
    restored: restored.length,
    removed: goes.length + removed.length,
    kept: kept.slice(0, mostNames),
    keptCount: kept.length,
    ...(names.length ? { merged: names.slice(0, mostNames), mergedCount: names.length } : {}),
  };
  await moveRun(trx, run.id, ['done'], { state: 'undone', report: { ...run.report, undone } });
  await touchContent(trx, tenantId);
  await audit(trx, context, {
    action: 'directory.run_undone',
    subjectType: 'directory_run',
    subjectId: run.id,
    details: { restored: undone.restored, removed: undone.removed, kept: undone.keptCount, merged: names.length },
  });
  return undone;
}

/** Records are what they were; that of an entry which was taken down remembers the entry, for the run that brings it back. */
async function restoreLinks(
  trx: Trx,
  context: Context,
  run: Run,
  changes: readonly RunChange[],
  keep: ReadonlySet<string>,
): Promise<void> {
  const now = new Map((await listSourceRecords(trx, run.sourceId)).map((one) => [one.externalId, one]));
  const back: Parameters<typeof upsertSourceRecords>[3][number][] = [];
  const gone: string[] = [];
  for (const { externalId, recordBefore, entryId, action } of changes) {
    const current = externalId === null ? undefined : now.get(externalId);
    if (!current || current.runId !== run.id || keep.has(entryId)) continue;
    if (recordBefore) back.push(recordBefore);
    else if (action === 'added') back.push({ ...current, undone: true, runId: null });
    else gone.push(current.externalId);
  }
  await upsertSourceRecords(trx, context.tenant.id, run.sourceId, back);
  await deleteSourceRecords(trx, run.sourceId, gone);
}
