import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type Stage, useDatabase } from '#testing';
import { referencesOf } from '../model/formula.ts';
import { checkFormula } from '../model/formula-check.ts';
import { parseFormula } from '../model/formula-parsing.ts';
import { forbiddenKeys } from '../model/indicator-schema.ts';
import { relativeUnits } from '../model/vocabulary.ts';
import { monitoringModule } from '../module.ts';
import { catalogue, loadCatalogue } from './catalogue.ts';
import { definitions } from './reading.ts';

const { indicators, sources, dimensions } = catalogue;
const keys = new Set(indicators.map(({ key }) => key));
const categories = new Map(dimensions.map(({ key, categories }) => [key, new Set(categories.map(({ code }) => code))]));

describe('the catalogue', () => {
  it('has all 42 of the norm, each key once and none that is an address', () => {
    const numbers = new Set(indicators.flatMap(({ catalogueNumber }) => catalogueNumber ?? []));
    expect([...numbers].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 42 }, (_, index) => index + 1));
    expect(keys.size).toBe(indicators.length);
    expect(forbiddenKeys.filter((key) => keys.has(key))).toEqual([]);
    expect(new Set(sources.map(({ key }) => key)).size).toBe(sources.length);
    for (const { categories } of dimensions) expect(new Set(categories.map(({ code }) => code)).size).toBe(categories.length);
  });

  it('says everything in German and English, and reads in Leichte Sprache', () => {
    for (const one of indicators) {
      for (const texts of [one.names, one.definitions, one.readingAids])
        expect(texts, one.key).toMatchObject({ de: /./, en: /./ });
      for (const texts of [one.numerators, one.denominators]) expect(Boolean(texts.de), one.key).toBe(Boolean(texts.en));
      for (const { names } of one.seriesBreaks) expect(names).toMatchObject({ de: /./, en: /./ });
      const sentences = (one.readingAids['de-simple'] ?? '').split(/(?<=[.?])\s+/);
      expect(sentences[0], one.key).not.toBe('');
      for (const sentence of sentences) expect(sentence.split(' ').length, sentence).toBeLessThanOrEqual(22);
    }
    const named = [...sources, ...dimensions, ...dimensions.flatMap(({ categories }) => categories)];
    for (const { names } of named) expect(names).toMatchObject({ de: /./, en: /./ });
  });

  it('names only what is there', () => {
    const sourceKeys = new Set(sources.map(({ key }) => key));
    for (const { key, source, breakdowns, formula, secrecyOf } of indicators) {
      if (source) expect(sourceKeys, key).toContain(source);
      for (const dimension of breakdowns) expect([...categories.keys()], key).toContain(dimension);
      if (secrecyOf) expect(keys, key).toContain(secrecyOf);
      if (formula === null) continue;
      expect(checkFormula(formula, key, indicators), key).toBeUndefined();
      const parsed = parseFormula(formula);
      for (const { where } of parsed.ok ? referencesOf(parsed.formula) : [])
        for (const [dimension, category] of Object.entries(where))
          expect(['total', '*'].includes(category) || categories.get(dimension)?.has(category), `${key}: ${category}`).toBe(true);
    }
  });

  it('adds up no shares, and knows for every share of what it is one', () => {
    for (const one of indicators) {
      if (relativeUnits.includes(one.unit)) expect(one.additive, one.key).toBe(false);
      if (one.unit !== 'percent' || one.figure) continue;
      expect(one.numerators.de && one.denominators.de, one.key).toBeTruthy();
    }
  });

  it('keeps each attribute code of an office for one category', () => {
    for (const { key, categories } of dimensions) {
      const codes = categories.flatMap(({ attributeCodes }) => attributeCodes);
      expect(new Set(codes).size, key).toBe(codes.length);
    }
  });
});

describe('loading', () => {
  const database = useDatabase();
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(database, [monitoringModule]);
  });
  afterAll(() => stage.close());

  it('gives a district everything, once, and leaves what the staff changed', async () => {
    const context = stage.context();
    expect(await loadCatalogue(context)).toBe(indicators.length);
    const first = await definitions(context);
    expect(first.indicators.map(({ key }) => key)).toEqual(indicators.map(({ key }) => key));
    expect(first.sources).toHaveLength(sources.length);
    expect(first.dimensions.find(({ key }) => key === 'age')?.categories[0]).toMatchObject({ code: '0-2' });
    const share = first.indicators.find(({ key }) => key === 'auslaenderanteil');
    expect(share?.sourceId).toBe(first.sources.find(({ key }) => key === '12411')?.id);
    expect(share?.nextUpdateOn).toBe('2027-07-15');

    await context.transaction(async (trx) => {
      const change = trx.updateTable('monitoring_indicator').set({ note: 'ours', version: 2 });
      await change.where('key', '=', 'flaeche').execute();
      await trx.updateTable('monitoring_indicator').set({ note: 'old' }).where('key', '=', 'geburten').execute();
      await trx.deleteFrom('monitoring_indicator').where('key', '=', 'zuzuege').execute();
    });
    expect(await loadCatalogue(context)).toBe(1);
    const again = await definitions(context);
    const notes = new Map(again.indicators.map(({ key, note }) => [key, note]));
    expect(notes.get('flaeche')).toBe('ours');
    expect(notes.get('geburten')).not.toBe('old');
    expect(notes.has('zuzuege')).toBe(true);
    const elsewhere = stage.context({ tenant: stage.there });
    expect((await definitions(elsewhere)).indicators).toEqual([]);
  });
});
