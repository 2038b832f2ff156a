import type { IndicatorChoice } from './indicator-view.ts';

/** The query of an indicator's page and its files, from what was chosen; empty or with `?`. */
export function choiceQuery(choice: IndicatorChoice, changes: Partial<IndicatorChoice> = {}): string {
  const { places, dimension, from, to, knownOn } = { ...choice, ...changes };
  const query = new URLSearchParams();
  for (const place of places) query.append('ort', place);
  for (const [name, value] of Object.entries({ gliederung: dimension, von: from, bis: to, stand: knownOn }))
    if (value) query.set(name, value);
  const text = query.toString();
  return text ? `?${text}` : '';
}
