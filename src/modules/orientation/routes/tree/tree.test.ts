import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directoryModule } from '#modules/directory';
import type { Actor } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import { openStage, type Stage, useDatabase } from '#testing';
import { createOrientationModule } from '../../module.ts';
import { refreshPublic } from '../../service/publishing.ts';
import { searchPages } from '../../service/tree/reading.ts';
import { listPages, type Page } from '../../store/pages.ts';
import { insertText } from '../../store/texts.ts';
import { openOrientationWiring } from '../../testing.ts';

const database = useDatabase();
const wiring = openOrientationWiring();
const base = '/intern/recklinghausen/ankommen';
const marl = '05562024';
const haltern = '05562016';
const organisation = uuidv7();
const now = new Date('2026-11-23T09:00:00+01:00');
let stage: Stage;

const rowsOf = <T>(work: Parameters<typeof database.inTenant<T>>[1]) => database.inTenant(stage.here.id, work);
const pages = () => rowsOf(listPages);
const pageOf = async (id: string) => (await pages()).find((page) => page.id === id) as Page;

/** A page with its German title, made through the form. */
async function add(title: string, fields: Record<string, string> = {}, as = 'staff'): Promise<string> {
  const id = uuidv7();
  const answer = await stage.post(`${base}/neu`, { id, title, kind: 'page', parent: 'top', ...fields }, as);
  expect(answer.statusCode).toBe(303);
  expect(answer.headers.location).toBe(`${base}/seite/${id}/de`);
  return id;
}

/** Its texts become public as the desk of texts does it. */
async function publish(id: string, languages: readonly string[] = ['de']): Promise<void> {
  const context = stage.context({ now });
  await context.transaction(async (trx) => {
    await trx.deleteFrom('orientation_text').where('page_id', '=', id).execute();
    for (const language of languages) {
      const text = {
        pageId: id,
        language,
        version: 1,
        baseVersion: null,
        state: 'published' as const,
        title: `Titel ${language} ${id.slice(-4)}`,
        summary: 'Kurz.',
        body: `Text ${language}.`,
        madeBy: 'human' as const,
        germanVersion: language === 'de' ? null : 1,
        minor: false,
        note: '',
        authorUserId: null,
        publishAt: null,
        publishedAt: now,
      };
      await insertText(trx, stage.here.id, text, now);
    }
    await refreshPublic(trx, context, [id]);
  });
}

/** What a visitor gets once the servers have heard of what was published. */
async function visit(slug: string, language = 'de') {
  await stage.tenants.refresh();
  return stage.get(`/recklinghausen/${language}/ankommen/${slug}?${Math.random()}`);
}

const publicStatus = async (slug: string) => (await visit(slug)).statusCode;

const actionsOn = async (id: string) =>
  (
    await rowsOf((trx) =>
      trx.selectFrom('audit_entry').select('action').where('subject_id', '=', id).orderBy('sequence').execute(),
    )
  ).map(({ action }) => action);

beforeAll(async () => {
  stage = await openStage(database, [directoryModule, createOrientationModule(wiring)], now);
  stage.add('staff', 'ki_staff');
  stage.add('officer', 'integration_officer', { kind: 'territory', id: marl });
  stage.add('provider', 'provider', { kind: 'organisation', id: organisation });
  stage.add('there', 'ki_staff', null, stage.there);
  await rowsOf((trx) =>
    trx
      .insertInto('directory_entry')
      .values([
        {
          tenant_id: stage.here.id,
          id: organisation,
          kind: 'organisation',
          slug: 'haus-der-kulturen',
          name: 'Haus der Kulturen',
          published_version: 1,
        },
        {
          tenant_id: stage.here.id,
          id: uuidv7(),
          kind: 'organisation',
          slug: 'haus-am-park',
          name: 'Haus am Park',
          published_version: 1,
        },
      ])
      .execute(),
  );
});
afterAll(async () => {
  await stage.close();
  await wiring.close();
});

