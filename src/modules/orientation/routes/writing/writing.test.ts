import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directoryModule, type MachineTranslator } from '#modules/directory';
import type { Actor } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import { worklistOf } from '#platform/module';
import { fail, ok } from '#platform/outcome';
import { openStage, type Stage, useDatabase } from '#testing';
import { createOrientationModule } from '../../module.ts';
import { publishDue, writingJobs } from '../../service/writing/scheduled.ts';
import { insertPage } from '../../store/pages.ts';
import { openOrientationWiring } from '../../testing.ts';

const database = useDatabase();
const wiring = openOrientationWiring();
let machineFails = false;
const translator: MachineTranslator = {
  name: 'Stand-in',
  supports: (tag) => tag === 'tr',
  translate: async (_tag, texts) => (machineFails ? fail('machine.busy') : ok(texts.map((text) => `${text} tr`))),
};
const module = createOrientationModule({ ...wiring, translator });
const modules = [directoryModule, module];
const marl = '05562024';
const now = new Date('2026-11-23T09:00:00+01:00');
let stage: Stage;
let writer: Actor;
let organisationId: string;

const rowsOf = <T>(work: Parameters<typeof database.inTenant<T>>[1]) => database.inTenant(stage.here.id, work);

/** A page of its own for each test. */
async function addPage(changes: Partial<Parameters<typeof insertPage>[3]> & { archivedAt?: Date } = {}): Promise<string> {
  const id = uuidv7();
  const { archivedAt, ...place } = changes;
  await rowsOf(async (trx) => {
    await insertPage(trx, stage.here.id, id, {
      parentId: null,
      position: 10,
      slug: `seite-${id.slice(-12)}`,
      kind: 'page',
      situations: [],
      town: null,
      organisationId: null,
      mirrorOf: null,
      mirrorOwn: 'after',
      formUrl: null,
      confirmedOn: null,
      checkedOn: null,
      ...place,
    });
    if (archivedAt) await trx.updateTable('orientation_page').set({ archived_at: archivedAt }).where('id', '=', id).execute();
  });
  return id;
}

const address = (id: string, language = 'de') => `/intern/recklinghausen/ankommen/seite/${id}/${language}`;
const text = { title: 'Bankkonto', summary: 'Ein Konto für alle.', body: 'Gehen Sie zur **Bank**.', base: '0' };
const write = (id: string, changes: Record<string, string> = {}, as = 'staff', language = 'de') =>
  stage.post(address(id, language), { action: 'save', ...text, ...changes }, as);
const versionsOf = (id: string, language = 'de') =>
  rowsOf((trx) =>
    trx
      .selectFrom('orientation_text')
      .select(['version', 'state', 'title', 'body', 'made_by', 'german_version', 'minor', 'note'])
      .where('page_id', '=', id)
      .where('language', '=', language)
      .orderBy('version')
      .execute(),
  );
const states = async (id: string, language = 'de') => (await versionsOf(id, language)).map(({ state }) => state);
const publicOf = (id: string) =>
  database.shared
    .selectFrom('orientation_public_page')
    .select(['language', 'title', 'outdated', 'made_by'])
    .where('page_id', '=', id)
    .orderBy('language')
    .execute();
const lines = async (actor: Actor) =>
  (await worklistOf([module], stage.context({ actor }))).map(({ kind, title }) => `${kind.split('.').at(-1)} ${title}`);

beforeAll(async () => {
  stage = await openStage(database, modules, now);
  await directoryModule.setUp?.(stage.context());
  organisationId = uuidv7();
  stage.add('staff', 'ki_staff');
  stage.add('second', 'ki_staff');
  writer = stage.add('provider', 'provider', { kind: 'organisation', id: organisationId });
  stage.add('officer', 'integration_officer', { kind: 'territory', id: marl });
  stage.add('controller', 'controlling');
  stage.add('there', 'ki_staff', null, stage.there);
});
afterAll(async () => {
  await stage.close();
  await wiring.close();
});

