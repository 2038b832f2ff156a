import type { ToldKind, ToldOffer } from '#modules/directory';
import { foreign, type Html, link, plain, write } from '../../model/integreat/html.ts';
import { numberOf } from '../../model/integreat/numbers.ts';
import type { Contact, Organization } from '../../model/integreat/types.ts';
import type { Frame } from './frame.ts';

type Phrase = ToldOffer['title'];

/** Where an offer is found in the app: on the map, among the events, else in the tree of pages. */
export const placeOfOffer = (slug: string, kind: ToldKind | undefined): string =>
  `${kind?.place ? 'locations' : kind?.stretches.length ? 'events' : 'angebote'}/${slug}`;

const said = ({ text, lang, dir }: Phrase, tag: 'p' | 'div' = 'p'): Html => {
  const inner = write`<${tag as Html}>${plain(text)}</${tag as Html}>`;
  return lang === undefined ? inner : foreign({ lang, dir: dir ?? 'ltr' }, inner);
};

function paragraphs(phrase: Phrase): readonly Html[] {
  return phrase.text.split(/\n{2,}/).flatMap((text) => (text.trim() ? said({ ...phrase, text: text.trim() }) : []));
}

const inlineSaid = ({ text, lang, dir }: Phrase): Html =>
  lang === undefined ? plain(text) : write`<span lang="${plain(lang)}" dir="${plain(dir ?? 'ltr')}">${plain(text)}</span>`;

const joined = (parts: readonly Html[], between: Html): Html =>
  parts.reduce((all, part, at) => (at ? write`${all}${between}${part}` : part), '' as Html);

/** What an offer's marks say of it: invented, translated by a machine, older than the German text, in German. */
function notices({ context: { t } }: Frame, offer: ToldOffer): readonly Html[] {
  const texts = [
    ...(offer.example ? [t('directory:offer.example_text')] : []),
    ...(offer.machine ? [t('directory:offer.machine_text')] : []),
    ...(offer.outdated ? [t('directory:offer.outdated_text')] : []),
    ...(offer.german ? [t('directory:offer.german_text')] : []),
  ];
  return texts.map((text) => write`<p><em>${plain(text)}</em></p>`);
}

function contactCard(offer: ToldOffer): Html {
  const { provider, contacts, contactRole } = offer;
  const lines = [
    ...(provider ? [write`<strong>${inlineSaid(provider.name)}</strong>`] : []),
    ...(contactRole ? [plain(contactRole)] : []),
    ...contacts.map(({ label, text, href, kind }) => write`${plain(label)}: ${link(href, plain(text), kind !== 'website')}`),
  ];
  return lines.length ? write`<div class="contact-card">${lines.map((line) => write`<p>${line}</p>`)}</div>` : ('' as Html);
}

/**
 * An offer as the text of a place, event or page. The interface has no fields for languages, costs, level or whom it is for,
 * so they stand here as a list, where the app's own search finds them.
 */
export function offerHtml(frame: Frame, offer: ToldOffer): Html {
  const { t, publicUrl } = frame.context;
  const facts = offer.facts.map(
    ({ label, lines }) => write`<li><strong>${plain(label)}:</strong> ${joined(lines.map(inlineSaid), '; ' as Html)}</li>`,
  );
  const booking = offer.registrationUrl
    ? write`<p>${link(offer.registrationUrl, plain(t('directory:offer.take_part')), false)}</p>`
    : ('' as Html);
  return write`${notices(frame, offer)}${said(offer.summary)}${paragraphs(offer.description)}${
    facts.length ? write`<ul>${facts}</ul>` : ('' as Html)
  }${booking}${contactCard(offer)}<p>${plain(offer.confirmed)} ${link(`${publicUrl}${offer.href}`, plain(t('directory:print.qr')), true)}</p>`;
}

/** The same as plain text, in short: what lists show, and what is searched. */
export const offerExcerpt = (offer: ToldOffer): string =>
  [offer.summary.text, ...offer.facts.map(({ label, lines }) => `${label}: ${lines.map(({ text }) => text).join('; ')}`)].join(
    '\n',
  );

/** Who offers it. There are no logos; the app shows one wherever it names an organisation. */
export function organizationOf({ context: { publicUrl } }: Frame, provider: ToldOffer['provider']): Organization | null {
  if (!provider) return null;
  return {
    id: numberOf('organisation', provider.slug),
    slug: provider.slug,
    name: provider.name.text,
    logo: `${publicUrl}/api/v3/icons/organisation.svg`,
    website: provider.website ?? `${publicUrl}${provider.href}`,
  };
}

export function contactsOf({ contacts, contactRole, provider, registrationUrl }: ToldOffer): readonly Contact[] {
  const text = (kind: string) => contacts.find((one) => one.kind === kind);
  if (!contacts.length) return [];
  return [
    {
      name: provider?.name.text ?? null,
      area_of_responsibility: contactRole ?? null,
      email: text('email')?.text ?? null,
      phone_number: text('phone')?.text ?? null,
      website: text('website')?.href ?? null,
      mobile_number: null,
      opening_hours: null,
      appointment_url: registrationUrl ?? null,
    },
  ];
}
