import { plantDemand } from '#modules/directory';
import { listTowns } from '#modules/territory';
import type { Context } from '#platform/access';

/**
 * Eight weeks of invented searches and messages for the demonstration, so that the board has something to say. All numbers are
 * made up, the words begin with "Beispiel", and a district that is no demonstration gets none of it.
 */
export async function loadDemand(context: Context): Promise<void> {
  const towns = await listTowns(context);
  const town = (index: number) => towns[index % Math.max(1, towns.length)]?.key ?? '';
  const search = (
    term: string,
    concepts: readonly string[],
    language: string,
    place: string,
    weeks: readonly number[],
    target = '',
  ) => ({ kind: 'search' as const, term, concepts, language, town: place, target, weeks });
  const message = (concepts: readonly string[], language: string, place: string, weeks: readonly number[]) => ({
    kind: 'outside' as const,
    term: null,
    concepts,
    language,
    town: place,
    target: '',
    weeks,
  });
  await plantDemand(context, [
    search('psychotherapie tigrinya', ['sprache:tir', 'thema:mental-health'], 'de', town(0), [1, 2, 1, 3, 2, 4, 3, 2]),
    search('schwimmkurs frauen', ['thema:sport', 'zielgruppe:women'], 'ar', town(1), [2, 3, 2, 4, 3, 5, 4, 2], 'women'),
    search('deutschkurs abends kinderbetreuung', ['thema:german-courses'], 'uk', town(2), [3, 4, 3, 5, 6, 4, 5, 3]),
    search('schuldnerberatung dari', ['sprache:prs', 'thema:debt'], 'prs', town(3), [1, 1, 2, 1, 2, 2, 1, 1]),
    search('wohnung suche hilfe', ['thema:housing-search'], 'ar', '', [6, 5, 7, 8, 6, 9, 7, 4]),
    search('hebamme arabisch', ['sprache:arb', 'thema:pregnancy'], 'ar', town(4), [1, 0, 1, 2, 1, 2, 1, 1], 'women'),
    search('nachhilfe mathe', ['thema:homework-help'], 'tr', town(1), [2, 2, 3, 2, 2, 3, 2, 1], 'adolescents'),
    search('anerkennung diplom krankenpflege', ['thema:qualification-recognition'], 'fr', '', [1, 2, 2, 1, 2, 1, 2, 1]),
    // Too few to be told: the board shows how it withholds them.
    { ...search('', ['thema:addiction'], 'ru', town(5), [0, 0, 1, 0, 0, 1, 0, 1]), term: null },
    message(['sprache:kmr', 'thema:counselling'], 'kmr', town(0), [0, 1, 1, 2, 1, 1, 2, 1]),
    message(['sprache:ukr', 'thema:health'], 'uk', '48', [1, 1, 0, 2, 1, 1, 1, 1]),
    message(['thema:language'], 'tr', town(3), [0, 0, 1, 0, 1, 0, 0, 1]),
  ]);
}