describe('a new page', () => {
  it('has an address made of its title, and is made once', async () => {
    const id = await add('Müll & Energie');
    expect(await pageOf(id)).toMatchObject({ slug: 'muell-energie', parentId: null, town: null, version: 1 });
    const again = await stage.post(`${base}/neu`, { id, title: 'Müll & Energie', kind: 'page', parent: 'top' }, 'staff');
    expect(again.statusCode).toBe(303);
    expect((await pages()).filter(({ slug }) => slug.startsWith('muell-energie'))).toHaveLength(1);
    expect((await pageOf(await add('Müll & Energie'))).slug).toBe('muell-energie-2');
    expect((await pageOf(await add('خدمات'))).slug).toBe('seite');
    expect((await pageOf(await add('News'))).slug).toBe('news-2');
    expect(await actionsOn(id)).toEqual(['orientation.page_added']);
    expect(await publicStatus('muell-energie')).toBe(404);
  });

  it.each([
    ['no title', { title: '' }, 'title'],
    ['two lines', { title: 'a\nb' }, 'title'],
    ['an address with capitals', { slug: 'Konto' }, 'slug'],
    ['an address of the app', { slug: 'events' }, 'slug'],
    ['a parent that is gone', { parent: uuidv7() }, 'parent'],
    ['a parent that is none', { parent: 'x' }, 'parent'],
    ['a town elsewhere', { town: '05754008' }, 'town'],
    ['an unknown kind', { kind: 'blog' }, 'kind'],
    ['an unknown situation', { situations: 'love' }, 'situations'],
  ])('with %s is refused beside its field', async (_what, changes, field) => {
    const id = uuidv7();
    const answer = await stage.post(`${base}/neu`, { id, title: 'Titel', kind: 'page', parent: 'top', ...changes }, 'staff');
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toMatch(new RegExp(`href="#f-${field}`));
    expect((await pages()).some((page) => page.id === id)).toBe(false);
  });

  it('does not hang deeper than five levels', async () => {
    let parent = 'top';
    for (let level = 1; level <= 5; level++) parent = await add(`Ebene ${level}`, { parent });
    const answer = await stage.post(`${base}/neu`, { id: uuidv7(), title: 'Sechste', kind: 'page', parent }, 'staff');
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('mehr als fünf Ebenen');
  });

  it('is for the own town, when an integration officer makes it', async () => {
    const fields = { id: uuidv7(), title: 'Marl', kind: 'page', parent: 'top' };
    expect((await stage.post(`${base}/neu`, { ...fields, town: haltern }, 'officer')).statusCode).toBe(403);
    expect((await stage.post(`${base}/neu`, fields, 'officer')).statusCode).toBe(403);
    expect((await stage.post(`${base}/neu`, { ...fields, town: marl }, 'officer')).statusCode).toBe(303);
    expect((await stage.post(`${base}/neu`, { ...fields, id: uuidv7() }, 'provider')).statusCode).toBe(403);
  });
});

