import { LRUCache } from 'lru-cache';
import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import { type PlainDay, plainWeek } from '../model/plain-week.ts';
import { publicOffer, publicOrganisation } from '../model/public-view.ts';
import { type Stretch, stretchesOf } from '../model/stretches.ts';
import type { PublicOfferRow } from '../store/public-offers.ts';
import { listToldRows, listToldTimes, type ToldOverview, toldLanguages, toldOverview } from '../store/telling.ts';
import { paths } from './showing/addresses.ts';
import { categoryName, groundOf } from './showing/ground.ts';
import { factsOf } from './showing/offer-facts.ts';
import { type ContactView, contactsOf } from './showing/offer-view.ts';
import { germanPhrase, type Phrase, translated } from './showing/phrase.ts';
import { wordingIn } from './wording.ts';

/** One exact place that everybody may know. */
export interface ToldPlace {
  readonly name: string | undefined;
  readonly street: string | undefined;
  readonly postcode: string | undefined;
  readonly city: string | undefined;
  readonly lat: number;
  readonly lon: number;
  /** Undefined: nobody has said anything of its accessibility. */
  readonly stepFree: boolean | undefined;
}

/** An offer in one language, for other modules that pass all of them on in a form of their own. */
export interface ToldOffer {
  readonly id: string;
  readonly slug: string;
  /** Path of its public page. */
  readonly href: string;
  readonly title: Phrase;
  readonly summary: Phrase;
  readonly description: Phrase;
  /** Something of it was made by a machine, is older than the German text, or is shown in German. */
  readonly machine: boolean;
  readonly outdated: boolean;
  readonly german: boolean;
  readonly example: boolean;
  /** Whether the facts were confirmed, and when. */
  readonly confirmed: string;
  readonly facts: readonly { readonly label: string; readonly lines: readonly Phrase[] }[];
  /** Topics by id; the first is the main one. */
  readonly categories: readonly { readonly id: string; readonly top: string; readonly name: string }[];
  readonly provider:
    | { readonly slug: string; readonly name: Phrase; readonly href: string; readonly website: string | undefined }
    | undefined;
  readonly contactRole: string | undefined;
  readonly contacts: readonly ContactView[];
  readonly registrationUrl: string | undefined;
  readonly place: ToldPlace | undefined;
  readonly week: readonly PlainDay[] | undefined;
  /** It has a break today. */
  readonly pausing: boolean;
  readonly publishedAt: Date;
}

function placeOf({ content, lat, lon }: PublicOfferRow): ToldPlace | undefined {
  const { place } = content;
  if (place?.visibility !== 'public' || lat === null || lon === null) return undefined;
  const { name, street, postcode, city, accessibility } = place;
  return {
    name,
    street,
    postcode,
    city,
    lat,
    lon,
    stepFree: accessibility.length ? accessibility.includes('step_free') : undefined,
  };
}

/** What an offer is among others: at an exact place that all may know, on certain days to come, both, or neither. */
export interface ToldKind {
  readonly id: string;
  readonly place: boolean;
  /** What takes place on certain days, from now on. */
  readonly stretches: readonly Stretch[];
}

/** By district and what it published; a day, because dates pass. */
const kept = new LRUCache<string, Promise<ReadonlyMap<string, ToldKind>>>({ max: 20, ttl: 3_600_000 });

async function readKinds({ tenant, database, now }: Context, horizon: Date): Promise<ReadonlyMap<string, ToldKind>> {
  const rows = await listToldTimes(database.shared, tenant.id);
  const from = now();
  return new Map(
    rows.map(({ offerId, slug, located, schedules, breaks }) => {
      const stretches = (schedules ?? []).flatMap((one) => (one.kind === 'dates' ? stretchesOf(one, breaks, from, horizon) : []));
      return [slug, { id: offerId, place: located, stretches }];
    }),
  );
}

/**
 * All published offers by slug, without a word of theirs.
 * @param horizon how long dates are worked out for; a series without end ends there
 */
export function kindsOfOffers(context: Context, horizon: Date): Promise<ReadonlyMap<string, ToldKind>> {
  const { id, contentVersion } = context.tenant;
  const key = [id, contentVersion, dayOf(context.now()), horizon.getTime()].join(' ');
  const known = kept.get(key);
  if (known) return known;
  const kinds = readKinds(context, horizon);
  kept.set(key, kinds);
  kinds.catch(() => kept.delete(key));
  return kinds;
}

/**
 * Published offers by slug, in the words of the context's language. Hidden addresses and names of persons whose consent
 * has run out are not in them; consent to a page of ours is none to files that others keep, so persons are named nowhere here.
 * All offers of a district are megabytes: they are asked for some at a time.
 */
export async function toldOffers(context: Context, ids: readonly string[]): Promise<readonly ToldOffer[]> {
  const { language, tenant, database } = context;
  const query = { tenantId: tenant.id, tag: language.tag, ids };
  const [rows, ground] = await Promise.all([listToldRows(database.shared, query), groundOf(context)]);
  const wording = wordingIn(language);
  const today = dayOf(context.now());
  const names = new Map<string, { id: string; top: string; name: string }>();
  const categoryOf = (id: string) => {
    const known = names.get(id) ?? {
      id,
      top: ground.categories.topOf(id) ?? id,
      name: categoryName(ground, id, wording),
    };
    names.set(id, known);
    return known;
  };
  const tell = (stored: PublicOfferRow): ToldOffer => {
    const row = { ...stored, content: publicOffer(stored.content, today) };
    const { content: offer } = row;
    const organisation = stored.organisation && {
      ...stored.organisation,
      content: publicOrganisation(stored.organisation.content),
    };
    const place = placeOf(row);
    const { texts, machine, german, outdated } = translated(offer, ['name', 'summary', 'description'], language);
    const personal = offer.contact?.person !== undefined;
    const own = personal ? { website: offer.contact?.website } : offer.contact;
    const contact = own?.phone || own?.email || own?.website ? own : organisation?.content;
    return {
      id: row.offerId,
      slug: row.slug,
      href: paths.offer(context, row.slug),
      title: texts.name,
      summary: texts.summary,
      description: texts.description,
      machine,
      outdated,
      german,
      example: offer.demonstration === true,
      confirmed:
        row.confirmedOn === null
          ? wording.t(offer.demonstration ? 'directory:offer.example_text' : 'directory:offer.unconfirmed')
          : wording.t('directory:offer.confirmed', { date: wording.day(row.confirmedOn) }),
      facts: factsOf(offer, wording, ground),
      categories: offer.categories.map(categoryOf),
      provider: organisation
        ? {
            slug: organisation.slug,
            name: germanPhrase(organisation.content.name, language),
            href: paths.organisation(context, organisation.slug),
            website: organisation.content.website,
          }
        : undefined,
      contactRole: translated(offer, ['contactRole'], language).texts.contactRole.text || undefined,
      contacts: contactsOf(contact, wording),
      registrationUrl: offer.participation.url,
      place,
      week: plainWeek(offer.schedules, today),
      pausing: offer.breaks.some(({ from, to }) => from <= today && today <= to),
      publishedAt: row.publishedAt,
    };
  };
  return rows.map(tell);
}

/** Whether any offer has a place or dates. */
export const overviewOfOffers = ({ database, tenant }: Context): Promise<ToldOverview> =>
  toldOverview(database.shared, tenant.id);

/** Tags of the languages in which offers say something. */
export const languagesOfOffers = ({ database, tenant }: Context): Promise<readonly string[]> =>
  toldLanguages(database.shared, tenant.id);