describe('a text', () => {
  it('is saved as a draft, sent to review with a message, published', async () => {
    const id = await addPage();
    expect((await stage.get(address(id), 'staff')).body).toContain('name="base" value="0"');
    expect((await write(id)).headers.location).toBe(address(id));
    expect(await publicOf(id)).toEqual([]);
    expect((await write(id, { base: '1', action: 'review', note: 'Bitte ansehen' })).statusCode).toBe(303);
    // Only where it goes has changed: no further version.
    expect(await versionsOf(id)).toMatchObject([{ version: 1, state: 'review', note: 'Bitte ansehen' }]);
    expect((await write(id, { base: '1', action: 'publish', body: 'Besser.' })).statusCode).toBe(303);
    expect(await states(id)).toEqual(['superseded', 'published']);
    expect(await publicOf(id)).toMatchObject([{ language: 'de', title: 'Bankkonto' }]);
    const actions = await rowsOf((trx) =>
      trx.selectFrom('audit_entry').select('action').where('subject_id', '=', id).orderBy('id').execute(),
    );
    expect(actions.map(({ action }) => action)).toEqual([
      'orientation.text_saved',
      'orientation.text_sent',
      'orientation.text_published',
    ]);
  });

  it('that is published again as it is stays the version it is', async () => {
    const id = await addPage();
    await write(id, { action: 'publish' });
    expect((await write(id, { base: '1', action: 'publish' })).statusCode).toBe(303);
    expect(await states(id)).toEqual(['published']);
  });

  it('is refused without a title, when too long, and with what cannot be shown; what was typed stays', async () => {
    const id = await addPage();
    const refused = await write(id, { title: '', body: 'Mein Absatz' });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('Mein Absatz');
    expect(refused.body).toContain('href="#f-title"');
    expect((await write(id, { summary: 'x'.repeat(501) })).statusCode).toBe(422);
    const wrong = 'Eins\n\n[hier](javascript:alert(1))\n\n::offer[Kein Name]';
    const problems = await write(id, { action: 'publish', body: wrong });
    expect(problems.statusCode).toBe(422);
    expect(problems.body).toContain('Zeile 3:');
    expect(problems.body).toContain('Zeile 5:');
    expect(await states(id)).toEqual([]);
    expect((await write(id, { body: wrong })).statusCode).toBe(303);
    expect((await write(id, { base: '1', body: ':::note\n'.repeat(500) })).statusCode).toBe(422);
  });

  it('with HTML in it comes back converted, unsaved', async () => {
    const id = await addPage();
    const sent = await write(id, { body: '<p>Ein <b>Wort</b></p><script>alert(1)</script>', action: 'publish' });
    expect(sent.statusCode).toBe(422);
    expect(sent.body).toContain('HTML wurde umgewandelt');
    expect(sent.body).toMatch(/<textarea[^>]*>Ein \*\*Wort\*\*<\/textarea>/);
    expect(await states(id)).toEqual([]);
  });

  it('of two people at once: the second sees what the first wrote, and nothing is lost', async () => {
    const id = await addPage();
    await write(id);
    await write(id, { base: '1', body: 'Von der Ersten.' });
    const late = await write(id, { base: '1', body: 'Vom Zweiten.' }, 'second');
    expect(late.statusCode).toBe(409);
    expect(late.body).toContain('Inzwischen hat jemand anderes gespeichert');
    expect(late.body).toMatch(/<del>[^<]*Ersten/);
    expect(late.body).toMatch(/<textarea[^>]*>Vom Zweiten\.<\/textarea>/);
    expect(late.body).toContain('name="base" value="2"');
    expect((await write(id, { base: '2', body: 'Vom Zweiten.' }, 'second')).statusCode).toBe(303);
    expect((await versionsOf(id)).map(({ body }) => body)).toEqual([text.body, 'Von der Ersten.', 'Vom Zweiten.']);
    expect(
      (await Promise.all([write(id, { base: '3', body: 'a' }), write(id, { base: '3', body: 'b' })]))
        .map(({ statusCode }) => statusCode)
        .toSorted(),
    ).toEqual([303, 409]);
  });

  it('of a page in the archive is shown, and taken from nobody', async () => {
    const id = await addPage({ archivedAt: now });
    const { statusCode, body } = await stage.get(address(id), 'staff');
    expect(statusCode).toBe(200);
    expect(body).toContain('archiviert');
    expect(body).not.toContain('<textarea');
    expect((await write(id)).statusCode).toBe(409);
    expect((await write(id, {}, 'staff', 'tr')).statusCode).toBe(409);
    expect(await states(id)).toEqual([]);
  });
});

