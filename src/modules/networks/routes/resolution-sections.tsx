import type { VNode } from 'preact';
import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import { LinkButton, Section, useView } from '#platform/ui';
import type { Body } from '../model/bodies.ts';
import type { Resolution } from '../model/resolution.ts';
import { ResolutionTable, resolutionsBase } from '../pages/resolution-list.tsx';
import { PublicResolutions } from '../pages/resolution-public.tsx';
import { TaskSection, tasksBase } from '../pages/task-sections.tsx';
import { mayEditBody } from '../service/scope.ts';
import { personOf } from '../service/tasks.ts';
import { listPublicOf, listResolutions, resolutionsOfMeeting } from '../store/resolution-list.ts';
import { listTasks } from '../store/task-list.ts';
import { tasksOf } from '../store/tasks.ts';

const few = 10;

interface ShownProps {
  readonly rows: readonly Resolution[];
  readonly addHref: string | undefined;
  readonly allHref: string | undefined;
}

function Resolutions({ rows, addHref, allHref }: ShownProps) {
  const { t } = useView();
  return (
    <Section
      title={t('networks:staff.resolution.list')}
      id="beschluesse"
      actions={
        addHref && (
          <LinkButton href={addHref} icon="plus" small>
            {t('networks:staff.resolution.add')}
          </LinkButton>
        )
      }
    >
      {rows.length ? <ResolutionTable rows={rows} /> : <p>{t('networks:staff.resolution.none_here')}</p>}
      {allHref && (
        <p>
          <a href={allHref}>{t('networks:staff.resolution.all')}</a>
        </p>
      )}
    </Section>
  );
}

/** On the record of a body: its latest resolutions. */
export async function resolutionsOfBodySection(context: Context, body: Body): Promise<VNode> {
  const filter = { reach: 'district', bodyId: body.id } as const;
  const rows = await context.transaction((trx) => listResolutions(trx, filter, undefined, few + 1));
  const base = resolutionsBase(context.tenant);
  return (
    <Resolutions
      rows={rows.slice(0, few)}
      addHref={mayEditBody(context, body) ? `${base}/neu?gremium=${body.id}` : undefined}
      allHref={rows.length > few ? `${base}?gremium=${body.id}` : undefined}
    />
  );
}

/** On the record of a body: what is to be done. */
export async function tasksOfBodySection(context: Context, body: Body): Promise<VNode> {
  const today = dayOf(context.now());
  const filter = { reach: 'district', person: personOf(context), today, view: 'all', bodyId: body.id } as const;
  const tasks = await context.transaction((trx) => listTasks(trx, filter, undefined, few));
  const addHref = mayEditBody(context, body) ? `${tasksBase(context.tenant)}/neu?gremium=${body.id}` : undefined;
  return <TaskSection tasks={tasks} today={today} addHref={addHref} />;
}

/** On the public page of a body: what it decided and shows. */
export async function publicResolutionsSection(context: Context, body: Body): Promise<VNode | null> {
  const rows = await context.transaction((trx) => listPublicOf(trx, body.id, 50));
  return rows.length ? <PublicResolutions rows={rows} /> : null;
}

/** On the page of a meeting: what it resolved. The caller has checked that the actor may read the meeting's body. */
export async function resolutionsOfMeetingSection(
  context: Context,
  meeting: { readonly id: string },
  body: Pick<Body, 'id' | 'territory'>,
): Promise<VNode> {
  const rows = await context.transaction((trx) => resolutionsOfMeeting(trx, meeting.id));
  const base = resolutionsBase(context.tenant);
  const addHref = mayEditBody(context, body) ? `${base}/neu?sitzung=${meeting.id}` : undefined;
  return <Resolutions rows={rows} addHref={addHref} allHref={undefined} />;
}

/** On the page of a meeting: what is to be done because of it. */
export async function tasksOfMeetingSection(
  context: Context,
  meeting: { readonly id: string },
  body: Pick<Body, 'id' | 'territory'>,
): Promise<VNode> {
  const tasks = await context.transaction((trx) => tasksOf(trx, { meetingId: meeting.id }));
  const addHref = mayEditBody(context, body) ? `${tasksBase(context.tenant)}/neu?sitzung=${meeting.id}` : undefined;
  return <TaskSection tasks={tasks} today={dayOf(context.now())} addHref={addHref} />;
}
