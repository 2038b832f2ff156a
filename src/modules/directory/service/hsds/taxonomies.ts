import type { Context } from '#platform/access';
import type { InterfaceLanguage } from '#platform/i18n';
import {
  defaultCategories,
  germanLevels,
  offerKinds,
  organisationKinds,
  residenceGroups,
  targetGroups,
} from '../../model/vocabulary.ts';
import { categoryName, type Ground } from '../showing/ground.ts';
import { type Wording, wordingIn } from '../wording.ts';
import { derivedId } from './ids.ts';
import type { Plain } from './plain.ts';

/** What the vocabularies of the directory are called in addresses and ids; they stay. */
export const taxonomyCodes = ['topics', 'audiences', 'residence', 'german-levels', 'kinds', 'organisation-kinds'] as const;
export type TaxonomyCode = (typeof taxonomyCodes)[number];

export interface Term {
  readonly id: string;
  readonly taxonomy: TaxonomyCode;
  readonly code: string;
  /** Of a district's own topic; null: the software's, the same everywhere. */
  readonly tenantId: string | null;
  readonly parentId: string | null;
  readonly name: string;
  readonly description: string;
  /** ISO 639-1 or -3 of the name. */
  readonly language: string;
  /** Hidden topics are found by their id, because entries may still have them, but not listed. */
  readonly listed: boolean;
}

const defaults = new Set([...Object.keys(defaultCategories), ...Object.values(defaultCategories).flat()]);

export const taxonomyId = (code: TaxonomyCode): string => derivedId('taxonomy', code);

/** A district may add topics of its own; two districts may mean different things by the same word. */
export function topicId(tenantId: string, category: string): string {
  return defaults.has(category) ? derivedId('topics', category) : derivedId('topics', tenantId, category);
}

export const termId = (taxonomy: Exclude<TaxonomyCode, 'topics'>, code: string): string => derivedId(taxonomy, code);

/** `de-simple` is German; the others are codes of ISO 639 as they are. */
export const languageCode = ({ tag }: InterfaceLanguage): string => tag.split('-')[0] ?? tag;

/** The vocabularies without levels: taxonomy, codes, and the text of a code. */
const flat: readonly (readonly [
  Exclude<TaxonomyCode, 'topics'>,
  readonly string[],
  (code: string, wording: Wording) => string,
])[] = [
  ['audiences', targetGroups, (code, { t }) => t(`directory:target.${code}`)],
  ['residence', residenceGroups, (code, { t }) => t(`directory:residence.${code}`)],
  ['german-levels', germanLevels, (code) => code],
  ['kinds', offerKinds, (code, { t }) => t(`directory:kind.${code}`)],
  ['organisation-kinds', organisationKinds, (code, { t }) => t(`directory:organisationKind.${code}`)],
];

/** @param several of several districts: then the software's topics have the software's names */
function topicsOf(tenantId: string, ground: Ground, wording: Wording, several: boolean): Term[] {
  const own = languageCode(wording.language);
  const { categories } = ground;
  const nameOf = (id: string) =>
    several && defaults.has(id) ? wording.t(`directory:category.${id}`) : categoryName(ground, id, wording);
  const term = (id: string, parent: string | null): Term => {
    const category = categories.find(id);
    const names = several && defaults.has(id) ? {} : (category?.names ?? {});
    const name = nameOf(id);
    return {
      id: topicId(tenantId, id),
      taxonomy: 'topics',
      code: id,
      tenantId: defaults.has(id) ? null : tenantId,
      parentId: parent === null ? null : topicId(tenantId, parent),
      name,
      description: parent === null ? name : `${nameOf(parent)} › ${name}`,
      // A name that the district gave in German only.
      language: names[wording.language.tag] === undefined && names.de !== undefined ? 'de' : own,
      listed: category?.active ?? false,
    };
  };
  return categories.tops.flatMap(({ id }) => [term(id, null), ...categories.leavesOf(id).map((leaf) => term(leaf.id, id))]);
}

/** All terms of some districts by id: the software's once, and each district's own topics. */
export function termsOf(
  districts: readonly { readonly context: Context; readonly ground: Ground }[],
  language: InterfaceLanguage,
): ReadonlyMap<string, Term> {
  const wording = wordingIn(language);
  const terms = new Map<string, Term>();
  for (const { context, ground } of districts)
    for (const term of topicsOf(context.tenant.id, ground, wording, districts.length > 1))
      terms.set(term.id, { ...term, listed: term.listed || terms.get(term.id)?.listed === true });
  for (const [taxonomy, codes, nameOf] of flat) {
    for (const code of codes) {
      const name = nameOf(code, wording);
      const description = `${wording.t(`directory:staff.hsds.taxonomy.${taxonomy}`)}: ${name}`;
      const id = termId(taxonomy, code);
      const shared = { tenantId: null, parentId: null, language: languageCode(language), listed: true };
      terms.set(id, { id, taxonomy, code, name, description, ...shared });
    }
  }
  return terms;
}

export function plainTerm(term: Term): Plain {
  return {
    id: term.id,
    code: term.code,
    name: term.name,
    description: term.description,
    parent_id: term.parentId ?? undefined,
    language: term.language,
    taxonomy_id: taxonomyId(term.taxonomy),
  };
}

export function plainTaxonomy(code: TaxonomyCode, language: InterfaceLanguage, profile: string): Plain {
  const { t } = wordingIn(language);
  return {
    id: taxonomyId(code),
    name: t(`directory:staff.hsds.taxonomy.${code}`),
    description: t(`directory:staff.hsds.taxonomy.${code}_text`),
    uri: `${profile}#${code}`,
    version: '1',
  };
}
