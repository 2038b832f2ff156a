import {
  Button,
  ButtonRow,
  EmptyState,
  Form,
  LinkButton,
  PageHeader,
  Pagination,
  Section,
  Table,
  Tabs,
  useView,
} from '#platform/ui';
import type { Meeting } from '../model/meeting.ts';
import { wallTimeOf } from '../model/meeting-time.ts';
import { NetworkPage } from './frame.tsx';
import { MeetingMark, MeetingTime, meetingPaths } from './meeting-parts.tsx';

interface MonthProps {
  readonly month: string;
  readonly meetings: readonly Meeting[];
  /** The list is one body's: no column for it. */
  readonly ofBody?: boolean | undefined;
}

function Month({ month, meetings, ofBody = false }: MonthProps) {
  const { t, language, district } = useView();
  const title = new Intl.DateTimeFormat(language.locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );
  const paths = (meeting: Meeting) => meetingPaths(district?.slug ?? '', meeting.bodyId);
  const body = {
    key: 'body',
    label: t('networks:staff.meeting.body'),
    cell: (meeting: Meeting) => <a href={paths(meeting).list}>{meeting.body.name}</a>,
  };
  return (
    <Section title={title}>
      <Table
        caption={title}
        captionHidden
        rows={meetings}
        rowKey={({ id }) => id}
        columns={[
          { key: 'time', label: t('networks:staff.meeting.when'), cell: (meeting) => <MeetingTime meeting={meeting} short /> },
          {
            key: 'title',
            label: t('networks:staff.meeting.title'),
            rowHeader: true,
            cell: (meeting) => <a href={paths(meeting).of(meeting.id)}>{meeting.title}</a>,
          },
          ...(ofBody ? [] : [body]),
          {
            key: 'place',
            label: t('networks:staff.meeting.place'),
            cell: ({ place, onlineUrl }) => place || (onlineUrl ? t('networks:staff.meeting.online') : '–'),
          },
          {
            key: 'state',
            label: t('networks:staff.meeting.state'),
            cell: (meeting) => (
              <>
                <MeetingMark meeting={meeting} />{' '}
                {meeting.minutesState !== 'none' && (
                  <a href={`${paths(meeting).of(meeting.id)}/protokoll`}>
                    {t(`networks:staff.minutes.state.${meeting.minutesState}`)}
                  </a>
                )}
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}

export interface MeetingListProps {
  readonly meetings: readonly Meeting[];
  readonly direction: 'upcoming' | 'past';
  readonly base: string;
  /** Cursor of the page after this one. */
  readonly next: string | undefined;
}

function Calendar({ meetings, direction, base, next, ofBody }: MeetingListProps & { ofBody?: boolean }) {
  const { t } = useView();
  const months = [...Map.groupBy(meetings, ({ startsAt }) => wallTimeOf(startsAt).slice(0, 7))];
  const past = direction === 'past' ? 'zeit=vergangen&' : '';
  return (
    <>
      <Tabs
        label={t('networks:staff.meeting.period')}
        items={[
          { label: t('networks:staff.meeting.upcoming'), href: base, current: direction === 'upcoming' },
          { label: t('networks:staff.meeting.past'), href: `${base}?zeit=vergangen`, current: direction === 'past' },
        ]}
      />
      {months.length === 0 && (
        <EmptyState title={t(`networks:staff.meeting.none_${direction}`)}>{t('networks:staff.meeting.none_hint')}</EmptyState>
      )}
      {months.map(([month, list]) => (
        <Month key={month} month={month} meetings={list} ofBody={ofBody} />
      ))}
      <Pagination next={next && `${base}?${past}nach=${encodeURIComponent(next)}`} />
    </>
  );
}

/** The meetings of all bodies, month by month. */
export function MeetingsPage(props: MeetingListProps) {
  const { t } = useView();
  const title = t('networks:staff.meeting.all');
  return (
    <NetworkPage tab="meetings" title={title}>
      <PageHeader title={title} lead={t('networks:staff.meeting.all_lead')} />
      <Calendar {...props} />
    </NetworkPage>
  );
}

export interface BodyMeetingsProps extends MeetingListProps {
  readonly body: { readonly id: string; readonly name: string; readonly recurrence: string };
  readonly mayEdit: boolean;
}

/** The meetings of one body, and what can be done for it. */
export function BodyMeetingsPage({ body, mayEdit, ...list }: BodyMeetingsProps) {
  const { t, district } = useView();
  const paths = meetingPaths(district?.slug ?? '', body.id);
  const title = t('networks:staff.meeting.of_body', { body: body.name });
  return (
    <NetworkPage
      tab="bodies"
      title={title}
      crumbs={[{ label: body.name, href: paths.body }, { label: t('networks:staff.meeting.list') }]}
    >
      <PageHeader title={title} />
      <div class="dk-flow">
        <ButtonRow>
          {mayEdit && (
            <LinkButton look="primary" href={paths.new} icon="plus">
              {t('networks:staff.meeting.new')}
            </LinkButton>
          )}
          <LinkButton href={paths.calendar} icon="calendar" download>
            {t('networks:staff.meeting.calendar')}
          </LinkButton>
        </ButtonRow>
        {mayEdit && body.recurrence && (
          <Form action={paths.plan} id="plan" plain>
            <ButtonRow>
              <Button look="secondary">{t('networks:staff.schedule.plan')}</Button>
            </ButtonRow>
            <p class="kern-hint">{t('networks:staff.schedule.hint')}</p>
          </Form>
        )}
        <Calendar {...list} ofBody />
      </div>
    </NetworkPage>
  );
}