describe('moving', () => {
  const step = (word: string, id: string, as = 'staff') => stage.post(`${base}/ordnen`, { schritt: `${word} ${id}` }, as);

  it('takes everything below along, and visitors see it', async () => {
    const [a, b, c] = [await add('Erste'), await add('Zweite'), await add('Dritte')];
    const child = await add('Kind', { parent: b });
    for (const id of [a, b, c, child]) await publish(id);
    expect((await step('in', b)).headers.location).toBe(`${base}?ordnen=1#s-${b}`);
    expect(await pageOf(b)).toMatchObject({ parentId: a, version: 2 });
    expect(await pageOf(child)).toMatchObject({ parentId: b, version: 1 });
    const shown = await rowsOf((trx) =>
      trx.selectFrom('orientation_public_page').select('parent_id').where('page_id', '=', b).execute(),
    );
    expect(shown).toEqual([{ parent_id: a }]);
    await step('out', child);
    expect((await pageOf(child)).parentId).toBe(a);
    await stage.post(`${base}/ordnen`, { seite: c, ziel: a, wo: 'before' }, 'staff');
    const [first, second] = [await pageOf(c), await pageOf(a)];
    expect(first.position).toBeLessThan(second.position);
    expect(await actionsOn(b)).toEqual(['orientation.page_added', 'orientation.page_moved']);
  });

  it('under itself, or deeper than five levels, is refused', async () => {
    const top = await add('Oben');
    const below = await add('Darunter', { parent: top });
    const drop = (seite: string, ziel: string) => stage.post(`${base}/ordnen`, { seite, ziel, wo: 'into' }, 'staff');
    await drop(top, below);
    await drop(top, top);
    expect(await pageOf(top)).toMatchObject({ parentId: null, version: 1 });
    await stage.post(`${base}/seite/${top}/einhaengen`, { parent: below }, 'staff');
    expect(await pageOf(top)).toMatchObject({ parentId: null, version: 1 });
    let deep = await add('1');
    for (const title of ['2', '3', '4']) deep = await add(title, { parent: deep });
    await stage.post(`${base}/seite/${top}/einhaengen`, { parent: deep }, 'staff');
    expect((await pageOf(top)).parentId).toBeNull();
    await stage.post(`${base}/seite/${below}/einhaengen`, { parent: deep }, 'staff');
    expect((await pageOf(below)).parentId).toBe(deep);
  });

  it('of two people at once makes no circle', async () => {
    const [a, b] = [await add('Henne'), await add('Ei')];
    await Promise.all([
      stage.post(`${base}/seite/${a}/einhaengen`, { parent: b }, 'staff'),
      stage.post(`${base}/seite/${b}/einhaengen`, { parent: a }, 'staff'),
    ]);
    const parents = [(await pageOf(a)).parentId, (await pageOf(b)).parentId];
    expect(parents.filter((parent) => parent === null)).toHaveLength(1);
  });

  it.each([
    ['nothing', {}, 422],
    ['no page', { schritt: 'up x' }, 422],
    ['an unknown step', { schritt: 'sideways 0190b5c0-0000-7000-8000-000000000000' }, 422],
    ['a page that is not there', { schritt: 'up 0190b5c0-0000-7000-8000-000000000000' }, 404],
    ['half a drop', { seite: uuidv7(), wo: 'into' }, 422],
  ])('with %s is answered', async (_what, fields, status) => {
    expect((await stage.post(`${base}/ordnen`, fields, 'staff')).statusCode).toBe(status);
  });

  it('is for those who care for the whole tree', async () => {
    const id = await add('Fest', { town: marl });
    expect((await step('up', id, 'officer')).statusCode).toBe(403);
    expect((await step('up', id, 'there')).statusCode).toBe(403);
  });

  it('mends a circle that the data contain', async () => {
    const [a, b] = [await add('Kreis A'), await add('Kreis B')];
    await rowsOf(async (trx) => {
      await trx.updateTable('orientation_page').set({ parent_id: b }).where('id', '=', a).execute();
      await trx.updateTable('orientation_page').set({ parent_id: a }).where('id', '=', b).execute();
    });
    const tree = await stage.get(base, 'staff');
    expect(tree.body).toContain('Seiten ohne Platz');
    expect((await stage.get(`${base}/seite/${a}`, 'staff')).statusCode).toBe(200);
    await step('top', a);
    expect((await stage.get(base, 'staff')).body).not.toContain('Seiten ohne Platz');
    expect((await pageOf(a)).parentId).toBeNull();
  });
});

