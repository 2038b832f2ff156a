import { uuidPattern } from '#platform/crypto';
import { type App, type FastifyReply, type FastifyRequest, type FormValues, formValues } from '#platform/http';
import { findInterfaceLanguage } from '#platform/i18n';
import { type LinkFilter, linkFilters } from '../../model/quality/link-filters.ts';
import { LinksPage } from '../../pages/quality/links.tsx';
import { linkActions, readLinks, settleLink } from '../../service/quality/link-desk.ts';
import type { LinkKey } from '../../store/links.ts';
import { frameOf } from '../frame.ts';
import { answerAction, deskOf, one, root } from '../tree/parts.ts';
import { addressWith } from './addresses.ts';

const pageSize = 50;

/** As addresses say it. */
const words: Readonly<Record<LinkFilter, string>> = {
  broken: 'kaputt',
  failing: 'verdaechtig',
  moved: 'umgezogen',
  redirected: 'umgeleitet',
  refused: 'abgewiesen',
  fine: 'in-ordnung',
  accepted: 'fuer-richtig-befunden',
  waiting: 'wartet',
};

/** A link as an address or a form names it; anybody may write anything there. */
function keyIn(values: FormValues, page: string, language: string, address: string): LinkKey | undefined {
  const key = { pageId: one(values, page).toLowerCase(), language: one(values, language), url: one(values, address) };
  return uuidPattern.test(key.pageId) && findInterfaceLanguage(key.language) && key.url && key.url.length <= 1000
    ? key
    : undefined;
}

async function list({ context, query }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const asked = formValues(query);
  const filter = linkFilters.find((name) => words[name] === one(asked, 'ergebnis')) ?? 'broken';
  const language = findInterfaceLanguage(one(asked, 'sprache'))?.tag;
  const after = keyIn(asked, 'nach', 'nachsprache', 'adresse');
  const found = await readLinks(context, { filter, language, after }, pageSize);
  const path = `${deskOf(context)}/qualitaet/links`;
  const values = { ergebnis: words[filter], sprache: language };
  const { next } = found;
  return reply.page(
    <LinksPage
      frame={frameOf(context)}
      list={found}
      filter={filter}
      language={language}
      words={words}
      tabHref={(name) => addressWith(path, { ergebnis: words[name] })}
      first={after && addressWith(path, values)}
      next={next && addressWith(path, { ...values, nach: next.pageId, nachsprache: next.language, adresse: next.url })}
    />,
  );
}

async function settle({ context, body }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const sent = formValues(body);
  const key = keyIn(sent, 'seite', 'sprache', 'adresse');
  const action = linkActions.find((name) => name === one(sent, 'tun'));
  if (!key || !action) return reply.refuse(404);
  const outcome = await settleLink(context, key, action);
  if (!outcome.ok && outcome.code === 'orientation.unknown_link') return reply.refuse(404);
  const shown = linkFilters.find((filter) => words[filter] === one(sent, 'ergebnis'));
  const back = addressWith(`${deskOf(context)}/qualitaet/links`, { ergebnis: shown && words[shown] });
  return answerAction(reply, outcome, back, `orientation:staff.link.done.${action}`);
}

/** What came of visiting the addresses in the pages. */
export function qualityLinkRoutes(app: App): void {
  const config = { access: 'orientation.write' } as const;
  const path = `${root}/qualitaet/links`;
  app.get(path, { config }, list);
  app.post(path, { config }, settle);
}
