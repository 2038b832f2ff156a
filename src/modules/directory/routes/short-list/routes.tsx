import type { Context } from '#platform/access';
import { qrSvg } from '#platform/documents';
import { type App, type FastifyReply, type FastifyRequest, formValues, parseForm } from '#platform/http';
import { findInterfaceLanguage, german, interfaceLanguages } from '#platform/i18n';
import { type FormValues, text } from '../../model/form/values.ts';
import { handOverSchema, lifetimes, type ShortList } from '../../model/short-list/list.ts';
import { mostOffers, movedUp, packSelection, unpackSelection, withOffer } from '../../model/short-list/selection.ts';
import { CollectPage } from '../../pages/short-list/collect.tsx';
import { HandedOverPage, ListPage } from '../../pages/short-list/list.tsx';
import { successorOf } from '../../service/duplicates/redirects.ts';
import { today } from '../../service/releasing.ts';
import { handOver, type OpenedList, openList, takeBack } from '../../service/short-list/handing-over.ts';
import { shortListPdf } from '../../service/short-list/printing.ts';
import { listedOffers } from '../../service/short-list/view.ts';
import { paths } from '../../service/showing/addresses.ts';
import { groundOf } from '../../service/showing/ground.ts';
import { findOffer } from '../../service/showing.ts';
import { wordingIn } from '../../service/wording.ts';
import { findPublicOffers, type PublicOfferRow } from '../../store/public-offers.ts';

const cookie = 'merkliste';

function keepSelection(request: FastifyRequest, reply: FastifyReply, ids: readonly string[]): void {
  const path = `/${request.context.tenant.slug}`;
  // Gone with the browser window: a list in the making is nobody's business the next day.
  if (ids.length) reply.setCookie(cookie, packSelection(ids), { path, httpOnly: true, secure: true, sameSite: 'lax' });
  else reply.clearCookie(cookie, { path });
}

/** Pages with something of one visitor in them: kept nowhere, and their address told to nobody. */
const forOneVisitor = (reply: FastifyReply) =>
  reply.header('referrer-policy', 'no-referrer').header('cache-control', 'private, no-store').header('x-robots-tag', 'noindex');

const selectionOf = (request: FastifyRequest) => unpackSelection(request.cookies[cookie]);

async function showSelection(
  request: FastifyRequest,
  reply: FastifyReply,
  ids: readonly string[],
  {
    values = {},
    errors = {},
    status = 200,
  }: { values?: FormValues; errors?: Readonly<Record<string, string>>; status?: number } = {},
) {
  const { context } = request;
  const { t } = context;
  const rows = await findPublicOffers(context.database.shared, context.tenant.id, ids);
  const page = (
    <CollectPage
      action={paths.shortList(context)}
      offers={
        await listedOffers(
          context,
          rows.map((row) => ({ row })),
        )
      }
      values={{ sprache: context.language.tag, tage: '30', ...values }}
      errors={errors}
      languages={interfaceLanguages.map(({ tag, autonym }) => ({ value: tag, label: autonym }))}
      lifetimes={lifetimes.map((days) => ({ value: String(days), label: t('directory:short_list.days_count', { count: days }) }))}
      full={ids.length >= mostOffers}
    />
  );
  return forOneVisitor(reply).page(page, status);
}

/** The public offer of an address, or the one that it was merged into. */
async function standingOffer(context: Context, slug: string): Promise<PublicOfferRow | undefined> {
  const row = await findOffer(context, slug);
  const successor = row ? undefined : await successorOf(context, 'offer', slug);
  return successor ? findOffer(context, successor) : row;
}

/** Shows the list in the making; `?dazu=slug` puts an offer on it, and putting it there twice changes nothing. */
async function collect(request: FastifyRequest, reply: FastifyReply) {
  const slug = text(formValues(request.query), 'dazu');
  const row = slug === undefined ? undefined : await standingOffer(request.context, slug);
  const before = selectionOf(request);
  const ids = row ? withOffer(before, row.offerId) : before;
  if (row) keepSelection(request, reply, ids);
  return showSelection(request, reply, ids);
}

