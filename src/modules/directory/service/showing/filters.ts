import type { Context } from '#platform/access';
import { languageName } from '#platform/i18n';
import { type FacetGroup, facetGroups, type SearchAddress } from '../searching.ts';
import { type Wording, wordingIn } from '../wording.ts';
import { paths, queryOf } from './addresses.ts';
import { categoryName, type Ground, placeName } from './ground.ts';

export interface FacetView {
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly checked: boolean;
  readonly nested?: readonly FacetView[] | undefined;
}

export interface FacetGroupView {
  readonly name: FacetGroup;
  readonly legend: string;
  readonly facets: readonly FacetView[];
}

/** A filter that is set, with the address without it. */
export interface ChipView {
  readonly label: string;
  readonly href: string;
}

/** In the order in which people ask. */
const shownGroups: readonly FacetGroup[] = ['thema', 'ort', 'merkmal', 'sprache', 'zielgruppe', 'tag', 'quartier', 'art'];

type Counts = Readonly<Record<string, number>>;

/** Features that are asked for most stand first. */
const features = ['childcare', 'free', 'no-registration', 'places-free', 'no-waiting', 'women-only', 'step-free'] as const;

const wholeDistrict = 'kreis';

/** The text of one facet value: the name of a town, category, language, day … */
export function facetLabel(group: FacetGroup, value: string, ground: Ground, wording: Wording): string {
  const { t } = wording;
  const known = (key: string) => {
    const text = t(`directory:${key}`);
    return text === key ? value : text;
  };
  switch (group) {
    case 'ort': {
      const town = ground.town(value);
      return value === wholeDistrict ? t('directory:wording.whole_district') : town ? placeName(town, wording) : value;
    }
    case 'thema':
      return categoryName(ground, value, wording);
    case 'zielgruppe':
      return known(`target.${value}`);
    case 'sprache':
      return /^[a-z]{3}$/.test(value) ? languageName(value, wording.language) : value;
    case 'tag':
      return /^[1-7]$/.test(value) ? wording.weekday(Number(value)) : value;
    case 'merkmal':
      return known(`feature.${value}`);
    case 'art':
      return known(`kind.${value}`);
    case 'quartier':
      return value;
  }
}

function valuesIn(group: FacetGroup, counts: Counts): string[] {
  const prefix = `${group}:`;
  return Object.keys(counts)
    .filter((word) => word.startsWith(prefix))
    .map((word) => word.slice(prefix.length));
}

function themes(address: SearchAddress, counts: Counts, ground: Ground, wording: Wording): FacetView[] {
  const chosen = new Set(address.thema);
  const view = (id: string): FacetView => ({
    value: id,
    label: categoryName(ground, id, wording),
    count: counts[`thema:${id}`] ?? 0,
    checked: chosen.has(id),
  });
  const offered = (facet: FacetView) => facet.count > 0 || facet.checked;
  return ground.categories.tops
    .filter((top) => top.active || chosen.has(top.id))
    .map((top) => {
      const leaves = ground.categories.leavesOf(top.id);
      const open = chosen.has(top.id) || leaves.some((leaf) => chosen.has(leaf.id));
      return open ? { ...view(top.id), nested: leaves.map((leaf) => view(leaf.id)).filter(offered) } : view(top.id);
    })
    .filter((facet) => offered(facet) || facet.nested?.length);
}

function ordered(group: FacetGroup, facets: FacetView[], wording: Wording): FacetView[] {
  const position = (value: string) => features.indexOf(value as (typeof features)[number]);
  if (group === 'tag') return facets.sort((a, b) => Number(a.value) - Number(b.value));
  if (group === 'merkmal') return facets.sort((a, b) => position(a.value) - position(b.value));
  const own = wording.language.id;
  return facets.sort(
    (a, b) => Number(b.value === own) - Number(a.value === own) || b.count - a.count || (a.label < b.label ? -1 : 1),
  );
}

/** The questions of the filter panel with their answers that lead somewhere, and how many offers each leaves. */
export function facetGroupsOf(address: SearchAddress, counts: Counts, ground: Ground, wording: Wording): FacetGroupView[] {
  return shownGroups
    .map((group) => {
      const legend = wording.t(`directory:search.facet.${group}`);
      if (group === 'thema') return { name: group, legend, facets: themes(address, counts, ground, wording) };
      const chosen = address[group];
      const facets = [...new Set([...valuesIn(group, counts), ...chosen])].map((value) => ({
        value,
        label: facetLabel(group, value, ground, wording),
        count: counts[`${group}:${value}`] ?? 0,
        checked: chosen.includes(value),
      }));
      return { name: group, legend, facets: ordered(group, facets, wording) };
    })
    .filter(({ facets }) => facets.length > 1 || facets.some((facet) => facet.checked));
}

/** Every set filter as something that can be taken away. */
export function chipsOf(address: SearchAddress, context: Context, ground: Ground): ChipView[] {
  const wording = wordingIn(context.language);
  const { t } = wording;
  const href = (changes: Partial<SearchAddress>) => paths.search(context) + queryOf(address, changes);
  const chips: ChipView[] = facetGroups.flatMap((group) =>
    address[group].map((value) => ({
      label: facetLabel(group, value, ground, wording),
      href: href({ [group]: address[group].filter((other) => other !== value) }),
    })),
  );
  const { plz, umkreis, offen, status, niveau, alter, geschlecht, wohnort } = address;
  if (offen) chips.push({ label: t('directory:search.openNow'), href: href({ offen: undefined }) });
  if (plz) {
    const label = umkreis
      ? t('directory:search.radiusAround', { kilometres: umkreis, postcode: plz })
      : t('directory:search.near', { postcode: plz });
    chips.push({ label, href: href({ plz: undefined, umkreis: undefined }) });
  }
  if (status) chips.push({ label: t(`directory:residence.${status}`), href: href({ status: undefined }) });
  if (niveau) chips.push({ label: t(`directory:level.${niveau}`), href: href({ niveau: undefined }) });
  if (alter !== undefined)
    chips.push({ label: t('directory:search.ageChip', { count: alter }), href: href({ alter: undefined }) });
  if (geschlecht) chips.push({ label: t(`directory:search.gender.${geschlecht}`), href: href({ geschlecht: undefined }) });
  const home = wohnort === undefined ? undefined : ground.town(wohnort);
  if (home)
    chips.push({
      label: t('directory:search.homeChip', { town: placeName(home, wording) }),
      href: href({ wohnort: undefined }),
    });
  return chips;
}

/** A chosen leaf narrows its chosen top category: "German" and "German: literacy" asks for literacy alone. */
export function narrowedThemes(address: SearchAddress, ground: Ground): SearchAddress {
  const chosen = new Set(address.thema);
  const thema = address.thema.filter((id) => !ground.categories.leavesOf(id).some((leaf) => chosen.has(leaf.id)));
  return thema.length === address.thema.length ? address : { ...address, thema };
}
