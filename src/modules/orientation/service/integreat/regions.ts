import { overviewOfOffers } from '#modules/directory';
import { districtUnit, listTowns } from '#modules/territory';
import type { Context } from '#platform/access';
import type { InterfaceLanguage } from '#platform/i18n';
import { german } from '#platform/i18n';
import { tenantName } from '#platform/tenancy';
import { bcp47Of, codeOf } from '../../model/integreat/codes.ts';
import { numberOf } from '../../model/integreat/numbers.ts';
import type { Language, Region } from '../../model/integreat/types.ts';
import { languagesOf } from './frame.ts';

export const languageEntry = (language: InterfaceLanguage): Language => ({
  id: numberOf('language', language.tag),
  code: codeOf(language),
  bcp47_tag: bcp47Of(language),
  native_name: language.autonym,
  dir: language.dir,
});

/** The middle of North Rhine-Westphalia, for a district whose areas nobody has loaded yet. */
const middle = { lat: 51.48, lon: 7.55 };
/** Degrees around a lone point, some ten kilometres. */
const margin = 0.1;

function boxOf(points: readonly (readonly [number, number])[]): Region['bounding_box'] {
  const longitudes = points.map(([lon]) => lon);
  const latitudes = points.map(([, lat]) => lat);
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  if (west < east && south < north)
    return [
      [west, south],
      [east, north],
    ];
  return [
    [west - margin, south - margin],
    [east + margin, north + margin],
  ];
}

/** The district as the app's list of regions shows it, German as on its signs. */
export async function regionOf(context: Context): Promise<Region> {
  const { tenant } = context;
  const [languages, { places, dated }, unit, towns] = await Promise.all([
    languagesOf(context),
    overviewOfOffers(context),
    districtUnit(context),
    listTowns(context),
  ]);
  const name = tenantName(tenant, german);
  const [, prefix = null, bare = name] = /^(Kreis|Stadt|Städteregion|StädteRegion)\s+(.+)$/.exec(name) ?? [];
  const located = towns.filter(({ point }) => point);
  const points = located.flatMap(({ point }) => (point ? [[point.lon, point.lat] as const] : []));
  const outline = [...towns, ...(unit ? [unit] : [])].flatMap(
    ({ shape }) => shape?.coordinates.flatMap(([ring]) => ring ?? []) ?? [],
  );
  const around = [...outline, ...points];
  const box = boxOf(around.length ? around : [[unit?.point?.lon ?? middle.lon, unit?.point?.lat ?? middle.lat]]);
  const [[west, south], [east, north]] = box;
  return {
    id: numberOf('region', tenant.id),
    name,
    path: tenant.slug,
    live: true,
    prefix,
    name_without_prefix: bare,
    plz: towns[0]?.postcodes[0] ?? '',
    extras: false,
    events: dated,
    pois: places,
    push_notifications: true,
    longitude: unit?.point?.lon ?? (west + east) / 2,
    latitude: unit?.point?.lat ?? (south + north) / 2,
    bounding_box: box,
    aliases: Object.fromEntries(
      located.map(({ names, key, point }) => [names.de ?? key, { longitude: point?.lon ?? 0, latitude: point?.lat ?? 0 }]),
    ),
    tunews: false,
    external_news: false,
    zammad_privacy_policy: null,
    languages: languages.map(languageEntry),
    is_chat_enabled: false,
  };
}
