import { type EmbeddedEntries, kindsOfOffers, type OfferCardView, type OrganisationCardView } from '#modules/directory';
import { listTowns } from '#modules/territory';
import { findInterfaceLanguage, german } from '#platform/i18n';
import { markTerms } from '../../model/guide/terms.ts';
import { blocksToHtml, foreign, type Html, type HtmlGround, link, plain, write } from '../../model/integreat/html.ts';
import { wordsOf } from '../../model/text/blocks.ts';
import type { PublicPage } from '../../store/public-pages.ts';
import type { Term } from '../../store/terms.ts';
import { explainedWords } from '../guide/words.ts';
import { answerLanguages } from '../guide.ts';
import { type Frame, horizonOf } from './frame.ts';
import { placeOfOffer } from './offers.ts';

/** What the texts of all pages of a district need around them. */
export interface PageGround {
  readonly embedded: EmbeddedEntries;
  readonly towns: ReadonlyMap<string, string>;
  /** Whole address of an offer. */
  readonly offerAddress: (slug: string) => string;
  readonly html: HtmlGround;
  /** Words that texts explain. */
  readonly terms: readonly Term[];
  readonly day: (iso: string) => string;
}

const none = '' as Html;
const lastPart = (href: string) => href.slice(href.lastIndexOf('/') + 1);

function offerCard(card: OfferCardView, address: string): Html {
  const facts = [card.where, card.when].filter((one) => typeof one === 'string' && one);
  return write`<p>${link(address, write`<strong>${plain(card.title.text)}</strong>`, true)}<br>${plain(card.summary.text)}${
    facts.length ? write`<br>${plain(facts.join(' · '))}` : none
  }</p>`;
}

function organisationCard(card: OrganisationCardView, address: string): Html {
  const lines = [
    ...(card.address.length ? [plain(card.address.map(({ text }) => text).join(', '))] : []),
    ...(card.hours.length ? [plain(card.hours.join(' · '))] : []),
    ...card.contacts.map(({ label, text, href, kind }) => write`${plain(label)}: ${link(href, plain(text), kind !== 'website')}`),
  ];
  return write`<div class="contact-card"><p>${link(address, write`<strong>${plain(card.name.text)}</strong>`, true)}</p>${lines.map(
    (line) => write`<p>${line}</p>`,
  )}</div>`;
}

/** @param slugs of the pages that there are */
export async function pageGroundOf(frame: Frame, embedded: EmbeddedEntries, slugs: ReadonlySet<string>): Promise<PageGround> {
  const { context, address } = frame;
  const { publicUrl, tenant, language, t } = context;
  const [kinds, towns, terms] = await Promise.all([
    kindsOfOffers(context, horizonOf(context.now())),
    listTowns(context),
    explainedWords(context),
  ]);
  const days = new Intl.DateTimeFormat(language.locale, { dateStyle: 'long' });
  const offerAddress = (slug: string) => `${address}${placeOfOffer(slug, kinds.get(slug))}`;
  const organisationAddress = (card: OrganisationCardView) => `${publicUrl}${card.href}`;
  const html: HtmlGround = {
    hrefOf: (scheme, slug) => {
      if (scheme === 'page') return slugs.has(slug) ? `${address}ankommen/${slug}` : undefined;
      if (scheme === 'offer') return kinds.has(slug) ? offerAddress(slug) : undefined;
      const card = embedded.organisations.get(slug);
      return card && organisationAddress(card);
    },
    imageHref: (id) => `${publicUrl}/${tenant.slug}/${language.tag}/bild/${id}?b=960`,
    offer: (slug) => {
      const card = embedded.offers.get(slug);
      return card ? offerCard(card, offerAddress(slug)) : none;
    },
    organisation: (slug) => {
      const card = embedded.organisations.get(slug);
      return card ? organisationCard(card, organisationAddress(card)) : none;
    },
    offers: (category) => {
      const shelf = embedded.categories.get(category);
      if (!shelf?.total) return none;
      const cards = shelf.cards.map((card) => offerCard(card, offerAddress(lastPart(card.href))));
      const all = t('orientation:text.all_offers', { count: shelf.total, category: shelf.name });
      return write`${cards}<p>${link(`${publicUrl}${shelf.href}`, plain(all), true)}</p>`;
    },
    videoFacts: ({ sign, minutes, megabytes }) => [
      t(sign ? 'orientation:text.sign_language' : 'orientation:text.video'),
      ...(minutes ? [t('orientation:text.minutes', { count: minutes })] : []),
      ...(megabytes ? [t('orientation:text.megabytes', { count: megabytes })] : []),
    ],
  };
  return {
    embedded,
    towns: new Map(towns.map(({ key, names }) => [key, names[language.tag] ?? names.de ?? key])),
    offerAddress,
    html,
    terms,
    day: (iso) => days.format(new Date(`${iso}T12:00`)),
  };
}

