import { join } from 'node:path';
import type { Context } from '#platform/access';
import { projectRoot } from '#platform/config';
import { compilePdf, qrSvg } from '#platform/documents';
import type { InterfaceLanguage } from '#platform/i18n';
import { tenantName } from '#platform/tenancy';
import { type SheetSide, sideOf } from '../printing.ts';
import { today } from '../releasing.ts';
import type { Ground } from '../showing/ground.ts';
import { describeOffer } from '../showing/offer-view.ts';
import { wordingIn } from '../wording.ts';
import type { OpenedList } from './handing-over.ts';

/** Data of typst/short-list.typ. */
interface ListSheet {
  readonly sender: string;
  readonly date: string;
  readonly pageLabel: string;
  readonly lead: string;
  readonly note: string | null;
  readonly offers: readonly {
    readonly sides: readonly SheetSide[];
    readonly note: string | null;
    readonly noteLabel: string;
    readonly qr: string;
    readonly qrLabel: string;
    readonly address: string;
  }[];
}

const template = { root: join(projectRoot, 'src/modules/directory/typst'), main: 'short-list.typ' };

/** The whole list as an accessible PDF (PDF/UA-1) to take along, in one language or in two side by side. */
export function shortListPdf(
  context: Context,
  ground: Ground,
  list: OpenedList,
  second: InterfaceLanguage | undefined,
): Promise<Buffer> {
  const { language } = context;
  const { t, day } = wordingIn(language);
  const sides = (row: OpenedList['offers'][number]['row']) =>
    [language, ...(second ? [second] : [])].map((one) => sideOf(describeOffer(row, one, { context, ground, visitor: {} })));
  const data: ListSheet = {
    sender: tenantName(context.tenant, language),
    date: t('directory:print.date', { date: day(today(context.now())) }),
    pageLabel: t('directory:print.page', { page: '{page}', pages: '{pages}' }),
    lead: t('directory:short_list.until', { date: day(today(list.expiresAt)) }),
    note: list.note ?? null,
    offers: list.offers.map(({ row, note }) => {
      const { address } = describeOffer(row, language, { context, ground, visitor: {} });
      return {
        sides: sides(row),
        note: note ?? null,
        noteLabel: t('directory:short_list.note'),
        qr: qrSvg(address, { title: t('directory:offer.qr_alt', { address }) }),
        qrLabel: t('directory:print.qr'),
        address,
      };
    }),
  };
  return compilePdf(template, data, {
    language,
    title: t('directory:short_list.title'),
    format: 'a4',
    accent: context.tenant.settings.accent,
    createdAt: context.now(),
  });
}
