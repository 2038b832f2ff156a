import type { Heard, RecordKind, RunRecord } from '../../model/exchange/run.ts';
import type { Side } from '../../model/exchange/three-way.ts';
import { isEmpty, type Values, withValues } from '../../model/exchange/units.ts';
import { fieldText, offerFields, type Words } from '../../model/field-text.ts';

export interface ShownDifference {
  readonly unit: string;
  readonly label: string;
  readonly ours: string;
  readonly theirs: string;
  /** What they said before, where that matters. */
  readonly last: string | undefined;
  readonly conflict: boolean;
  readonly decided: Side | undefined;
  /** What is chosen, or happens when nobody chooses. */
  readonly side: Side;
}

export interface ShownRecord {
  readonly position: number;
  readonly place: number;
  readonly kind: RecordKind;
  readonly name: string;
  readonly entryId: string | null;
  readonly decision: string | null;
  readonly differences: readonly ShownDifference[];
  /** Labels of fields where ours stays for good. */
  readonly kept: readonly string[];
  readonly details: RunRecord['details'];
  /** What a new or doubtful one says, field by field. */
  readonly fields: readonly { readonly label: string; readonly text: string }[];
}

/** Parts without which a field cannot be said as a whole; they are said one by one then. */
const needed: Readonly<Record<string, string>> = {
  fees: 'fees.kind',
  participation: 'participation.registration',
  capacity: 'capacity.waiting',
};

const joined = (values: readonly unknown[], divider = ', ') =>
  values
    .filter((one) => !isEmpty(one))
    .map(String)
    .join(divider);

function addressText(values: Values): string {
  const at = (part: string) => values[`place.${part}`];
  return joined(
    [joined([at('name'), at('street'), joined([at('postcode'), at('city')], ' ')]), joined([at('lat'), at('lon')])],
    '\n',
  );
}

/** What one side says of a field, as people read it. */
function textOf(unit: string, values: Values, words: Words): string {
  const own = values[unit];
  if (unit === 'place') return addressText(values);
  if (unit === 'place.visibility') return own === undefined ? '' : words.t(`directory:visibility.${own}`);
  if (unit === 'place.accessibility')
    return ((own ?? []) as string[]).map((one) => words.t(`directory:accessibility.${one}`)).join(', ');
  if (unit === 'place.directions') return String(own ?? '');
  if (unit === 'translations') return Object.keys((own ?? {}) as object).join(', ');
  const need = needed[unit];
  if (need && !(need in values)) return joined(Object.values(values));
  return fieldText('offer', unit, withValues({}, values)[unit], words);
}

export function unitLabel(unit: string, { t }: Words): string {
  return unit.startsWith('place.') || unit === 'translations' || unit === 'published'
    ? t(`directory:staff.exchange.unit.${unit.replace('place.', '')}`)
    : t(`directory:field.label.${unit}`);
}

function fieldsOf({ content }: RunRecord, words: Words): { label: string; text: string }[] {
  const { whole, organisation } = content as Partial<Heard>;
  if (!whole) return [];
  const named = { ...words, organisation: () => organisation?.name ?? '' };
  return offerFields.flatMap((field) => {
    const text = fieldText('offer', field, whole[field], named);
    return text ? [{ label: unitLabel(field, words), text }] : [];
  });
}

export function shownRecord(record: RunRecord, words: Words): ShownRecord {
  const { details, fields } = record;
  const differences = (details.differences ?? []).map((one): ShownDifference => {
    const { unit, ours, theirs, last, conflict, decided, suggestion } = one;
    return {
      unit,
      label: unitLabel(unit, words),
      ours: textOf(unit, ours, words),
      theirs: textOf(unit, theirs, words),
      last: last && conflict ? textOf(unit, last, words) : undefined,
      conflict,
      decided,
      side: fields[unit] ?? suggestion,
    };
  });
  const { position, place, kind, name, entryId, decision } = record;
  return {
    position,
    place,
    kind,
    name,
    entryId,
    decision,
    differences,
    kept: (details.kept ?? []).map((unit) => unitLabel(unit, words)),
    details,
    fields: fieldsOf(record, words),
  };
}
