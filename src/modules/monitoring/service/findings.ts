import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import type { WorkLine } from '#platform/module';
import { fail, type Outcome, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import type { Place } from '../model/figures.ts';
import { type Finding, type FindingState, stateOf } from '../model/finding.ts';
import type { Dimension, Indicator, Source } from '../model/indicator.ts';
import type { FindingRule } from '../model/plausibility.ts';
import { countOpen, listFindings, listWithheld, lockFinding, writeExplanation } from '../store/findings.ts';
import type { Definitions } from './figure-set.ts';
import { definitionsIn, placesOf } from './reading.ts';

/** More findings than anybody reads; the list says that there are more. */
const mostFindings = 500;

/** Findings with all that is needed to say them in words. */
export interface FindingList {
  readonly findings: readonly Finding[];
  readonly more: boolean;
  readonly indicators: ReadonlyMap<string, Indicator>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly places: ReadonlyMap<string, Place>;
  readonly dimensions: readonly Dimension[];
}

export interface FindingFilter {
  readonly state: FindingState;
  /** Null: all. */
  readonly rule: FindingRule | null;
  /** Key of an indicator; null: all. */
  readonly indicator: string | null;
}

/** Contradictions in what the public may see, open and explained; what was mended is left out. */
export async function publicFindings(context: Context): Promise<FindingList> {
  return context.transaction((trx) => readList(trx, context, false, false));
}

export interface StaffFindings extends FindingList {
  /** Of all findings, whatever the filter is. */
  readonly counts: Readonly<Record<FindingState, number>>;
  /** Indicators with findings, in their order. */
  readonly choices: readonly Indicator[];
}

export async function staffFindings(
  context: Context,
  filter: FindingFilter,
): Promise<Outcome<StaffFindings, 'monitoring.not_allowed'>> {
  if (!context.may('monitoring.read')) return fail('monitoring.not_allowed');
  return context.transaction(async (trx) => {
    const [present, gone] = [await readList(trx, context, true, false), await readList(trx, context, true, true)];
    const all = [...present.findings, ...gone.findings];
    const counts = { open: 0, explained: 0, gone: 0 };
    for (const finding of all) counts[stateOf(finding)] += 1;
    const findings = all.filter(
      (finding) =>
        stateOf(finding) === filter.state &&
        (filter.rule === null || finding.rule === filter.rule) &&
        (filter.indicator === null || present.indicators.get(filter.indicator)?.id === finding.indicatorId),
    );
    const found = new Set(all.map(({ indicatorId }) => indicatorId));
    const choices = [...present.indicators.values()].filter(({ id }) => found.has(id));
    return ok({ ...present, findings, more: present.more || gone.more, counts, choices });
  });
}

/** One finding for the form that explains it; undefined: there is none, or not for this actor. */
export async function oneFinding(
  context: Context,
  id: string,
): Promise<(FindingList & { readonly finding: Finding }) | undefined> {
  if (!context.may('monitoring.import')) return undefined;
  return context.transaction(async (trx) => {
    for (const gone of [false, true]) {
      const list = await readList(trx, context, true, gone);
      const finding = list.findings.find((one) => one.id === id);
      if (finding) return { ...list, finding };
    }
    return undefined;
  });
}

export type ExplainFailure = 'monitoring.not_allowed' | 'monitoring.unknown_finding' | 'monitoring.changed';

/** Writes why a contradiction is there, or withdraws it (null); the public reads it beside the figures. */
export async function explainFinding(
  context: Context,
  id: string,
  { explanation, version }: { readonly explanation: string | null; readonly version: number },
): Promise<Outcome<null, ExplainFailure>> {
  if (!context.may('monitoring.import')) return fail('monitoring.not_allowed');
  return context.transaction(async (trx) => {
    const finding = await lockFinding(trx, id);
    if (!finding) return fail('monitoring.unknown_finding');
    if (finding.version !== version) return fail('monitoring.changed', { version: finding.version });
    const by = context.actor.kind === 'user' ? context.actor.userId : null;
    await writeExplanation(trx, id, { text: explanation, by, at: context.now() });
    await audit(trx, context, {
      action: explanation === null ? 'monitoring.explanation_withdrawn' : 'monitoring.finding_explained',
      subjectType: 'monitoring_finding',
      subjectId: id,
      details: { rule: finding.rule, territory: finding.territory, period: finding.period },
    });
    await touchContent(trx, context.tenant.id);
    return ok(null);
  });
}

async function readList(trx: Trx, context: Context, internal: boolean, gone: boolean): Promise<FindingList> {
  const defined = await definitionsIn(trx, internal);
  const rows = await listFindings(trx, { gone, limit: mostFindings + 1 });
  const isHidden = await hiddenIn(trx, defined, rows);
  const [indicators, sources] = [
    new Map(defined.indicators.map((one) => [one.key, one])),
    new Map(defined.sources.map((one) => [one.key, one])),
  ];
  const shown = rows
    .slice(0, mostFindings)
    .filter(({ figures }) => figures.every((one) => indicators.has(one.indicator) && sources.has(one.source)))
    .filter((finding) => !isHidden(finding));
  const order = new Map(defined.indicators.map(({ id }, index) => [id, index]));
  return {
    findings: shown.toSorted(
      (a, b) =>
        (order.get(a.indicatorId) ?? 0) - (order.get(b.indicatorId) ?? 0) ||
        b.period.localeCompare(a.period) ||
        a.territory.localeCompare(b.territory),
    ),
    more: rows.length > mostFindings,
    indicators,
    sources,
    places: new Map((await placesOf(context, trx)).map((place) => [place.key, place])),
    dimensions: defined.dimensions,
  };
}

/** A figure that was withheld after it was found out of place is told to nobody; the next run takes the finding away. */
async function hiddenIn(trx: Trx, { indicators, sources }: Definitions, findings: readonly Finding[]) {
  const named = findings.flatMap(({ figures }) => figures);
  const ids = new Map(indicators.map(({ key, id }) => [key, id]));
  const withheld = await listWithheld(trx, {
    indicatorIds: [...new Set(named.flatMap(({ indicator }) => ids.get(indicator) ?? []))],
    territories: [...new Set(named.map(({ territory }) => territory))],
  });
  const sourceIds = new Map(sources.map(({ key, id }) => [key, id]));
  const keys = new Set(
    withheld.map((one) => [one.indicatorId, one.sourceId, one.territory, one.period, one.breakdown].join('\n')),
  );
  return ({ figures }: Finding): boolean =>
    figures.some((one) =>
      keys.has([ids.get(one.indicator), sourceIds.get(one.source), one.territory, one.period, one.breakdown].join('\n')),
    );
}

/** Open findings for the start page of those who can explain them: one line, however many there are. */
export async function findingWorklist(context: Context): Promise<readonly WorkLine[]> {
  if (!context.may('monitoring.import')) return [];
  const count = await context.transaction(countOpen);
  if (count === 0) return [];
  return [
    {
      kind: 'monitoring:staff.finding.title',
      title: context.t('monitoring:staff.finding.waiting', { count }),
      href: `/intern/${context.tenant.slug}/monitoring/hinweise`,
      dueOn: null,
      late: false,
    },
  ];
}
