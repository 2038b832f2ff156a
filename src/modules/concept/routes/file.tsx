import { z } from 'zod';
import { listTowns, nameIn } from '#modules/territory';
import type { Context } from '#platform/access';
import { type App, type FastifyReply, type FastifyRequest, readUpload, uploadOf } from '#platform/http';
import { tenantName } from '#platform/tenancy';
import { failureText } from '../failures.ts';
import { FilePage, type FilePlace } from '../pages/file.tsx';
import { FilePreviewPage } from '../pages/file-preview.tsx';
import { exportEdition } from '../service/file-export.ts';
import { fileFormats, matrixTemplate } from '../service/file-formats.ts';
import { applyFile, type ImportPreview, previewFile } from '../service/file-import.ts';
import type { ImportFailure, ImportTarget } from '../service/file-plan.ts';
import { type ConceptWithEditions, concepts } from '../service/reading.ts';

/** 5,000 recommendations with long texts; the confirmation carries the file in base64, a third larger. */
const megabytes = 10;
const limit = megabytes * 1024 * 1024;

const root = '/intern/:district/konzept/:edition/datei';
/** Without an edition: the file becomes a new one. */
const freshRoot = '/intern/:district/konzept/datei-neu';

interface Ground {
  readonly place: FilePlace;
  readonly all: readonly ConceptWithEditions[];
}

async function groundOf(request: FastifyRequest): Promise<Ground | undefined> {
  const { context } = request;
  const { edition: id } = request.params as { edition?: string };
  const overview = `/intern/${context.tenant.slug}/konzept`;
  const all = await concepts(context);
  if (id === undefined) return { all, place: { address: `${overview}/datei-neu`, overview, edition: undefined } };
  const edition = all.flatMap(({ editions }) => editions).find((one) => one.id === id);
  return edition && { all, place: { address: `${overview}/${id}/datei`, overview, edition } };
}

/** A new edition of each concept, or the first one of each area that has none. */
async function targetsOf(context: Context, all: readonly ConceptWithEditions[]) {
  const taken = new Set(all.map(({ concept }) => concept.territory));
  const areas = [
    { key: context.tenant.ags, name: tenantName(context.tenant, context.language) },
    ...(await listTowns(context)).map((town) => ({ key: town.key, name: nameIn(town, context.language.tag) })),
  ];
  return [
    ...all.map(({ concept }) => ({
      value: `concept:${concept.id}`,
      label: context.t('concept:staff.file.target_next', { name: concept.title }),
    })),
    ...areas
      .filter(({ key }) => !taken.has(key))
      .map(({ key, name }) => ({ value: `area:${key}`, label: context.t('concept:staff.file.target_new', { name }) })),
  ];
}

function targetOf({ place }: Ground, said: string): ImportTarget | undefined {
  if (place.edition) return { kind: 'edition', editionId: place.edition.id };
  const [kind, value = ''] = said.split(':', 2);
  if (kind === 'area') return { kind, territory: value };
  return kind === 'concept' && z.uuid().safeParse(value).success ? { kind, conceptId: value } : undefined;
}

const mayImport = (context: Context) => context.scopesOf('concept.edit') === 'district';

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  ground: Ground,
  more: { field?: string; error?: string; values?: Record<string, string> } = {},
): Promise<FastifyReply> {
  const { context } = request;
  if (!ground.place.edition && !mayImport(context)) return reply.refuse(403);
  return reply.page(
    <FilePage
      place={ground.place}
      targets={ground.place.edition ? [] : await targetsOf(context, ground.all)}
      mayImport={mayImport(context)}
      megabytes={megabytes}
      errors={more.error ? { [more.field ?? 'file']: more.error } : undefined}
      values={more.values}
    />,
    more.error ? 422 : 200,
  );
}

type Refusal = { readonly code: ImportFailure; readonly details: Readonly<Record<string, string | number>> };

function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  ground: Ground,
  { code, details }: Refusal,
  values: Record<string, string>,
) {
  if (code === 'concept.not_allowed') return reply.refuse(403);
  if (code === 'concept.unknown_edition') return reply.refuse(404);
  const error = request.context.t(failureText(code), { ...details });
  return show(request, reply, ground, { field: code === 'concept.file_no_target' ? 'target' : 'file', error, values });
}

