import { join } from 'node:path';
import type { Context } from '#platform/access';
import { projectRoot } from '#platform/config';
import { compilePdf, type DocxSection, docx } from '#platform/documents';
import { german, translator } from '#platform/i18n';
import { tenantName } from '#platform/tenancy';
import { seatName } from '../model/bodies.ts';
import { type Attendance, attendanceStates, type MeetingRecord, type MeetingResolution } from '../model/meeting.ts';
import type { MeetingBlock, MeetingSheet } from '../model/meeting-sheet.ts';
import { dayInWords, durationInWords, factsOf, itemTitle } from './meeting-words.ts';

const t = translator(german);

const text = (value: string): MeetingBlock[] => (value ? [{ kind: 'text', text: value }] : []);

function sheet(
  context: Context,
  { meeting }: MeetingRecord,
  kind: MeetingSheet['kind'],
  blocks: readonly MeetingBlock[],
): MeetingSheet {
  return {
    kind,
    title: t(`networks:staff.${kind}.title_of`, { title: meeting.title }),
    sender: tenantName(context.tenant, german),
    body: meeting.body.name,
    facts: [[t('networks:staff.meeting.body'), meeting.body.name], ...factsOf(meeting)],
    blocks,
    date: t('networks:staff.meeting.as_of', { day: dayInWords(context.now()) }),
    pageLabel: t('networks:staff.meeting.page', { page: '{page}', pages: '{pages}' }),
  };
}

/** The agenda as it is sent before a meeting. */
export function agendaSheet(context: Context, record: MeetingRecord): MeetingSheet {
  const { agenda, papers, meeting } = record;
  const papersOf = (id: string | null) => papers.filter(({ agendaItemId }) => agendaItemId === id).map(({ title }) => title);
  const listed = (titles: readonly string[]) =>
    text(titles.length ? t('networks:staff.papers.listed', { titles: titles.join(', ') }) : '');
  const duration = durationInWords(agenda);
  const blocks: MeetingBlock[] = [
    ...(meeting.state === 'cancelled'
      ? [{ kind: 'notice', text: t('networks:staff.meeting.cancelled_because', { reason: meeting.cancelledReason }) } as const]
      : []),
    { kind: 'heading', text: t('networks:staff.agenda.title'), depth: 1 },
    ...(agenda.length ? [] : text(t('networks:staff.agenda.none'))),
    ...agenda.flatMap((item, index): MeetingBlock[] => [
      { kind: 'heading', text: `${index + 1}. ${itemTitle(item)}`, depth: 2 },
      ...text(item.detail),
      ...listed(papersOf(item.id)),
    ]),
    ...(duration ? text(duration) : []),
    ...listed(papersOf(null)),
  ];
  return sheet(context, record, 'agenda', blocks);
}

function resolution({ number, title, wording, state, votes }: MeetingResolution): MeetingBlock {
  const heading = t('networks:staff.minutes.resolution', { number, title });
  const result = t(`networks:staff.minutes.vote.${state}`, { yes: votes.yes, no: votes.no, abstain: votes.abstain });
  return { kind: 'notice', text: [heading, wording, result].join('\n\n') };
}

function attendanceTable(seats: readonly Attendance[]): MeetingBlock[] {
  const noted = attendanceStates.flatMap((state) =>
    seats
      .filter((seat) => seat.state === state)
      .map((seat) => [seatName(seat), t(`networks:staff.function.${seat.function}`), t(`networks:staff.attendance.${state}`)]),
  );
  if (!noted.length) return [];
  const columns = ['who', 'function', 'state'].map((column) => t(`networks:staff.attendance.${column}`));
  return [{ kind: 'table', caption: t('networks:staff.attendance.title'), columns, rows: noted }];
}

/** The minutes: who was there, what was said and resolved on each item. A draft says that it is one. */
export function minutesSheet(context: Context, record: MeetingRecord): MeetingSheet {
  const { agenda, meeting, seats, resolutions } = record;
  const of = (id: string | null) => resolutions.filter(({ agendaItemId }) => agendaItemId === id).map(resolution);
  const blocks: MeetingBlock[] = [
    ...(meeting.minutesState === 'approved' ? [] : [{ kind: 'notice', text: t('networks:staff.minutes.is_draft') } as const]),
    ...attendanceTable(seats),
    ...text(meeting.minutes),
    ...agenda.flatMap((item, index): MeetingBlock[] => [
      { kind: 'heading', text: `${index + 1}. ${item.title}`, depth: 1 },
      ...text(item.outcome || t('networks:staff.minutes.no_outcome')),
      ...of(item.id),
    ]),
    ...of(null),
  ];
  return sheet(context, record, 'minutes', blocks);
}

const template = { root: join(projectRoot, 'src/modules/networks/typst'), main: 'meeting.typ' };

/** An accessible PDF (PDF/UA-1). */
export function meetingPdf(context: Context, document: MeetingSheet): Promise<Buffer> {
  const { accent } = context.tenant.settings;
  return compilePdf(template, document, { language: german, title: document.title, accent, createdAt: context.now() });
}

/** The same as a Word document, for whoever goes on writing. */
export function meetingDocx({ title, sender, facts, blocks }: MeetingSheet): Promise<Buffer> {
  const sections = blocks.map((block): DocxSection => {
    switch (block.kind) {
      case 'heading':
        return { kind: 'heading', level: block.depth, text: block.text };
      case 'table':
        return block;
      default:
        return { kind: 'paragraph', text: block.text };
    }
  });
  return docx({ title, language: german, creator: sender, sections: [{ kind: 'factList', facts }, ...sections] });
}
