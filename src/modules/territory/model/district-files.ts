import { z } from 'zod';
import { isTownKey } from './keys.ts';
import type { Profile } from './profile.ts';
import { quarterOf } from './quarter.ts';
import type { Territory } from './tree.ts';

const town = z.string().refine(isTownKey, 'not the AGS of a town');

/** What `districts/<slug>/district.json` says about territories; its look is read by whoever creates the district. */
export const districtFileSchema = z.object({
  ags: z.string().regex(/^\d{5}$/),
  name: z.record(z.string(), z.string()).refine((names) => Boolean(names.de), 'no German name'),
  quarters: z.array(z.object({ town, name: z.string().min(1) })).default([]),
  postcodes: z.record(town, z.array(z.string().regex(/^\d{5}$/))).default({}),
});
export type DistrictFile = z.output<typeof districtFileSchema>;

const points = z.array(z.string().min(1)).default([]);
const sections = { structures: points, challenges: points, goals: points, counselling: points, lighthouse: points };

/** `districts/<slug>/profiles.json`: AGS of a town → its profile in German. */
export const profilesFileSchema = z.record(
  town,
  z.object({ ...sections, source: z.object({ document: z.string(), section: z.string() }) }),
);
export type ProfilesFile = z.output<typeof profilesFileSchema>;

/** Titles of the documents that the demonstration districts rest on, by the name under which entries cite them. */
const documents: Readonly<Record<string, string>> = {
  'recklinghausen-konzept-2021': 'Kreis Recklinghausen: Integrationskonzept 2021/22',
  'recklinghausen-taetigkeitsbericht-2016-2017':
    'Kreis Recklinghausen: Tätigkeitsbericht des Kommunalen Integrationszentrums 2016/2017',
  'recklinghausen-artikel-2023': 'Kreis Recklinghausen: Wie das Integrationskonzept entstand (2023)',
  'guetersloh-konzept-2025': 'Kreis Gütersloh: Integrationskonzept 2025',
  'ennepe-ruhr-konzept-2013': 'Ennepe-Ruhr-Kreis: Integrationskonzept 2013',
};

/** A source as readers can look it up: title of the document and its section. */
export function citation(source: { readonly document: string; readonly section: string }): string {
  return [documents[source.document] ?? source.document, source.section].filter(Boolean).join(', ');
}

/**
 * The units of a table completed by what the district's file knows: all postcodes, names, quarters.
 * Throws when the file names a town that the table does not have, for the two belong together.
 */
export function completeUnits(units: readonly Territory[], file: DistrictFile): Territory[] {
  const byKey = new Map(units.map((unit) => [unit.key, unit]));
  const townOf = (ags: string) => {
    const found = byKey.get(ags);
    if (found?.level !== 'kommune') throw new Error(`district.json names ${ags}, which territories.csv does not have.`);
    return found;
  };
  for (const ags of Object.keys(file.postcodes)) townOf(ags);
  const quarters = file.quarters.map((quarter) => {
    const unit = quarterOf(townOf(quarter.town), quarter.name, null);
    if (!unit) throw new Error(`district.json has a quarter without a usable name in ${quarter.town}.`);
    return unit;
  });
  const completed = units.map((unit) => {
    if (unit.key === file.ags) return { ...unit, names: { ...unit.names, ...file.name } };
    return { ...unit, postcodes: [...new Set([...unit.postcodes, ...(file.postcodes[unit.key] ?? [])])].sort() };
  });
  return [...completed, ...quarters];
}

/** The profiles as first versions. */
export function profilesOf(file: ProfilesFile): Omit<Profile, 'version' | 'updatedAt'>[] {
  return Object.entries(file).map(([ags, { source, ...content }]) => ({
    town: ags,
    sections: content,
    sourceLanguage: 'de',
    translations: {},
    source: citation(source),
  }));
}
