import type { Caller } from './caller.ts';
import type { Work } from './life-monitoring.ts';
import { expectSent } from './life-parts.ts';

const boundary = 'life-of-sources';
const head = 'Nr;Titel;Text;Träger;Rubrik\n';

/** Sends a file of a source and waits until nothing is under way with it. @returns the page of the run */
async function bring(source: string, staff: Caller, work: Work, content: string): Promise<string> {
  const part = 'Content-Disposition: form-data; name="file"; filename="liste.csv"\r\nContent-Type: text/csv';
  const body = `--${boundary}\r\n${part}\r\n\r\n${content}\r\n--${boundary}--\r\n`;
  const sent = await staff.post(`${source}/datei`, body, `multipart/form-data; boundary=${boundary}`);
  expectSent('a file of a source', sent);
  await settled(sent.location, staff, work);
  return sent.location;
}

async function settled(run: string, staff: Caller, work: Work): Promise<void> {
  for (let looks = 0; looks < 60; looks++) {
    await work();
    if (!(await staff.get(run)).body.includes('http-equiv="refresh"')) return;
  }
  throw new Error(`${run} is still under way`);
}

/**
 * Lets the staff add sources, say what their columns mean, take a run over and leave one to be looked at.
 * @returns pages that a walk along the lists would not choose
 */
export async function fillWithSources(slug: string, staff: Caller, work: Work, times: number): Promise<string[]> {
  const base = `/intern/${slug}/wegweiser/quellen`;
  const sources: string[] = [];
  for (let count = 1; count <= times; count++) {
    const settings = { name: `Quelle ${count}`, kind: 'csv', every: 'never' };
    const sent = await staff.send(`${base}/neu`, '/neu', settings);
    expectSent('a source', sent);
    sources.push(sent.location);
  }
  const [source = ''] = sources;
  const asked = await bring(source, staff, work, `${head}1;Schach im Park;Jeden Tag.;Schachverein;Spiele\n`);
  expectSent('a mapping', await staff.send(`${source}/zuordnung`, '/zuordnung', { 'w.categories.0': 'sport' }));
  await settled(asked, staff, work);
  expectSent('an acceptance', await staff.send(asked, '/uebernehmen'));
  await settled(asked, staff, work);
  const second = await bring(source, staff, work, `${head}1;Schach im Park;Bei jedem Wetter.;Schachverein;Spiele\n`);
  expectSent('a choice', await staff.send(`${second}?art=changed`, '/entscheiden', { 's.0.description': 'ours' }));
  expectSent('an acceptance', await staff.send(second, '/uebernehmen'));
  await settled(second, staff, work);
  const open = await bring(source, staff, work, `${head}2;Schach-Treff;Noch einer.;Schachverein;Spiele\n`);
  return [source, second, open];
}