describe('the facts of a page', () => {
  const facts = (id: string, fields: Record<string, string | readonly string[]>, as = 'staff') =>
    stage.post(`${base}/seite/${id}/angaben`, { slug: 'x', kind: 'page', ...fields }, as);

  it('are saved by who has seen the last of them', async () => {
    const id = await add('Konto');
    const first = { slug: 'girokonto', kind: 'form', situations: ['arrival', 'work'], town: marl, version: '1' };
    expect((await facts(id, { ...first, formUrl: 'https://www.bamf.de/x', checkedOn: '2026-11-20' })).statusCode).toBe(303);
    expect(await pageOf(id)).toMatchObject({
      slug: 'girokonto',
      kind: 'form',
      situations: ['arrival', 'work'],
      town: marl,
      formUrl: 'https://www.bamf.de/x',
      checkedOn: '2026-11-20',
      version: 2,
    });
    const late = await facts(id, { ...first, slug: 'mein-konto' });
    expect(late.statusCode).toBe(409);
    expect(late.body).toContain('mein-konto');
    expect((await pageOf(id)).slug).toBe('girokonto');
    const version = /name="version" value="(\d+)"/.exec(late.body)?.[1] ?? '';
    expect((await facts(id, { ...first, slug: 'mein-konto', version })).statusCode).toBe(303);
  });

  it.each([
    ['an address that is taken', { slug: 'muell-energie' }, 'slug'],
    ['an address with a line', { slug: 'a--b' }, 'slug'],
    ['a script', { formUrl: 'javascript:alert(1)' }, 'formUrl'],
    ['no web address', { formUrl: 'http://localhost/x' }, 'formUrl'],
    ['a day that is none', { checkedOn: '2026-02-30' }, 'checkedOn'],
    ['an unknown organisation', { organisation: 'Gibt es nicht' }, 'organisation'],
    ['several organisations', { organisation: 'Haus' }, 'organisation'],
  ])('with %s are refused beside their field', async (_what, changes, field) => {
    const id = await add('Angaben');
    const { slug, version } = await pageOf(id);
    const answer = await facts(id, { slug, version: String(version), ...changes });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(`href="#f-${field}"`);
  });

  it('keep the address of a page that was public', async () => {
    const id = await add('Bleibt');
    await publish(id);
    const answer = await facts(id, { slug: 'bleibt-nicht', version: '1' });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Die Adresse bleibt');
  });

  it('give a page to an organisation and a town; their people change no more than is theirs', async () => {
    const id = await add('Zuständig');
    expect((await stage.get(`${base}/seite/${id}`, 'provider')).statusCode).toBe(404);
    const given = { slug: 'zustaendig', version: '1', organisation: 'haus der kulturen', town: marl };
    expect((await facts(id, given)).statusCode).toBe(303);
    expect((await pageOf(id)).organisationId).toBe(organisation);
    expect((await stage.get(`${base}/seite/${id}`, 'provider')).body).not.toContain('Archivieren');
    const url = 'https://www.marl.de/formular';
    await facts(id, { slug: 'anders', kind: 'form', town: '', version: '2', formUrl: url }, 'provider');
    expect(await pageOf(id)).toMatchObject({ slug: 'zustaendig', kind: 'page', town: marl, formUrl: url, version: 3 });
    await facts(id, { slug: 'marl-zustaendig', kind: 'form', town: '', version: '3' }, 'officer');
    expect(await pageOf(id)).toMatchObject({ slug: 'marl-zustaendig', kind: 'form', town: marl, organisationId: organisation });
    const tree = await stage.get(base, 'provider');
    expect(tree.body).toContain(`${base}/seite/${id}`);
    expect(tree.body.match(/\/ankommen\/seite\//g)).toHaveLength(1);
  });

  it('say when somebody found the page right', async () => {
    const id = await add('Stimmt', { town: marl });
    const confirm = (fields: Record<string, string>, as: string) => stage.post(`${base}/seite/${id}/bestaetigen`, fields, as);
    expect((await confirm({}, 'provider')).statusCode).toBe(403);
    expect((await confirm({}, 'officer')).statusCode).toBe(303);
    expect((await pageOf(id)).confirmedOn).toBe('2026-11-23');
    await confirm({ stand: 'nein' }, 'staff');
    expect((await pageOf(id)).confirmedOn).toBeNull();
    const elsewhere = await add('Stimmt in Haltern', { town: haltern });
    expect((await stage.post(`${base}/seite/${elsewhere}/bestaetigen`, {}, 'officer')).statusCode).toBe(404);
  });
});

describe('the archive', () => {
  const archive = (id: string, unterseiten: string, as = 'staff') =>
    stage.post(`${base}/seite/${id}/archivieren`, { unterseiten }, as);
  const restore = (id: string, unterseiten = '') => stage.post(`${base}/seite/${id}/zurueckholen`, { unterseiten }, 'staff');

  it('takes a page with all below it, and gives it back', async () => {
    const top = await add('Archiv oben');
    const middle = await add('Archiv mitte', { parent: top });
    const below = await add('Archiv unten', { parent: middle });
    for (const id of [top, middle, below]) await publish(id);
    expect(await publicStatus('archiv-unten')).toBe(200);
    expect((await stage.get(`${base}/seite/${middle}/archivieren`, 'staff')).body).toContain('Darunter hängt 1 Seite');
    await archive(middle, 'vielleicht');
    expect((await pageOf(middle)).archivedAt).toBeNull();
    await archive(middle, 'mit');
    expect(await publicStatus('archiv-mitte')).toBe(404);
    expect(await publicStatus('archiv-unten')).toBe(404);
    expect((await stage.get(`${base}/archiv`, 'staff')).body).toContain(below);
    // One alone comes back to where there is something to hang under.
    await restore(below);
    expect(await pageOf(below)).toMatchObject({ parentId: top, archivedAt: null });
    expect(await publicStatus('archiv-unten')).toBe(200);
    await restore(middle, 'mit');
    expect(await pageOf(middle)).toMatchObject({ parentId: top, archivedAt: null });
    expect(await publicStatus('archiv-mitte')).toBe(200);
  });

  it('leaves the pages below, when they are wanted', async () => {
    const [before, gone] = [await add('Vorher'), await add('Geht')];
    const children = [await add('Kind 1', { parent: gone }), await add('Kind 2', { parent: gone })];
    const after = await add('Nachher');
    await archive(gone, 'hoch');
    const order = [before, ...children, after];
    const placed = (await pages())
      .filter(({ id }) => order.includes(id))
      .toSorted((a, b) => a.position - b.position)
      .map(({ id, parentId }) => [id, parentId]);
    expect(placed).toEqual(order.map((id) => [id, null]));
  });

  it('keeps its pages from being changed, and other pages from hanging there', async () => {
    const [gone, other] = [await add('Weg'), await add('Da')];
    await archive(gone, 'mit');
    const changed = { slug: 'weg', kind: 'page', version: '2' };
    expect((await stage.post(`${base}/seite/${gone}/angaben`, changed, 'staff')).body).not.toContain('gespeichert');
    expect((await pageOf(gone)).version).toBe(2);
    await stage.post(`${base}/seite/${other}/einhaengen`, { parent: gone }, 'staff');
    expect((await pageOf(other)).parentId).toBeNull();
    expect((await stage.get(`${base}/seite/${gone}`, 'staff')).body).toContain('Diese Seite ist archiviert');
    const child = { id: uuidv7(), title: 'Kind', kind: 'page', parent: gone };
    expect((await stage.post(`${base}/neu`, child, 'staff')).statusCode).toBe(422);
  });

  it('takes from a town only what is its own', async () => {
    const top = await add('Marl oben', { town: marl });
    await add('Vom Kreis', { parent: top });
    expect((await archive(top, 'mit', 'officer')).statusCode).toBe(403);
    expect((await pageOf(top)).archivedAt).toBeNull();
    const own = await add('Marl allein', { town: marl });
    expect((await archive(own, 'mit', 'officer')).statusCode).toBe(303);
    expect((await archive(own, 'mit', 'provider')).statusCode).toBe(403);
  });
});

describe('a mirror', () => {
  const mirror = (id: string, fields: Record<string, string | readonly string[]>, as = 'staff') =>
    stage.post(`${base}/seite/${id}/spiegeln`, { parent: 'own', own: 'after', ...fields }, as);

  it('shows the page, a branch at a time, with what the town adds', async () => {
    const source = await add('Quelle');
    const child = await add('Quelle Kind', { parent: source });
    for (const id of [source, child]) await publish(id, ['de', 'en']);
    expect((await mirror(source, { towns: [marl, haltern], branch: 'yes' })).statusCode).toBe(303);
    const mirrors = (await pages()).filter(({ mirrorOf }) => mirrorOf === source || mirrorOf === child);
    expect(mirrors.map(({ slug }) => slug).sort()).toEqual([
      'quelle-haltern-am-see',
      'quelle-kind-haltern-am-see',
      'quelle-kind-marl',
      'quelle-marl',
    ]);
    const [own, below] = ['quelle-marl', 'quelle-kind-marl'].map((slug) => mirrors.find((one) => one.slug === slug));
    expect(below?.parentId).toBe(own?.id);
    expect((await visit('quelle-marl', 'en')).body).toContain('Text en.');
    await mirror(source, { towns: marl, branch: 'yes' });
    expect((await pages()).filter(({ mirrorOf }) => mirrorOf === source)).toHaveLength(2);
    // The officer of the town works on its mirror, not on the source.
    expect((await stage.get(`${base}/seite/${own?.id}`, 'officer')).statusCode).toBe(200);
    expect((await stage.get(`${base}/seite/${source}`, 'officer')).statusCode).toBe(404);
    await stage.post(`${base}/seite/${source}/angaben`, { slug: 'quelle', kind: 'form', version: '1' }, 'staff');
    expect((await pageOf(own?.id ?? '')).kind).toBe('form');
  });

  it('hangs below a public page of the town', async () => {
    const [source, town] = [await add('Für Haltern'), await add('Haltern', { town: haltern })];
    await mirror(source, { towns: haltern });
    const parentOf = async (of: string) => (await pages()).find(({ mirrorOf }) => mirrorOf === of)?.parentId;
    expect(await parentOf(source)).toBeNull();
    await publish(town);
    const second = await add('Auch für Haltern');
    await mirror(second, { towns: haltern });
    expect(await parentOf(second)).toBe(town);
  });

  it('of a mirror is refused', async () => {
    const source = await add('Original');
    await mirror(source, { towns: marl });
    const copy = (await pages()).find(({ mirrorOf }) => mirrorOf === source)?.id ?? '';
    await mirror(copy, { towns: haltern });
    expect((await pages()).some(({ mirrorOf }) => mirrorOf === copy)).toBe(false);
    expect((await stage.get(`${base}/seite/${copy}`, 'staff')).body).not.toContain('/spiegeln');
  });

  it('is named before its source goes into the archive, and is public no longer', async () => {
    const source = await add('Wird archiviert');
    await publish(source);
    await mirror(source, { towns: marl });
    expect(await publicStatus('wird-archiviert-marl')).toBe(200);
    const asked = await stage.get(`${base}/seite/${source}/archivieren`, 'staff');
    expect(asked.body).toContain('Diese Seite zeigt etwas davon');
    expect(asked.body).toContain('(Marl)');
    await stage.post(`${base}/seite/${source}/archivieren`, {}, 'staff');
    expect(await publicStatus('wird-archiviert-marl')).toBe(404);
    await stage.post(`${base}/seite/${source}/zurueckholen`, {}, 'staff');
    expect(await publicStatus('wird-archiviert-marl')).toBe(200);
  });

  it.each([
    ['no town', {}, 422],
    ['a town elsewhere', { towns: '05754008' }, 422],
    ['no town at all', { towns: 'Marl' }, 422],
    ['a parent that is gone', { towns: marl, parent: uuidv7() }, 422],
  ])('with %s is refused', async (_what, fields, status) => {
    const id = await add('Zum Spiegeln');
    expect((await mirror(id, fields)).statusCode).toBe(status);
    expect((await pages()).some(({ mirrorOf }) => mirrorOf === id)).toBe(false);
  });
});

describe('ids that are none, or of another district', () => {
  it.each(['', '/angaben', '/archivieren', '/spiegeln'])('are not found: %s', async (rest) => {
    const id = await add('Fremd');
    for (const wrong of ['keine-id', uuidv7(), '%00'])
      expect((await stage.get(`${base}/seite/${wrong}${rest}`, 'staff')).statusCode).toBe(404);
    const elsewhere = `/intern/${stage.there.slug}/ankommen/seite/${id}${rest}`;
    expect((await stage.get(elsewhere, 'there')).statusCode).toBe(404);
  });
});

describe('the search of the staff', () => {
  it('finds pages by title or address, of whoever may open them', async () => {
    const id = await add('Suchmich Haltern', { town: haltern });
    const find = (actor: Actor, text: string) => searchPages(stage.context({ actor }), text);
    const staff = stage.add('searching', 'ki_staff');
    for (const text of ['suchmich', 'such', ' HALTERN '])
      expect((await find(staff, text)).map(({ href }) => href)).toContain(`${base}/seite/${id}`);
    const officer = stage.add('marl', 'integration_officer', { kind: 'territory', id: marl });
    for (const [actor, text] of [
      [officer, 'suchmich'],
      [stage.add('controlling', 'controlling'), 'suchmich'],
      [staff, ' '],
    ] as const)
      expect(await find(actor, text)).toEqual([]);
  });
});

describe('filters of the tree', () => {
  it('leave what they say', async () => {
    const id = await add('Nadel im Heuhaufen', { town: marl });
    const found = await stage.get(`${base}?q=nadel&ort=${marl}&stand=entwurf`, 'staff');
    expect(found.body).toContain(id);
    expect(found.body).toContain('1 Seite');
    for (const query of ['q=heu&stand=veraltet', `q=nadel&ort=${haltern}`, 'q=gibtesnicht'])
      expect((await stage.get(`${base}?${query}`, 'staff')).body).toContain('Keine Seite passt');
  });
});
