import { z } from 'zod';
import { isDay } from '#platform/days';
import { formValues } from '#platform/http';
import { type IndicatorChoice, mostPlaces } from '../model/indicator-view.ts';

/** What cannot be read chooses nothing: an old or mistyped link still shows the page. */
const several = z.preprocess(
  (value) => (value === undefined || value === '' ? [] : [value].flat()),
  z.array(z.string().max(60).catch('')).max(200).catch([]),
) as z.ZodType<string[]>;
const text = z
  .string()
  .trim()
  .max(60)
  .optional()
  .catch(undefined)
  .transform((value) => value || undefined);

const choiceSchema = z.object({ ort: several, gliederung: text, von: text, bis: text, stand: text });

/** A year or a day as the first or last day meant. */
function dayFrom(typed: string | undefined, rest: '01-01' | '12-31'): string | undefined {
  if (!typed) return undefined;
  const day = /^(19|20|21)\d{2}$/.test(typed) ? `${typed}-${rest}` : typed;
  return isDay(day) && day >= '1900' ? day : undefined;
}

export function choiceOf(query: unknown): IndicatorChoice {
  const { ort, gliederung, von, bis, stand } = choiceSchema.parse(formValues(query));
  return {
    places: [...new Set(ort)].filter((key) => key !== '').slice(0, mostPlaces),
    dimension: gliederung,
    from: dayFrom(von, '01-01'),
    to: dayFrom(bis, '12-31'),
    knownOn: stand && isDay(stand) && stand >= '1900' ? stand : undefined,
  };
}

const mapSchema = z.object({
  zeit: text,
  methode: z.enum(['pretty', 'equal', 'quantiles', 'jenks']).catch('pretty'),
  klassen: z.coerce.number().int().min(2).max(7).catch(5),
  ebene: z.enum(['kommune', 'quartier']).catch('kommune'),
  stand: text,
});

export type MapQuery = z.infer<typeof mapSchema>;

export function mapQueryOf(query: unknown): MapQuery {
  const found = mapSchema.parse(formValues(query));
  return { ...found, stand: found.stand && isDay(found.stand) && found.stand >= '1900' ? found.stand : undefined };
}
