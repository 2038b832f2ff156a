import type { RecommendationText } from './edition.ts';

/** Fields of a recommendation in the order in which people read them; labels are `concept:staff.field.<name>`. */
export const textFields = [
  'title',
  'fieldId',
  'challengeId',
  'goalId',
  'wording',
  'summary',
  'targetGroups',
  'levels',
  'territories',
  'stakeholders',
  'responsibilities',
  'resources',
  'needsMoney',
  'fundingReservation',
  'timeFrame',
  'startsOn',
  'endsOn',
  'indicators',
  'figures',
  'links',
  'weight',
  'internal',
  'contact',
  'source',
] as const satisfies readonly (keyof RecommendationText)[];
export type TextField = (typeof textFields)[number];

/** The order of object keys is no difference, nor is a field that is absent instead of undefined. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** Names of the fields in which two texts differ. */
export function changedFields(before: RecommendationText, after: RecommendationText): TextField[] {
  return textFields.filter((field) => canonical(before[field]) !== canonical(after[field]));
}

/** The text of a recommendation without what is stored beside it. */
export function textOf(stored: RecommendationText): RecommendationText {
  return Object.fromEntries(textFields.map((field) => [field, stored[field]])) as unknown as RecommendationText;
}

/** Words for what stands in the fields as keys. */
export interface TextWords {
  readonly t: (key: string, parameters?: Record<string, string | number>) => string;
  /** Title of a field of action, challenge or goal. */
  readonly node: (id: string) => string;
  /** Name of a territory by its key. */
  readonly place: (key: string) => string;
}

const euro = new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR', trailingZeroDisplay: 'stripIfInteger' });
export const inEuro = (cents: number): string => euro.format(cents / 100).replace(' ', ' ');

function listed(words: TextWords, field: TextField, text: RecommendationText): readonly string[] {
  const { t } = words;
  switch (field) {
    case 'levels':
      return text.levels.map((level) => t(`concept:level.${level}`));
    case 'responsibilities':
      return text.responsibilities.map((one) => t(`concept:responsibility.${one}`));
    case 'territories':
      return text.territories.map(words.place);
    case 'stakeholders':
      return text.stakeholders.map(({ name, role }) => `${name} (${t(`concept:role.${role}`)})`);
    case 'resources':
      return text.resources.map((resource) => {
        const amounts = (['planned', 'secured', 'spent'] as const).flatMap((kind) => {
          const cents = resource[`${kind}Cents`];
          return cents === undefined ? [] : [`${t(`concept:staff.money.${kind}`)} ${inEuro(cents)}`];
        });
        return [`${t(`concept:resource.${resource.kind}`)}: ${resource.text}`, ...amounts].join(', ');
      });
    case 'links':
      return text.links.map(({ label, href }) => `${label} (${href})`);
    case 'targetGroups':
    case 'indicators':
    case 'figures':
      return text[field];
    default:
      return [];
  }
}

/** What a field says, in words; empty when it says nothing. */
export function fieldWords(words: TextWords, field: TextField, text: RecommendationText): string {
  const value = text[field];
  if (value === null || value === undefined || value === '') return '';
  if (Array.isArray(value)) return listed(words, field, text).join('\n');
  if (typeof value === 'boolean') return words.t(value ? 'concept:staff.yes' : 'concept:staff.no');
  if (field === 'fieldId' || field === 'challengeId' || field === 'goalId') return words.node(String(value));
  return field === 'timeFrame' ? words.t(`concept:time.${value}`) : String(value);
}

/** One side of a change as lines `label: words`, for the history. */
export function changeText(words: TextWords, fields: readonly TextField[], text: RecommendationText): string {
  return fields
    .map((field) => `${words.t(`concept:staff.field.${field}`)}: ${fieldWords(words, field, text).replaceAll('\n', '; ')}`)
    .join('\n');
}
