import type { Context } from '#platform/access';
import {
  type App,
  everyDistrict,
  type FastifyReply,
  type FastifyRequest,
  formValues,
  openToAllSites,
  problem,
  problemType,
  readUpload,
} from '#platform/http';
import { german } from '#platform/i18n';
import { readInApp } from '../../model/integreat/reading.ts';
import { appFeedbackKinds, type FeedbackFailure, receiveAppFeedback } from '../../service/integreat/feedback.ts';
import { languagesOf, stateOf } from '../../service/integreat/frame.ts';
import { iconOf } from '../../service/integreat/icons.ts';
import { languageEntry, regionOf } from '../../service/integreat/regions.ts';
import { viewOf } from '../../service/views/counting.ts';
import { type Answer, answers, isRefusal, LongList, type Query } from './answers.ts';
import { contextIn, contextOfRequest, frameOfRequest, type Installation } from './regions.ts';

const json = 'application/json; charset=utf-8';
const config = { access: 'public', machine: true, limitPerMinute: 600 } as const;

function refuse(reply: FastifyReply, status: 400 | 404): FastifyReply {
  return reply.headers(openToAllSites).refuse(status);
}

/** Answers change when something is published, and with the day: dates pass, news grow old. */
function changedAt({ tenant, now }: Context): Date {
  const today = new Date(new Date(now()).setHours(0, 0, 0, 0));
  return tenant.contentChangedAt > today ? tenant.contentChangedAt : today;
}

const queryOf = (request: FastifyRequest): Query => {
  const values = Object.entries(formValues(request.query));
  return Object.fromEntries(values.map(([name, value]) => [name, [value].flat().at(-1)])) as Query;
};

/** With and without a slash at the end. */
function everywhere(app: App, path: string, handler: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) {
  for (const url of [path, `${path}/`]) app.get(url, { config }, handler);
}

const statuses: Readonly<Record<FeedbackFailure, 400 | 429>> = {
  'feedback.malformed': 400,
  'feedback.empty': 400,
  'feedback.too_many': 429,
};

function feedbackRoutes(app: App, installationOf: () => Installation): void {
  const path = '/api/v3/:region/:code/feedback/:kind';
  const fromApps = { ...config, withoutFormToken: true, limitPerMinute: 20 } as const;
  // A form of eight short fields; what is sent as a file is dropped.
  const preValidation = readUpload(64, 32 * 1024);
  for (const url of [path, `${path}/`]) {
    app.post(url, { config: fromApps, preValidation }, async (request, reply) => {
      const frame = await frameOfRequest(installationOf(), request);
      const { kind } = request.params as { kind: string };
      const known = appFeedbackKinds.find((one) => one === kind.toLowerCase());
      if (!frame || !known) return refuse(reply, 404);
      const result = await receiveAppFeedback(frame.context, known, formValues(request.body));
      reply.headers(openToAllSites);
      if (!result.ok) return reply.refuse(statuses[result.code]);
      return reply.code(201).header('cache-control', 'no-store').type(json).send({ success: 'Feedback received' });
    });
    app.get(url, { config: { access: 'public' } }, async (request, reply) =>
      reply
        .code(405)
        .headers({ ...openToAllSites, allow: 'POST', 'cache-control': 'no-store' })
        .type(problemType)
        .send(problem(405, request.id)),
    );
  }
}

/**
 * The interface v3 of the Integreat app, for its unmodified client: `/api/v3/{district}/{code}/…`, and the addresses under
 * which older clients ask the same.
 */
export function integreatRoutes(app: App, installationOf: () => Installation): void {
  const send = (reply: FastifyReply, context: Context, found: unknown, of = context.tenant.id) => {
    reply.header('content-language', context.language.htmlLang);
    const body = found instanceof LongList ? { state: stateOf({ context }), parts: () => found.json() } : JSON.stringify(found);
    return reply.published({ type: json, body, modified: changedAt(context), of });
  };
  const inLanguage = (name: string, answer: Answer) => async (request: FastifyRequest, reply: FastifyReply) => {
    const frame = await frameOfRequest(installationOf(), request);
    const found = frame ? await answer(frame, queryOf(request), request.params as Query) : 'unknown';
    if (!frame || isRefusal(found)) return refuse(reply, found === 'malformed' ? 400 : 404);
    const read = readInApp(name, queryOf(request));
    if (read) reply.counted(viewOf(frame.context, read, 'app'));
    return send(reply, frame.context, found);
  };
  const inDistrict = (answer: (context: Context) => unknown) => async (request: FastifyRequest, reply: FastifyReply) => {
    const context = contextOfRequest(installationOf(), request);
    if (!context) return refuse(reply, 404);
    return send(reply, context, await answer(context));
  };
  const allRegions = async (request: FastifyRequest, reply: FastifyReply) => {
    const installation = installationOf();
    const contexts = installation.tenants.all().map((tenant) => contextIn(installation, tenant, german, request));
    const regions = await Promise.all(contexts.map(regionOf));
    const newest = contexts.toSorted((a, b) => changedAt(b).getTime() - changedAt(a).getTime())[0];
    return newest ? send(reply, newest, regions, everyDistrict) : refuse(reply, 404);
  };
  for (const base of ['/api/v3/regions', '/wp-json/extensions/v3/sites']) {
    everywhere(app, base, allRegions);
    everywhere(app, `${base}/:region`, inDistrict(regionOf));
  }
  const languages = inDistrict(async (context) => (await languagesOf(context)).map(languageEntry));
  everywhere(app, '/api/v3/:region/languages', languages);
  everywhere(app, '/:region/de/wp-json/extensions/v3/languages', languages);
  for (const name of ['offers', 'extras'])
    everywhere(
      app,
      `/api/v3/:region/${name}`,
      inDistrict(() => []),
    );
  for (const [name, answer] of Object.entries(answers)) {
    everywhere(app, `/api/v3/:region/:code/${name}`, inLanguage(name, answer));
    everywhere(app, `/:region/:code/wp-json/extensions/v3/${name}`, inLanguage(name, answer));
  }
  feedbackRoutes(app, installationOf);
  app.get('/api/v3/icons/:icon.svg', { config }, async (request, reply) => {
    const icon = iconOf((request.params as { icon: string }).icon);
    if (!icon) return refuse(reply, 404);
    return reply
      .headers({ ...openToAllSites, 'cache-control': 'public, max-age=86400' })
      .type('image/svg+xml')
      .send(icon);
  });
  // Everything else of the interface that clients may ask for, such as chats, is not there: in JSON too.
  app.get('/api/v3/*', { config: { access: 'public' } }, async (request, reply) =>
    reply
      .code(404)
      .headers({ ...openToAllSites, 'cache-control': 'no-store' })
      .type(problemType)
      .send(problem(404, request.id)),
  );
}
