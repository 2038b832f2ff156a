import { type App, type FastifyReply, type FastifyRequest, formValues, openToAllSites } from '#platform/http';
import { interfaceLanguages } from '#platform/i18n';
import { codeOf } from '../../model/integreat/codes.ts';
import { partsOf, placeOf, slugOf } from '../../model/integreat/paths.ts';
import type { Frame } from '../../service/integreat/frame.ts';
import { findNode, pageTree } from '../../service/integreat/pages.ts';
import { frameOfRequest, type Installation } from './regions.ts';

const ownBase = ({ context: { tenant, language } }: Frame) => `/${tenant.slug}/${language.tag}`;
const part = (text: string) => encodeURIComponent(slugOf(text));

/** Our own address for what the app names by the parts of a path behind district and language. */
function ownAddress(frame: Frame, [first = '', ...rest]: readonly string[]): string {
  const base = ownBase(frame);
  const last = rest.at(-1) ?? '';
  if (first === 'locations' || first === 'events')
    // Series of dates are told apart by what stands behind the slug; our page shows the offer with all of them.
    return last ? `${base}/angebote/${part(last).replace(/--.*$/, '')}` : `${base}/angebote`;
  if (first === 'angebote' && rest[0] === 'thema') return `${base}/angebote?thema=${part(last)}`;
  if (first === 'news') return `${base}/ankommen/aktuelles${last ? `/${part(last).replace(/^local-/, '')}` : ''}`;
  if (first === 'imprint') return `${base}/impressum`;
  return `${base}/${[first, ...rest].map(part).join('/')}`;
}

/** Paths of the app that are none of ours. */
const foreignPaths = [
  'locations',
  'locations/:slug',
  'events',
  'events/:slug',
  'news',
  'news/local/:id',
  'angebote/thema/:id',
  'imprint',
];

/** A page and all below it, or the whole guide, as a PDF of ours. */
async function pdfOf(frame: Frame, url: string | undefined): Promise<string | undefined> {
  if (url === undefined || partsOf(url).length === 2) return `${ownBase(frame)}/ankommen/alles.pdf`;
  const node = findNode(await pageTree(frame), { url });
  const [kind, slug, topic] = node ? placeOf(node.page.path).split('/') : [];
  if (kind === 'ankommen') return `${ownBase(frame)}/ankommen/${slug}.pdf?ast=1`;
  return kind === 'angebote' && slug && topic === undefined ? `${ownBase(frame)}/angebote/${slug}/blatt.pdf` : undefined;
}

/** Paths of the app, opened in a browser on this server: people share them, and our own texts link to them. */
export function integreatAddresses(app: App, installationOf: () => Installation): void {
  const config = { access: 'public' } as const;
  const away = async (request: FastifyRequest, reply: FastifyReply) => {
    const frame = await frameOfRequest(installationOf(), request);
    const [, , , ...parts] = (request.url.split('?')[0] ?? '').split('/');
    return frame
      ? reply.redirect(
          ownAddress(
            frame,
            parts.flatMap((one) => partsOf(one)),
          ),
          302,
        )
      : reply.refuse(404);
  };
  for (const path of foreignPaths) app.get(`/:region/:code/${path}`, { config }, away);
  // Where the app's code is not our tag, nothing of ours begins with the code.
  for (const { tag } of interfaceLanguages) {
    const code = codeOf({ tag });
    if (code === tag) continue;
    app.get(`/:region/${code}/*`, { config }, (request, reply) => {
      request.params = { ...(request.params as object), code };
      return away(request, reply);
    });
  }
  const pdf = async (request: FastifyRequest, reply: FastifyReply) => {
    const frame = await frameOfRequest(installationOf(), request);
    const { url } = formValues(request.query);
    const address = frame && (await pdfOf(frame, typeof url === 'string' && url ? url : undefined));
    reply.headers(openToAllSites);
    return address === undefined ? reply.refuse(404) : reply.redirect(address, 302);
  };
  for (const path of ['/:region/:code/wp-json/ig-mpdf/v1/pdf', '/api/v3/:region/:code/pdf'])
    for (const url of [path, `${path}/`]) app.get(url, { config: { access: 'public', machine: true, limitPerMinute: 60 } }, pdf);
}
