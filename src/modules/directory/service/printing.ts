import { join } from 'node:path';
import type { Context } from '#platform/access';
import { projectRoot } from '#platform/config';
import { compilePdf, qrSvg } from '#platform/documents';
import { german, type InterfaceLanguage } from '#platform/i18n';
import { tenantName } from '#platform/tenancy';
import type { PublicOfferRow } from '../store/public-offers.ts';
import type { Ground } from './showing/ground.ts';
import { describeOffer, type OfferView } from './showing/offer-view.ts';
import type { Phrase } from './showing/phrase.ts';
import { wordingIn } from './wording.ts';

/** A text of the sheet with the interface language it is in. */
interface SheetText {
  readonly text: string;
  readonly tag: string;
}

export interface SheetRow {
  readonly label: string;
  readonly lines: readonly SheetText[];
}

/** One language of the hand-out. */
export interface SheetSide {
  readonly tag: string;
  readonly kind: string;
  readonly name: SheetText;
  readonly summary: SheetText;
  readonly description: SheetText;
  readonly answer: string | null;
  readonly rows: readonly SheetRow[];
  readonly note: string | null;
}

export interface Sheet {
  readonly sides: readonly [SheetSide] | readonly [SheetSide, SheetSide];
  readonly sender: string;
  readonly source: string;
  readonly date: string;
  readonly pageLabel: string;
  readonly qr: string;
  readonly qrLabel: string;
  readonly address: string;
}

/** One language of an offer as it is printed. */
export function sideOf(offer: OfferView): SheetSide {
  const { language } = offer;
  const wording = wordingIn(language);
  const { t } = wording;
  const text = ({ text: value, lang }: Phrase): SheetText => ({ text: value, tag: lang ? german.tag : language.tag });
  const own = (value: string): SheetText => ({ text: value, tag: language.tag });
  const contact = [
    ...(offer.contactRole ? [text(offer.contactRole)] : []),
    ...offer.contacts.map(({ text: value }) => ({ text: value, tag: german.tag })),
  ];
  const rows: SheetRow[] = [
    ...offer.facts.map(({ label, lines }) => ({ label, lines: lines.map(text) })),
    ...(offer.next.length ? [{ label: t('directory:offer.next'), lines: offer.next.slice(0, 3).map(own) }] : []),
    ...(contact.length ? [{ label: t('directory:offer.contact'), lines: contact }] : []),
    ...(offer.provider ? [{ label: t('directory:offer.provider_label'), lines: [text(offer.provider.name)] }] : []),
  ];
  const notes = [
    ...(offer.example ? [t('directory:offer.example_text')] : []),
    ...(offer.machine ? [t('directory:offer.machine_text')] : []),
    ...(offer.outdated ? [t('directory:offer.outdated_text')] : []),
    ...(offer.unknown ? [offer.unknown] : []),
  ];
  return {
    tag: language.tag,
    kind: offer.kind,
    name: text(offer.title),
    summary: text(offer.summary),
    description: text(offer.description),
    answer: offer.answer?.text ?? null,
    rows,
    note: notes.join(' ') || null,
  };
}

/**
 * The hand-out of an offer in the visitor's language, or in two for a person and their companion. Facts stand in the
 * same order on both sides, so each can point at what the other reads.
 */
export function sheetOf(context: Context, ground: Ground, row: PublicOfferRow, second?: InterfaceLanguage): Sheet {
  const view = (language: InterfaceLanguage) => describeOffer(row, language, { context, ground, visitor: {} });
  const { language } = context;
  const offer = view(language);
  const { t, day } = wordingIn(language);
  const now = context.now();
  const today = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
  const other = second && second.tag !== language.tag ? sideOf(view(second)) : undefined;
  return {
    sides: other ? [sideOf(offer), other] : [sideOf(offer)],
    sender: tenantName(context.tenant, language),
    source: [offer.confirmed, ...(offer.source ? [`${t('directory:offer.source')} ${offer.source.text}`] : [])].join(' '),
    date: t('directory:print.date', { date: day(today) }),
    pageLabel: t('directory:print.page', { page: '{page}', pages: '{pages}' }),
    qr: qrSvg(offer.address, { title: t('directory:offer.qr_alt', { address: offer.address }) }),
    qrLabel: t('directory:print.qr'),
    address: offer.address,
  };
}

const template = { root: join(projectRoot, 'src/modules/directory/typst'), main: 'offer.typ' };

/** The same sheet as an accessible PDF (PDF/UA-1). */
export function sheetPdf(context: Context, sheet: Sheet, format: 'a4' | 'a5'): Promise<Buffer> {
  const { accent } = context.tenant.settings;
  return compilePdf(template, sheet, {
    language: context.language,
    title: sheet.sides[0].name.text,
    format,
    accent,
    createdAt: context.now(),
  });
}
