import type { Context } from '#platform/access';
import type { App, FastifyReply, FastifyRequest } from '#platform/http';
import type { WorkLine } from '#platform/module';
import type { IconLink } from '#platform/ui';
import { StaffStartPage } from '../../pages/staff/start.tsx';
import { readInbox } from '../../service/inbox.ts';
import { readDesk } from '../../service/listing.ts';
import { staffBase } from './parts.ts';

/** Somebody of this district, or of the whole installation; an account alone opens no district's pages. */
function belongsHere({ actor, tenant }: Context): boolean {
  return actor.kind === 'user' && actor.assignments.some(({ tenantId }) => tenantId === tenant.id || tenantId === null);
}

function quickLinks(context: Context): IconLink[] {
  const base = staffBase(context);
  const link = (icon: IconLink['icon'], key: string, href: string): IconLink => ({ icon, label: context.t(key), href });
  return [
    ...(context.may('directory.edit')
      ? [
          link('list', 'directory:staff.start.link.entries', `${base}/eintraege`),
          link('plus', 'directory:staff.start.link.offer', `${base}/eintraege/neu?art=offer`),
          link('plus', 'directory:staff.start.link.organisation', `${base}/eintraege/neu?art=organisation`),
        ]
      : []),
    link('external', 'directory:staff.start.link.public', `/${context.tenant.slug}/${context.language.tag}/`),
    link('person', 'directory:staff.start.link.account', '/konto/'),
  ];
}

/** What somebody has to do next, out of all modules. */
export type Worklist = (context: Context) => Promise<readonly WorkLine[]>;

async function start(request: FastifyRequest, reply: FastifyReply, worklist: Worklist): Promise<FastifyReply> {
  const { context } = request;
  if (!belongsHere(context)) return reply.refuse(403);
  const desk = context.may('directory.edit') ? await readDesk(context) : undefined;
  const [oldest] = desk?.waiting.proposals ? (await readInbox(context, { limit: 1 })).rows : [];
  const days = oldest && Math.floor((context.now().getTime() - oldest.createdAt.getTime()) / 86_400_000);
  const name = context.actor.kind === 'user' ? context.actor.name : '';
  return reply.page(
    <StaffStartPage
      base={staffBase(context)}
      name={name}
      work={await worklist(context)}
      desk={desk}
      oldest={days}
      links={quickLinks(context)}
    />,
  );
}

export function startRoutes(app: App, worklist: Worklist): void {
  app.get('/intern/:district/', { config: { access: 'signed-in' } }, (request, reply) => start(request, reply, worklist));
}
