import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidv7 } from '#platform/crypto';
import { openStage, type Stage, useDatabase } from '#testing';
import { monitoringModule } from '../module.ts';
import { loadCatalogue } from '../service/catalogue.ts';
import { storeRows } from '../service/storing.ts';

const database = useDatabase();
let stage: Stage;
let id: string;
const list = '/intern/recklinghausen/monitoring/hinweise';
const publicList = '/recklinghausen/de/zahlen/hinweise';

beforeAll(async () => {
  stage = await openStage(database, [monitoringModule]);
  const context = stage.context();
  await loadCatalogue(context);
  await loadCatalogue(stage.context({ tenant: stage.there }));
  stage.add('fachkraft', 'ki_staff');
  stage.add('controlling', 'controlling');
  stage.add('traeger', 'provider');
  stage.add('drueben', 'ki_staff', null, stage.there);
  const row = { indicator: 'bevoelkerung', territory: '05562', period: '2024-12-31', marker: null, quality: null, row: null };
  await context.transaction((trx) =>
    storeRows(trx, context, {
      fileName: 'typed',
      source: '12411',
      asOf: null,
      rows: [
        { ...row, breakdown: '', value: 621_305 },
        { ...row, breakdown: 'sex=female', value: 317_000 },
        { ...row, breakdown: 'sex=male', value: 304_304 },
      ],
    }),
  );
  id = await context.transaction(
    async (trx) => (await trx.selectFrom('monitoring_finding').select('id').executeTakeFirstOrThrow()).id,
  );
  await stage.tenants.refresh();
});
afterAll(() => stage.close());

describe('what does not fit', () => {
  it('is told to everybody, in plain words, with figures and sources', async () => {
    const { statusCode, body } = await stage.get(publicList);
    expect(statusCode).toBe(200);
    expect(body).toContain('Veröffentlicht ist 621.305. Die Teile ergeben zusammen 621.304.');
    expect(body).toContain('Fortschreibung des Bevölkerungsstandes');
    expect(body).toContain('Wir kennen den Grund noch nicht.');
    expect((await stage.get('/guetersloh/de/zahlen/hinweise')).body).toContain('Alle veröffentlichten Zahlen passen zusammen');
  });

  it.each(['ar', 'en'])('reads in the direction of the language: %s', async (language) => {
    const { statusCode, body } = await stage.get(`/recklinghausen/${language}/zahlen/hinweise`);
    expect(statusCode).toBe(200);
    expect(body).toContain(language === 'ar' ? 'dir="rtl"' : 'Published is 621,305.');
  });

  it('is listed for the staff, filtered as the address says, whatever it says', async () => {
    expect((await stage.get(list, 'controlling')).body).toContain('621.305');
    for (const [query, there] of [
      ['stand=open&regel=parts&kennzahl=bevoelkerung', true],
      ['stand=explained', false],
      ['regel=jump', false],
      ['kennzahl=flaeche', false],
      ['stand=nonsense&regel=%00&kennzahl=%27;drop', true],
      ['stand=open&stand=gone', true],
    ] as const) {
      const { statusCode, body } = await stage.get(`${list}?${query}`, 'fachkraft');
      expect([query, statusCode, body.includes('Die Teile ergeben')]).toEqual([query, 200, there]);
    }
  });

  it('is nobody else’s business to work on', async () => {
    expect((await stage.get(list, 'traeger')).statusCode).toBe(403);
    expect((await stage.get(list, 'drueben')).statusCode).toBe(403);
    expect((await stage.get(`${list}/${id}`, 'controlling')).statusCode).toBe(403);
    expect((await stage.get(`/intern/guetersloh/monitoring/hinweise/${id}`, 'drueben')).statusCode).toBe(404);
    for (const wrong of [uuidv7(), 'x', '%00', '1 or 1=1']) {
      expect((await stage.get(`${list}/${encodeURIComponent(wrong)}`, 'fachkraft')).statusCode).toBe(404);
      const posted = await stage.post(
        `${list}/${encodeURIComponent(wrong)}`,
        { explanation: 'Grund', version: '1' },
        'fachkraft',
      );
      expect(posted.statusCode).toBe(404);
    }
  });
});

describe('an explanation', () => {
  it('must not be empty or endless; what was written stays in the field', async () => {
    const empty = await stage.post(`${list}/${id}`, { explanation: '  ', version: '1' }, 'fachkraft');
    expect(empty.statusCode).toBe(422);
    expect(empty.body).toContain('Bitte füllen Sie dieses Feld aus.');
    const long = await stage.post(`${list}/${id}`, { explanation: 'x'.repeat(2001), version: '1' }, 'fachkraft');
    expect([long.statusCode, long.body.includes('x'.repeat(2001))]).toEqual([422, true]);
    expect((await stage.post(`${list}/${id}`, { explanation: 'Grund', version: 'eins' }, 'fachkraft')).statusCode).toBe(422);
  });

  it('is saved, stands beside the figures as text, and can be withdrawn', async () => {
    const saved = await stage.post(
      `${list}/${id}`,
      { explanation: 'Eine Person <b>ohne</b> Angabe.', version: '1' },
      'fachkraft',
    );
    expect([saved.statusCode, saved.headers.location]).toEqual([303, list]);
    await stage.tenants.refresh();
    expect((await stage.get(publicList)).body).toContain('Eine Person &lt;b>ohne&lt;/b> Angabe.');

    const late = await stage.post(`${list}/${id}`, { explanation: 'Anders.', version: '1' }, 'fachkraft');
    expect([late.statusCode, late.headers.location]).toEqual([303, `${list}/${id}`]);
    const withdrawn = await stage.post(`${list}/${id}/zuruecknehmen`, { version: '2' }, 'fachkraft');
    expect(withdrawn.statusCode).toBe(303);
    await stage.tenants.refresh();
    expect((await stage.get(publicList)).body).toContain('Wir kennen den Grund noch nicht.');
  });

  it('is asked for by checking again', async () => {
    const checked = await stage.post(`${list}/pruefen`, {}, 'fachkraft');
    expect([checked.statusCode, checked.headers.location]).toEqual([303, list]);
    expect((await stage.post(`${list}/pruefen`, {}, 'controlling')).statusCode).toBe(403);
  });
});
