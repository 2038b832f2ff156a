import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprint, type OfferContent } from '#modules/directory';
import type { Context } from '#platform/access';
import { openMasterKey, uuidv7 } from '#platform/crypto';
import { interfaceLanguages } from '#platform/i18n';
import { touchContent } from '#platform/tenancy';
import { publishingGround, toPublicOffer } from '../src/modules/directory/service/publishing.ts';
import { upsertPublicOffers } from '../src/modules/directory/store/public-offers.ts';
import { codeOf } from '../src/modules/orientation/model/integreat/codes.ts';
import { readText } from '../src/modules/orientation/model/text/reading.ts';
import { replacePublicPages } from '../src/modules/orientation/store/public-pages.ts';
import { addTenant, benchTowns, openGround, vacuum } from './ground.ts';
import type { Result } from './main.ts';
import { startProgram } from './program.ts';
import { generator, syntheticOffer } from './synthetic.ts';

const spoken = interfaceLanguages.slice(0, 15);
const [pages, places, events] = [300, 1000, 500];

const syllables = 'an be da ein fe ge hal in kom lei mel neu or pa ra sich tung um ver wo zu'.split(' ');
const drawWord = generator(11);
/** As many words as a guide uses; what is compressed must not be the same sentence over and over. */
const vocabulary = Array.from({ length: 2500 }, () =>
  Array.from({ length: 1 + Math.floor(drawWord() * 4) }, () => syllables[Math.floor(drawWord() * syllables.length)]).join(''),
);

/** Some six hundred characters, as descriptions and paragraphs have; the same each time for a language and a number. */
function paragraph(tag: string, number: number): string {
  const random = generator(number * 131 + tag.charCodeAt(0) * 7 + tag.charCodeAt(1));
  const words = Array.from({ length: 90 }, () => vocabulary[Math.floor(random() * vocabulary.length)]);
  return `${tag} ${number} ${words.join(' ')}.`;
}

/** An offer whose texts stand in all languages, at an address or on days. */
function offerOf(random: () => number, number: number, dated: boolean): OfferContent {
  const made = syntheticOffer(random, benchTowns, number, 1);
  const description = paragraph('de', number);
  const said = (tag: string, text: string) => ({ text: `${tag} ${text}`, by: 'machine' as const, of: fingerprint(text) });
  const translations = Object.fromEntries(
    spoken
      .filter(({ tag }) => tag !== 'de')
      .map(({ tag }) => [
        tag,
        { name: said(tag, made.name), summary: said(tag, made.summary), description: said(tag, description) },
      ]),
  );
  const exact = { city: 'Recklinghausen', postcode: '45657', lat: 51.5 + random() / 4, lon: 7 + random() / 4 };
  const { place, ...rest } = made;
  const start = `2026-12-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}T${String(8 + (number % 10)).padStart(2, '0')}:00`;
  return {
    ...rest,
    description,
    ...(dated ? {} : { place: { visibility: 'public' as const, accessibility: [], ...place, ...exact } }),
    schedules: dated ? [{ kind: 'dates' as const, start, minutes: 90, rrule: 'FREQ=WEEKLY' }] : made.schedules,
    translations,
  };
}

async function fill(context: Context): Promise<void> {
  const random = generator(7);
  const organisationId = uuidv7();
  const { tenant } = context;
  const content = (tag: string, number: number) =>
    readText(
      `## Was Sie tun\n\n${paragraph(tag, number)}\n\n- [ ] Termin machen\n- [ ] **Papiere** mitbringen\n\n${paragraph(tag, number)}\n\n::offer[angebot-${number}]\n\n${paragraph(tag, number)}`,
    ).blocks;
  await context.transaction(async (trx) => {
    const ground = await publishingGround(trx, context);
    const all = Array.from({ length: places + events }, (_, number) => {
      const entry = { id: uuidv7(), slug: `angebot-${number}`, confirmedOn: null, organisationId };
      const provider = { slug: 'beispiel-traeger', name: 'Beispielträger' };
      return toPublicOffer(context, ground, entry, offerOf(random, number, number >= places), provider);
    });
    for (let done = 0; done < all.length; done += 250) await upsertPublicOffers(trx, all.slice(done, done + 250));
    const ids = Array.from({ length: pages }, () => uuidv7());
    const rows = ids.flatMap((id, number) =>
      spoken.map(({ tag }) => ({
        id,
        parentId: number < 10 ? null : (ids[number % 10] ?? null),
        position: number,
        language: tag,
        slug: `seite-${number}`,
        kind: 'page' as const,
        situations: [],
        town: null,
        mirrorOf: null,
        title: `${tag} Seite ${number}`,
        summary: `${tag} Worum es auf Seite ${number} geht.`,
        publishedAt: new Date(),
        content: content(tag, number),
        organisation: null,
        formUrl: null,
        madeBy: 'human' as const,
        outdated: false,
        confirmedOn: null,
        checkedOn: '2026-11-23',
        words: { a: `Seite ${number}`, b: '', c: '' },
      })),
    );
    await replacePublicPages(trx, tenant.id, ids, rows);
    await touchContent(trx, tenant.id);
  });
}