async function change(request: FastifyRequest, reply: FastifyReply) {
  const { context } = request;
  const values = formValues(request.body);
  const ids = selectionOf(request);
  const [away, up] = [text(values, 'weg'), text(values, 'hoch')];
  if (text(values, 'leeren') !== undefined) {
    keepSelection(request, reply, []);
    return showSelection(request, reply, []);
  }
  if (away !== undefined || up !== undefined) {
    const next = away === undefined ? movedUp(ids, up ?? '') : ids.filter((id) => id !== away);
    keepSelection(request, reply, next);
    // What was typed already stays.
    return showSelection(request, reply, next, { values });
  }
  const parsed = parseForm(handOverSchema, values, context.t);
  const long = ids.filter((id) => (text(values, `note.${id}`) ?? '').length > 1000);
  const errors = {
    ...(parsed.ok ? {} : parsed.errors),
    ...Object.fromEntries(long.map((id) => [`note.${id}`, context.t('http:field.too_long', { count: 1000 })])),
  };
  const rows = await findPublicOffers(context.database.shared, context.tenant.id, ids);
  if (!rows.length) return showSelection(request, reply, []);
  if (!parsed.ok || long.length) return showSelection(request, reply, ids, { values, errors, status: 422 });
  const { sprache, tage, notiz } = parsed.data;
  const list: ShortList = {
    offers: rows.map(({ offerId }) => ({ id: offerId, note: text(values, `note.${offerId}`) })),
    note: notiz || undefined,
  };
  const token = await handOver(context, list, tage);
  const language = findInterfaceLanguage(sprache) ?? german;
  return forOneVisitor(reply).redirect(`${paths.shortList(context)}/${token}/weitergeben?in=${language.tag}`, 303);
}

type ListRequest = FastifyRequest<{ Params: { token: string }; Querystring: Record<string, unknown> }>;

function withList(answer: (list: OpenedList, request: ListRequest, reply: FastifyReply) => Promise<FastifyReply>) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const asked = request as ListRequest;
    const list = await openList(asked.context, asked.params.token);
    return list.ok ? answer(list.value, asked, forOneVisitor(reply)) : forOneVisitor(reply).refuse(404);
  };
}

const untilOf = ({ context }: ListRequest, list: OpenedList) => wordingIn(context.language).day(today(list.expiresAt));

/** A list in the language of its reader, and a PDF beside it in German for whoever helps. */
function linksOf({ context, params }: ListRequest, tag: string) {
  const language = findInterfaceLanguage(tag) ?? german;
  const base = `${paths.shortList({ tenant: context.tenant, language })}/${params.token}`;
  return {
    base,
    address: `${context.publicUrl}${base}`,
    pdf: `${base}/liste.pdf`,
    bilingual: language.id === german.id ? undefined : `${base}/liste.pdf?mit=de`,
  };
}

const show = withList(async (list, request, reply) => {
  const { context } = request;
  const { base, ...links } = linksOf(request, context.language.tag);
  return reply.page(
    <ListPage
      offers={await listedOffers(context, list.offers)}
      note={list.note}
      until={untilOf(request, list)}
      gone={list.gone}
      links={{ ...links, handOver: `${base}/weitergeben?in=${context.language.tag}` }}
    />,
  );
});

const handedOver = withList(async (list, request, reply) => {
  const { context } = request;
  const { base, address, pdf, bilingual } = linksOf(request, String(request.query.in ?? context.language.tag));
  return reply.page(
    <HandedOverPage
      address={address}
      until={untilOf(request, list)}
      href={base}
      qr={`${base}/qr.svg`}
      pdf={pdf}
      bilingual={bilingual}
      takeBack={`${paths.shortList(context)}/${request.params.token}/zuruecknehmen`}
    />,
  );
});

const pdf = withList(async (list, request, reply) => {
  const { context } = request;
  const second = findInterfaceLanguage(String(request.query.mit ?? ''));
  const other = second && second.tag !== context.language.tag ? second : undefined;
  const file = await shortListPdf(context, await groundOf(context), list, other);
  return reply.type('application/pdf').header('content-disposition', 'inline; filename="liste.pdf"').send(file);
});

const qr = withList(async (_list, request, reply) => {
  const { context } = request;
  const { address } = linksOf(request, context.language.tag);
  return reply.type('image/svg+xml').send(qrSvg(address, { title: context.t('directory:short_list.qr_alt', { address }) }));
});

async function remove(request: FastifyRequest, reply: FastifyReply) {
  const { context, params } = request as ListRequest;
  const result = await takeBack(context, params.token);
  if (!result.ok) return forOneVisitor(reply).refuse(404);
  return forOneVisitor(reply).redirectWithNotice(paths.shortList(context), 'success', 'directory:short_list.taken_back');
}

/** Collecting offers for somebody and handing them over; nothing of a person is kept. */
export function shortListRoutes(app: App): void {
  const base = '/:district/:language/merkliste';
  const open = { config: { access: 'public' } } as const;
  app.get(base, open, collect);
  app.post(base, { config: { access: 'public', limitPerMinute: 60 } }, change);
  app.get(`${base}/:token`, open, show);
  app.get(`${base}/:token/weitergeben`, open, handedOver);
  app.get(`${base}/:token/qr.svg`, open, qr);
  app.get(`${base}/:token/liste.pdf`, { config: { access: 'public', limitPerMinute: 30 } }, pdf);
  app.post(`${base}/:token/zuruecknehmen`, { config: { access: 'public', limitPerMinute: 30 } }, remove);
}