describe('people', () => {
  it('write for their organisation and send to review; what comes back names the reason', async () => {
    const id = await addPage({ organisationId });
    expect((await write(id, { action: 'publish' }, 'provider')).statusCode).toBe(403);
    expect((await stage.get(address(id), 'provider')).body).not.toContain('value="publish"');
    expect((await write(id, { action: 'review' }, 'provider')).statusCode).toBe(303);
    const staff = stage.add('reviewer', 'ki_lead');
    expect(await lines(staff)).toContain('review Bankkonto (Deutsch)');
    expect((await stage.get('/intern/recklinghausen/ankommen/pruefung', 'provider')).body).toContain(address(id));
    expect((await stage.post(`${address(id)}/zurueckgeben`, { base: '1', reason: 'Kürzer bitte' }, 'provider')).statusCode).toBe(
      403,
    );
    expect((await stage.post(`${address(id)}/zurueckgeben`, { base: '1', reason: 'Kürzer bitte' }, 'staff')).statusCode).toBe(
      303,
    );
    expect(await versionsOf(id)).toMatchObject([{ state: 'draft', note: 'Kürzer bitte' }]);
    expect((await stage.get(address(id), 'provider')).body).toContain('Kürzer bitte');
    expect(await lines(writer)).toEqual(['returned Bankkonto (Deutsch)']);
  });

  it('see and write only what is theirs', async () => {
    const id = await addPage();
    const town = await addPage({ town: marl });
    for (const as of ['provider', 'officer']) {
      expect((await stage.get(address(id), as)).statusCode, as).toBe(404);
      expect((await write(id, {}, as)).statusCode, as).toBe(404);
      expect((await stage.get(`${address(id)}/versionen`, as)).statusCode, as).toBe(404);
      expect((await stage.post(`${address(id)}/pruefen`, { body: 'x' }, as)).statusCode, as).toBe(404);
    }
    expect((await write(town, { action: 'publish' }, 'officer')).statusCode).toBe(303);
    expect((await stage.get(address(id), 'there')).statusCode).toBe(403);
    expect((await stage.get(address(id).replace('recklinghausen', 'guetersloh'), 'there')).statusCode).toBe(404);
    expect((await stage.get(address(id), 'controller')).statusCode).toBe(403);
    const list = (await stage.get('/intern/recklinghausen/ankommen/pruefung?stand=entwurf', 'officer')).body;
    expect(list).not.toContain(id);
  });

  it('reach no page that there cannot be', async () => {
    for (const [page, language] of [
      ['x', 'de'],
      [uuidv7(), 'de'],
      [await addPage(), 'xx'],
      ['%00', '%C3%28'],
    ] as const) {
      const status = (await stage.get(address(page, language), 'staff')).statusCode;
      expect([400, 404], `${page} ${language}`).toContain(status);
    }
    const id = await addPage();
    for (const query of [
      'art=x&suche=%00',
      'suche=',
      'art=video&suche=a',
      'art=category&suche=',
      'art=image&suche=%25',
      'art=page&suche=a',
    ])
      expect((await stage.get(`${address(id)}?${query}`, 'staff')).statusCode, query).toBe(200);
    for (const query of ['nach=1.x.de', 'nach=9999999999999.01900000-0000-7000-8000-00000000dead.de', 'stand=x', 'sprache=xx'])
      expect((await stage.get(`/intern/recklinghausen/ankommen/pruefung?${query}`, 'staff')).statusCode, query).toBe(200);
    for (const query of ['von=1&mit=2', 'von=x', 'vor=0', 'vor=99999999999'])
      expect((await stage.get(`${address(id)}/versionen?${query}`, 'staff')).statusCode, query).toBe(200);
  });
});

