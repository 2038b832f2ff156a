import { type App, type FastifyReply, type FastifyRequest, formValues, readUpload, uploadOf } from '#platform/http';
import { translationTags } from '../../model/translation/fields.ts';
import type { XliffPlan } from '../../model/translation/xliff-plan.ts';
import { XliffPage, XliffPreviewPage } from '../../pages/staff/translation/xliff.tsx';
import { exportXliff, importXliff, previewXliff } from '../../service/translation/exchange.ts';
import { deskFrame, failureSentence, isId, one, root, staffBase } from '../staff/parts.ts';
import { scopeChoices, tongueOf, tongues } from './board.tsx';

/** 5,000 offers of usual length in one language; the confirmation carries the file in base64, a third larger. */
const megabytes = 10;
const limit = megabytes * 1024 * 1024;

async function show(request: FastifyRequest, reply: FastifyReply, error?: string): Promise<FastifyReply> {
  const { context } = request;
  const sent = formValues(request.query);
  return reply.page(
    <XliffPage
      frame={await deskFrame(context)}
      tongues={tongues}
      organisations={(await scopeChoices(context)).organisations}
      values={{ sprache: tongueOf(one(sent, 'sprache'))?.tag ?? '' }}
      megabytes={megabytes}
      errors={error ? { file: error } : undefined}
    />,
    error ? 422 : 200,
  );
}

async function download(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const sent = formValues(request.query);
  const tongue = tongueOf(one(sent, 'sprache'));
  if (!tongue) return reply.refuse(404);
  const organisationId = one(sent, 'organisation');
  const openOnly = one(sent, 'alles') !== 'yes';
  const file = await exportXliff(context, {
    tag: tongue.tag,
    openOnly,
    ...(isId(organisationId) ? { organisationId } : {}),
  });
  if (!file.ok) return show(request, reply, failureSentence(context, file));
  return reply
    .type('application/xliff+xml; charset=utf-8')
    .header('content-disposition', `attachment; filename="wegweiser-${context.tenant.slug}-${tongue.tag}.xlf"`)
    .send(file.value);
}

async function showPlan(
  request: FastifyRequest,
  reply: FastifyReply,
  plan: XliffPlan,
  file: Buffer,
  changedSince: boolean,
): Promise<FastifyReply> {
  const tongue = tongueOf(plan.tag);
  if (!tongue) return reply.refuse(404);
  return reply.page(
    <XliffPreviewPage
      frame={await deskFrame(request.context)}
      tongue={tongue}
      plan={plan}
      file={plan.changes ? file.toString('base64') : ''}
      changedSince={changedSince}
    />,
    changedSince ? 409 : 200,
  );
}

async function preview(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const { file, tooLarge } = uploadOf(request);
  if (tooLarge) return show(request, reply, context.t('directory:staff.file.too_large', { megabytes }));
  if (!file) return show(request, reply, context.t('http:field.required'));
  const plan = await previewXliff(context, file, translationTags);
  if (!plan.ok) return show(request, reply, failureSentence(context, plan));
  return showPlan(request, reply, plan.value, file, false);
}

async function confirm(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const { fields } = uploadOf(request);
  const file = Buffer.from(fields.xliff ?? '', 'base64');
  const outcome = await importXliff(context, file, translationTags, fields.mark ?? '');
  if (!outcome.ok) return show(request, reply, failureSentence(context, outcome));
  const { done, plan } = outcome.value;
  if (!done) return showPlan(request, reply, plan, file, true);
  return reply.redirectWithNotice(`${staffBase(context)}/uebersetzungen/${plan.tag}`, 'success', 'directory:staff.xliff.done');
}

export function xliffRoutes(app: App): void {
  const config = { access: 'directory.edit' } as const;
  const path = `${root}/uebersetzungen/austausch`;
  app.get(path, { config }, (request, reply) => show(request, reply));
  app.get(`${path}/datei.xlf`, { config }, download);
  app.post(path, { config, preValidation: readUpload(limit) }, preview);
  app.post(`${path}/uebernehmen`, { config, preValidation: readUpload(limit, 2 * limit) }, confirm);
}
