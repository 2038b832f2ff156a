import { type App, type FastifyReply, type FastifyRequest, formValues, openToAllSites } from '#platform/http';
import { interfaceLanguages } from '#platform/i18n';
import { codeOf } from '../../model/integreat/codes.ts';
import { partsOf, placeOf, slugOf } from '../../model/integreat/paths.ts';
import type { Frame } from '../../service/integreat/frame.ts';
import { findNode, pageTree } from '../../service/integreat/pages.ts';
import { frameOfRequest, type Installation } from './regions.ts';

/** Our own address for what the app names by a path; undefined: there is nothing of the kind. */
type Target = (frame: Frame, parameters: Readonly<Record<string, string>>) => string | undefined;

const ownBase = ({ context: { tenant, language } }: Frame) => `/${tenant.slug}/${language.tag}`;
const part = (text: string | undefined) => encodeURIComponent(slugOf(text ?? ''));

/** Where series of dates are told apart by what stands behind the slug, our page shows the offer with all of them. */
const offerOf = (slug: string | undefined) => part(slug).replace(/--.*$/, '');

const targets: Readonly<Record<string, Target>> = {
  locations: (frame) => `${ownBase(frame)}/angebote`,
  'locations/:slug': (frame, { slug }) => `${ownBase(frame)}/angebote/${offerOf(slug)}`,
  events: (frame) => `${ownBase(frame)}/angebote`,
  'events/:slug': (frame, { slug }) => `${ownBase(frame)}/angebote/${offerOf(slug)}`,
  'angebote/thema/:id': (frame, { id }) => `${ownBase(frame)}/angebote?thema=${part(id)}`,
  news: (frame) => `${ownBase(frame)}/ankommen/aktuelles`,
  'news/local/:id': (frame, { id }) => `${ownBase(frame)}/ankommen/aktuelles/${part(id).replace(/^local-/, '')}`,
  imprint: (frame) => `${ownBase(frame)}/impressum`,
};

/** A page and all below it, or the whole guide, as a PDF of ours. */
async function pdfOf(frame: Frame, url: string | undefined): Promise<string | undefined> {
  if (url === undefined || partsOf(url).length === 2) return `${ownBase(frame)}/ankommen.pdf`;
  const node = findNode(await pageTree(frame), { url });
  const [kind, slug, topic] = node ? placeOf(node.page.path).split('/') : [];
  if (kind === 'ankommen') return `${ownBase(frame)}/ankommen/${slug}.pdf?ast=1`;
  return kind === 'angebote' && slug && topic === undefined ? `${ownBase(frame)}/angebote/${slug}/blatt.pdf` : undefined;
}

/** Paths of the app, opened in a browser on this server: people share them, and our own texts link to them. */
export function integreatAddresses(app: App, installationOf: () => Installation): void {
  const config = { access: 'public' } as const;
  const to =
    (target: Target) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const frame = await frameOfRequest(installationOf(), request);
      const address = frame && target(frame, request.params as Record<string, string>);
      return address === undefined ? reply.refuse(404) : reply.redirect(address, 302);
    };
  for (const [path, target] of Object.entries(targets)) app.get(`/:region/:code/${path}`, { config }, to(target));
  // Where the app's code is not our tag, nothing of ours begins with the code.
  for (const { tag } of interfaceLanguages) {
    const code = codeOf({ tag });
    if (code === tag) continue;
    const coded = (request: FastifyRequest, reply: FastifyReply, target: Target) => {
      request.params = { ...(request.params as object), code };
      return to(target)(request, reply);
    };
    for (const [path, target] of Object.entries(targets))
      app.get(`/:region/${code}/${path}`, { config }, (request, reply) => coded(request, reply, target));
    app.get(`/:region/${code}/*`, { config }, (request, reply) =>
      coded(request, reply, (frame, { '*': rest = '' }) => `${ownBase(frame)}/${rest.split('/').map(part).join('/')}`),
    );
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
