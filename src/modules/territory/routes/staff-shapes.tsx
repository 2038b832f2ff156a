import { type App, type FastifyReply, type FastifyRequest, parseForm, readUpload, uploadOf } from '#platform/http';
import { failureText } from '../failures.ts';
import { shapesFormSchema } from '../model/forms.ts';
import { shapeLimits } from '../model/geojson.ts';
import { ShapesPreviewPage, StaffShapesPage, type StaffShapesProps } from '../pages/staff-shapes.tsx';
import { editPermission, mayEditAll } from '../service/scope.ts';
import { importShapes, previewShapes, type ShapesOutcome, toGeoJson } from '../service/shapes.ts';
import { refuse, staffBase, texts } from './staff.tsx';

/** The upload form again, with what was wrong. */
function rejected(
  request: FastifyRequest,
  reply: FastifyReply,
  outcome: Extract<ShapesOutcome, { ok: false }>,
  source: string,
): FastifyReply {
  const { t } = request.visit;
  const text = t(failureText(outcome.code));
  if (outcome.code === 'territory.shapes_source')
    return showForm(request, reply, { values: { source }, errors: { source: text } });
  if (!('faults' in outcome)) return refuse(reply, outcome.code);
  return showForm(request, reply, { values: { source }, errors: { file: text }, faults: outcome.faults });
}

function showForm(request: FastifyRequest, reply: FastifyReply, props: Omit<StaffShapesProps, 'base'>): FastifyReply {
  return reply.page(<StaffShapesPage base={staffBase(request.context)} {...props} />, 422);
}

async function preview(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context, visit } = request;
  if (!mayEditAll(context)) return reply.refuse(403);
  const { fields, file, tooLarge } = uploadOf(request);
  const form = parseForm(shapesFormSchema, { source: fields.source ?? '', geojson: file || tooLarge ? 'file' : '' }, visit.t);
  if (!form.ok || tooLarge) {
    const { geojson, ...others } = form.ok ? { geojson: '' } : form.errors;
    const fileError = tooLarge ? visit.t('territory:staff.shapes.fault.too_large') : geojson;
    return showForm(request, reply, { values: texts(form.values), errors: fileError ? { file: fileError, ...others } : others });
  }
  const outcome = await previewShapes(context, file?.toString('utf8') ?? '');
  if (!outcome.ok) return rejected(request, reply, outcome, form.data.source);
  const page = (
    <ShapesPreviewPage
      base={staffBase(context)}
      {...outcome.value}
      source={form.data.source}
      geojson={toGeoJson(outcome.value.shapes)}
    />
  );
  return reply.page(page);
}

async function confirm(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context, visit } = request;
  if (!mayEditAll(context)) return reply.refuse(403);
  const form = parseForm(shapesFormSchema, request.body, visit.t);
  if (!form.ok)
    return showForm(request, reply, {
      values: texts(form.values),
      errors: { file: visit.t(failureText('territory.shapes_refused')) },
    });
  const outcome = await importShapes(context, form.data.geojson, form.data.source);
  if (!outcome.ok) return rejected(request, reply, outcome, form.data.source);
  return reply.redirectWithNotice(staffBase(context), 'success', 'territory:staff.shapes.taken');
}

export function staffShapeRoutes(app: App): void {
  const config = { access: editPermission } as const;
  const address = '/intern/:district/sozialraeume/umrisse';

  app.get(address, { config }, (request, reply) =>
    mayEditAll(request.context) ? reply.page(<StaffShapesPage base={staffBase(request.context)} />) : reply.refuse(403),
  );
  app.post(address, { config, preValidation: readUpload(shapeLimits.bytes) }, preview);
  app.post(`${address}/uebernehmen`, { config }, confirm);
}
