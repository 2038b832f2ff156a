import { uuidPattern } from '#platform/crypto';
import { type App, type FastifyReply, type FastifyRequest, formValues } from '#platform/http';
import { findInterfaceLanguage } from '#platform/i18n';
import { confirmationDays, type FindingKind, findingKinds, usualDays } from '../../model/quality/findings.ts';
import { QualityPage } from '../../pages/quality/board.tsx';
import { FindingsPage } from '../../pages/quality/findings.tsx';
import { readFindings, readQuality } from '../../service/quality/board.ts';
import { exportFindings } from '../../service/quality/exporting.ts';
import { confirmPages } from '../../service/tree/facts.ts';
import { frameOf } from '../frame.ts';
import { answerAction, deskOf, one, root } from '../tree/parts.ts';
import { addressWith } from './addresses.ts';
import { qualityLinkRoutes } from './links.tsx';

const pageSize = 50;
/** Boxes that one page of the list has. */
const mostAtOnce = pageSize;
const config = { access: 'orientation.write' } as const;
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** As addresses say it. */
const words: Readonly<Record<FindingKind, string>> = {
  unconfirmed: 'unbestaetigt',
  outdated: 'veraltet',
  missing: 'fehlt',
  machine: 'maschinell',
  drafts: 'entwurf',
  level: 'lesbarkeit',
  easy: 'leichte-sprache',
  images: 'bilder',
};

function filterOf(query: unknown) {
  const asked = formValues(query);
  return {
    kind: findingKinds.find((kind) => words[kind] === one(asked, 'art')),
    language: findInterfaceLanguage(one(asked, 'sprache'))?.tag,
    days: confirmationDays.find((days) => String(days) === one(asked, 'tage')) ?? usualDays,
    after: one(asked, 'nach').slice(0, 60) || undefined,
  };
}

async function board({ context }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const path = `${deskOf(context)}/qualitaet`;
  return reply.page(
    <QualityPage
      frame={frameOf(context)}
      board={await readQuality(context)}
      listHref={(kind, language) => addressWith(`${path}/liste`, { art: words[kind], sprache: language })}
      linksHref={(language) => addressWith(`${path}/links`, { sprache: language })}
    />,
  );
}

async function list({ context, query }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { kind = 'unconfirmed', language: asked, days, after } = filterOf(query);
  // Whether a page is right is no matter of a language.
  const language = kind === 'unconfirmed' ? undefined : asked;
  const path = `${deskOf(context)}/qualitaet`;
  const values = { art: words[kind], sprache: language, tage: kind === 'unconfirmed' ? String(days) : undefined };
  const found = await readFindings(context, { kind, language, days }, { after, limit: pageSize });
  return reply.page(
    <FindingsPage
      frame={frameOf(context)}
      list={found}
      filter={{ kind, language, days }}
      words={words}
      confirms={context.may('orientation.publish')}
      exports={{ csv: addressWith(`${path}.csv`, values), xlsx: addressWith(`${path}.xlsx`, values) }}
      first={after && addressWith(`${path}/liste`, values)}
      next={found.next && addressWith(`${path}/liste`, { ...values, nach: found.next })}
    />,
  );
}

const exported = (format: 'csv' | 'xlsx') => async (request: FastifyRequest, reply: FastifyReply) => {
  const { context } = request;
  const { kind, language, days } = filterOf(request.query);
  const file = await exportFindings(context, { format, kind, language, days });
  return reply
    .type(format === 'csv' ? 'text/csv; charset=utf-8' : xlsx)
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="ankommen-qualitaet.${format}"`)
    .send(file);
};

async function confirm(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const sent = formValues(request.body);
  const path = `${deskOf(context)}/qualitaet/liste`;
  const back = one(sent, 'back').startsWith(`${path}?`) ? one(sent, 'back') : path;
  const ids = [sent.seite ?? []].flat();
  if (!ids.length) return reply.redirectWithNotice(back, 'warning', 'orientation:staff.quality.nothing_chosen');
  if (ids.length > mostAtOnce || !ids.every((id) => uuidPattern.test(id))) return reply.refuse(404);
  const outcome = await confirmPages(
    context,
    ids.map((id) => id.toLowerCase()),
  );
  return answerAction(reply, outcome, back, 'orientation:staff.quality.confirmed');
}

/** Where the guide needs somebody. */
export function qualityRoutes(app: App): void {
  const base = `${root}/qualitaet`;
  app.get(base, { config }, board);
  app.get(`${base}/liste`, { config }, list);
  app.get(`${base}.csv`, { config }, exported('csv'));
  app.get(`${base}.xlsx`, { config }, exported('xlsx'));
  app.post(`${base}/bestaetigen`, { config: { access: 'orientation.publish' } }, confirm);
  qualityLinkRoutes(app);
}
