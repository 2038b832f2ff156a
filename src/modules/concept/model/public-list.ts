import type { EditionTree, Recommendation, Stakeholder } from './edition.ts';
import { type Status, statuses, type TimeFrame, timeFrames } from './vocabulary.ts';

/** The questions by which visitors narrow the list of recommendations; also the names in the address. */
export const publicFacets = ['ort', 'feld', 'stand', 'zielgruppe', 'beteiligt', 'frist'] as const;
export type PublicFacet = (typeof publicFacets)[number];

/** What an address asks for; several answers to one question mean any of them. */
export type PublicFilter = Readonly<Record<PublicFacet, readonly string[]>> & { readonly q: string };

export const noFilter: PublicFilter = { ort: [], feld: [], stand: [], zielgruppe: [], beteiligt: [], frist: [], q: '' };

const letters: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** A name as part of an address: "Städte und Gemeinden" → `staedte-und-gemeinden`. */
export function nameSlug(name: string): string {
  return name
    .toLocaleLowerCase('de')
    .replaceAll(/[äöüß]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 80)
    .replace(/-$/, '');
}

/** True when a recommendation is meant for this town: the whole district, the town, or a quarter of it. Keys nest by their beginning. */
export function concerns({ territories }: Pick<Recommendation, 'territories'>, town: string): boolean {
  return territories.length === 0 || territories.some((key) => town.startsWith(key) || key.startsWith(town));
}

export interface ListGround {
  readonly tree: EditionTree;
  /** Address part and AGS of the district's towns. */
  readonly towns: readonly { readonly slug: string; readonly key: string }[];
}

/** The answers that a recommendation gives to one question. */
function answersOf(recommendation: Recommendation, facet: PublicFacet, { tree, towns }: ListGround): readonly string[] {
  switch (facet) {
    case 'ort':
      return towns.filter(({ key }) => concerns(recommendation, key)).map(({ slug }) => slug);
    case 'feld':
      return tree.fields.filter(({ id }) => id === recommendation.fieldId).map(({ key }) => key);
    case 'stand':
      return [recommendation.status];
    case 'zielgruppe':
      return recommendation.targetGroups.map(nameSlug);
    case 'beteiligt':
      return recommendation.stakeholders.map(({ name }) => nameSlug(name));
    case 'frist':
      return recommendation.timeFrame ? [recommendation.timeFrame] : [];
  }
}

const folded = (text: string) =>
  text
    .toLocaleLowerCase('de')
    .replaceAll(/[äöüß]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '');

function haystack({ number, title, summary, wording, targetGroups, stakeholders, steps }: Recommendation): string {
  const names = stakeholders.map(({ name }) => name);
  return folded(
    [String(number), title, summary, wording, ...targetGroups, ...names, ...steps.map((step) => step.title)].join(' '),
  );
}

export interface FacetAnswer {
  readonly value: string;
  readonly label: string;
  /** Recommendations that the answer would leave, the other questions as they stand. */
  readonly count: number;
  readonly checked: boolean;
}

export interface PublicList {
  readonly found: readonly Recommendation[];
  readonly counts: Readonly<Record<PublicFacet, ReadonlyMap<string, number>>>;
}

/** The recommendations that answer an address, and how many each further answer would leave. */
export function listPublic(ground: ListGround, filter: PublicFilter): PublicList {
  const words = folded(filter.q).split(/\s+/).filter(Boolean);
  const counts = Object.fromEntries(publicFacets.map((facet) => [facet, new Map<string, number>()])) as Record<
    PublicFacet,
    Map<string, number>
  >;
  const found: Recommendation[] = [];
  for (const recommendation of ground.tree.recommendations) {
    if (words.length > 0) {
      const text = haystack(recommendation);
      if (!words.every((word) => text.includes(word))) continue;
    }
    const answers = publicFacets.map((facet) => [facet, new Set(answersOf(recommendation, facet, ground))] as const);
    const missed = answers.filter(([facet, own]) => filter[facet].length > 0 && !filter[facet].some((wanted) => own.has(wanted)));
    if (missed.length === 0) found.push(recommendation);
    for (const [facet, own] of answers) {
      if (missed.some(([other]) => other !== facet)) continue;
      for (const answer of own) counts[facet].set(answer, (counts[facet].get(answer) ?? 0) + 1);
    }
  }
  return { found, counts };
}

/** Names by their address part, in German order; the first spelling counts. */
function named(names: Iterable<string>): { value: string; label: string }[] {
  const bySlug = new Map<string, string>();
  for (const name of names) {
    const slug = nameSlug(name);
    if (slug && !bySlug.has(slug)) bySlug.set(slug, name);
  }
  return [...bySlug].map(([value, label]) => ({ value, label })).toSorted((a, b) => a.label.localeCompare(b.label, 'de'));
}

export const targetGroupsOf = ({ recommendations }: EditionTree) =>
  named(recommendations.flatMap(({ targetGroups }) => targetGroups));

export const stakeholderNamesOf = ({ recommendations }: EditionTree) =>
  named(recommendations.flatMap(({ stakeholders }) => stakeholders.map(({ name }) => name)));

export const statusesOf = ({ recommendations }: EditionTree): readonly Status[] =>
  statuses.filter((status) => recommendations.some((one) => one.status === status));

export const timeFramesOf = ({ recommendations }: EditionTree): readonly TimeFrame[] =>
  timeFrames.filter((frame) => recommendations.some((one) => one.timeFrame === frame));

export interface NamedStakeholder {
  readonly slug: string;
  readonly name: string;
  readonly organisationId: string | undefined;
  readonly named: readonly { readonly recommendation: Recommendation; readonly role: Stakeholder['role'] }[];
}

/** Everybody who is named as stakeholder, with where and in which role. */
export function stakeholdersOf(tree: EditionTree): NamedStakeholder[] {
  const all = new Map<string, { name: string; organisationId: string | undefined; named: NamedStakeholder['named'][number][] }>();
  for (const recommendation of tree.recommendations) {
    for (const { name, role, organisationId } of recommendation.stakeholders) {
      const slug = nameSlug(name);
      if (!slug) continue;
      const known = all.get(slug);
      if (known) {
        known.named.push({ recommendation, role });
        known.organisationId ??= organisationId;
      } else all.set(slug, { name, organisationId, named: [{ recommendation, role }] });
    }
  }
  return [...all].map(([slug, one]) => ({ slug, ...one })).toSorted((a, b) => a.name.localeCompare(b.name, 'de'));
}

/** The parameters of a list's address, always in the same order, so that one question has one address. */
export function filterQuery(filter: PublicFilter, page = 1): string {
  const parameters = new URLSearchParams();
  if (filter.q) parameters.set('q', filter.q);
  for (const facet of publicFacets) for (const value of filter[facet]) parameters.append(facet, value);
  if (page > 1) parameters.set('seite', String(page));
  const query = parameters.toString();
  return query && `?${query}`;
}
