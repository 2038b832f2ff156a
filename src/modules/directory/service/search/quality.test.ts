import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { interfaceLanguages } from '#platform/i18n';
import { openTenantDirectory, type TenantDirectory } from '#platform/tenancy';
import { useDatabase } from '#testing';
import { askLabelledQueries } from '../../../../../bench/search-quality/asking.ts';
import {
  type Answer,
  labelledQueries,
  type Quality,
  qualityByLanguage,
  recallOf,
  recallReached,
  recallTarget,
  reciprocalRank,
} from '../../../../../bench/search-quality/scoring.ts';
import { readDemonstration } from '../demonstration.ts';

const database = useDatabase();
let tenants: TenantDirectory;
let qualities: Quality[];

beforeAll(async () => {
  tenants = await openTenantDirectory(database, database.appUrl);
  qualities = qualityByLanguage(await askLabelledQueries(database, tenants));
});
afterAll(() => tenants.close());

const languages = [...new Set(labelledQueries.map(({ language }) => language))];

describe('labelled queries', () => {
  it('are 150 in eight languages, each with offers that the district has', () => {
    expect(labelledQueries.length).toBeGreaterThanOrEqual(150);
    expect(languages).toHaveLength(8);
    const tags = interfaceLanguages.map(({ tag }) => tag as string);
    expect(languages.filter((language) => !tags.includes(language))).toEqual([]);
    const known = new Map<string, ReadonlySet<string>>();
    for (const { district, relevant, query } of labelledQueries) {
      const slugs = known.get(district) ?? new Set(readDemonstration(district)?.offers.map(({ slug }) => slug));
      known.set(district, slugs);
      expect(relevant.length, query).toBeGreaterThan(0);
      expect(
        relevant.filter((slug) => !slugs.has(slug)),
        query,
      ).toEqual([]);
    }
  });
  it('are asked once each', () => {
    const keys = labelledQueries.map(({ query, language, district }) => `${language} ${district} ${query}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
  it.each(languages)('are answered well enough in %s', (language) => {
    const quality = qualities.find((one) => one.language === language);
    expect(quality?.recall).toBeGreaterThanOrEqual(recallTarget(language));
  });
  it.each(languages)('are answered no worse than before in %s', (language) => {
    const quality = qualities.find((one) => one.language === language);
    expect(quality?.recall).toBeGreaterThanOrEqual(recallReached(language));
  });
});

describe('scoring', () => {
  const answer = (relevant: string[], found: string[]): Answer => ({
    query: { query: 'q', language: 'de', district: 'd', form: 'words', relevant },
    found,
  });
  const eleven = Array.from({ length: 11 }, (_, index) => `offer-${index}`);
  it.each([
    [['a'], ['a'], 1, 1],
    [['a', 'b'], ['c', 'a'], 0.5, 0.5],
    [['a'], [], 0, 0],
    [['offer-10'], eleven, 0, 0],
    [eleven, eleven, 1, 1],
  ])('%j among %j', (relevant, found, recall, rank) => {
    expect(recallOf(answer(relevant, found))).toBe(recall);
    expect(reciprocalRank(answer(relevant, found))).toBe(rank);
  });
});
