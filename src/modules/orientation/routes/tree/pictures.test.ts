import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directoryModule } from '#modules/directory';
import { uuidv7 } from '#platform/crypto';
import { openStage, type Stage, useDatabase } from '#testing';
import { keyOfWidth } from '../../model/pictures.ts';
import { createOrientationModule } from '../../module.ts';
import { findPicture } from '../../store/images.ts';
import { openOrientationWiring } from '../../testing.ts';

const database = useDatabase();
const wiring = openOrientationWiring();
const base = '/intern/recklinghausen/ankommen/bilder';
let stage: Stage;

const draw = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#0a5c6b' } })
    .withExif({ IFD0: { Copyright: 'secret place' } })
    .jpeg()
    .toBuffer();

async function upload(fields: Record<string, string> = {}, content?: Buffer, as = 'staff') {
  const file = { name: '../../etc/passwd.jpg', type: 'image/jpeg', content: new Uint8Array(content ?? (await draw(1200, 800))) };
  return stage.upload(`${base}/neu`, { alt: 'Ein Eingang', credit: 'Stadt Marl, CC BY 4.0', ...fields }, file, as);
}

async function picture(as = 'staff'): Promise<string> {
  const answer = await upload({}, undefined, as);
  expect(answer.statusCode).toBe(303);
  return String(answer.headers.location).split('/').at(-1) ?? '';
}

const show = (id: string, query = '', headers: Record<string, string> = {}) =>
  stage.get(`/recklinghausen/ar/bild/${id}${query}`, undefined, headers);

/** A page whose draft shows a picture. */
async function useOnPage(id: string): Promise<string> {
  const page = uuidv7();
  await stage.post('/intern/recklinghausen/ankommen/neu', { id: page, title: 'Mit Bild', kind: 'page', parent: 'top' }, 'staff');
  await database.inTenant(stage.here.id, (trx) =>
    trx
      .updateTable('orientation_text')
      .set({ body: `![Ein Eingang](image:${id})` })
      .where('page_id', '=', page)
      .execute(),
  );
  return page;
}

beforeAll(async () => {
  stage = await openStage(database, [directoryModule, createOrientationModule(wiring)]);
  stage.add('staff', 'ki_staff');
  stage.add('provider', 'provider', { kind: 'organisation', id: uuidv7() });
  stage.add('there', 'ki_staff', null, stage.there);
});
afterAll(async () => {
  await stage.close();
  await wiring.close();
});

