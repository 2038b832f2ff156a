import type { Context } from '#platform/access';
import { defineModule, type Figure, type ModuleDefinition, type SearchHit } from '#platform/module';
import { periodIncludes } from './model/day.ts';
import { liesIn } from './model/keys.ts';
import { permissions } from './permissions.ts';
import { publicRoutes } from './routes/public.tsx';
import { staffRoutes } from './routes/staff.tsx';
import { staffQuarterRoutes } from './routes/staff-quarters.tsx';
import { staffShapeRoutes } from './routes/staff-shapes.tsx';
import { loadDistrict, unitsImporter } from './service/loading.ts';
import { districtUnit, listTowns, quarters } from './service/reading.ts';
import { mayEdit } from './service/scope.ts';
import type { TerritoryWiring } from './wiring.ts';

/** Inhabitants of the district and of its towns, as far as they were counted in the period. */
async function figures(context: Context, { period, territory }: { period: string; territory: string }): Promise<Figure[]> {
  const district = await districtUnit(context);
  const units = [...(district ? [district] : []), ...(await listTowns(context))];
  return units.flatMap(({ key, slug, level, population }) => {
    if (!population || !liesIn(key, territory) || !periodIncludes(period, population.date)) return [];
    const page = `/${context.tenant.slug}/${context.language.tag}/orte${level === 'kommune' ? `/${slug}` : ''}`;
    return [
      {
        id: 'territory.population',
        label: 'territory:figure.population',
        value: population.count,
        unit: 'persons',
        territory: key,
        period: population.date,
        source: population.source,
        href: page,
      },
    ];
  });
}

/** Towns and quarters by name or key, as far as the actor may edit them. */
async function search(context: Context, text: string): Promise<SearchHit[]> {
  const wanted = text.trim().toLocaleLowerCase('de');
  if (!wanted) return [];
  return [...(await listTowns(context)), ...(await quarters(context))]
    .filter(
      (unit) =>
        mayEdit(context, unit.key) && [unit.key, unit.names.de ?? ''].some((one) => one.toLocaleLowerCase('de').includes(wanted)),
    )
    .map((unit) => ({
      title: unit.names.de ?? unit.key,
      kind: `territory:staff.level.${unit.level}`,
      href: `/intern/${context.tenant.slug}/sozialraeume/${unit.level === 'quartier' ? unit.parentKey : unit.key}`,
    }));
}

/** Sozialräume: the tree of territories, their names, points and shapes, and the profiles of the towns. */
export function territoryModule(wiring: TerritoryWiring): ModuleDefinition {
  return defineModule({
    name: 'territory',
    permissions,
    routes: (app) => {
      publicRoutes(app, wiring);
      staffRoutes(app);
      staffQuarterRoutes(app);
      staffShapeRoutes(app);
    },
    navigation: {
      public: [{ label: 'territory:nav.towns', path: '/orte' }],
      staff: [{ label: 'territory:staff.nav', path: '/sozialraeume', permission: 'territory.edit' }],
    },
    figures,
    search,
    personalData: [
      {
        table: 'territory_profile',
        purpose: 'territory:staff.register.purpose',
        legalBasis: 'Art. 6 Abs. 1 Buchst. e DSGVO, § 3 DSG NRW',
        categories: ['territory:staff.register.category'],
        recipients: [],
        // Two years are enough to ask somebody back about what they wrote.
        retention: { anchor: 'updated_at', months: 24, action: 'anonymise' },
        person: { column: 'updated_by', by: 'user_id' },
        anonymised: { updated_by: null },
      },
    ],
    commands: { import: { 'territory.units': unitsImporter } },
    demo: (context) => loadDistrict(context),
  });
}
