import type { Caller } from './caller.ts';
import { readPage } from './form.ts';
import { expectSent, linksOf } from './life-parts.ts';

/** Has the jobs done that wait, or leaves the worker of a running program some time. */
export type Work = () => Promise<void>;

/** A table of people, as a town would send it. */
const table = (heading: string, year: number) =>
  `Ort;Jahr;${heading}\nVerl;${year};${25_000 + year}\nRietberg;${year};${29_000 + year}\n`;

const boundary = 'life-of-monitoring';

/** Sends a file through the form and waits until it has been read. @returns the page of the import */
async function upload(base: string, staff: Caller, work: Work, name: string, content: string): Promise<string> {
  const head = `Content-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/csv`;
  const body = `--${boundary}\r\n${head}\r\n\r\n${content}\r\n--${boundary}--\r\n`;
  const sent = await staff.post(`${base}/einspielen`, body, `multipart/form-data; boundary=${boundary}`);
  expectSent('a file', sent);
  await settled(staff, sent.location, work);
  return sent.location;
}

/** Waits until nothing is under way with an import: its page no longer asks to be opened again. */
async function settled(staff: Caller, page: string, work: Work): Promise<void> {
  for (let looks = 0; looks < 200; looks++) {
    await work();
    if (!(await staff.get(page)).body.includes('http-equiv="refresh"')) return;
  }
  throw new Error(`${page} is still under way`);
}

/** Says what the columns of a file mean, so that files like it are known from now on. */
async function answer(page: string, staff: Caller): Promise<void> {
  const address = `${page}/zuordnung`;
  const { status, body } = await staff.send(address, '/zuordnung', { schritt: 'spalten' });
  const form = readPage(body, address).forms.find(({ action }) => action === address);
  if (!form) throw new Error(`${address} (${status}) asks nothing more`);
  const given = {
    schritt: 'zuordnen',
    name: 'Einwohner der Städte',
    indicator0: 'new',
    source: 'new',
    sourceName: 'Melderegister',
    sourcePublisher: 'Stadt Verl',
    sourceLicence: 'http://dcat-ap.de/def/licenses/dl-by-de/2.0',
    sourceAttribution: 'Stadt Verl',
  };
  for (const [name, value] of Object.entries(given)) form.fields.set(name, value);
  expectSent('answers', await staff.post(address, form.fields));
}

/** One file waits for answers, one is accepted, the others wait to be. */
async function addImports(base: string, staff: Caller, work: Work, times: number): Promise<readonly string[]> {
  const asked = await upload(base, staff, work, 'fragen.csv', table('Kopfzahl am Stichtag', 2001));
  const first = await upload(base, staff, work, 'einwohner.csv', table('Einwohner laut Melderegister', 2001));
  await answer(first, staff);
  await settled(staff, first, work);
  expectSent('an acceptance', await staff.send(first, '/uebernehmen'));
  await settled(staff, first, work);
  const waiting: string[] = [];
  for (let count = 1; count <= times; count++) {
    const year = 2001 + count;
    waiting.push(await upload(base, staff, work, `einwohner-${year}.csv`, table('Einwohner laut Melderegister', year)));
  }
  return [asked, first, ...waiting.slice(0, 1)];
}

/** Composes reports; the first is frozen and its edition public. */
async function addReports(base: string, staff: Caller, times: number): Promise<readonly string[]> {
  const form = `${base}/berichte/neu`;
  const [, territory = ''] = /<option value="(\d{5})"/.exec((await staff.get(form)).body) ?? [];
  const reports: string[] = [];
  for (let count = 0; count <= times; count++) {
    const report = { title: `Bericht ${count}`, territory, beginning: count < 2 ? 'district' : 'empty' };
    const sent = await staff.send(form, '/berichte/neu', report);
    expectSent('a report', sent);
    reports.push(sent.location);
  }
  const [first = '', second = ''] = reports;
  expectSent('an edition', await staff.send(`${first}/einfrieren`, '/einfrieren'));
  const [edition = ''] = await linksOf(staff, first, /\/ausgaben\/[0-9a-f-]{36}$/);
  expectSent('a public edition', await staff.send(edition, '/oeffentlich'));
  return [second, first, edition];
}

/**
 * Lets the staff bring in files and say what they mean, have tables fetched, explain what contradicts itself, set targets,
 * and publish a report.
 * @returns what the tour would not choose among many alike, and addresses that only machines are told
 */
export async function fillWithMonitoring(
  slug: string,
  people: { readonly nobody: Caller; readonly staff: Caller; readonly work: Work },
  times: number,
): Promise<string[]> {
  const base = `/intern/${slug}/monitoring`;
  const { nobody, staff, work } = people;
  const form = `${base}/ziele/neu?kennzahl=auslaenderanteil`;
  for (let count = 1; count <= times; count++) {
    const target = { year: String(2030 + count), value: '12,5', source: `Beschluss ${count}` };
    expectSent('a target', await staff.send(form, '/ziele/neu', target));
    const retrieval = { service: 'zensus', tableCode: `1000A-${1000 + count}` };
    expectSent('a retrieval', await staff.send(`${base}/abrufe/neu`, '/abrufe/neu', retrieval));
    const source = { key: `amt-${count}`, 'names.de': `Amt ${count}`, publisher: 'Stadt Verl' };
    expectSent('a source', await staff.send(`${base}/quellen/neu`, '/quellen/neu', source));
    const dimension = { key: `merkmal_${count}`, 'names.de': `Merkmal ${count}` };
    expectSent('a dimension', await staff.send(`${base}/gliederungen/neu`, '/gliederungen/neu', dimension));
  }
  const [finding = ''] = await linksOf(staff, `${base}/hinweise`, /\/hinweise\/[0-9a-f-]{36}$/);
  expectSent('an explanation', await staff.send(finding, finding, { explanation: 'Zwei Stichtage, zwei Zählungen.' }));
  const imports = await addImports(base, staff, work, times);
  const reports = await addReports(base, staff, times);
  const [dataset = ''] =
    /\/open-data\/[\w-]+\/datasets\/[\w-]+/.exec((await nobody.get(`/open-data/${slug}/catalog.jsonld`)).body) ?? [];
  return [...imports, ...reports, finding, dataset];
}