/** A page's marks in words: for which town, not in the reader's language, by a machine, older than the German text, not confirmed. */
function notices({ context: { t, language } }: Frame, page: PublicPage, { towns }: PageGround): readonly Html[] {
  const town = page.town === null ? undefined : towns.get(page.town);
  const texts = [
    ...(town ? [t('orientation:page.town', { town })] : []),
    ...(page.language === language.tag ? [] : [t('orientation:page.german_only')]),
    ...(page.madeBy === 'machine' ? [t('orientation:page.machine')] : []),
    ...(page.outdated ? [t('orientation:page.outdated')] : []),
    ...(page.confirmedOn === null ? [`${t('orientation:page.confirm_title')} ${t('orientation:page.confirm_text')}`] : []),
  ];
  return texts.map((text) => write`<p><em>${plain(text)}</em></p>`);
}

/** The words of a page that the district explains: the app cannot show them where they stand. */
function wordsHtml({ context: { t, language } }: Frame, page: PublicPage, { terms }: PageGround): Html {
  const found = markTerms(page.content, terms, page.language, answerLanguages(language.tag)).terms;
  if (!found.length) return none;
  const rows = found.map(({ word, explanation, language: tag }) => {
    const tongue = findInterfaceLanguage(tag) ?? german;
    const said = plain(explanation);
    return write`<dt>${plain(word)}</dt><dd>${
      tongue.tag === language.tag ? said : foreign({ lang: tongue.htmlLang, dir: tongue.dir }, said)
    }</dd>`;
  });
  return write`<h2>${plain(t('orientation:page.words'))}</h2><dl>${rows}</dl>`;
}

/** The whole content of a page: its marks, what it says, its words, the form it explains, and how old the facts are. */
export function pageHtml(frame: Frame, page: PublicPage, ground: PageGround): Html {
  const { t, language } = frame.context;
  const written = findInterfaceLanguage(page.language) ?? german;
  const text = write`${page.summary ? write`<p>${plain(page.summary)}</p>` : none}${blocksToHtml(page.content, ground.html)}`;
  const form = page.formUrl ? write`<p>${link(page.formUrl, plain(t('orientation:page.form')), false)}</p>` : none;
  const dates = [
    ...(page.confirmedOn ? [`${t('orientation:page.confirmed')} ${ground.day(page.confirmedOn)}`] : []),
    ...(page.checkedOn ? [`${t('orientation:page.checked')} ${ground.day(page.checkedOn)}`] : []),
  ];
  return write`${notices(frame, page, ground)}${
    written.tag === language.tag ? text : foreign({ lang: written.htmlLang, dir: written.dir }, text)
  }${wordsHtml(frame, page, ground)}${form}${dates.map((line) => write`<p>${plain(line)}</p>`)}`;
}

/** What lists and previews show: the summary, else the first words. */
export function pageExcerpt({ summary, content }: PublicPage): string {
  if (summary) return summary;
  const first = content.find((block) => block.type === 'paragraph');
  return first?.type === 'paragraph' ? wordsOf(first.content).slice(0, 300) : '';
}
