import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directoryModule } from '#modules/directory';
import { openStage, type Stage, useDatabase } from '#testing';
import { createOrientationModule } from '../../module.ts';
import { openOrientationWiring } from '../../testing.ts';

const database = useDatabase();
const wiring = openOrientationWiring();
const base = '/intern/recklinghausen/ankommen/woerter';
let stage: Stage;

const word = (form: string, more: Record<string, string> = {}) => ({
  'forms.de': form,
  'explanation.de': 'Ein Brief vom Amt.',
  ...more,
});

beforeAll(async () => {
  stage = await openStage(database, [directoryModule, createOrientationModule(wiring)]);
  stage.add('staff', 'ki_staff');
  stage.add('officer', 'integration_officer', { kind: 'territory', id: '05562024' });
});
afterAll(async () => {
  await stage.close();
  await wiring.close();
});

describe('a word', () => {
  it('is added once, found in any language, and taken out after a question', async () => {
    const added = await stage.post(
      `${base}/neu`,
      word('Bescheid, Bescheide', { 'forms.tr': 'karar', 'explanation.tr': 'Mektup.' }),
      'staff',
    );
    expect(added.headers.location).toBe(`${base}/bescheid`);
    const again = await stage.post(`${base}/neu`, word('Bescheid'), 'staff');
    expect(again.statusCode).toBe(422);
    expect(again.body).toContain('schon erklärt');
    for (const query of ['karar', 'brief', 'Bescheide'])
      expect((await stage.get(`${base}?q=${query}`, 'staff')).body).toContain(`${base}/bescheid`);
    expect((await stage.get(`${base}?q=nirgends`, 'staff')).body).toContain('Kein Wort gefunden');
    expect((await stage.get(`${base}/bescheid/entfernen`, 'staff')).body).toContain('„Bescheid“ entfernen?');
    expect((await stage.post(`${base}/bescheid/entfernen`, {}, 'staff')).statusCode).toBe(303);
    expect((await stage.get(`${base}/bescheid`, 'staff')).statusCode).toBe(404);
    expect((await stage.post(`${base}/bescheid/entfernen`, {}, 'staff')).statusCode).toBe(404);
  });

  it('shows the second editor what the first has saved', async () => {
    await stage.post(`${base}/neu`, word('Antrag'), 'staff');
    const save = (explanation: string, version: string) =>
      stage.post(`${base}/antrag`, { ...word('Antrag'), 'explanation.de': explanation, version }, 'staff');
    expect((await save('So bitten Sie ein Amt um etwas.', '1')).statusCode).toBe(303);
    const late = await save('Damit bitten Sie um etwas.', '1');
    expect(late.statusCode).toBe(409);
    expect(late.body).toContain('<del>');
    expect(late.body).toContain('Damit bitten Sie um etwas.');
    expect(late.body).toContain('name="version" value="2"');
    expect((await save('Damit bitten Sie um etwas.', '2')).statusCode).toBe(303);
  });

  it('makes servers read what is public anew', async () => {
    await stage.tenants.refresh();
    const before = stage.tenants.bySlug('recklinghausen')?.contentVersion ?? 0;
    await stage.post(`${base}/neu`, word('Frist'), 'staff');
    await stage.tenants.refresh();
    expect(stage.tenants.bySlug('recklinghausen')?.contentVersion).toBeGreaterThan(before);
  });

  it.each([
    ['nothing', {}, 'forms.de'],
    ['no explanation', { 'forms.de': 'Wort' }, 'explanation.de'],
    ['an explanation alone', word('Wort', { 'explanation.ar': 'شرح' }), 'forms.ar'],
    ['a long explanation', word('Wort', { 'explanation.de': 'a'.repeat(401) }), 'explanation.de'],
  ])('with %s is refused beside its field', async (_what, fields, field) => {
    const answer = await stage.post(`${base}/neu`, fields, 'staff');
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(`href="#f-${field.replace('.', '-')}"`);
  });

  it('is for those who care for the guide, and pages through many', async () => {
    expect((await stage.get(base, 'officer')).statusCode).toBe(403);
    expect((await stage.post(`${base}/neu`, word('Heimlich'), 'officer')).statusCode).toBe(403);
    for (let count = 10; count < 65; count++) await stage.post(`${base}/neu`, word(`Zahl ${count}`), 'staff');
    const first = (await stage.get(`${base}?q=Zahl`, 'staff')).body;
    expect(first).toContain('zahl-59');
    expect(first).not.toContain('zahl-60');
    expect((await stage.get(`${base}?q=Zahl&nach=zahl-59`, 'staff')).body).toContain('zahl-64');
    for (const wrong of ['GROSS', '%00', 'a--b', 'x'.repeat(300)])
      expect((await stage.get(`${base}/${wrong}`, 'staff')).statusCode).toBe(404);
  });
});
