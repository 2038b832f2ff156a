import { uuidPattern } from '#platform/crypto';
import { type App, type FastifyReply, type FastifyRequest, formValues } from '#platform/http';
import { findInterfaceLanguage } from '#platform/i18n';
import { ReviewPage } from '../../pages/writing/review.tsx';
import { type OpenKind, openKinds, readReviewList } from '../../service/writing/review-list.ts';
import type { OpenTextKey } from '../../store/writing.ts';
import { frameOf } from '../frame.ts';
import { one, root } from './parts.ts';

const pageSize = 50;
/** As addresses say it. */
const words: Readonly<Record<OpenKind, string>> = { review: 'pruefung', scheduled: 'geplant', draft: 'entwurf' };

const keyText = ({ createdAt, pageId, language }: OpenTextKey) => `${createdAt.getTime()}.${pageId}.${language}`;

function keyOf(text: string): OpenTextKey | undefined {
  const [time = '', pageId = '', language = ''] = text.split('.');
  if (!/^\d{1,13}$/.test(time) || !uuidPattern.test(pageId) || !findInterfaceLanguage(language)) return undefined;
  return { createdAt: new Date(Number(time)), pageId, language };
}

async function list(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const asked = formValues(request.query);
  const state = openKinds.find((kind) => words[kind] === one(asked, 'stand')) ?? 'review';
  const language = findInterfaceLanguage(one(asked, 'sprache'))?.tag;
  const after = keyOf(one(asked, 'nach'));
  const found = await readReviewList(context, { state, language, after }, pageSize);
  const address = (nach: string) => {
    const query = new URLSearchParams({
      stand: words[state],
      ...(language ? { sprache: language } : {}),
      ...(nach ? { nach } : {}),
    });
    return `/intern/${context.tenant.slug}/ankommen/pruefung?${query}`;
  };
  return reply.page(
    <ReviewPage
      frame={frameOf(context)}
      list={found}
      state={state}
      language={language ?? ''}
      kinds={openKinds}
      words={words}
      first={after && address('')}
      next={found.next && address(keyText(found.next))}
    />,
  );
}

/** Texts that wait to be looked at. */
export function reviewRoutes(app: App): void {
  app.get(`${root}/pruefung`, { config: { access: 'orientation.write' } }, list);
}
