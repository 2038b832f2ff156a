import type { Context } from '#platform/access';
import { type App, type FastifyReply, type FastifyRequest, formValues } from '#platform/http';
import { type LinkFilter, linkFilters } from '../../model/upkeep/links.ts';
import { LinksPage } from '../../pages/upkeep/links.tsx';
import {
  acceptLink,
  type LinkDeskFailure,
  type LinkKey,
  readLinks,
  recheckLink,
  takeTarget,
} from '../../service/upkeep/link-desk.ts';
import { addressWith, chosen, townOptions } from '../staff/inbox.tsx';
import { deskFrame, isId, one, root, staffBase } from '../staff/parts.ts';

const pageSize = 50;
const config = { access: 'directory.edit' } as const;

/** A link as it stands in an address or a form; anybody may write anything there. */
function keyIn(values: Parameters<typeof one>[0], names: readonly [string, string, string]): LinkKey | undefined {
  const [entryId, field, url] = names.map((name) => one(values, name)) as [string, string, string];
  return isId(entryId) && field && url && field.length <= 60 && url.length <= 1000 ? { entryId, field, url } : undefined;
}

const pathOf = (context: Context) => `${staffBase(context)}/aktualitaet/links`;

async function list(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const sent = formValues(request.query);
  const towns = await townOptions(context);
  const result: LinkFilter = chosen(one(sent, 'ergebnis'), linkFilters) ?? 'broken';
  const values = {
    ort: towns.find(({ value }) => value === one(sent, 'ort'))?.value ?? '',
    adresse: one(sent, 'adresse').slice(0, 200),
  };
  const after = keyIn((request.query ?? {}) as Record<string, unknown>, ['nach', 'feld', 'url']);
  const filter = { result, town: values.ort || undefined, host: values.adresse || undefined };
  const { rows, counts } = await readLinks(context, filter, after, pageSize + 1);
  const shown = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? shown.at(-1) : undefined;
  const path = pathOf(context);
  const query = { ergebnis: result, ...values };
  return reply.page(
    <LinksPage
      frame={await deskFrame(context)}
      list={{ rows: shown, counts }}
      result={result}
      values={values}
      towns={towns}
      tabHref={(one) => addressWith(path, { ergebnis: one })}
      first={after && addressWith(path, query)}
      next={last && addressWith(path, { ...query, nach: last.entryId, feld: last.field, url: last.url })}
    />,
  );
}

type Change = (
  context: Context,
  key: LinkKey,
) => Promise<{ readonly ok: true } | { readonly ok: false; readonly code: LinkDeskFailure }>;

const settle = (change: Change, notice: string) => async (request: FastifyRequest, reply: FastifyReply) => {
  const { context } = request;
  const values = formValues(request.body);
  const key = keyIn(values, ['eintrag', 'feld', 'adresse']);
  const settled = key && (await change(context, key));
  if (!settled || (!settled.ok && settled.code === 'entry.not_found')) return reply.refuse(404);
  const back = addressWith(pathOf(context), { ergebnis: chosen(one(values, 'ergebnis'), linkFilters) });
  if (settled.ok) return reply.redirectWithNotice(back, 'success', `directory:staff.links.${notice}`);
  const failure = settled.code === 'entry.invalid' ? 'failure' : 'staff.failure';
  return reply.redirectWithNotice(back, 'warning', `directory:${failure}.${settled.code}`);
};

/** What came of visiting the addresses in the entries. */
export function upkeepLinkDeskRoutes(app: App): void {
  const base = `${root}/aktualitaet/links`;
  app.get(base, { config }, list);
  app.post(
    `${base}/in-ordnung`,
    { config },
    settle((context, key) => acceptLink(context, key, true), 'accepted'),
  );
  app.post(
    `${base}/doch-nicht`,
    { config },
    settle((context, key) => acceptLink(context, key, false), 'unaccepted'),
  );
  app.post(`${base}/neue-adresse`, { config }, settle(takeTarget, 'taken'));
  app.post(`${base}/noch-einmal`, { config }, settle(recheckLink, 'again_noted'));
}
