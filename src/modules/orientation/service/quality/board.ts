import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import { interfaceLanguages } from '#platform/i18n';
import {
  type Finding,
  type FindingKind,
  findingKinds,
  type Judging,
  judge,
  type LanguageRow,
  languageRows,
  type TextQuality,
  usualDays,
} from '../../model/quality/findings.ts';
import { countBrokenByLanguage, countLinks } from '../../store/links.ts';
import { listPages } from '../../store/pages.ts';
import { countUnanswered, listGermanTitles, listTextHeads, listTextWords, type TextKey } from '../../store/quality.ts';
import { listOutdated } from '../../store/texts.ts';
import type { PageReach } from '../../store/writing.ts';
import { mayFor } from '../rights.ts';
import { reachOf } from '../writing/reach.ts';
import { analysed, keyOf } from './text-quality.ts';

/** Days that a draft may lie. */
export const draftDays = 14;

const daysBefore = (now: Date, days: number) => dayOf(new Date(now.getTime() - days * 86_400_000));

/** What the checks look at, of the pages that the actor may write. */
async function readJudging(trx: Trx, context: Context, reach: PageReach, days: number): Promise<Judging> {
  const { tenant } = context;
  const now = context.now();
  const all = (await listPages(trx)).filter((page) => !page.archivedAt && mayFor(context, 'orientation.write', page));
  const titles = await listGermanTitles(trx, reach);
  const heads = await listTextHeads(trx, reach);
  const outdated = await listOutdated(
    trx,
    all.map(({ id }) => id),
  );
  const looked = heads.filter(
    ({ published, language, pictures }) => published && (/^de(?:-simple)?$/.test(language) || pictures),
  );
  const found = await analysed(tenant.id, looked, (keys) => listTextWords(trx, keys));
  const germanOf = new Map(looked.flatMap((head) => (head.language === 'de' ? [[head.pageId, head]] : [])));
  const qualityOf = (text: TextKey): TextQuality | undefined => {
    const quality = found.get(keyOf(tenant.id, text));
    const german = germanOf.get(text.pageId);
    const theirs = german && text.language !== 'de' ? found.get(keyOf(tenant.id, german))?.alts : undefined;
    if (!quality) return undefined;
    // Leichte Sprache is German: the same words may serve it.
    const same = text.language === 'de-simple' ? 0 : [...quality.alts].filter(([id, alt]) => theirs?.get(id) === alt).length;
    return { ...quality, images: quality.images + same };
  };
  return {
    pages: all.map(({ id, slug, mirrorOf, confirmedOn }) => ({
      id,
      slug,
      title: titles.get(id) ?? slug,
      mirror: mirrorOf !== null,
      confirmedOn,
    })),
    texts: heads.map(({ at, ...head }) => ({ ...head, day: dayOf(at) })),
    outdated,
    qualityOf,
    confirmedSince: daysBefore(now, days),
    draftSince: daysBefore(now, draftDays),
  };
}

export interface QualityBoard {
  readonly pages: number;
  readonly counts: Readonly<Record<FindingKind, number>>;
  readonly languages: readonly LanguageRow[];
  readonly links: { readonly broken: number; readonly failing: number };
  readonly feedback: { readonly open: number; readonly late: number };
  readonly findings: readonly Finding[];
}

const tags = interfaceLanguages.map(({ tag }) => tag);

/** How the pages stand that the actor may write. */
export async function readQuality(context: Context, days: number = usualDays): Promise<QualityBoard> {
  const reach = reachOf(context, 'orientation.write');
  return context.transaction(async (trx) => {
    const judging = await readJudging(trx, context, reach, days);
    const findings = judge(judging);
    const byKind = Map.groupBy(findings, ({ kind }) => kind);
    return {
      pages: judging.pages.length,
      counts: Object.fromEntries(findingKinds.map((kind) => [kind, byKind.get(kind)?.length ?? 0])) as Record<
        FindingKind,
        number
      >,
      languages: languageRows(tags, judging, findings, await countBrokenByLanguage(trx, reach)),
      links: await countLinks(trx, reach),
      feedback: await countUnanswered(trx, reachOf(context, 'orientation.answer'), dayOf(context.now())),
      findings,
    };
  });
}

export interface FindingFilter {
  readonly kind: FindingKind;
  readonly language?: string | undefined;
  readonly days: number;
}

/** `page language`: where a page of the list begins. */
export const cursorOf = ({ pageId, language }: Finding): string => `${pageId}.${language}`;

const order: Readonly<Record<FindingKind, (a: Finding, b: Finding) => number>> = (() => {
  const byTitle = (a: Finding, b: Finding) => a.title.localeCompare(b.title, 'de') || cursorOf(a).localeCompare(cursorOf(b));
  const worstFirst = (a: Finding, b: Finding) => (b.number ?? 0) - (a.number ?? 0) || byTitle(a, b);
  const oldestFirst = (a: Finding, b: Finding) => (a.day ?? '').localeCompare(b.day ?? '') || byTitle(a, b);
  return {
    unconfirmed: oldestFirst,
    outdated: oldestFirst,
    missing: byTitle,
    machine: oldestFirst,
    drafts: oldestFirst,
    level: worstFirst,
    easy: worstFirst,
    images: worstFirst,
  };
})();

export interface FindingList {
  readonly rows: readonly Finding[];
  readonly count: number;
  readonly counts: QualityBoard['counts'];
  readonly next: string | undefined;
}

/** One kind of findings, worst or oldest first. */
export async function readFindings(
  context: Context,
  filter: FindingFilter,
  page: { readonly after?: string | undefined; readonly limit: number },
): Promise<FindingList> {
  const board = await readQuality(context, filter.days);
  const all = board.findings
    .filter(({ kind, language }) => kind === filter.kind && (filter.language === undefined || language === filter.language))
    .toSorted(order[filter.kind]);
  const from = page.after === undefined ? 0 : all.findIndex((finding) => cursorOf(finding) === page.after) + 1;
  const rows = all.slice(from, from + page.limit);
  const last = rows.at(-1);
  return {
    rows,
    count: all.length,
    counts: board.counts,
    next: last && from + rows.length < all.length ? cursorOf(last) : undefined,
  };
}
