import { uuidPattern } from '#platform/crypto';
import { type FastifyReply, type FastifyRequest, formValues } from '#platform/http';
import type { FailureCode } from '../failures.ts';
import { fileNameOf } from '../model/meeting.ts';
import { meetingPaths } from '../pages/meeting-parts.tsx';
import type { MeetingRef } from '../service/meeting-record.ts';

/** One text of a form, of the address or of its query; '' when it is not there. */
export function textOf(source: unknown, name: string): string {
  const value = formValues(source)[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/** Body and meeting that the address names; an id that is none finds nothing. */
export function refOf({ params }: FastifyRequest): MeetingRef {
  return { body: textOf(params, 'body'), meeting: textOf(params, 'meeting') };
}

export const idOf = ({ params }: FastifyRequest, name: string): string => {
  const id = textOf(params, name);
  return uuidPattern.test(id) ? id.toLowerCase() : '';
};

export const pathsOf = (request: FastifyRequest) => meetingPaths(request.context.tenant.slug, textOf(request.params, 'body'));

/** What no page with a form can show: somebody else's, or nothing. */
const elsewhere: Partial<Record<FailureCode, 403 | 404>> = {
  'networks.not_allowed': 403,
  'networks.unknown_body': 404,
  'networks.unknown_meeting': 404,
  'networks.unknown_agenda_item': 404,
  'networks.unknown_paper': 404,
};

export function refusalOf(code: string): 403 | 404 | undefined {
  return elsewhere[code as FailureCode];
}

/** A file for its reader alone: no cache between keeps it, and no browser runs it. */
export function sendPrivately(reply: FastifyReply, type: string, name: string, content: Parameters<FastifyReply['send']>[0]) {
  return reply
    .type(type)
    .header('cache-control', 'private, no-store')
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(content);
}

export const documentName = (title: string, extension: string) => fileNameOf(title, extension);
