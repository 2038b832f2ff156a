import type { OrganisationContent } from '../../model/content.ts';
import { sourceTitle } from '../../model/sources.ts';
import type { InstitutionRow } from '../../store/kinds/lists.ts';
import { type Ground, placeName } from '../showing/ground.ts';
import { type ContactView, contactsOf } from '../showing/offer-view.ts';
import { germanPhrase, type Phrase, translated } from '../showing/phrase.ts';
import type { Wording } from '../wording.ts';

/** Whom to ask for what. */
export interface PointView {
  readonly topic: Phrase;
  /** Function, room and hours, each a line. */
  readonly lines: readonly Phrase[];
  readonly contacts: readonly ContactView[];
  /** Slug of the public entry that says more. */
  readonly slug: string | undefined;
}

/** An institution as the list, the handbook and its own page show it, in one language. */
export interface InstitutionView {
  readonly id: string;
  readonly slug: string;
  readonly name: Phrase;
  readonly kind: string;
  readonly description: Phrase;
  readonly machine: boolean;
  readonly german: boolean;
  readonly example: boolean;
  readonly townKeys: readonly string[];
  readonly towns: string;
  readonly tasks: readonly Phrase[];
  readonly points: readonly PointView[];
  readonly address: readonly Phrase[];
  readonly hours: readonly string[];
  readonly accessibility: readonly string[];
  readonly contacts: readonly ContactView[];
  readonly source: Phrase | undefined;
}

export function pointsOf(content: OrganisationContent, wording: Wording): PointView[] {
  const german = (text: string | undefined) => (text ? [germanPhrase(text, wording.language)] : []);
  return (content.contactPoints ?? []).map(({ topic, role, phone, email, room, hours }) => ({
    topic: germanPhrase(topic, wording.language),
    lines: [...german(role), ...german(room), ...(hours ? wording.hoursText(hours).map((text) => ({ text })) : [])],
    contacts: contactsOf({ phone, email }, wording),
    slug: undefined,
  }));
}

/** Visiting address, as far as it is public (`publicOrganisation` has seen to that). */
export function addressOf({ place }: OrganisationContent, wording: Wording): Phrase[] {
  if (!place) return [];
  const postal = [place.postcode, place.city].filter(Boolean).join(' ');
  return [place.name, place.street, postal, place.directions].flatMap((text) =>
    text ? [germanPhrase(text, wording.language)] : [],
  );
}

/** Contact entries that say nothing which a contact point has not said already are left out. */
function furtherPoints({ contacts, content }: InstitutionRow, known: readonly PointView[], wording: Wording): PointView[] {
  const said = new Set(known.flatMap(({ topic, lines }) => [topic.text, ...lines.map(({ text }) => text)]));
  return contacts
    .filter(({ name }) => !said.has(name) && name !== content.name)
    .map(({ slug, name, contact }) => ({
      topic: germanPhrase(name, wording.language),
      lines: contact?.role && contact.role !== name ? [germanPhrase(contact.role, wording.language)] : [],
      contacts: contactsOf(contact ?? undefined, wording),
      slug,
    }));
}

export function institutionView(row: InstitutionRow, ground: Ground, wording: Wording): InstitutionView {
  const { content } = row;
  const { language } = wording;
  const { texts, machine, german } = translated(content, ['description'], language);
  const towns = content.towns.map((key) => ground.town(key)).filter((town) => town !== undefined);
  const points = pointsOf(content, wording);
  return {
    id: row.organisationId,
    slug: row.slug,
    name: germanPhrase(content.name, language),
    kind: wording.t(`directory:organisationKind.${content.kind}`),
    description: texts.description,
    machine,
    german,
    example: content.demonstration === true,
    townKeys: content.towns,
    towns: towns.length
      ? wording.list(towns.map((town) => placeName(town, wording)))
      : wording.t('directory:wording.whole_district'),
    tasks: (content.tasks ?? []).map((text) => germanPhrase(text, language)),
    points: [...points, ...furtherPoints(row, points, wording)],
    address: addressOf(content, wording),
    hours: content.hours ? wording.hoursText(content.hours) : [],
    accessibility: (content.place?.accessibility ?? []).map((one) => wording.t(`directory:accessibility.${one}`)),
    contacts: contactsOf(content, wording),
    source:
      content.source && !content.demonstration
        ? germanPhrase(`${sourceTitle(content.source.document)}, ${content.source.section}`, language)
        : undefined,
  };
}
