import { districtUnit, listTowns, type Territory } from '#modules/territory';
import type { Context } from '#platform/access';
import { classify } from '#platform/charts';
import type { Trx } from '#platform/database';
import { addDays, dayOf } from '#platform/days';
import { german, translator } from '#platform/i18n';
import { tenantName } from '#platform/tenancy';
import type { FigureSet, Place } from '../model/figures.ts';
import { type Block, eachTown, indicatorsOf, type Report, textsOf } from '../model/report.ts';
import { compose } from '../model/report-compose.ts';
import type { ReportDocument } from '../model/report-document.ts';
import { Lookup } from '../model/report-lookup.ts';
import { selectionsIn } from '../model/report-placeholder.ts';
import { chosenIndicators, placeKeys, placeOf, type World } from '../model/report-world.ts';
import { definitionsIn, type Known, placesOf, readFiguresIn } from './reading.ts';

/** As far back as documents look. */
const mostYears = 40;

/** A territory that a document may speak of: the district or one of its towns, with the name of its address. */
export interface Subject {
  readonly key: string;
  readonly slug: string;
  readonly names: Readonly<Record<string, string>>;
}

const subject = ({ key, slug, names }: Territory): Subject => ({ key, slug, names });

/** The district as a territory, also before its territories are loaded. */
export async function districtSubject(context: Context): Promise<Subject> {
  const { tenant, language } = context;
  const unit = await districtUnit(context);
  // The district's name of its own pages ("Kreis Gütersloh"), not the short one of the tree.
  const names = { ...tenant.names, ...(unit && { de: tenant.names.de ?? unit.names.de ?? '' }) };
  return { key: tenant.ags, slug: tenant.slug, names: { ...names, [language.tag]: tenantName(tenant, language) } };
}

/** The district first, then its towns by name. */
export async function subjects(context: Context): Promise<readonly Subject[]> {
  return [await districtSubject(context), ...(await listTowns(context)).map(subject)];
}

/** Territories that a report is written for; undefined: it names one that is not there any more. */
export async function subjectsOf(context: Context, territory: string): Promise<readonly Subject[] | undefined> {
  const all = await subjects(context);
  if (territory === eachTown) return all.slice(1);
  const one = all.find(({ key }) => key === territory);
  return one && [one];
}

/** Reports are written in German, whatever language their author works in. */
export const inGerman = (context: Context): Context => ({ ...context, language: german, t: translator(german) });

/** Title of a report's documents: where there is one for each town, the town stands in it. */
export function documentTitle({ title, territory }: Pick<Report, 'title' | 'territory'>): string {
  return territory === eachTown && !title.includes('{{') ? `${title}: {{ort}}` : title;
}

/**
 * Reads what some blocks need and says it for each territory. Documents hold what the public may see, whoever makes them:
 * they are made to be given away. Three questions for figures, however many blocks and territories.
 */
export async function composeFor(
  context: Context,
  title: string,
  blocks: readonly Block[],
  about: readonly Subject[],
): Promise<ReportDocument[]> {
  const worlds = await worldsFor(context, [title, ...blocks.flatMap(textsOf)], blocks, about);
  return worlds.map((world) => compose(title, blocks, world));
}

/** Everything that documents about some territories are made of. */
export async function worldsFor(
  context: Context,
  texts: readonly string[],
  blocks: readonly Block[],
  about: readonly Subject[],
): Promise<World[]> {
  const towns = await listTowns(context);
  const district = await districtSubject(context);
  return context.transaction(async (trx) => {
    const defined = await definitionsIn(trx, false);
    const tree = await placesOf(context, trx);
    const places = named(tree, [district, ...about]);
    const place = (key: string) => places.find((one) => one.key === key);
    const shared = {
      words: { t: context.t, language: context.language },
      district: place(district.key) as Place,
      land: place(district.key.slice(0, 2)),
      towns: towns.flatMap(({ key }) => place(key) ?? []),
    };
    const drafts = about.map((one) => ({ ...shared, own: place(one.key) as Place, slug: one.slug }));
    const sets = await readAll(trx, context, { texts, blocks, known: { defined, places: tree }, drafts });
    const figures = new Lookup(sets);
    const shapes = towns.map(({ key, slug, shape, shapeSource }) => ({ key, slug, shape, credit: shapeSource }));
    const day = dayOf(context.now());
    return drafts.map((draft) => ({ ...draft, ...defined, shapes, places, figures, day, classify: pretty }));
  });
}

