import { open } from 'node:fs/promises';
import type { Context } from '#platform/access';
import type { FileStore } from '#platform/files';
import { type App, type FastifyReply, type FastifyRequest, largeUploadOf, readLargeUpload } from '#platform/http';
import { accountNames } from '#platform/identity';
import type { Outcome } from '#platform/outcome';
import { type FailureCode, failureText } from '../failures.ts';
import type { ImportRecord } from '../model/import.ts';
import { ImportPage, ImportUndoPage } from '../pages/import.tsx';
import { ImportListPage } from '../pages/import-list.tsx';
import { OverviewPage } from '../pages/overview.tsx';
import {
  discardImport,
  importOf,
  importsOf,
  orderAccept,
  orderRead,
  undoImport,
  uploadImport,
  uploadMegabytes,
} from '../service/imports.ts';
import { dataState } from '../service/overview.ts';
import { definitions, placesOf } from '../service/reading.ts';

const baseOf = ({ tenant }: Context) => `/intern/${tenant.slug}/monitoring`;
const mayImport = (context: Context) => context.may('monitoring.import');

async function firstBytes(path: string): Promise<Uint8Array> {
  const handle = await open(path);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function showList(request: FastifyRequest, reply: FastifyReply, error?: string): Promise<FastifyReply> {
  const { context } = request;
  const { ab } = request.query as { ab?: unknown };
  const after = typeof ab === 'string' ? ab : undefined;
  const { lines, next } = await importsOf(context, after);
  return reply.page(
    <ImportListPage
      base={baseOf(context)}
      lines={lines}
      next={next}
      later={after !== undefined}
      mayImport={mayImport(context)}
      megabytes={uploadMegabytes}
      errors={error ? { file: error } : undefined}
    />,
    error ? 422 : 200,
  );
}

async function upload(request: FastifyRequest, reply: FastifyReply, files: FileStore): Promise<FastifyReply> {
  const { context, visit } = request;
  const { file, tooLarge } = largeUploadOf(request);
  if (tooLarge) return showList(request, reply, visit.t('files:failure.file.too_large', { megabytes: uploadMegabytes }));
  if (!file) return showList(request, reply, visit.t('http:field.required'));
  const outcome = await uploadImport(context, files, { ...file, firstBytes: await firstBytes(file.path) });
  if (!outcome.ok) return showList(request, reply, visit.t(failureText(outcome.code)));
  return reply.redirect(`${baseOf(context)}/einspielen/${outcome.value}`, 303);
}

async function showImport(
  request: FastifyRequest,
  reply: FastifyReply,
  record: ImportRecord,
  refusal?: string,
): Promise<FastifyReply> {
  const { context } = request;
  const { indicators, dimensions } = await definitions(context);
  const places = await context.transaction((trx) => placesOf(context, trx));
  const { createdBy } = record;
  const creator = createdBy === null ? undefined : (await accountNames(context.database, [createdBy])).get(createdBy);
  return reply.page(
    <ImportPage
      base={baseOf(context)}
      record={record}
      names={{ indicators, dimensions, places: new Map(places.map(({ key, names }) => [key, names.de ?? key])) }}
      createdBy={creator}
      mayImport={mayImport(context)}
      refusal={refusal}
    />,
    refusal ? 409 : 200,
  );
}

type Answer = (request: FastifyRequest, reply: FastifyReply, record: ImportRecord) => Promise<FastifyReply> | FastifyReply;

/** Anything that the address says and that is no import of this district is "not found". */
const withImport = (answer: Answer) => async (request: FastifyRequest, reply: FastifyReply) => {
  const { import: id } = request.params as { import: string };
  const record = await importOf(request.context, id);
  return record ? answer(request, reply, record) : reply.refuse(404);
};

/** Does something to an import and shows it again. */
const act = (work: (context: Context, id: string) => Promise<Outcome<undefined, FailureCode>>) =>
  withImport(async (request, reply, record) => {
    const { context, visit } = request;
    const outcome = await work(context, record.id);
    const here = `${baseOf(context)}/einspielen/${record.id}`;
    if (outcome.ok) return reply.redirect(here, 303);
    if (outcome.code === 'monitoring.not_allowed') return reply.refuse(403);
    const details = 'details' in outcome ? outcome.details : {};
    const now = (await importOf(context, record.id)) ?? record;
    return showImport(request, reply, now, visit.t(failureText(outcome.code), { ...details }));
  });

/** Overview of the staff, upload, and the pages of imports. */
export function importRoutes(app: App, files: FileStore): void {
  const root = '/intern/:district/monitoring';
  const list = `${root}/einspielen`;
  const one = `${list}/:import`;
  const read = { access: 'monitoring.read' } as const;
  const write = { access: 'monitoring.import' } as const;

  app.get(root, { config: read }, async (request, reply) =>
    reply.page(<OverviewPage base={baseOf(request.context)} {...(await dataState(request.context))} />),
  );
  app.get(list, { config: read }, (request, reply) => showList(request, reply));
  app.post(list, { config: write, preValidation: readLargeUpload(uploadMegabytes * 1_000_000) }, (request, reply) =>
    upload(request, reply, files),
  );
  app.get(one, { config: read }, withImport(showImport));
  app.post(`${one}/lesen`, { config: write }, act(orderRead));
  app.post(
    `${one}/uebernehmen`,
    { config: write },
    act((context, id) => orderAccept(context, id)),
  );
  app.post(
    `${one}/verwerfen`,
    { config: write },
    act((context, id) => discardImport(context, files, id)),
  );
  app.get(
    `${one}/zuruecknehmen`,
    { config: write },
    withImport((request, reply, record) => reply.page(<ImportUndoPage base={baseOf(request.context)} record={record} />)),
  );
  app.post(`${one}/zuruecknehmen`, { config: write }, act(undoImport));
}
