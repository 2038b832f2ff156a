import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { territoryModule } from '#modules/territory';
import { localFileStore } from '#platform/files';
import { defineModule, type Figure } from '#platform/module';
import { openStage, type Stage, useDatabase } from '#testing';
import { lastPeriod, rowsOf, runningPeriod } from '../model/own-figures.ts';
import { createMonitoringModule } from '../module.ts';
import { loadCatalogue } from './catalogue.ts';
import { storeOwnFigures } from './own-figures.ts';
import { readFigures } from './reading.ts';

const figure = (id: string, value: number | null, period: string, territory = '05562'): Figure => ({
  id,
  label: '',
  value,
  unit: '',
  territory,
  period,
  source: '',
});

describe('periods', () => {
  it('are the last that ended, and the one that runs', () => {
    expect(lastPeriod('month', '2026-12-01')).toEqual({ period: '2026-11', from: '2026-11-01', to: '2026-11-30' });
    expect(lastPeriod('quarter', '2027-01-01')).toEqual({ period: '2026-10/P3M', from: '2026-10-01', to: '2026-12-31' });
    expect(lastPeriod('year', '2026-11-23')).toEqual({ period: '2025', from: '2025-01-01', to: '2025-12-31' });
    expect(runningPeriod('quarter', '2026-11-23')).toEqual({ period: '2026-10/P3M', from: '2026-10-01', to: '2026-12-31' });
    expect(runningPeriod('year', '2026-11-23').period).toBe('2026');
  });

  it('of a stock is its day, of a flow the whole time; what nobody knows is left out', () => {
    const indicators = [
      { key: 'angebote', figure: 'directory.offers' },
      { key: 'gremien_sitzungen', figure: 'networks.meetings' },
    ];
    const asked = { period: '2026-11', from: '2026-11-01', to: '2026-11-30' };
    const figures = [
      figure('directory.offers', 12, '2026-12-01'),
      figure('networks.meetings', 0, '2026-11-01/2026-11-30'),
      figure('directory.offers', null, '2026-12-01', '05562024'),
      figure('directory.secrets', 3, '2026-12-01'),
    ];
    expect(rowsOf(indicators, figures, asked, '2026-12-01')).toMatchObject([
      { indicator: 'angebote', period: '2026-11-30', value: 12, marker: null },
      { indicator: 'gremien_sitzungen', period: '2026-11', value: 0, marker: '-' },
    ]);
  });
});

describe('figures of our own modules', () => {
  const database = useDatabase();
  let stage: Stage;
  let offers = 40;
  const directory = defineModule({
    name: 'directory',
    figures: async (context) => [figure('directory.offers', offers, context.now().toISOString().slice(0, 10))],
  });
  const networks = defineModule({
    name: 'networks',
    figures: async (_context, { period, territory }) => [figure('networks.meetings', 3, period, territory)],
  });
  const all = () => [territory, directory, networks, monitoring];
  const monitoring = createMonitoringModule({ files: localFileStore(tmpdir()), modules: all });
  const territory = territoryModule({ installation: () => ({ tenants: stage.tenants, database }), townPanels: [] });

  beforeAll(async () => {
    stage = await openStage(database, [monitoring]);
    stage.add('ina', 'ki_staff');
    await loadCatalogue(stage.context());
  });
  afterAll(() => stage.close());

  const read = async (indicator: string, period: string, place = '05562') => {
    const set = await readFigures(stage.context(), { indicators: [indicator], territories: [place] });
    return set.cell(indicator, place, period);
  };

  it('are stored when their period has ended, with the inhabitants that the offers are divided by', async () => {
    const now = new Date('2026-12-01T00:20:00+01:00');
    await storeOwnFigures(stage.context({ now }), all, 'ended');
    expect(await read('angebote', '2026-11-30')).toMatchObject({ value: 40, sources: ['dreiklang'] });
    expect(await read('bevoelkerung', '2024-12-31')).toMatchObject({ value: 621_305, sources: ['dreiklang-sozialraeume'] });
    expect((await read('angebote_je_1000', '2026-11-30'))?.value).toBeCloseTo((1000 * 40) / 621_305, 6);
    // The quarter has not ended: what stands today says nothing about September.
    expect(await read('gremien_sitzungen', '2026-07/P3M')).toBeUndefined();
  });

  it('are revised when they are stored again, and otherwise stay as they are', async () => {
    const context = stage.context({ now: new Date('2027-01-01T00:20:00+01:00') });
    expect((await storeOwnFigures(context, all, 'ended')).some(({ added }) => added > 0)).toBe(true);
    expect(await read('gremien_sitzungen', '2026-10/P3M')).toMatchObject({ value: 3 });
    const again = await storeOwnFigures(context, all, 'ended');
    expect(again.every(({ added, revised }) => added + revised === 0)).toBe(true);
    offers = 41;
    expect((await storeOwnFigures(context, all, 'ended')).reduce((sum, { revised }) => sum + revised, 0)).toBe(1);
    expect(await read('angebote', '2026-12-31')).toMatchObject({ value: 41 });
  });

  it('are stored at once by a button', async () => {
    const answer = await stage.post('/intern/recklinghausen/monitoring/kennzahlen/eigene-zahlen', {}, 'ina');
    expect(answer.statusCode, answer.body.slice(0, 300)).toBe(303);
    expect(await read('angebote', '2026-11-22')).toMatchObject({ value: 41 });
  });
});