/** What goes over the wire for an address, as a browser asks for it. */
async function sentKilobytes(url: string): Promise<number> {
  const [answer] = (await once(get(url, { headers: { 'accept-encoding': 'br' } }), 'response')) as [IncomingMessage];
  let bytes = 0;
  for await (const chunk of answer) bytes += (chunk as Buffer).length;
  if (answer.statusCode !== 200 || answer.headers['content-encoding'] !== 'br') throw new Error(`${url}: ${answer.statusCode}`);
  return bytes / 1000;
}

const lists = ['pages/', 'locations/?on_map=1', 'events/?combine_recurring=True'] as const;
/** One of them alone may fall into a pause of the collector, here or there. */
const rounds = 3;
const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * The lists that the app reads, of a district with 300 pages, 1,000 places and 500 events in 15 languages: milliseconds to the
 * first byte, the slowest language of each, the median of three times. Cold: the district has just published something, so that nothing is remembered.
 */
export async function benchIntegreat(serverUrl: string, quick: boolean): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dreiklang-bench-integreat-'));
  const ground = await openGround(serverUrl, 'bench_integreat');
  const context = await addTenant(ground, 'recklinghausen', '05562');
  await fill(context);
  await vacuum(ground.ownerUrl);
  openMasterKey(join(folder, 'master.key'));
  const program = await startProgram(ground.ownerUrl, folder);
  const firstByte = async (path: string, headers: Record<string, string> = {}) => {
    const started = performance.now();
    const answer = await fetch(`http://127.0.0.1:${program.port}${path}`, { headers });
    const took = performance.now() - started;
    const found = answer.status === 200 ? ((await answer.json()) as unknown[]).length : 0;
    return { took, found, status: answer.status, etag: answer.headers.get('etag') ?? '' };
  };
  const languages = quick ? spoken.slice(0, 3) : spoken;
  const expected = { 'pages/': pages, 'locations/?on_map=1': places, 'events/?combine_recurring=True': events };
  const results: Result[] = [];
  try {
    // What is measured is a cold memory, not a program that has just started.
    for (const list of lists) await firstByte(`/api/v3/recklinghausen/de/${list}`);
    for (const list of lists) {
      const [cold, cached, unchanged]: [number[], number[], number[]] = [[], [], []];
      for (const language of languages) {
        const took: [number[], number[], number[]] = [[], [], []];
        for (let round = 0; round < rounds; round += 1) {
          const path = `/api/v3/recklinghausen/${codeOf(language)}/${list}`;
          await context.transaction((trx) => touchContent(trx, context.tenant.id));
          await pause(300);
          const first = await firstByte(path);
          if (first.found < expected[list]) throw new Error(`${path} has ${first.found} of ${expected[list]}`);
          took[0].push(first.took);
          // The second time it is kept, the third time it is compressed already.
          await firstByte(path);
          await firstByte(path);
          const again = await firstByte(path);
          took[1].push(again.took);
          const same = await firstByte(path, { 'if-none-match': again.etag });
          if (same.status !== 304) throw new Error(`${path}: ${same.status} for a tag that is known`);
          took[2].push(same.took);
        }
        for (const [index, all] of [cold, cached, unchanged].entries()) all.push(median(took[index] ?? []));
      }
      const [name = ''] = list.split(/[/?]/);
      const limit = (what: string, took: number[], most: number): Result => ({
        name: `Integreat ${name}, ${what}: first byte, slowest language (median of three)`,
        value: Math.max(...took),
        baseline: most,
        unit: 'ms',
        target: 1,
        better: 'lower',
      });
      results.push(limit('cold', cold, 150), limit('from the cache', cached, 20), limit('unchanged', unchanged, 20));
    }
    const bundle = await Promise.all(
      languages.map((language) => sentKilobytes(`http://127.0.0.1:${program.port}/recklinghausen/${language.tag}/offline.json`)),
    );
    results.push({
      name: 'a whole district for reading offline, largest language, compressed',
      value: Math.max(...bundle),
      baseline: 1000,
      unit: 'kB',
      target: 1,
      better: 'lower',
    });
    return results;
  } finally {
    program.child.kill('SIGTERM');
    await ground.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
