import { qrSvg } from '#platform/documents';
import type { App, FastifyReply, FastifyRequest } from '#platform/http';
import { findInterfaceLanguage, german, type InterfaceLanguage, interfaceLanguages } from '#platform/i18n';
import { OfferPage } from '../pages/public/offer.tsx';
import { OfferPrint, type SideLabels } from '../pages/public/print.tsx';
import { calendarOf } from '../service/calendar.ts';
import { successorOf } from '../service/duplicates/redirects.ts';
import { sheetOf, sheetPdf } from '../service/printing.ts';
import { searchAddressSchema } from '../service/searching.ts';
import { paths, saysSomething, visitorOf } from '../service/showing/addresses.ts';
import { groundOf, homesOf } from '../service/showing/ground.ts';
import { describeOffer } from '../service/showing/offer-view.ts';
import { plainOffer } from '../service/showing/plain.ts';
import { findOffer } from '../service/showing.ts';
import { offerData } from '../service/structured-data.ts';
import { wordingIn } from '../service/wording.ts';
import type { PublicOfferRow } from '../store/public-offers.ts';
import { sendFile, sendPlain, wantsJson } from './answers.ts';

type OfferRequest = FastifyRequest<{ Params: { slug: string }; Querystring: { mit?: unknown; format?: unknown } }>;
type Answer = (row: PublicOfferRow, request: OfferRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** Answers for a published offer; whatever else the address says is "not found". */
function withOffer(answer: Answer) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const asked = request as OfferRequest;
    const { slug } = asked.params;
    const { context } = asked;
    const row = await findOffer(context, slug);
    if (row) return answer(row, asked, reply);
    const successor = await successorOf(context, 'offer', slug);
    return successor ? reply.redirect(asked.url.replace(`/angebote/${slug}`, `/angebote/${successor}`), 301) : reply.refuse(404);
  };
}

/** The second language of a bilingual sheet, if the address names one. */
function secondLanguage({ query, context }: OfferRequest): InterfaceLanguage | undefined {
  const language = findInterfaceLanguage(String(query.mit ?? ''));
  return language && language.tag !== context.language.tag ? language : undefined;
}

/** Which second languages a sheet is offered in: German for everybody, all others for readers of German. */
function companions(language: InterfaceLanguage): readonly InterfaceLanguage[] {
  return language.id === german.id ? interfaceLanguages.filter(({ id }) => id !== german.id) : [german];
}

const page: Answer = async (row, request, reply) => {
  const { context } = request;
  const ground = await groundOf(context);
  if (wantsJson(request)) return sendPlain(reply, plainOffer(row, context, ground));
  const address = searchAddressSchema.parse(request.query ?? {});
  const offer = describeOffer(row, context.language, { context, ground, visitor: visitorOf(address) });
  const base = paths.offer(context, row.slug);
  const links = {
    print: `${base}/druck`,
    pdf: `${base}/blatt.pdf`,
    calendar: offer.next.length ? `${base}/termine.ics` : undefined,
    qr: `${base}/qr.svg`,
    correction: `${base}/korrektur`,
    shortList: `${paths.shortList(context)}?dazu=${row.slug}`,
    bilingual: companions(context.language).map(({ autonym, tag }) => ({ autonym, href: `${base}/druck?mit=${tag}` })),
  };
  const homes = homesOf(ground, wordingIn(context.language));
  const [told, data] = [saysSomething(address), offerData(row, context, ground)];
  return reply.page(<OfferPage offer={offer} links={links} address={address} told={told} homes={homes} data={data} />);
};

function labelsIn(language: InterfaceLanguage): SideLabels {
  const { t } = wordingIn(language);
  return {
    next: t('directory:offer.next'),
    contact: t('directory:offer.contact'),
    provider: t('directory:offer.provider_label'),
    machine: t('directory:offer.machine_text'),
    outdated: t('directory:offer.outdated_text'),
  };
}

const print: Answer = async (row, request, reply) => {
  const { context } = request;
  const ground = await groundOf(context);
  const second = secondLanguage(request);
  const languages = [context.language, ...(second ? [second] : [])];
  const sides = languages.map((language) => ({
    offer: describeOffer(row, language, { context, ground, visitor: {} }),
    labels: labelsIn(language),
  }));
  const base = paths.offer(context, row.slug);
  return reply.page(
    <OfferPrint
      sides={sides}
      backHref={base}
      qrHref={`${base}/qr.svg`}
      pdfHref={`${base}/blatt.pdf${second ? `?mit=${second.tag}` : ''}`}
    />,
  );
};

const pdf: Answer = async (row, request, reply) => {
  const { context } = request;
  const second = secondLanguage(request);
  const sheet = sheetOf(context, await groundOf(context), row, second);
  // Two languages need the width of A4; one fits into a pocket.
  const format = request.query.format === 'a4' || (second && request.query.format !== 'a5') ? 'a4' : 'a5';
  const file = await sheetPdf(context, sheet, format);
  return sendFile(reply.header('content-disposition', `inline; filename="${row.slug}.pdf"`), 'application/pdf', file);
};

const calendar: Answer = async (row, request, reply) => {
  const text = await calendarOf(request.context, row);
  return text ? sendFile(reply, 'text/calendar; charset=utf-8', text, `${row.slug}.ics`) : reply.refuse(404);
};

const qr: Answer = async (row, request, reply) => {
  const { context } = request;
  const address = `${context.publicUrl}${paths.offer(context, row.slug)}`;
  return sendFile(reply, 'image/svg+xml', qrSvg(address, { title: context.t('directory:offer.qr_alt', { address }) }));
};

/** The pages of one offer and what can be taken along of it. */
export function offerRoutes(app: App): void {
  const base = '/:district/:language/angebote/:slug';
  const cached = { config: { access: 'public', cached: true } } as const;
  app.get(base, cached, withOffer(page));
  app.get(`${base}/druck`, cached, withOffer(print));
  // Setting a PDF costs some ten times as much as a page.
  app.get(`${base}/blatt.pdf`, { config: { access: 'public', limitPerMinute: 60 } }, withOffer(pdf));
  app.get(`${base}/termine.ics`, { config: { access: 'public', limitPerMinute: 120 } }, withOffer(calendar));
  app.get(`${base}/qr.svg`, { config: { access: 'public' } }, withOffer(qr));
}
