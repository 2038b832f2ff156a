import { writeFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type Stage, useDatabase } from '#testing';
import { monitoringModule } from '../module.ts';
import { insertProfileFigures } from '../testing/profile.ts';

const database = useDatabase();
let stage: Stage;
const base = '/recklinghausen/de/zahlen/orte';

beforeAll(async () => {
  stage = await openStage(database, [monitoringModule]);
  stage.add('staff', 'ki_staff');
  await insertProfileFigures(stage.context());
  await stage.tenants.refresh();
});
afterAll(() => stage?.close());

const page = async (path: string, as?: string) => (await stage.get(`${base}${path}`, as)).body;

describe('the profile of a town', () => {
  it('shows the newest figures, how they changed, and what they are in district and Land', async () => {
    const html = await page('/recklinghausen');
    writeFileSync('/tmp/profile.html', html);
    expect(html).toContain('115.344');
    expect(html).toContain('Seit 31.12.2023: um 0,5\u00a0% gestiegen');
    expect(html).toContain('14,2\u00a0%');
    expect(html).toContain('16,1\u00a0%');
  });

  for (const format of ['pdf', 'docx'] as const)
    it(`is a ${format}`, async () => {
      for (const [tag, place] of [
        ['de', 'recklinghausen'],
        ['ar', 'recklinghausen'],
        ['de', 'kreis'],
      ] as const) {
        const answer = await stage.get(`/recklinghausen/${tag}/zahlen/orte/${place}/profil.${format}`);
        expect(answer.statusCode).toBe(200);
        writeFileSync(`/tmp/profil-${tag}-${place}.${format}`, answer.rawPayload);
      }
    });
});
