import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { touchContent } from '#platform/tenancy';
import type { OrganisationContent } from '../../model/content.ts';
import type { Heard, Run, RunOutcome, RunRecord } from '../../model/exchange/run.ts';
import { currentVersion, findOfferContents, markAllUnpublished } from '../../store/bulk.ts';
import { type ImportedEntry, lockImports, lockKnownEntries } from '../../store/bulk-insert.ts';
import { insertChanges, type RunChange } from '../../store/exchange/run-changes.ts';
import { deleteRecords, listRecords } from '../../store/exchange/run-records.ts';
import { moveRun } from '../../store/exchange/runs.ts';
import { listSourceRecords, upsertSourceRecords } from '../../store/exchange/source-records.ts';
import { deletePublicOffers } from '../../store/public-upkeep.ts';
import { readGround, type Towns } from '../ground.ts';
import { writeImported } from '../importing.ts';
import { Acceptance, mostRemarks } from './acceptance.ts';

const portion = 2000;

async function* recordsOf(trx: Trx, runId: string): AsyncGenerator<readonly RunRecord[]> {
  let after = -1;
  for (;;) {
    const records = await listRecords(trx, runId, ['new', 'changed', 'untouched', 'doubtful', 'gone', 'rejected'], {
      after,
      limit: portion,
    });
    if (!records.length) return;
    yield records;
    after = (records.at(-1) as RunRecord).position;
  }
}

async function work(trx: Trx, acceptance: Acceptance, records: readonly RunRecord[]): Promise<void> {
  const known = new Map(records.map((record) => [record.position, acceptance.entryOf(record)]));
  const wanted = [...known.values()].flatMap((one) => (one ? [currentVersion(one)] : []));
  const contents = await findOfferContents(trx, wanted);
  for (const record of records) {
    const heard = record.content as Heard;
    const entry = known.get(record.position);
    const ours = entry && contents.get(entry.id);
    if (record.kind === 'rejected') acceptance.rejected += 1;
    else if (record.kind === 'gone') acceptance.gone(record);
    else if (record.kind === 'doubtful' && record.decision !== 'new') acceptance.left += 1;
    else if (entry && ours) acceptance.change(record, heard, entry, ours);
    else acceptance.add(record, heard);
  }
}

function organisationChanges(organisations: readonly ImportedEntry<OrganisationContent>[]): RunChange[] {
  return organisations.map(({ id }) => ({
    entryId: id,
    action: 'added',
    version: 1,
    versionBefore: null,
    externalId: null,
    recordBefore: null,
  }));
}

/**
 * Does what the records of a run say, all in one transaction. What changed since they were read is looked at anew: a
 * field that both sides changed meanwhile stays ours, an entry that somebody else made meanwhile is left for the next run.
 */
export async function acceptRecords(
  trx: Trx,
  context: Context,
  run: Run,
  towns: Towns,
  progress: (share: number) => void,
): Promise<RunOutcome> {
  const tenantId = context.tenant.id;
  await lockImports(trx, tenantId);
  const ground = await readGround(trx, towns);
  const known = { offers: await lockKnownEntries(trx, 'offer'), organisations: await lockKnownEntries(trx, 'organisation') };
  const acceptance = new Acceptance(context, run, ground, known, await listSourceRecords(trx, run.sourceId));
  for await (const records of recordsOf(trx, run.id)) await work(trx, acceptance, records);
  const { added, changed, unpublished, organisations, names } = acceptance;
  const offers = [...added, ...changed];
  const organisationOf = (offer: ImportedEntry) => names.get(offer.organisationId) as { slug: string; name: string };
  const told = (count: number) => progress(count / (offers.length + 1));
  await writeImported(trx, context, ground, { organisations: organisations.added, offers, organisationOf }, told);
  await deletePublicOffers(
    trx,
    tenantId,
    unpublished.map(({ id }) => id),
  );
  await markAllUnpublished(
    trx,
    unpublished.map(({ id }) => id),
    context.now(),
  );
  await upsertSourceRecords(trx, tenantId, run.sourceId, acceptance.links);
  await insertChanges(trx, tenantId, run.id, [...organisationChanges(organisations.added), ...acceptance.changes]);
  await deleteRecords(trx, run.id);
  const outcome: RunOutcome = {
    added: added.length,
    changed: changed.length,
    untouched: acceptance.untouched,
    unpublished: unpublished.length,
    organisations: organisations.added.length,
    left: acceptance.left,
    rejected: acceptance.rejected,
  };
  const remarks = [...acceptance.remarks, ...(run.report.remarks ?? [])].slice(0, mostRemarks);
  await moveRun(trx, run.id, ['writing'], {
    state: 'done',
    progress: 100,
    finishedAt: context.now(),
    report: { ...run.report, remarks, outcome },
  });
  if (offers.length || unpublished.length || organisations.added.length) await touchContent(trx, tenantId);
  await audit(trx, context, {
    action: 'directory.run_accepted',
    subjectType: 'directory_run',
    subjectId: run.id,
    details: { ...outcome },
  });
  return outcome;
}
