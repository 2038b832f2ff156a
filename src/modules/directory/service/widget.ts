import { z } from 'zod';
import type { Context } from '#platform/access';
import { findInterfaceLanguage, type InterfaceLanguage, interfaceLanguages, translator } from '#platform/i18n';
import { tenantName } from '#platform/tenancy';
import { type SearchAddress, search, searchAddressSchema } from './searching.ts';
import { queryOf } from './showing/addresses.ts';
import { cardOf, type OfferCardView } from './showing/cards.ts';
import { categoryName, groundOf, placeName } from './showing/ground.ts';
import { wordingIn } from './wording.ts';

/** Offers of a district on another website; what is shown stands in the address, so that nothing need be kept. */

export const mostEmbedded = 10;
export const usuallyEmbedded = 5;

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value);
const lenient = <T extends z.ZodType>(schema: T) => z.preprocess(first, schema.optional().catch(undefined));

/** Town, topic and number; what makes no sense is left out, because nobody reads an error in somebody else's page. */
export const widgetSchema = z.object({
  ort: lenient(z.string().regex(/^\d{8}$/)),
  thema: lenient(z.string().regex(/^[a-z0-9-]{2,60}$/)),
  /** In which language it is shown; the page on which the code is made may be read in another. */
  sprache: lenient(z.enum(interfaceLanguages.map(({ tag }) => tag) as [string, ...string[]])),
  anzahl: z.preprocess(first, z.coerce.number().int().min(1).max(mostEmbedded).catch(usuallyEmbedded)),
});
export type WidgetChoice = z.output<typeof widgetSchema>;

export interface WidgetView {
  readonly title: string;
  readonly total: number;
  readonly cards: readonly OfferCardView[];
  /** Absolute: the same search on our own pages. */
  readonly all: string;
  readonly origin: string;
  readonly district: string;
}

/** The parameters of a choice, without what is usual. */
export function widgetQuery({ ort, thema, anzahl }: WidgetChoice): string {
  const query = new URLSearchParams({ ...(ort ? { ort } : {}), ...(thema ? { thema } : {}), anzahl: String(anzahl) });
  return `?${query}`;
}

export async function showWidget(context: Context, choice: WidgetChoice): Promise<WidgetView> {
  const { tenant, language, publicUrl } = context;
  const ground = await groundOf(context);
  const wording = wordingIn(language);
  const address: SearchAddress = searchAddressSchema.parse({ ort: choice.ort, thema: choice.thema });
  const found = await search(context, address);
  const town = choice.ort ? ground.town(choice.ort) : undefined;
  const place = town ? placeName(town, wording) : tenantName(tenant, language);
  const topic = choice.thema && ground.categories.find(choice.thema) ? categoryName(ground, choice.thema, wording) : undefined;
  const base = `/${tenant.slug}/${language.tag}/`;
  return {
    title: topic ? wording.t('directory:widget.title_topic', { topic, place }) : wording.t('directory:widget.title', { place }),
    total: found.total,
    cards: found.offers.slice(0, choice.anzahl).map((offer) => cardOf(offer, { context, ground, visitor: {}, query: '' })),
    all: `${publicUrl}${base}angebote${queryOf(address)}`,
    origin: publicUrl,
    district: tenantName(tenant, language),
  };
}

export interface WidgetForm {
  readonly towns: readonly { readonly value: string; readonly label: string }[];
  readonly topics: readonly { readonly value: string; readonly label: string }[];
  readonly languages: readonly {
    readonly value: string;
    readonly label: string;
    readonly lang: string;
    readonly dir: 'ltr' | 'rtl';
  }[];
  /** In which it is shown. */
  readonly language: InterfaceLanguage;
  readonly view: WidgetView;
  readonly choice: WidgetChoice;
  /** Below our own origin, and with it. */
  readonly frame: string;
  readonly snippet: string;
  readonly origin: string;
  /** CSS pixels that the frame needs for this many cards in a column of some 400 pixels. */
  readonly height: number;
}

/** Measured in a column of 400 pixels; a wider one leaves a little empty, a narrower one scrolls inside. */
const cardHeight = 150;
const headHeight = 130;

export async function describeWidget(context: Context, choice: WidgetChoice): Promise<WidgetForm> {
  const { tenant, publicUrl } = context;
  const shown = (choice.sprache && findInterfaceLanguage(choice.sprache)) || context.language;
  const ground = await groundOf(context);
  const wording = wordingIn(context.language);
  const view = await showWidget({ ...context, language: shown, t: translator(shown) }, choice);
  const base = `/${tenant.slug}/${shown.tag}/einbetten/ansicht`;
  const query = widgetQuery(choice);
  return {
    towns: ground.towns.map((town) => ({ value: town.key, label: placeName(town, wording) })),
    topics: ground.categories.tops
      .filter(({ active }) => active)
      .flatMap(({ id }) => [
        { value: id, label: categoryName(ground, id, wording) },
        ...ground.categories
          .leavesOf(id)
          .filter(({ active }) => active)
          .map((leaf) => ({ value: leaf.id, label: `– ${categoryName(ground, leaf.id, wording)}` })),
      ]),
    languages: interfaceLanguages.map(({ tag, autonym, htmlLang, dir }) => ({ value: tag, label: autonym, lang: htmlLang, dir })),
    language: shown,
    view,
    choice,
    frame: `${base}${query}`,
    snippet: `${base}.html${query}`,
    origin: publicUrl,
    height: headHeight + choice.anzahl * cardHeight,
  };
}
