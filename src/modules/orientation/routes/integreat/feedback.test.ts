import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidv7 } from '#platform/crypto';
import { openStage, type Stage, useDatabase } from '#testing';
import { createOrientationModule } from '../../module.ts';
import { appFeedbackKinds } from '../../service/integreat/feedback.ts';
import { insertFeedback } from '../../store/feedback.ts';
import { openOrientationWiring } from '../../testing.ts';

const database = useDatabase();
const wiring = openOrientationWiring();
const now = new Date('2026-11-23T10:00:00+01:00');
let stage: Stage;

beforeAll(async () => {
  const installation = () => ({ tenants: stage.tenants, database, publicUrl: 'http://localhost', now: () => now });
  const orientation = createOrientationModule({ ...wiring, installation });
  stage = await openStage(database, [orientation], now);
  await orientation.demo?.(stage.context());
  // The demonstration has readers of its own.
  await stage.context().transaction((trx) => trx.deleteFrom('orientation_feedback').execute());
  await stage.tenants.refresh();
}, 120_000);
afterAll(async () => {
  await stage.close();
  await wiring.close();
});

const kept = () =>
  stage
    .context()
    .transaction((trx) => trx.selectFrom('orientation_feedback').selectAll().orderBy('created_at').orderBy('id').execute());

const nothingSaid = {
  kind: 'map',
  slug: null,
  pageId: null,
  language: 'de',
  rating: 'up',
  comment: '',
  query: '',
  address: '',
  email: null,
  source: 'app',
  dueOn: null,
} as const;

let callers = 0;
/** Sends a form as the app does; each from another device. */
async function send(kind: string, fields: Readonly<Record<string, string>>, ip?: string) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const body = new Response(form);
  callers += 1;
  return stage.app.inject({
    method: 'POST',
    url: `/api/v3/recklinghausen/ar/feedback/${kind}/`,
    remoteAddress: ip ?? `10.0.${Math.floor(callers / 250)}.${callers % 250}`,
    payload: Buffer.from(await body.arrayBuffer()),
    headers: { 'content-type': body.headers.get('content-type') ?? '', origin: 'https://app.example.org' },
  });
}

const anonymous = '    Kontaktadresse: Keine Angabe';

describe('feedback from the app', () => {
  it('is kept in all eight kinds, without token or account, and answered in JSON', async () => {
    for (const kind of appFeedbackKinds) {
      const answer = await send(kind, {
        rating: 'down',
        category: 'Inhalte',
        comment: `Zu ${kind}${anonymous}`,
        slug: 'bankkonto',
      });
      expect(answer.statusCode, answer.body).toBe(201);
      expect(answer.json()).toEqual({ success: expect.any(String) });
      expect(answer.headers['access-control-allow-origin']).toBe('*');
    }
    const rows = await kept();
    expect(rows.map(({ kind }) => kind).toSorted()).toEqual([...appFeedbackKinds].toSorted());
    for (const row of rows)
      expect(row).toMatchObject({
        language: 'ar',
        rating: 'down',
        source: 'app',
        email: null,
        comment: `Zu ${row.kind}`,
        state: 'open',
      });
    const about = (kind: string) => rows.find((row) => row.kind === kind);
    expect(about('page')).toMatchObject({ slug: 'bankkonto', page_id: expect.any(String) });
    expect(about('poi')).toMatchObject({ slug: 'bankkonto', page_id: null });
    expect(about('map')?.slug).toBeNull();
  });

  it('keeps the address for the answer apart from the words, and what was searched', async () => {
    await send('search', { comment: 'Nichts gefunden    Kontaktadresse: mensch@example.org', query: 'Zahnarzt' });
    await send('page', { rating: 'up', comment: anonymous, slug: '/recklinghausen/ar/ankommen/Bankkonto/' });
    await send('event', { comment: `${anonymous} `, rating: 'up', slug: 'treffen$2026-12-01' });
    const rows = await kept();
    expect(rows.find(({ query }) => query)).toMatchObject({
      query: 'Zahnarzt',
      email: 'mensch@example.org',
      comment: 'Nichts gefunden',
      due_on: '2026-12-07',
    });
    expect(rows.find(({ kind, rating }) => kind === 'page' && rating === 'up')).toMatchObject({
      slug: 'bankkonto',
      comment: '',
      page_id: expect.any(String),
    });
    expect(rows.find(({ kind, rating }) => kind === 'event' && rating === 'up')?.slug).toBe('treffen');
  });

  it('is refused when it says nothing, or nonsense', async () => {
    const before = (await kept()).length;
    for (const [kind, fields, status] of [
      ['page', {}, 400],
      ['page', { comment: '' }, 400],
      ['page', { rating: 'sideways', comment: 'x' }, 400],
      ['page', { comment: 'x'.repeat(6000) }, 400],
      ['nonsense', { rating: 'up' }, 404],
    ] as const) {
      const answer = await send(kind, fields);
      expect(answer.statusCode, JSON.stringify(fields).slice(0, 60)).toBe(status);
      expect(answer.headers['content-type']).toContain('json');
    }
    const broken = await stage.app.inject({
      method: 'POST',
      url: '/api/v3/recklinghausen/ar/feedback/page/',
      remoteAddress: '10.9.9.9',
      payload: 'not a form',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    });
    expect(broken.statusCode).toBe(400);
    expect((await kept()).length).toBe(before);
  });

  it('is limited for one device, and for the whole district', async () => {
    const one: number[] = [];
    for (let count = 0; count < 22; count++) one.push((await send('map', { rating: 'up' }, '10.8.8.8')).statusCode);
    expect(one.slice(0, 20)).toEqual(Array(20).fill(201));
    expect(one.slice(20)).toEqual([429, 429]);
    const { length } = await kept();
    await stage.context().transaction(async (trx) => {
      for (let count = length; count < 299; count++)
        await insertFeedback(trx, stage.here.id, { ...nothingSaid, id: uuidv7() }, new Date(now.getTime() - 60_000));
    });
    expect((await send('map', { rating: 'up' })).statusCode).toBe(201);
    expect((await send('map', { rating: 'up' })).statusCode).toBe(429);
    expect((await kept()).length).toBe(300);
  });
});
