import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDirectoryModule } from '#modules/directory';
import { uuidv7 } from '#platform/crypto';
import { interfaceLanguages } from '#platform/i18n';
import { openStage, type Stage, useDatabase } from '#testing';
import { createOrientationModule } from '../module.ts';
import { loadDemonstration } from '../service/demonstration.ts';
import { refreshPublic } from '../service/publishing.ts';
import { addPicture } from '../service/tree/pictures.ts';
import { insertPage } from '../store/pages.ts';
import { insertText } from '../store/texts.ts';
import { openOrientationWiring } from '../testing.ts';

// Pages to take along, as a visitor's browser gets them. What Typst refuses (PDF/UA-1) throws, so a file is a passed check.

const database = useDatabase();
const wiring = openOrientationWiring();
let stage: Stage;

/** Everything that Markdown of ours can hold, and a directive for something that is not public. */
const everything = (image: string) =>
  [
    '## Überschrift mit **fett**',
    'Absatz mit [Netz](https://www.example.org/eine/adresse), [Seite](page:notruf), [Nichts](page:gibt-es-nicht), [110](tel:110).',
    '- [ ] Erster Schritt',
    '- [ ] Zweiter Schritt',
    '',
    '3. dritter',
    '4. vierter',
    '   - darunter',
    '',
    '| Wer | Wann |',
    '|---|---|',
    '| Amt | morgens |',
    '',
    ':::note',
    'Wichtig #set page *kein* `Befehl` $x$.',
    ':::',
    '',
    ':::field[Name, Vorname]',
    'Wie im Pass.',
    ':::',
    '',
    ':::field[Geburtsdatum]',
    'Tag, Monat, Jahr.',
    ':::',
    '',
    `![Ein rotes Feld](image:${image})`,
    '',
    '::sign[https://vimeo.com/1]{title="Film" minutes=3}',
    '',
    '::offers[language]',
    '',
    '::offer[nicht-oeffentlich]',
    '',
    '> Zitat 🙂 ܀',
  ].join('\n');

beforeAll(async () => {
  const modules = [
    createDirectoryModule({
      puzzleKey: Buffer.alloc(32),
      demandKey: Buffer.alloc(32),
      files: wiring.files,
      outgoing: wiring.outgoing,
    }),
    createOrientationModule(wiring),
  ];
  stage = await openStage(database, modules);
  for (const module of modules) await module.demo?.(stage.context());
  await loadDemonstration(stage.context());
  const context = stage.context();
  const pixels = await sharp({ create: { width: 900, height: 600, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const picture = await addPicture(context, wiring.files, { alt: 'Ein rotes Feld', credit: 'Kreis', file: pixels });
  if (!picture.ok) throw new Error(picture.code);
  const id = uuidv7();
  await context.transaction(async (trx) => {
    await insertPage(trx, context.tenant.id, id, {
      parentId: null,
      position: 9000,
      slug: 'alles',
      kind: 'page',
      situations: [],
      town: null,
      organisationId: null,
      mirrorOf: null,
      mirrorOwn: 'after',
      formUrl: null,
      confirmedOn: null,
      checkedOn: null,
    });
    const text = { pageId: id, version: 1, baseVersion: null, state: 'published' as const, note: '', authorUserId: null };
    const rest = { minor: false, publishAt: null, publishedAt: context.now(), madeBy: 'machine' as const };
    const body = everything(picture.value);
    await insertText(
      trx,
      context.tenant.id,
      { ...text, ...rest, language: 'de', germanVersion: null, title: 'Alles', summary: '', body },
      context.now(),
    );
    await insertText(
      trx,
      context.tenant.id,
      { ...text, ...rest, language: 'ar', germanVersion: 1, title: 'كل شيء', summary: 'ملخص', body: '## عنوان\nنص قصير.' },
      context.now(),
    );
    await refreshPublic(trx, context, [id]);
  });
  await stage.tenants.refresh();
});

afterAll(async () => {
  await stage.close();
  await wiring.close();
});

const pagesIn = (pdf: Buffer) => Number(/\/Type\s*\/Pages[^>]*?\/Count\s+(\d+)/s.exec(pdf.toString('latin1'))?.[1] ?? 0);

const picturesIn = (pdf: Buffer) => [...pdf.toString('latin1').matchAll(/\/Subtype\s*\/Image/g)].length;

async function pdf(path: string): Promise<Buffer> {
  const answer = await stage.get(`/recklinghausen/${path}`);
  expect(answer.statusCode, path).toBe(200);
  expect(answer.headers['content-type']).toBe('application/pdf');
  expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  expect(answer.rawPayload.includes('/StructTreeRoot'), path).toBe(true);
  return answer.rawPayload;
}

describe('pages to take along', () => {
  it.each(interfaceLanguages.map(({ tag }) => tag))('are set in %s, with another language beside', async (tag) => {
    await pdf(`${tag}/ankommen/formular-anmeldung.pdf?mit=de`);
    expect((await pdf(`${tag}/ankommen/alles.pdf?mit=ar`)).length).toBeGreaterThan(10_000);
  });

  it('take the pages below along when asked', async () => {
    const alone = await pdf('de/ankommen/anmelden.pdf');
    const branch = await pdf('de/ankommen/anmelden.pdf?ast=1');
    expect(pagesIn(branch)).toBeGreaterThan(pagesIn(alone) + 5);
  });

  it('hold the pictures of the page', async () => {
    expect(picturesIn(await pdf('de/ankommen/alles.pdf'))).toBeGreaterThan(0);
    expect(picturesIn(await pdf('de/ankommen/notruf.pdf'))).toBe(0);
  });

  it('never have the reader’s language beside itself', async () => {
    expect((await pdf('de/ankommen/notruf.pdf?mit=de')).equals(await pdf('de/ankommen/notruf.pdf'))).toBe(true);
  });

  it.each([
    'de/ankommen/gibt-es-nicht.pdf',
    'de/ankommen/.pdf',
    'de/ankommen/%F0%9F%99%82.pdf',
    'de/ankommen/notruf.PDF',
    'xx/ankommen/notruf.pdf',
  ])('are missing where there is no page: %s', async (path) => {
    expect((await stage.get(`/recklinghausen/${path}`)).statusCode).toBe(404);
  });

  it.each(['mit=xx', 'mit=de&mit=ar', 'mit[]=de', 'ast=2', 'ast=1&ast=1', 'mit=%00'])(
    'leave out what they do not know: %s',
    async (query) => {
      await pdf(`ar/ankommen/notruf.pdf?${query}`);
    },
  );
});
