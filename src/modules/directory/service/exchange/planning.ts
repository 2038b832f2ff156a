import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Trx } from '#platform/database';
import type { Features } from '../../model/duplicates/features.ts';
import type { Reading } from '../../model/exchange/record.ts';
import type { RunReport } from '../../model/exchange/run.ts';
import type { Mapping, Source } from '../../model/exchange/source.ts';
import { currentVersion, findOfferContents } from '../../store/bulk.ts';
import { listComparable } from '../../store/duplicates/finding.ts';
import { type KnownOffer, listKnownOffers, listKnownOrganisations } from '../../store/exchange/known.ts';
import { listSourceRecords } from '../../store/exchange/source-records.ts';
import { featuresOf } from '../duplicates/finding.ts';
import type { PublishingGround } from '../publishing.ts';
import { compared, type PlannedRecord } from './comparing.ts';
import { Planner } from './planner.ts';

export interface RunPlan {
  readonly records: readonly PlannedRecord[];
  readonly report: Required<Pick<RunReport, 'counts' | 'conflicts' | 'unknown' | 'organisations' | 'remarks' | 'remarkCount'>>;
}

const portion = 500;
const mostNames = 100;

/** What public offers are compared by, worked out a portion at a time. */
async function featuresOfPublic(trx: Trx, offers: readonly KnownOffer[]): Promise<ReadonlyMap<string, Features>> {
  const ids = offers.flatMap(({ id, publishedVersion }) => (publishedVersion === null ? [] : [id]));
  const features = new Map<string, Features>();
  for (let start = 0; start < ids.length; start += portion) {
    for (const one of await listComparable(trx, ids.slice(start, start + portion))) {
      const own = featuresOf(one);
      if (own) features.set(one.id, own);
    }
    await nextTurn();
  }
  return features;
}

/** Works out what a run would do, and stores nothing. */
export async function planRun(
  trx: Trx,
  source: Pick<Source, 'id' | 'kind'>,
  reading: Reading,
  mapping: Mapping,
  ground: PublishingGround,
  progress: (share: number) => void,
): Promise<RunPlan> {
  const offers = await listKnownOffers(trx);
  const links = await listSourceRecords(trx, source.id);
  const planner = new Planner(
    { ground, mapping, elsewhere: source.kind === 'dreiklang' },
    offers,
    await featuresOfPublic(trx, offers),
    await listKnownOrganisations(trx),
    links,
  );
  for (const remark of reading.remarks) planner.remark(remark);
  for (const problem of reading.rejected) planner.reject(problem, `#${problem.place}`, '');
  for (let start = 0; start < reading.records.length; start += portion) {
    for (const record of reading.records.slice(start, start + portion)) planner.read(record);
    progress(start / reading.records.length);
    await nextTurn();
  }
  planner.missing(reading.passed);
  const contents = await findOfferContents(
    trx,
    planner.drafts.flatMap(({ known, record }) => (known && record.kind === 'untouched' ? [currentVersion(known)] : [])),
  );
  const records = planner.drafts.map(({ record, heard, known, link }): PlannedRecord => {
    const ours = known && contents.get(known.id);
    if (heard && known && ours) return compared(record, heard, ours, link, known.publishedVersion !== null);
    return heard ? { ...record, content: heard } : record;
  });
  const counts = { new: 0, changed: 0, untouched: 0, doubtful: 0, gone: 0, rejected: 0 };
  for (const { kind } of records) counts[kind] += 1;
  const conflicts = records.reduce(
    (sum, { details }) => sum + (details.differences?.filter((one) => one.conflict).length ?? 0),
    0,
  );
  const { unknown, remarks, remarkCount } = planner;
  const names = [...planner.organisations.values()];
  const organisations = { names: names.slice(0, mostNames), count: names.length };
  return { records, report: { counts, conflicts, unknown, organisations, remarks, remarkCount } };
}
