import type { FileStore } from '#platform/files';
import type { App, FastifyReply, FastifyRequest } from '#platform/http';
import { seatName } from '../model/bodies.ts';
import { DeadInvitationPage, InvitationPage } from '../pages/invitation.tsx';
import { answerInvitation, type LinkFailure, readInvitation, readInvitedPaper, readMinutes } from '../service/invitations.ts';
import { meetingPdf, minutesSheet } from '../service/meeting-documents.ts';
import { documentName, idOf, sendPrivately, textOf } from './meeting-parts.ts';

const tokenOf = ({ params }: FastifyRequest) => textOf(params, 'token');

function hereOf(request: FastifyRequest): string {
  const { tenant, language } = request.context;
  return `/${tenant.slug}/${language.tag}/einladung/${encodeURIComponent(tokenOf(request))}`;
}

const dead = (reply: FastifyReply, reason: LinkFailure) =>
  reply.page(<DeadInvitationPage reason={reason} />, reason === 'unknown' ? 404 : 410);

/** The address is the secret: it goes to no other site, and no cache keeps what it opens. */
const secretly = (reply: FastifyReply) =>
  reply.header('referrer-policy', 'no-referrer').header('cache-control', 'private, no-store');

/** What opens by the personal link of an invitation, without an account. */
export function invitationRoutes(app: App, files: FileStore): void {
  const base = '/:district/:language/einladung/:token';
  const config = { access: 'public', limitPerMinute: 60 } as const;

  app.get(base, { config }, async (request, reply) => {
    const { context } = request;
    const found = await readInvitation(context, tokenOf(request));
    secretly(reply);
    if (!found.ok) return dead(reply, found.code);
    const { record, invited, open } = found.value;
    const minutes = await readMinutes(context, tokenOf(request));
    return reply.page(
      <InvitationPage
        record={record}
        name={seatName(invited.name)}
        state={invited.state}
        open={open}
        here={hereOf(request)}
        minutes={minutes.ok && minutes.value ? minutesSheet(context, minutes.value) : undefined}
      />,
    );
  });

  app.post(base, { config: { ...config, limitPerMinute: 20 } }, async (request, reply) => {
    const answer = { ja: 'accepted', nein: 'declined' }[textOf(request.body, 'antwort')] as 'accepted' | 'declined' | undefined;
    secretly(reply);
    if (!answer) return reply.refuse(422);
    const outcome = await answerInvitation(request.context, tokenOf(request), answer);
    if (!outcome.ok) return dead(reply, outcome.code);
    return outcome.value
      ? reply.redirectWithNotice(hereOf(request), 'success', 'networks:invitation.thanks')
      : reply.redirectWithNotice(hereOf(request), 'warning', 'networks:invitation.closed');
  });

  app.get(`${base}/unterlagen/:paper`, { config }, async (request, reply) => {
    const paper = await readInvitedPaper(request.context, tokenOf(request), idOf(request, 'paper'));
    secretly(reply);
    if (!paper.ok) return dead(reply, paper.code);
    const stored = paper.value && (await files.get(paper.value.fileKey));
    if (!paper.value || !stored) return reply.refuse(404);
    return sendPrivately(reply, paper.value.mediaType, paper.value.fileName, stored.body);
  });

  app.get(`${base}/protokoll.pdf`, { config: { ...config, limitPerMinute: 20 } }, async (request, reply) => {
    const record = await readMinutes(request.context, tokenOf(request));
    secretly(reply);
    if (!record.ok) return dead(reply, record.code);
    if (!record.value) return reply.refuse(404);
    const file = await meetingPdf(request.context, minutesSheet(request.context, record.value));
    return sendPrivately(reply, 'application/pdf', documentName(`Protokoll ${record.value.meeting.title}`, 'pdf'), file);
  });
}
