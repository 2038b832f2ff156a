import { nameIn } from '#modules/territory';
import type { Context } from '#platform/access';
import { interfaceLanguages, languageName, languages } from '#platform/i18n';
import { weekdayName } from '../model/field-text.ts';
import { categoryName, type FormGround } from './ground.ts';

/** An answer to choose: id and name. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What the forms of the directory offer to choose from, in the actor's language. */
export interface FormChoices {
  readonly towns: readonly Choice[];
  readonly categories: readonly { readonly label: string; readonly options: readonly Choice[] }[];
  readonly organisations: readonly Choice[];
  readonly languages: readonly Choice[];
  /** Monday first. */
  readonly weekdays: readonly Choice[];
  /** Interface languages other than German, for translations. */
  readonly translations: readonly Choice[];
}

/** @param kept categories that an entry has although they are hidden */
export function formChoices(
  context: Pick<Context, 't' | 'language'>,
  ground: FormGround,
  kept: readonly string[] = [],
): FormChoices {
  const { tag, locale } = context.language;
  const { categories } = ground;
  return {
    towns: [...ground.towns.values()].map((town) => ({ value: town.key, label: nameIn(town, tag) })),
    categories: categories.tops
      .filter((top) => top.active)
      .map((top) => ({
        label: categoryName(context, categories, top.id),
        options: categories
          .leavesOf(top.id)
          .filter((leaf) => leaf.active || kept.includes(leaf.id))
          .map((leaf) => ({ value: leaf.id, label: categoryName(context, categories, leaf.id) })),
      }))
      .filter((group) => group.options.length),
    organisations: ground.organisations.map(({ slug, name }) => ({ value: slug, label: name })),
    languages: languages
      .map(({ id }) => ({ value: id, label: languageName(id, context.language) }))
      .sort((a, b) => a.label.localeCompare(b.label, locale)),
    weekdays: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: weekdayName(day, locale, 'long') })),
    translations: interfaceLanguages.filter((one) => one.tag !== 'de').map((one) => ({ value: one.tag, label: one.autonym })),
  };
}
