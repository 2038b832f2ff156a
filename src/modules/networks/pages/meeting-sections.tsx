import { LinkButton, LinkList, Section, useView } from '#platform/ui';
import type { Meeting } from '../model/meeting.ts';
import { MeetingMark, MeetingTime, meetingPaths } from './meeting-parts.tsx';

/** The next meetings on the record of a body. */
export function MeetingsSection({ bodyId, meetings }: { bodyId: string; meetings: readonly Meeting[] }) {
  const { t, district } = useView();
  const paths = meetingPaths(district?.slug ?? '', bodyId);
  return (
    <Section
      id="sitzungen"
      title={t('networks:staff.meeting.next')}
      actions={
        <LinkButton href={paths.list} small>
          {t('networks:staff.meeting.show_all')}
        </LinkButton>
      }
    >
      {meetings.length === 0 && <p>{t('networks:staff.meeting.none_upcoming')}</p>}
      {meetings.length > 0 && (
        <ul class="dk-network__names">
          {meetings.map((meeting) => (
            <li key={meeting.id}>
              <a href={paths.of(meeting.id)}>{meeting.title}</a>, <MeetingTime meeting={meeting} />{' '}
              <MeetingMark meeting={meeting} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** When a public body meets next, for everybody. */
export function PublicMeetingsSection({ slug, meetings }: { slug: string; meetings: readonly Meeting[] }) {
  const { t, district } = useView();
  return (
    <Section id="sitzungen" title={t('networks:meetings.title')}>
      <ul class="dk-prose">
        {meetings.map((meeting) => (
          <li key={meeting.id}>
            <MeetingTime meeting={meeting} />
            {meeting.place && (
              <>
                {', '}
                <span lang="de">{meeting.place}</span>
              </>
            )}
            {meeting.state === 'cancelled' && <> ({t('networks:meetings.cancelled')})</>}
          </li>
        ))}
      </ul>
      <LinkList
        items={[
          {
            icon: 'calendar',
            label: t('networks:meetings.calendar'),
            href: `/calendar/${district?.slug}/gremien/${slug}.ics`,
            download: true,
          },
        ]}
      />
    </Section>
  );
}