describe('a picture', () => {
  it('is kept without its metadata and handed out in three widths, for good', async () => {
    const id = await picture();
    for (const [query, width] of [
      ['?b=480', 480],
      ['?b=960', 960],
      ['?b=1920', 1200],
      ['', 960],
      ['?b=99999', 960],
      ['?b=480&b=960', 960],
    ] as const) {
      const answer = await show(id, query);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers).toMatchObject({
        'content-type': 'image/webp',
        'cache-control': 'public, max-age=31536000, immutable',
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
      });
      const { width: found, format, exif } = await sharp(answer.rawPayload).metadata();
      expect({ query, found, format, exif }).toEqual({ query, found: width, format: 'webp', exif: undefined });
    }
    const { etag } = (await show(id, '?b=480')).headers;
    const again = await show(id, '?b=480', { 'if-none-match': String(etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect((await show(id, '?b=960', { 'if-none-match': String(etag) })).statusCode).toBe(200);
  });

  it('is found by what it shows and whose it is', async () => {
    const id = await picture();
    for (const query of ['', '?q=eingang', '?q=CC%20BY'])
      expect((await stage.get(`${base}${query}`, 'staff')).body).toContain(id);
    for (const query of ['?q=100%25', '?q=nichts', `?nach=${'0'.repeat(8)}-0000-7000-8000-000000000000`])
      expect((await stage.get(`${base}${query}`, 'staff')).body).not.toContain(id);
  });

  it.each([
    ['no words', { alt: '' }, undefined, 'alt'],
    ['words on two lines', { alt: 'a\nb' }, undefined, 'alt'],
    ['a text instead', {}, Buffer.from('no picture'), 'file'],
    ['a script instead', {}, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), 'file'],
    ['half of a picture', {}, 'half', 'file'],
    ['nothing', {}, Buffer.alloc(0), 'file'],
  ])('with %s is refused beside its field', async (_what, fields, content, field) => {
    const file = content === 'half' ? (await draw(600, 400)).subarray(0, 600) : (content as Buffer | undefined);
    const answer = await upload(fields, file);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(`href="#f-${field}"`);
  });

  it('larger than allowed is refused with the words kept', async () => {
    const answer = await upload({ alt: 'Sehr groß' }, Buffer.alloc(15_000_001, 1));
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Sehr groß');
  });

  it('is described by who uploaded it or cares for the guide', async () => {
    const [own, other] = [await picture('provider'), await picture()];
    const words = { alt: 'Das Rathaus', credit: '', version: '1' };
    expect((await stage.post(`${base}/${own}`, words, 'provider')).statusCode).toBe(303);
    expect((await stage.post(`${base}/${other}`, words, 'provider')).statusCode).toBe(403);
    expect((await stage.post(`${base}/${own}`, { alt: '' }, 'staff')).statusCode).toBe(422);
    expect((await stage.get(`${base}/${own}`, 'staff')).body).toContain('Das Rathaus');
    expect((await stage.get(`${base}/${other}`, 'provider')).body).not.toContain('Bild löschen');
  });

  it('tells the second of two people what the first one wrote, and keeps that', async () => {
    const id = await picture();
    const write = (alt: string) => stage.post(`${base}/${id}`, { alt, credit: '', version: '1' }, 'staff');
    expect((await write('Das Rathaus')).statusCode).toBe(303);
    const second = await write('Die Stadthalle');
    expect(second.statusCode).toBe(409);
    expect(second.body).toContain('Das Rathaus');
    expect(second.body).toContain('Die Stadthalle');
    expect((await stage.get(`${base}/${id}`, 'staff')).body).not.toContain('Die Stadthalle');
  });

  it('is taken out when no page shows it, with all its files', async () => {
    const id = await picture();
    const page = await useOnPage(id);
    expect((await stage.get(`${base}/${id}`, 'staff')).body).toContain(`/ankommen/seite/${page}`);
    await stage.post(`${base}/${id}/entfernen`, {}, 'staff');
    expect((await show(id)).statusCode).toBe(200);
    await database.inTenant(stage.here.id, (trx) => trx.deleteFrom('orientation_page').where('id', '=', page).execute());
    expect((await stage.post(`${base}/${id}/entfernen`, {}, 'staff')).statusCode).toBe(303);
    expect((await show(id)).statusCode).toBe(404);
    const left: string[] = [];
    for await (const key of wiring.files.list(`${stage.here.id}/orientation/${id}`)) left.push(key);
    expect(left).toEqual([]);
  });

  it('whose file is gone, that is not there or another district’s is not found', async () => {
    const id = await picture();
    const stored = await database.inTenant(stage.here.id, (trx) => findPicture(trx, id));
    await wiring.files.delete(keyOfWidth(stored?.key ?? '', 480));
    expect((await show(id, '?b=480')).statusCode).toBe(404);
    expect((await show(id, '?b=960')).statusCode).toBe(200);
    for (const wrong of [uuidv7(), 'keine-id', '%00', '..%2f..%2fsecret']) {
      expect((await show(wrong)).statusCode).toBe(404);
      expect((await stage.get(`${base}/${wrong}`, 'staff')).statusCode).toBe(404);
    }
    expect((await stage.get(`/${stage.there.slug}/de/bild/${id}`)).statusCode).toBe(404);
    expect((await stage.get(`/intern/${stage.there.slug}/ankommen/bilder/${id}`, 'there')).statusCode).toBe(404);
  });
});