describe('a translation', () => {
  it('needs a German text, stands beside it, and is told when it is outdated', async () => {
    const id = await addPage();
    expect((await write(id, { title: 'Hesap' }, 'staff', 'tr')).statusCode).toBe(409);
    await write(id, { action: 'publish' });
    const first = await stage.get(address(id, 'tr'), 'staff');
    expect(first.body).toContain('Gehen Sie zur **Bank**.');
    expect(first.body).toContain('name="german" value="1"');
    await write(id, { title: 'Hesap', action: 'publish', german: '1' }, 'staff', 'tr');
    expect(await versionsOf(id, 'tr')).toMatchObject([{ german_version: 1, state: 'published' }]);

    // A comma is no reason to translate again; a changed sentence is.
    await write(id, { base: '1', body: 'Gehen Sie zur **Bank**!', minor: 'yes', action: 'publish' });
    expect(await publicOf(id)).toMatchObject([{ language: 'de' }, { language: 'tr', outdated: false }]);
    await write(id, { base: '2', body: 'Gehen Sie zur **Sparkasse**!', action: 'publish' });
    expect(await publicOf(id)).toMatchObject([{ language: 'de' }, { language: 'tr', outdated: true }]);
    const { body } = await stage.get(address(id, 'tr'), 'staff');
    expect(body).toMatch(/<del>Bank<\/del><ins>Sparkasse/);
    // Mending a typing error does not carry the change over; the tick does.
    await write(id, { title: 'Hesap!', base: '1', german: '3', action: 'publish' }, 'staff', 'tr');
    expect((await publicOf(id))[1]).toMatchObject({ title: 'Hesap!', outdated: true });
    await write(id, { title: 'Hesap!', base: '2', german: '3', says: 'yes', action: 'publish' }, 'staff', 'tr');
    expect((await publicOf(id))[1]).toMatchObject({ outdated: false });
    expect((await versionsOf(id, 'tr')).map(({ german_version }) => german_version)).toEqual([1, 1, 3]);
  });

  it('of a German version that there is not says the one that there is', async () => {
    const id = await addPage();
    await write(id, { action: 'publish' });
    await write(id, { german: '77' }, 'staff', 'tr');
    expect(await versionsOf(id, 'tr')).toMatchObject([{ german_version: 1 }]);
  });

  it('by machine is a draft that says so, in public too, until a person has read it', async () => {
    const id = await addPage();
    await write(id, { action: 'publish' });
    const go = (base = '0', language = 'tr') => stage.post(`${address(id, language)}/uebersetzen`, { base }, 'staff');
    const form = `${address(id, 'tr')}/uebersetzen`;
    expect((await stage.get(address(id, 'tr'), 'staff')).body).not.toContain(form);
    // The district has not said yes.
    await go();
    expect(await states(id, 'tr')).toEqual([]);
    await rowsOf((trx) =>
      trx
        .insertInto('directory_machine_translation')
        .values({ tenant_id: stage.here.id, enabled: true, languages: ['tr', 'ar'], words_per_month: 500 })
        .execute(),
    );
    expect((await stage.get(address(id, 'tr'), 'staff')).body).toContain(form);
    expect((await stage.get(address(id, 'de'), 'staff')).body).not.toContain('uebersetzen"');
    machineFails = true;
    await go();
    machineFails = false;
    expect(await states(id, 'tr')).toEqual([]);
    await go('0', 'ar');
    await go('0', 'de');
    expect((await go()).headers.location).toBe(address(id, 'tr'));
    expect(await versionsOf(id, 'tr')).toMatchObject([
      { state: 'draft', made_by: 'machine', german_version: 1, title: 'Bankkonto tr', body: 'Gehen Sie zur **Bank**. tr' },
    ]);
    const used = await rowsOf((trx) => trx.selectFrom('directory_translation_use').select('words').execute());
    expect(used).toEqual([{ words: 9 }]);
    // Somebody was faster.
    await go('0');
    expect(await states(id, 'tr')).toEqual(['draft']);
    expect((await stage.get(address(id, 'tr'), 'staff')).body).toContain('name="checked"');
    const own = { title: 'Hesap', base: '1', german: '1', action: 'publish' };
    await write(id, own, 'staff', 'tr');
    expect((await publicOf(id))[1]).toMatchObject({ made_by: 'machine' });
    await write(id, { ...own, base: '2', checked: 'yes' }, 'staff', 'tr');
    expect((await publicOf(id))[1]).toMatchObject({ made_by: 'human' });
  });
});

