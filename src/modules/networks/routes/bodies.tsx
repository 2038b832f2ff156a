import { organisationNames } from '#modules/directory';
import { dayOf } from '#platform/days';
import { type App, type FastifyReply, type FastifyRequest, formValues } from '#platform/http';
import { type BodyKind, bodyKinds } from '../model/bodies.ts';
import { BodiesPage, quietMonths } from '../pages/bodies.tsx';
import { BodyPage, BodyPrint } from '../pages/body.tsx';
import { type BodyQuery, type BodyRecord, monthsBefore, readBodies, readBody } from '../service/bodies.ts';
import { sectionsOf, staffSections } from './body-sections.tsx';
import { addressWith, areaNames, areaOptions, areas, type BodyParams, forBody, one, refuse, root, staffBase } from './parts.ts';

const pageSize = 50;

/** Reads the address of the list; what cannot be understood is left out. */
function readAddress(request: FastifyRequest, territories: readonly string[]) {
  const sent = formValues(request.query);
  const kind = bodyKinds.find((one_) => one_ === one(sent, 'art')) as BodyKind | undefined;
  const territory = territories.find((key) => key === one(sent, 'ort'));
  const quiet = quietMonths.find((months) => String(months) === one(sent, 'ruht'));
  const text = one(sent, 'q').slice(0, 100) || undefined;
  const state = (['closed', 'all'] as const).find((value) => value === one(sent, 'stand'));
  const query: BodyQuery = { kind, territory, text, state: state ?? 'open', quietMonths: quiet };
  const values = { q: text ?? '', art: kind ?? '', ort: territory ?? '', ruht: quiet ? String(quiet) : '', stand: state ?? '' };
  return { query, values };
}

async function list(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const units = await areas(context);
  const { query, values } = readAddress(
    request,
    units.map(({ key }) => key),
  );
  const after = one((request.query ?? {}) as Record<string, unknown>, 'nach') || undefined;
  const base = staffBase(context);
  const found = await readBodies(context, query, after, pageSize);
  return reply.page(
    <BodiesPage
      base={base}
      list={found}
      values={values}
      territories={areaOptions(context, units)}
      territoryName={await areaNames(context)}
      mayAdd={context.may('networks.edit')}
      quietBefore={monthsBefore(context.now(), 12).toISOString()}
      first={after && addressWith(base, values)}
      next={found.next && addressWith(base, { ...values, nach: found.next })}
    />,
  );
}

/** What the record and its print show besides the body itself. */
async function recordProps(request: FastifyRequest, record: BodyRecord) {
  const { context } = request;
  const { body, seats } = record;
  const ids = seats.flatMap(({ organisationId }) => organisationId ?? []);
  const known = await organisationNames(context, [...new Set(ids)]);
  const territory = (await areaNames(context))(body.territory);
  return {
    base: staffBase(context),
    record,
    territory,
    publicHref: body.public ? `/${context.tenant.slug}/${context.language.tag}/netzwerke/${body.slug}` : undefined,
    today: dayOf(context.now()),
    pathOf: (id: string) => known.get(id)?.path,
  };
}

async function show(request: FastifyRequest, reply: FastifyReply, { body: id }: BodyParams): Promise<FastifyReply> {
  const found = await readBody(request.context, id);
  if (!found.ok) return refuse(reply, found.code);
  const sections = await sectionsOf(staffSections, request.context, found.value.body);
  return reply.page(<BodyPage {...(await recordProps(request, found.value))} sections={sections} />);
}

async function print(request: FastifyRequest, reply: FastifyReply, { body: id }: BodyParams): Promise<FastifyReply> {
  const found = await readBody(request.context, id);
  if (!found.ok) return refuse(reply, found.code);
  return reply.page(<BodyPrint {...(await recordProps(request, found.value))} />);
}

export function bodyRoutes(app: App): void {
  const config = { access: 'networks.read' } as const;
  app.get(root, { config }, list);
  app.get(`${root}/:body`, { config }, forBody(show));
  app.get(`${root}/:body/druck`, { config }, forBody(print));
}