function preview(reply: FastifyReply, ground: Ground, plan: ImportPreview, again: Record<string, string>, changedSince = false) {
  const { columns, changes, places, problems, notices, outlineChanged, textChanged, digest } = plan;
  const ignored = columns
    .filter(({ key }) => key === undefined)
    .map(({ heading, sheet }) => ({ row: null, sheet, column: heading.slice(0, 80), code: 'column_ignored', details: {} }));
  const faulty = problems.length > 0;
  return reply.page(
    <FilePreviewPage
      place={ground.place}
      columns={columns}
      changes={changes}
      places={places}
      problems={problems}
      notices={[...ignored, ...notices]}
      moreChanges={outlineChanged || textChanged}
      again={faulty ? {} : { ...again, digest }}
      changedSince={changedSince}
    />,
    faulty || changedSince ? 422 : 200,
  );
}

async function check(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const ground = await groundOf(request);
  if (!ground) return reply.refuse(404);
  const { context } = request;
  const { file, tooLarge, fields } = uploadOf(request);
  const values = { target: fields.target ?? '', remove: fields.remove ?? '' };
  if (tooLarge) return show(request, reply, ground, { error: context.t('concept:staff.file.too_large', { megabytes }), values });
  const target = targetOf(ground, values.target);
  const noTarget = context.t(failureText('concept.file_no_target'));
  if (!target) return show(request, reply, ground, { field: 'target', error: noTarget, values });
  if (!file) return show(request, reply, ground, { error: context.t('http:field.required'), values });
  const plan = await previewFile(context, { target, bytes: file, remove: values.remove === 'yes' });
  if (!plan.ok) return refuse(request, reply, ground, plan, values);
  return preview(reply, ground, plan.value, { ...values, content: file.toString('base64') });
}

async function apply(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const ground = await groundOf(request);
  if (!ground) return reply.refuse(404);
  const { fields } = uploadOf(request);
  const again = { target: fields.target ?? '', remove: fields.remove ?? '', content: fields.content ?? '' };
  const target = targetOf(ground, again.target);
  const bytes = Buffer.from(again.content, 'base64');
  if (!target || !bytes.length)
    return show(request, reply, ground, { error: request.context.t('http:field.required'), values: again });
  const done = await applyFile(request.context, { target, bytes, remove: again.remove === 'yes' }, fields.digest ?? '');
  if (!done.ok) return refuse(request, reply, ground, done, again);
  // What is there changed since the preview: it is shown anew, and nothing was stored.
  if ('preview' in done.value) return preview(reply, ground, done.value.preview, again, true);
  return reply.redirectWithNotice(`${ground.place.overview}/${done.value.editionId}`, 'success', 'concept:staff.file.done');
}

/** The matrix of an edition as a file, out and in. */
export function fileRoutes(app: App): void {
  const read = { access: 'concept.read' } as const;
  const edit = { access: 'concept.edit' } as const;
  const open = async (request: FastifyRequest, reply: FastifyReply) => {
    const ground = await groundOf(request);
    return ground ? show(request, reply, ground) : reply.refuse(404);
  };
  app.get(root, { config: read }, open);
  app.get(freshRoot, { config: edit }, open);
  for (const format of fileFormats)
    app.get(`${root}/konzept.${format}`, { config: read }, async (request, reply) => {
      const { edition = '' } = request.params as { edition?: string };
      if (!z.uuid().safeParse(edition).success) return reply.refuse(404);
      const file = await exportEdition(request.context, edition, format);
      if (!file.ok) return reply.refuse(404);
      const { name, type, content } = file.value;
      return reply.type(type).header('content-disposition', `attachment; filename="${name}"`).send(content);
    });
  app.get(`${freshRoot}/vorlage.xlsx`, { config: edit }, async (request, reply) =>
    reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', 'attachment; filename="vorlage-handlungsempfehlungen.xlsx"')
      .send(await matrixTemplate(request.context)),
  );
  for (const address of [root, freshRoot]) {
    app.post(address, { config: edit, preValidation: readUpload(limit) }, check);
    app.post(`${address}/uebernehmen`, { config: edit, preValidation: readUpload(limit, 2 * limit) }, apply);
  }
}