const pretty: World['classify'] = (values, count) => classify(values, 'pretty', count);

/** The district under its own name, and added where the tree does not hold it. */
function named(places: readonly Place[], about: readonly Subject[]): Place[] {
  const own = new Map(about.map((one) => [one.key, one]));
  const known = places.map((one) => ({ ...one, names: own.get(one.key)?.names ?? one.names }));
  const missing = about.filter(({ key }) => !places.some((one) => one.key === key));
  return [
    ...known,
    ...missing.map(({ key, names }) => ({ key, names, level: 'kreis' as const, validFrom: null, validTo: null })),
  ];
}

interface Wanted {
  readonly texts: readonly string[];
  readonly blocks: readonly Block[];
  readonly known: Known;
  readonly drafts: readonly Pick<World, 'own' | 'district' | 'land' | 'towns'>[];
}

async function readAll(trx: Trx, context: Context, { texts, blocks, known, drafts }: Wanted): Promise<FigureSet[]> {
  const { defined } = known;
  const selections = texts.flatMap(selectionsIn);
  const keysOf = (choices: readonly string[]) => chosenIndicators(choices, defined.indicators).map(({ key }) => key);
  const named = selections.map(({ indicator }) => indicator);
  const from = addDays(dayOf(context.now()), -366 * mostYears);
  const read = (query: Parameters<typeof readFiguresIn>[2]) => readFiguresIn(trx, context, query, false, known);
  const unique = (all: readonly string[]) => [...new Set(all)];
  const territories = unique(
    drafts.flatMap((draft) => [
      draft.own.key,
      ...selections.map(({ territory }) => placeOf(territory, draft)),
      ...blocks.flatMap((block) => placeKeys(placesOfBlock(block), draft)),
    ]),
  ).filter(Boolean);
  const sets: FigureSet[] = [];
  const indicators = unique([...keysOf(blocks.flatMap(indicatorsOf)), ...named]);
  if (indicators.length > 0) sets.push(await read({ indicators, territories, from }));
  const broken = selections.filter(({ breakdown }) => breakdown !== '');
  if (broken.length > 0)
    sets.push(
      await read({
        indicators: unique(broken.map(({ indicator }) => indicator)),
        territories: unique(drafts.flatMap((draft) => broken.map(({ territory }) => placeOf(territory, draft)))).filter(Boolean),
        breakdowns: unique(broken.map(({ breakdown }) => breakdown)),
        from,
      }),
    );
  const divided = blocks.filter((block) => block.kind === 'chart').filter(({ over }) => over === 'categories');
  const shown = unique(keysOf(divided.flatMap((block) => block.indicators)));
  const dimensions = unique([
    ...divided.flatMap(({ dimension }) => dimension || []),
    ...defined.indicators.filter(({ key }) => shown.includes(key)).flatMap(({ breakdowns }) => breakdowns),
  ]);
  if (shown.length > 0 && dimensions.length > 0)
    sets.push(
      await read({
        indicators: shown,
        territories: unique(
          drafts.flatMap((draft) => [draft.own.key, ...divided.flatMap(({ places }) => placeKeys(places, draft))]),
        ),
        breakdowns: dimensions.map((key) => `by:${key}`),
        newest: true,
      }),
    );
  return sets;
}

function placesOfBlock(block: Block): Parameters<typeof placeKeys>[0] {
  if (block.kind === 'map' || block.kind === 'towns') return ['towns'];
  if (block.kind === 'figures') return block.compare;
  return block.kind === 'table' || block.kind === 'chart' ? block.places : [];
}
