import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import {
  type App,
  type FastifyReply,
  type FastifyRequest,
  type FormErrors,
  largeUploadOf,
  parseForm,
  readLargeUpload,
} from '#platform/http';
import { mostMegabytes } from '../../model/exchange/record.ts';
import { type Source, type SourceSettings, sourceKinds, sourceRhythms } from '../../model/exchange/source.ts';
import { offerColumns } from '../../model/table/columns.ts';
import { SourceFormPage, SourcePage } from '../../pages/exchange/source.tsx';
import { SourcesPage } from '../../pages/exchange/sources.tsx';
import { addSource, changeSource, sourcesOf } from '../../service/exchange/sources.ts';
import { startFetch, startRun } from '../../service/exchange/starting.ts';
import { runsOf } from '../../service/exchange/viewing.ts';
import { importTemplate } from '../../service/exporting.ts';
import type { DirectoryWiring } from '../../wiring.ts';
import { deskFrame, failureSentence, failureStatus, one } from '../staff/parts.ts';
import { asked, config, forDistrict, forSource, list, onePath, sourceBase } from './parts.ts';

const line = z
  .string()
  .min(1)
  .max(120)
  .refine((text) => !text.includes('\n'), { message: 'directory:field.one_line' });
const schema = z
  .object({
    name: line,
    kind: z.enum(sourceKinds),
    url: z.union([z.literal(''), z.url({ protocol: /^(?:https?|webcals?)$/ }).max(1000)]).default(''),
    every: z.enum(sourceRhythms),
    review: z.literal('yes').optional(),
    active: z.literal('yes').optional(),
  })
  .refine(({ url, every }) => url !== '' || every === 'never', {
    path: ['url'],
    message: 'directory:staff.exchange.needs_address',
  });

const settingsOf = ({ name, kind, url, every, review, active }: z.output<typeof schema>): SourceSettings => ({
  name,
  kind,
  url: url || null,
  every,
  review: review === 'yes',
  active: active === 'yes',
});

async function showList(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { sources, waiting } = await sourcesOf(request.context);
  return reply.page(
    <SourcesPage frame={await deskFrame(request.context)} sources={sources} waiting={waiting} columns={offerColumns} />,
  );
}

type Values = Readonly<Record<string, string | string[]>>;

async function showForm(
  request: FastifyRequest,
  reply: FastifyReply,
  source: Source | undefined,
  posted?: { readonly values: Values; readonly errors: FormErrors; readonly status: number },
): Promise<FastifyReply> {
  const fresh: Values = source
    ? {
        name: source.name,
        kind: source.kind,
        url: source.url ?? '',
        every: source.every,
        review: source.review ? 'yes' : '',
        active: source.active ? 'yes' : '',
      }
    : { kind: 'csv', every: 'never', review: 'yes', active: 'yes' };
  return reply.page(
    <SourceFormPage
      frame={await deskFrame(request.context)}
      source={source}
      values={posted?.values ?? fresh}
      errors={posted?.errors}
    />,
    posted?.status ?? 200,
  );
}

async function save(request: FastifyRequest, reply: FastifyReply, source: Source | undefined): Promise<FastifyReply> {
  const { context, visit } = request;
  const form = parseForm(schema, request.body, visit.t);
  if (!form.ok) return showForm(request, reply, source, { ...form, status: 422 });
  const settings = settingsOf(form.data);
  const outcome = source
    ? await changeSource(context, source.id, settings, Number(one(form.values, 'version')))
    : await addSource(context, settings);
  if (!outcome.ok) {
    const field = outcome.code === 'exchange.name_taken' ? 'name' : '_form';
    const errors = { [field]: failureSentence(context, outcome) };
    return showForm(request, reply, source, { values: form.values, errors, status: failureStatus(outcome.code) });
  }
  return reply.redirectWithNotice(
    sourceBase(request, { id: source?.id ?? String(outcome.value) }),
    'success',
    'directory:staff.exchange.saved',
  );
}

async function showSource(
  request: FastifyRequest,
  reply: FastifyReply,
  source: Source,
  more: { readonly error?: string; readonly refusal?: string; readonly status?: number } = {},
): Promise<FastifyReply> {
  const { context } = request;
  const { runs, next } = await runsOf(context, source, asked(request, 'ab'));
  return reply.page(
    <SourcePage
      frame={await deskFrame(context)}
      source={source}
      runs={runs}
      next={next && `${sourceBase(request, source)}?ab=${encodeURIComponent(next)}`}
      errors={more.error ? { file: more.error } : undefined}
      refusal={more.refusal}
    />,
    more.status ?? 200,
  );
}

const bring = (files: DirectoryWiring['files']) =>
  forSource(async (request, reply, source) => {
    const { context, visit } = request;
    const { file, tooLarge } = largeUploadOf(request);
    const refuse = (error: string) => showSource(request, reply, source, { error, status: 422 });
    if (tooLarge) return refuse(visit.t('files:failure.file.too_large', { megabytes: mostMegabytes }));
    if (!file) return refuse(visit.t('http:field.required'));
    const outcome = await startRun(context, files, source, { name: file.name, bytes: await readFile(file.path) });
    if (!outcome.ok) return refuse(failureSentence(context, outcome));
    return reply.redirect(`${sourceBase(request, source)}/laeufe/${outcome.value}`, 303);
  });

const order = forSource(async (request, reply, source) => {
  const outcome = await startFetch(request.context, source);
  if (outcome.ok) return reply.redirect(`${sourceBase(request, source)}/laeufe/${outcome.value}`, 303);
  return showSource(request, reply, source, {
    refusal: failureSentence(request.context, outcome),
    status: failureStatus(outcome.code),
  });
});

/** Sources, their settings, and the ways in which their files come. */
export function sourceRoutes(app: App, { files }: Pick<DirectoryWiring, 'files'>): void {
  app.get(list, { config }, forDistrict(showList));
  app.get(
    `${list}/vorlage.csv`,
    { config },
    forDistrict((_request, reply) =>
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="vorlage-angebote.csv"')
        .send(importTemplate()),
    ),
  );
  app.get(
    `${list}/neu`,
    { config },
    forDistrict((request, reply) => showForm(request, reply, undefined)),
  );
  app.post(
    `${list}/neu`,
    { config },
    forDistrict((request, reply) => save(request, reply, undefined)),
  );
  app.get(onePath, { config }, forSource(showSource));
  app.get(`${onePath}/aendern`, { config }, forSource(showForm));
  app.post(`${onePath}/aendern`, { config }, forSource(save));
  app.post(`${onePath}/datei`, { config, preValidation: readLargeUpload(mostMegabytes * 1_000_000) }, bring(files));
  app.post(`${onePath}/abrufen`, { config }, order);
}
