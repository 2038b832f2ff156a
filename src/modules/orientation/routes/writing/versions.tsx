import { type App, type FastifyReply, type FastifyRequest, formValues } from '#platform/http';
import { accountNames } from '#platform/identity';
import { VersionsPage } from '../../pages/writing/versions.tsx';
import { readTwoVersions, readVersions, restoreText } from '../../service/writing/moving.ts';
import { readDesk } from '../../service/writing/reading.ts';
import { frameOf } from '../frame.ts';
import { addressOf, one, placeOf, refused, sentenceOf, textRoot, versionIn } from './parts.ts';

const pageSize = 30;

async function list(request: FastifyRequest, reply: FastifyReply, changed = false): Promise<FastifyReply> {
  const { context } = request;
  const place = placeOf(request);
  const desk = place && (await readDesk(context, place.pageId, place.tongue));
  if (!place || !desk) return reply.refuse(404);
  const text = { pageId: place.pageId, language: place.tongue.tag };
  const asked = formValues(request.query);
  const before = versionIn(one(asked, 'vor'));
  const found = await readVersions(context, text, before, pageSize);
  if (!found) return reply.refuse(404);
  const [from, to] = [versionIn(one(asked, 'von')), versionIn(one(asked, 'mit'))];
  const compared = from && to && from !== to ? await readTwoVersions(context, text, [from, to]) : undefined;
  const authors = found.versions.flatMap(({ authorUserId }) => authorUserId ?? []);
  const address = `${addressOf(request, place)}/versionen`;
  return reply.page(
    <VersionsPage
      frame={frameOf(context)}
      pageId={place.pageId}
      name={desk.name}
      tongue={place.tongue}
      versions={found.versions}
      newest={found.newest}
      mayRestore={desk.actions.has('save')}
      authors={await accountNames(context.database, [...new Set(authors)])}
      compared={compared}
      first={before === undefined ? undefined : address}
      next={found.next === undefined ? undefined : `${address}?vor=${found.next}`}
      changed={changed}
    />,
    changed ? 409 : 200,
  );
}

async function restore(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const place = placeOf(request);
  if (!place) return reply.refuse(404);
  const sent = formValues(request.body);
  const version = versionIn(one(sent, 'version')) ?? 0;
  const base = versionIn(one(sent, 'base')) ?? 0;
  const text = { pageId: place.pageId, language: place.tongue.tag };
  const outcome = await restoreText(request.context, text, { version, base });
  const address = addressOf(request, place);
  if (outcome.ok) return reply.redirectWithNotice(address, 'success', 'orientation:staff.writing.done.restored');
  if (outcome.code === 'orientation.changed') return list(request, reply, true);
  return refused(reply, outcome.code) ?? reply.redirectWithNotice(address, 'warning', sentenceOf(outcome.code));
}

/** Earlier versions of a text. */
export function versionRoutes(app: App): void {
  const config = { access: 'orientation.write' } as const;
  app.get(`${textRoot}/versionen`, { config }, (request, reply) => list(request, reply));
  app.post(`${textRoot}/versionen`, { config }, restore);
}
