import { drawnValue, type FigureSet, readFigures, spanOf, textIn } from '#modules/monitoring';
import type { Context } from '#platform/access';
import { languageName } from '#platform/i18n';
import { languagesOfNationality } from '../model/nationality-languages.ts';

/** One figure of the monitoring with what must be told beside it. */
export interface PeopleFigure {
  readonly label: string;
  readonly people: number;
  /** Last ISO day of its period. */
  readonly day: string;
  readonly source: string;
}

export interface LanguageFigure {
  readonly language: string;
  readonly name: string;
  /** People with a nationality that goes with the language; nobody knows whether they speak it. */
  readonly people: number;
  /** Those of them in whose state it is the language of most people: only they count for the ranking. */
  readonly mainly: number;
  readonly nationalities: readonly string[];
  readonly day: string;
  readonly source: string;
}

export interface People {
  /** Of the district: foreign population, people seeking protection. */
  readonly totals: readonly PeopleFigure[];
  /** Town → its foreign population. */
  readonly towns: ReadonlyMap<string, PeopleFigure>;
  /** Those of most people first. */
  readonly languages: readonly LanguageFigure[];
}

const mostLanguages = 15;
const foreigners = 'auslaender_azr';
const protection = 'schutzsuchende';
const population = 'bevoelkerung';
const foreign = 'nationality_group=foreign';

function newest(
  set: FigureSet,
  context: Context,
  indicator: string,
  territory: string,
  breakdown = '',
): PeopleFigure | undefined {
  for (const period of set.periods.toReversed()) {
    const cell = set.cell(indicator, territory, period, breakdown);
    const people = drawnValue(cell);
    if (!cell || people === null) continue;
    const source = set.sources
      .filter(({ key }) => cell.sources.includes(key))
      .map(({ attribution, names }) => attribution || textIn(names, context.language.tag));
    const defined = set.indicators.find(({ key }) => key === indicator);
    return {
      label: defined ? textIn(defined.names, context.language.tag) : indicator,
      people,
      day: spanOf(period)?.to ?? period,
      source: source.join('; '),
    };
  }
  return undefined;
}

function languagesOf(set: FigureSet, context: Context): LanguageFigure[] {
  const found = new Map<string, { people: number; mainly: number; nationalities: string[]; day: string; source: string }>();
  const categories = set.dimensions.find(({ key }) => key === 'nationality')?.categories ?? [];
  for (const { code, names } of categories) {
    const languages = languagesOfNationality[code];
    const figure = languages && newest(set, context, foreigners, context.tenant.ags, `nationality=${code}`);
    if (!languages || !figure?.people) continue;
    for (const language of languages) {
      const known = found.get(language) ?? { people: 0, mainly: 0, nationalities: [], day: figure.day, source: figure.source };
      known.people += figure.people;
      if (language === languages[0]) known.mainly += figure.people;
      known.nationalities.push(textIn(names, context.language.tag));
      found.set(language, known);
    }
  }
  return [...found]
    .map(([language, one]) => ({ language, name: languageName(language, context.language), ...one }))
    .sort((a, b) => b.mainly - a.mainly || b.people - a.people || a.language.localeCompare(b.language))
    .slice(0, mostLanguages);
}

/** Who lives here, as far as the monitoring has figures; empty where none are loaded or the actor may not see them. */
export async function readPeople(context: Context, towns: readonly string[]): Promise<People> {
  const district = context.tenant.ags;
  const set = await readFigures(context, {
    indicators: [foreigners, protection, population],
    territories: [district, ...towns],
    breakdowns: ['', foreign, 'by:nationality'],
    newest: true,
  });
  const totals = [newest(set, context, foreigners, district), newest(set, context, protection, district)];
  const inTowns = towns.flatMap((town) => {
    const figure = newest(set, context, population, town, foreign);
    return figure ? [[town, figure] as const] : [];
  });
  return { totals: totals.filter((one) => one !== undefined), towns: new Map(inTowns), languages: languagesOf(set, context) };
}