describe('the calendar', () => {
  const later = new Date('2026-12-01T08:00:00+01:00');
  const schedule = (id: string, publishAt = '2026-12-01T08:00', changes = {}) =>
    write(id, { action: 'schedule', publishAt, ...changes });

  it('publishes at its hour, once, and not what was changed or archived meanwhile', async () => {
    const [due, changed, archived, early] = [await addPage(), await addPage(), await addPage(), await addPage()];
    for (const id of [due, changed, archived]) expect((await schedule(id)).statusCode).toBe(303);
    await schedule(early, '2026-12-01T08:01');
    await write(changed, { base: '1', body: 'Neu.' });
    await rowsOf((trx) => trx.updateTable('orientation_page').set({ archived_at: now }).where('id', '=', archived).execute());
    expect(await publishDue(stage.context())).toBe(0);
    const services = { contextOf: () => stage.context({ now: later }), tenantIds: () => [stage.here.id] };
    await writingJobs['orientation.publish_scheduled']?.({}, services);
    expect(await states(due)).toEqual(['published']);
    expect(await publicOf(due)).toMatchObject([{ title: 'Bankkonto' }]);
    expect(await states(changed)).toEqual(['superseded', 'draft']);
    expect(await states(archived)).toEqual(['draft']);
    expect(await states(early)).toEqual(['scheduled']);
    expect(await publishDue(stage.context({ now: later }))).toBe(0);
  });

  it('takes no hour that is past, none far away, and none that there is not', async () => {
    const id = await addPage();
    for (const when of ['', '2026-11-23T08:00', '2031-01-01T00:00', '2026-02-31T10:00', 'morgen', '99999999999']) {
      const answer = await schedule(id, when);
      expect(answer.statusCode, when).toBe(422);
      expect(answer.body, when).toContain('href="#f-publishAt"');
    }
    expect(await states(id)).toEqual([]);
  });

  it('forgets what is taken out of it', async () => {
    const id = await addPage();
    await schedule(id);
    expect((await stage.get(address(id), 'staff')).body).toContain('Nicht zum Termin veröffentlichen');
    await stage.post(`${address(id)}/zurueckgeben`, { base: '1', reason: '' }, 'staff');
    expect(await states(id)).toEqual(['draft']);
    expect(await publishDue(stage.context({ now: later }))).toBe(0);
    expect(await states(id)).toEqual(['draft']);
  });
});

describe('versions', () => {
  it('are compared word by word and come back as drafts', async () => {
    const id = await addPage();
    await write(id, { action: 'publish' });
    await write(id, { base: '1', body: 'Gehen Sie zur **Post**.', action: 'publish' });
    await write(id, { base: '2', body: 'Ein Entwurf.' });
    const list = await stage.get(`${address(id)}/versionen`, 'staff');
    expect(list.body).toContain('aria-label="Ältere Fassung: 1"');
    const compared = await stage.get(`${address(id)}/versionen?von=1&mit=2`, 'staff');
    expect(compared.body).toMatch(/<del>Bank<\/del><ins>Post<\/ins>/);
    const restored = await stage.post(`${address(id)}/versionen`, { version: '1', base: '3' }, 'staff');
    expect(restored.headers.location).toBe(address(id));
    expect((await versionsOf(id)).map(({ state, body }) => `${state} ${body}`)).toEqual([
      `superseded ${text.body}`,
      'published Gehen Sie zur **Post**.',
      'superseded Ein Entwurf.',
      `draft ${text.body}`,
    ]);
    expect((await stage.post(`${address(id)}/versionen`, { version: '1', base: '3' }, 'staff')).statusCode).toBe(409);
    expect((await stage.post(`${address(id)}/versionen`, { version: '99', base: '4' }, 'staff')).statusCode).toBe(404);
  });

  it('stay when a draft is discarded and a text is taken out of the public', async () => {
    const id = await addPage();
    await write(id, { action: 'publish' });
    await write(id, { title: 'Hesap', action: 'publish', german: '1' }, 'staff', 'tr');
    await write(id, { base: '1', body: 'Entwurf.' });
    expect((await stage.get(`${address(id)}/verwerfen`, 'staff')).statusCode).toBe(200);
    expect((await stage.post(`${address(id)}/verwerfen`, { base: '2' }, 'staff')).statusCode).toBe(303);
    expect(await states(id)).toEqual(['published', 'superseded']);
    expect((await stage.get(`${address(id)}/verwerfen`, 'staff')).statusCode).toBe(404);
    expect((await stage.get(`${address(id)}/zuruecknehmen`, 'staff')).body).toContain('in keiner Sprache mehr öffentlich');
    expect((await stage.post(`${address(id)}/zuruecknehmen`, { base: '2' }, 'staff')).statusCode).toBe(303);
    expect(await publicOf(id)).toEqual([]);
    expect(await states(id)).toEqual(['superseded', 'superseded']);
    // The translation waits for its German text.
    expect(await states(id, 'tr')).toEqual(['published']);
    await write(id, { base: '2', action: 'publish' });
    expect((await publicOf(id)).map(({ language }) => language)).toEqual(['de', 'tr']);
  });

  it('are many and paged', async () => {
    const id = await addPage();
    for (let base = 0; base < 32; base++) await write(id, { base: String(base), body: `Fassung ${base}.` });
    const first = await stage.get(`${address(id)}/versionen`, 'staff');
    expect(first.body).toContain('versionen?vor=3');
    const second = await stage.get(`${address(id)}/versionen?vor=3`, 'staff');
    expect(second.body).toContain('Ältere Fassung: 2"');
    expect(second.body).not.toContain('Ältere Fassung: 3"');
  });
});

