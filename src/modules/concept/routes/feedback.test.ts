import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { uuidv7 } from '#platform/crypto';
import { openStage, type Stage, useDatabase } from '#testing';
import { conceptModule } from '../module.ts';
import { loadPublicSite, type PublicSite } from '../testing/public-site.ts';

const database = useDatabase();
let stage: Stage;
let site: PublicSite;
interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly language: string;
}

const form = '/recklinghausen/de/konzept/kreis/1/rueckmeldung';
const inbox = '/intern/recklinghausen/konzept/rueckmeldungen';

beforeAll(async () => {
  stage = await openStage(database, [conceptModule]);
  site = await loadPublicSite(stage);
  stage.add('fachkraft', 'ki_staff');
  stage.add('drueben', 'ki_staff', null, stage.there);
  stage.add('marl', 'integration_officer', { kind: 'territory', id: '05562024' });
});
afterAll(() => stage.close());
beforeEach(() => stage.context().transaction((trx) => trx.deleteFrom('concept_feedback').execute()));

const stored = () => stage.context().transaction((trx) => trx.selectFrom('concept_feedback').selectAll().orderBy('id').execute());
const mails = async (): Promise<Mail[]> => {
  const client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ payload: Mail }>(
      `select jobs.payload from graphile_worker._private_jobs as jobs
       join graphile_worker._private_tasks as tasks on tasks.id = jobs.task_id
       where tasks.identifier = 'mail.send' order by jobs.id`,
    );
    return rows.map(({ payload }) => payload);
  } finally {
    await client.end();
  }
};
/** A message that lies in the inbox; the form itself takes ten a minute from one address. */
const put = async (email: string | null = null, text = 'Das fehlt bei uns.', language = 'de') => {
  const id = uuidv7();
  const row = { tenant_id: stage.here.id, id, recommendation_id: site.id(1), text, email, language, submission_key: uuidv7() };
  await stage.context().transaction((trx) => trx.insertInto('concept_feedback').values(row).execute());
  return id;
};
const send = (fields: Record<string, string>, url = form) =>
  stage.post(url, { submissionKey: uuidv7(), text: 'Das fehlt bei uns.', email: '', leer: '', ...fields });

describe('the visitors’ form', () => {
  test('keeps what was written, without an account and without an address', async () => {
    const answer = await send({});
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/recklinghausen/de/konzept/kreis/1']);
    expect(await stored()).toMatchObject([
      { recommendation_id: site.id(1), text: 'Das fehlt bei uns.', email: null, state: 'open', language: 'de' },
    ]);
  });

  test('sent twice, counts once', async () => {
    const submissionKey = uuidv7();
    await send({ submissionKey });
    await send({ submissionKey });
    expect(await stored()).toHaveLength(1);
  });

  test('comes back with what was typed when something is missing', async () => {
    const { statusCode, body } = await send({ text: '', email: 'keine-adresse' });
    expect(statusCode).toBe(422);
    expect(body).toContain('value="keine-adresse"');
    expect(body).toContain('href="#f-text"');
    expect(body).toContain('href="#f-email"');
    expect(await stored()).toEqual([]);
  });

  test('a filled trap is thanked and forgotten', async () => {
    expect((await send({ leer: 'https://example.org' })).statusCode).toBe(303);
    expect(await stored()).toEqual([]);
  });

  test('is not there for what is not public', async () => {
    for (const number of [3, 20, 999]) {
      expect((await send({}, `/recklinghausen/de/konzept/kreis/${number}/rueckmeldung`)).statusCode).toBe(404);
    }
    expect(await stored()).toEqual([]);
  });
});

describe('the inbox', () => {
  test('shows what waits, to those who work on the concept in this district', async () => {
    const id = await put(null, 'Bitte auch abends öffnen');
    const { body } = await stage.get(inbox, 'fachkraft');
    expect(body).toContain('Bitte auch abends öffnen');
    expect((await stage.get(inbox, 'marl')).statusCode).toBe(403);
    expect((await stage.get(inbox, 'drueben')).statusCode).toBe(403);
    const there = await stage.get(`/intern/guetersloh/konzept/rueckmeldungen/${id}`, 'drueben');
    expect(there.statusCode).toBe(404);
  });

  test('goes on by key, page by page, and leaves none out', async () => {
    for (let index = 0; index < 65; index += 1) await put(null, `Nachricht ${index}.`);
    const seen: string[] = [];
    let url: string | undefined = inbox;
    for (let pages = 0; url && pages < 5; pages += 1) {
      const { body }: { body: string } = await stage.get(url, 'fachkraft');
      seen.push(...[...body.matchAll(/Nachricht \d+\./g)].map(([text]) => text));
      url = /href="([^"]+)" rel="next"/.exec(body)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(seen).toHaveLength(65);
    expect(new Set(seen).size).toBe(65);
  });

  test('an answer goes out once, in the language of the visitor', async () => {
    const id = await put('frage@example.org', 'Why?', 'en');
    const before = (await mails()).length;
    const answer = await stage.post(`${inbox}/${id}/antworten`, { answer: 'Danke, wir nehmen das auf.' }, 'fachkraft');
    expect([answer.statusCode, answer.headers.location]).toEqual([303, inbox]);
    const again = await stage.post(`${inbox}/${id}/antworten`, { answer: 'Noch einmal.' }, 'fachkraft');
    expect(again.headers.location).toBe(`${inbox}/${id}`);
    const sent = (await mails()).slice(before);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      to: 'frage@example.org',
      language: 'en',
      subject: 'Answer to your feedback on recommendation 1',
    });
    expect(sent[0]?.text).toContain('Danke, wir nehmen das auf.');
    expect(await stored()).toMatchObject([{ state: 'answered', answer: 'Danke, wir nehmen das auf.' }]);
  });

  test('an answer without words comes back', async () => {
    const answer = await stage.post(`${inbox}/${await put()}/antworten`, { answer: ' ' }, 'fachkraft');
    expect(answer.statusCode).toBe(422);
    expect(await stored()).toMatchObject([{ state: 'open' }]);
  });

  test('can be closed without an answer, and no mail goes out', async () => {
    const id = await put('frage@example.org');
    const before = (await mails()).length;
    await stage.post(`${inbox}/${id}/schliessen`, {}, 'fachkraft');
    expect(await stored()).toMatchObject([{ state: 'closed', answer: '' }]);
    expect(await mails()).toHaveLength(before);
    expect((await stage.get(`${inbox}?stand=closed`, 'fachkraft')).body).toContain('Das fehlt bei uns.');
  });

  test.each(['keine-id', '00000000-0000-7000-8000-000000000000'])('%s is not there', async (id) => {
    expect((await stage.get(`${inbox}/${id}`, 'fachkraft')).statusCode).toBe(404);
    expect((await stage.post(`${inbox}/${id}/schliessen`, {}, 'fachkraft')).statusCode).toBe(404);
  });
});
