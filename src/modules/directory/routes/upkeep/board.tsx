import { z } from 'zod';
import { type App, type FastifyReply, type FastifyRequest, formValues, parseForm } from '#platform/http';
import type { FormErrors } from '#platform/ui';
import { type Stage, stages } from '../../model/upkeep/stages.ts';
import { BoardPage } from '../../pages/upkeep/board.tsx';
import { OrganisationUpkeepPage } from '../../pages/upkeep/organisation.tsx';
import { formChoices } from '../../service/form-choices.ts';
import { categoryName, readFormGround } from '../../service/ground.ts';
import { pauseUntil, readBoard, readOrganisationUpkeep, sendNow } from '../../service/upkeep/board.ts';
import { groupings } from '../../store/upkeep/board.ts';
import { addressWith, chosen, townOptions } from '../staff/inbox.tsx';
import { deskFrame, forEntry, isId, one, root, staffBase } from '../staff/parts.ts';

const pageSize = 50;
const config = { access: 'directory.edit' } as const;

async function board(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context } = request;
  const sent = formValues(request.query);
  const [towns, ground] = [await townOptions(context), await readFormGround(context)];
  const stage = chosen(one(sent, 'stufe'), stages);
  const town = towns.find(({ value }) => value === one(sent, 'ort'))?.value;
  const category = ground.categories.find(one(sent, 'thema'))?.id;
  const grouping = chosen(one(sent, 'gruppe'), groupings);
  const organisationId = isId(one(sent, 'anbieter')) ? one(sent, 'anbieter') : undefined;
  const values = {
    stufe: stage ?? '',
    ort: town ?? '',
    thema: category ?? '',
    gruppe: grouping ?? '',
    anbieter: organisationId ?? '',
  };
  const after = one((request.query ?? {}) as Record<string, unknown>, 'nach') || undefined;
  const found = await readBoard(context, { stage, town, category, organisationId }, { grouping, after, limit: pageSize });
  const path = `${staffBase(context)}/aktualitaet`;
  const townName = new Map(towns.map(({ value, label }) => [value, label]));
  const groupHref = (id: string | null) => {
    if (id === null) return undefined;
    if (grouping === 'organisation') return `${path}/anbieter/${id}`;
    return addressWith(path, { ...values, gruppe: '', [grouping === 'town' ? 'ort' : 'thema']: id });
  };
  return reply.page(
    <BoardPage
      frame={await deskFrame(context)}
      board={found}
      values={values}
      towns={towns}
      categories={formChoices(context, ground).categories}
      nameOf={(id, name) => {
        if (id === null) return context.t('directory:staff.whole_district');
        return name ?? (grouping === 'town' ? (townName.get(id) ?? id) : categoryName(context, ground.categories, id));
      }}
      groupHref={groupHref}
      stageHref={(to: Stage) => addressWith(path, { ...values, gruppe: '', stufe: to })}
      first={after && addressWith(path, values)}
      next={found.next && addressWith(path, { ...values, nach: found.next })}
    />,
  );
}

async function organisation(
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
  posted?: { readonly values: Record<string, string>; readonly errors: FormErrors },
): Promise<FastifyReply> {
  const { context } = request;
  const found = await readOrganisationUpkeep(context, id);
  if (!found.ok) return reply.refuse(404);
  return reply.page(
    <OrganisationUpkeepPage
      frame={await deskFrame(context)}
      upkeep={found.value}
      values={posted?.values ?? { bis: found.value.pause?.until ?? '', grund: found.value.pause?.reason ?? '' }}
      errors={posted?.errors ?? {}}
    />,
    posted ? 422 : 200,
  );
}

const pauseSchema = z.object({ bis: z.iso.date(), grund: z.string().trim().max(300).optional() });

/** Who has to be asked, who was, and what follows. */
export function upkeepBoardRoutes(app: App): void {
  const base = `${root}/aktualitaet`;
  app.get(base, { config }, board);
  app.get(
    `${base}/anbieter/:entry`,
    { config },
    forEntry((request, reply, { entry }) => organisation(request, reply, entry)),
  );

  const back = (request: FastifyRequest, reply: FastifyReply, id: string, kind: 'success' | 'warning', key: string) =>
    reply.redirectWithNotice(`${staffBase(request.context)}/aktualitaet/anbieter/${id}`, kind, `directory:${key}`);

  app.post(
    `${base}/anbieter/:entry/senden`,
    { config },
    forEntry(async (request, reply, { entry }) => {
      const sent = await sendNow(request.context, entry);
      if (sent.ok) return back(request, reply, entry, 'success', 'staff.upkeep.sent_now');
      if (sent.code === 'entry.not_found') return reply.refuse(404);
      return back(request, reply, entry, 'warning', `staff.failure.${sent.code}`);
    }),
  );
  app.post(
    `${base}/anbieter/:entry/pausieren`,
    { config },
    forEntry(async (request, reply, { entry }) => {
      const { context } = request;
      const form = parseForm(pauseSchema, request.body, context.t);
      const values = { bis: one(form.values, 'bis'), grund: one(form.values, 'grund') };
      if (!form.ok) return organisation(request, reply, entry, { values, errors: form.errors });
      const paused = await pauseUntil(context, entry, form.data.bis, form.data.grund ?? '');
      return paused.ok ? back(request, reply, entry, 'success', 'staff.upkeep.paused') : reply.refuse(404);
    }),
  );
  app.post(
    `${base}/anbieter/:entry/fortsetzen`,
    { config },
    forEntry(async (request, reply, { entry }) => {
      const resumed = await pauseUntil(request.context, entry, null, '');
      return resumed.ok ? back(request, reply, entry, 'success', 'staff.upkeep.resumed') : reply.refuse(404);
    }),
  );
}