describe('comfort', () => {
  it('puts in what was found where the cursor stood, and keeps what was typed', async () => {
    const [id, other] = [await addPage(), await addPage()];
    await write(other, { title: 'Notruf' });
    const typed = { ...text, body: 'Eins\n\nZwei', suche: 'notr', art: 'page' };
    const found = await stage.post(address(id), { ...typed, action: 'search' }, 'staff');
    expect(found.statusCode).toBe(200);
    const [, snippet = ''] =
      /name="insert"[^>]*value="([^"]+)"/.exec(found.body) ?? /value="(\[Notruf\][^"]+)"/.exec(found.body) ?? [];
    expect(snippet).toMatch(/^\[Notruf\]\(page:seite-/);
    const put = await stage.post(address(id), { ...typed, insert: snippet, at: '4' }, 'staff');
    expect(put.body).not.toContain('value="notr"');
    expect(put.body).toContain(`>Eins ${snippet}\n\nZwei</textarea>`);
    expect(
      (await stage.post(address(id), { ...typed, art: 'category', suche: 'sprach', action: 'search' }, 'staff')).body,
    ).toContain('::offers[');
    const none = await stage.post(address(id), { ...typed, suche: 'gibtesnicht', action: 'search' }, 'staff');
    expect(none.body).toContain('Nichts gefunden');
    expect(await states(id)).toEqual([]);
  });

  it('puts in a video of a known platform, and names what is wrong with another', async () => {
    const id = await addPage();
    const film = { ...text, action: 'video', 'video.url': 'https://vimeo.com/1', 'video.title': 'Film', 'video.sign': 'yes' };
    expect((await stage.post(address(id), film, 'staff')).body).toContain('::sign[https://vimeo.com/1]{title=&quot;Film&quot;}');
    for (const [field, value] of [
      ['url', 'https://evil.example/1'],
      ['title', ''],
      ['subtitles', 'x.vtt'],
    ] as const) {
      const answer = await stage.post(address(id), { ...film, [`video.${field}`]: value }, 'staff');
      expect(answer.statusCode, field).toBe(422);
      expect(answer.body).toContain(`href="#f-video-${field}"`);
    }
  });

  it('shows the text as visitors will see it, and checks it while somebody types', async () => {
    const id = await addPage();
    const body = '## Titel\n\n[Weg](page:gibt-es-nicht)\n\n<b>x';
    const shown = await stage.post(address(id), { ...text, body: '## Titel\n\nEin **Wort**.', action: 'preview' }, 'staff');
    expect(shown.statusCode).toBe(200);
    expect(shown.body).toMatch(/<h3>Titel<\/h3><p>Ein <strong>Wort<\/strong>/);
    const checked = await stage.post(`${address(id)}/pruefen`, { body }, 'staff');
    expect(checked.json()).toMatchObject({
      notes: [
        { line: 5, label: 'Zeile 5:' },
        { line: null, text: 'Die Seite „gibt-es-nicht“ gibt es nicht, oder sie ist archiviert.' },
      ],
    });
    expect((await stage.post(`${address(id)}/pruefen`, { body: '>'.repeat(50_000) }, 'staff')).json()).toMatchObject({
      notes: [{ text: expect.stringContaining('verschachtelt') }],
    });
  });

  it('turns what is on the clipboard into Markdown', async () => {
    const convert = (html: string) => stage.post('/intern/recklinghausen/ankommen/umwandeln', { html }, 'provider');
    expect((await convert('<h1>Titel</h1><p>Ein <i>Wort</i></p><script>x</script>')).json()).toEqual({
      markdown: '## Titel\n\nEin *Wort*',
    });
    expect((await convert('x'.repeat(400_001))).statusCode).toBe(422);
    expect((await stage.post('/intern/recklinghausen/ankommen/umwandeln', {}, 'staff')).statusCode).toBe(422);
  });
});
