import { nameIn } from '#modules/territory';
import type { Context } from '#platform/access';
import type { Option, OptionGroup } from '#platform/ui';
import type { Place } from '../model/figures.ts';
import { type Dimension, textIn } from '../model/indicator.ts';
import type { ColumnMapping } from '../model/mapping.ts';
import { guessDimension, isQuarterList, proposedK, type Seen } from '../model/mapping-assistant.ts';
import { mostNamesAsked, openAttributes } from '../model/mapping-assistant-answers.ts';
import { topics } from '../model/vocabulary.ts';
import type { AnswersPageProps } from '../pages/mapping-assistant-answers.tsx';
import type { Ground } from '../service/mapping-assistant.ts';

/** Territories with the word for their level: Recklinghausen is a town and a Kreis. */
export function placeOptions({ t, language }: Context, places: readonly Place[]): Option[] {
  return places.map((place) => ({
    value: place.key,
    label: `${nameIn(place, language.tag)} (${t(`monitoring:place.${place.level}`)})`,
  }));
}

const mostChoices = 60;

function variableChoices(
  { t, language }: Context,
  dimensions: readonly Dimension[],
  variable: Seen['variables'][number],
): (Option | OptionGroup)[] {
  const attributes = [...variable.attributes].slice(0, mostChoices);
  return [
    {
      label: t('monitoring:staff.mapping.use.breakdown'),
      options: [
        ...dimensions.map(({ key, names }) => ({ value: `dimension=${key}`, label: textIn(names, language.tag) })),
        { value: 'new', label: t('monitoring:staff.mapping.use.new', { name: variable.label }) },
      ],
    },
    {
      label: t('monitoring:staff.mapping.use.only'),
      options: [
        { value: 'only_total', label: t('monitoring:staff.mapping.use.total') },
        ...attributes.map(([attribute, label]) => ({ value: `only=${attribute}`, label, lang: 'de' })),
      ],
    },
  ];
}

/** What the page of the answers shows besides the file itself. */
export function answersProps(
  context: Context,
  { choices, places, finder }: Ground,
  { seen, columns, values }: { seen: Seen; columns: ColumnMapping | null; values: Readonly<Record<string, string>> },
): Omit<AnswersPageProps, 'file' | 'columns' | 'rejected' | 'values' | 'errors'> {
  const { t, language } = context;
  const names = [...seen.names.entries()].slice(0, mostNamesAsked);
  const found = names.flatMap(([name]) => {
    const one = finder.byName(name);
    return one.kind === 'found' ? [one.key] : [];
  });
  const quarterly = isQuarterList([...seen.keys.keys(), ...found], columns);
  const unknownKeys = [...seen.keys.keys()].filter((key) => key.includes('-') && !finder.knows(key));
  const unknownNames = quarterly ? names.flatMap(([name]) => (finder.byName(name).kind === 'unknown' ? [name] : [])) : [];
  const k = /^\d{1,3}$/.test(values.secrecyK ?? '') ? Number(values.secrecyK) : proposedK;
  return {
    observations: seen.observations,
    measures: seen.measures,
    variables: seen.variables.map((variable) => {
      const dimension = choices.dimensions.find(({ key }) => key === guessDimension(variable, choices.dimensions));
      return {
        label: variable.label,
        choices: variableChoices(context, choices.dimensions, variable),
        asked: openAttributes(variable, dimension).map(([, label]) => ({ label })),
        categories: [
          { value: 'new', label: t('monitoring:staff.mapping.category_new') },
          { value: 'total', label: t('monitoring:staff.mapping.category_total') },
          ...(dimension?.categories ?? []).map(({ code, names: texts }) => ({
            value: `${dimension?.key}=${code}`,
            label: textIn(texts, language.tag),
          })),
        ],
      };
    }),
    names: names.map(([name, count]) => ({ name, count, ambiguous: finder.byName(name).kind === 'ambiguous' })),
    indicators: topics.flatMap((topic) => {
      const options = choices.indicators
        .filter((one) => one.topic === topic)
        .map(({ key, names: texts }) => ({ value: key, label: textIn(texts, language.tag) }));
      return options.length ? [{ label: t(`monitoring:topic.${topic}`), options }] : [];
    }),
    sources: choices.sources.map(({ key, names: texts }) => ({ value: key, label: textIn(texts, language.tag) })),
    places: placeOptions(context, places),
    unknownQuarters: [...unknownKeys, ...unknownNames],
    quartersHref: `/intern/${context.tenant.slug}/sozialraeume`,
    small: quarterly || unknownKeys.length ? { count: seen.smallerThan(Math.min(Math.max(k, 2), 100)), k } : undefined,
  };
}
