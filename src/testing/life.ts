import type { Role } from '#platform/access';
import type { Caller } from './caller.ts';
import { fillWithConcept } from './life-concept.ts';
import { fillWithDuplicates } from './life-duplicates.ts';
import { fillWithSources } from './life-exchange.ts';
import { fillWithGaps } from './life-gaps.ts';
import { fillWithVoices } from './life-integreat.ts';
import { fillWithMeetings } from './life-meetings.ts';
import { fillWithMonitoring, type Work } from './life-monitoring.ts';
import { fillWithNews } from './life-news.ts';
import { expectSent, linksOf } from './life-parts.ts';
import { fillWithShelter } from './life-protected.ts';
import { fillWithQuality } from './life-quality.ts';
import { fillWithResolutions } from './life-resolutions.ts';
import { fillWithTranslations } from './life-translation.ts';
import { fillWithPages } from './life-tree.ts';
import { fillWithUpkeep } from './life-upkeep.ts';
import { fillWithWords } from './life-words.ts';
import { fillWithTexts } from './life-writing.ts';

/**
 * Lets people do in a demonstration district what fills its lists: propose changes, point out mistakes, ask for their
 * data, be invited. Afterwards every kind of record is there some `times`, and one proposal has been published.
 * @param people.work has jobs done, or leaves the worker some time
 * @returns pages that a walk along the lists would not choose: those of the records that have a history now
 */
export async function fillWithLife(
  slug: string,
  people: { readonly nobody: Caller; as(role: Role): Caller; readonly work: Work },
  times: number,
): Promise<string[]> {
  const desk = `/intern/${slug}`;
  const { nobody: visitor } = people;
  const [provider, staff] = [people.as('provider'), people.as('ki_staff')];
  const [officer, administrator] = [people.as('data_protection_officer'), people.as('administrator')];

  const offers = await linksOf(visitor, `/${slug}/de/angebote`, /\/angebote\/[\w-]+$/);
  const recommendations = await linksOf(
    visitor,
    `/${slug}/de/konzept/integrationskonzept/empfehlungen`,
    /\/integrationskonzept\/\d+$/,
  );
  const own = await linksOf(provider, `${desk}/meine-angebote`, /\/meine-angebote\/[0-9a-f-]{36}$/);
  const [town = ''] = await linksOf(staff, `${desk}/sozialraeume`, /\/sozialraeume\/\d{8}$/);
  for (let count = 1; count <= times; count++) {
    const offer = offers[count % offers.length] ?? '';
    expectSent('a correction', await visitor.send(`${offer}/korrektur`, '/korrektur', { feld: 'fees', vorschlag: `${count} €` }));
    const recommendation = recommendations[count % recommendations.length] ?? '';
    const word = { text: `Das fehlt bei uns, zum ${count}. Mal.`, email: `wort-${count}@example.org` };
    expectSent('feedback', await visitor.send(`${recommendation}/rueckmeldung`, '/rueckmeldung', word));
    const entry = own[count - 1];
    if (entry) expectSent('a change', await provider.send(entry, entry, { name: `Geändertes Angebot ${count}` }));
    const email = `jemand-${count}@example.org`;
    const asked = { kind: count % 2 ? 'access' : 'erasure', email, received: '2026-01-15' };
    expectSent('a request', await officer.send(`${desk}/datenschutz/anfragen/neu`, '/anfragen/neu', asked));
    const hold = { email, reason: `Aktenzeichen ${count}` };
    expectSent('a hold', await officer.send(`${desk}/datenschutz/sperren`, '/sperren', hold));
    const invited = { email };
    expectSent('an invitation', await administrator.send(`${desk}/konten/einladen?rolle=controlling`, '/einladen', invited));
    expectSent('a quarter', await staff.send(town, '/quartiere', { name: `Quartier ${count}` }));
  }

  const words = await fillWithWords(slug, staff, times);
  const figures = await fillWithMonitoring(slug, { nobody: visitor, staff, work: people.work }, times);
  await fillWithShelter(slug, staff);
  const sources = await fillWithSources(slug, staff, people.work, times);
  await fillWithMeetings(slug, staff, times);
  await fillWithDuplicates(slug, staff, people.work);
  const resolutions = await fillWithResolutions(slug, staff, times);
  const voices = await fillWithVoices(slug, visitor, times);
  const commissions = await fillWithGaps(slug, { nobody: visitor, staff }, times);
  const news = await fillWithNews(slug, { nobody: visitor, staff }, times);
  const recommendationRecords = await fillWithConcept(slug, staff, people.as('ki_lead'), times);

  const translations = await fillWithTranslations(slug, staff, times);
  const upkeep = await fillWithUpkeep(slug, staff, times);
  const pages = await fillWithPages(slug, staff, times);
  const texts = await fillWithTexts(slug, people.as('ki_lead'), times);
  const quality = await fillWithQuality(slug, staff);

  // A published change gives its entry a history.
  const [proposal = ''] = await linksOf(staff, `${desk}/wegweiser/vorschlaege`, /\/vorschlaege\/[0-9a-f-]{36}\/\d+$/);
  expectSent('a publication', await staff.send(proposal, '/veroeffentlichen'));
  return [
    proposal.replace(/vorschlaege\/([^/]+).*/, 'eintraege/$1'),
    ...resolutions,
    ...voices,
    ...news,
    ...recommendationRecords,
    ...commissions,
    ...figures,
    ...figures,
    ...sources,
    ...translations,
    ...words,
    ...upkeep,
    ...pages,
    ...texts,
    ...quality,
    ...commissions,
    ...figures,
  ];
}
