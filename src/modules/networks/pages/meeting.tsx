import type { ComponentChildren } from 'preact';
import {
  Alert,
  Button,
  ButtonRow,
  DescriptionList,
  Disclosure,
  ExternalLink,
  FileField,
  Form,
  LinkButton,
  LinkList,
  PageHeader,
  Section,
  SelectField,
  Table,
  TextField,
  useView,
} from '#platform/ui';
import { seatName } from '../model/bodies.ts';
import { type Attendance, plannedMinutes } from '../model/meeting.ts';
import { NetworkPage } from './frame.tsx';
import { MeetingAgenda } from './meeting-agenda.tsx';
import { MeetingMark, type MeetingPageProps, MeetingTime, meetingPaths } from './meeting-parts.tsx';

/** Is there anything to write on: neither called off nor closed by approved minutes. */
const isOpen = ({ meeting, mayEdit }: MeetingPageProps) =>
  mayEdit && meeting.state !== 'cancelled' && meeting.minutesState !== 'approved';

/** One meeting: what it is about, who comes, what was sent, and the way to its minutes. */
export function MeetingPage({ sections, ...props }: MeetingPageProps & { readonly sections: ComponentChildren }) {
  const { meeting, agenda, now, rejected } = props;
  const { t, district } = useView();
  const paths = meetingPaths(district?.slug ?? '', meeting.bodyId);
  const here = paths.of(meeting.id);
  const begun = meeting.startsAt <= now;
  const open = isOpen(props);
  const duration = plannedMinutes(agenda);
  const length = (meeting.endsAt.getTime() - meeting.startsAt.getTime()) / 60_000;
  return (
    <NetworkPage
      tab="bodies"
      title={meeting.title}
      crumbs={[
        { label: meeting.body.name, href: paths.body },
        { label: t('networks:staff.meeting.list'), href: paths.list },
        { label: meeting.title },
      ]}
    >
      <PageHeader
        title={meeting.title}
        kicker={meeting.body.name}
        actions={
          open && (
            <LinkButton href={`${here}/bearbeiten`} icon="edit">
              {t('networks:staff.meeting.edit')}
            </LinkButton>
          )
        }
      />
      {rejected?.form === 'page' && (
        <Alert kind="danger" live>
          {Object.values(rejected.errors)}
        </Alert>
      )}
      {meeting.state === 'cancelled' && (
        <Alert kind="warning">{t('networks:staff.meeting.cancelled_because', { reason: meeting.cancelledReason })}</Alert>
      )}
      {meeting.fromSchedule && <Alert kind="info">{t('networks:staff.schedule.proposed')}</Alert>}
      <DescriptionList
        items={[
          { term: t('networks:staff.meeting.when'), value: <MeetingTime meeting={meeting} /> },
          { term: t('networks:staff.meeting.place'), value: meeting.place },
          {
            term: t('networks:staff.meeting.online'),
            value: meeting.onlineUrl && <ExternalLink href={meeting.onlineUrl}>{meeting.onlineUrl}</ExternalLink>,
          },
          { term: t('networks:staff.meeting.state'), value: <MeetingMark meeting={meeting} /> },
        ]}
      />
      <LinkList
        items={[
          { icon: 'print', label: t('networks:staff.agenda.print'), href: `${here}/druck` },
          { icon: 'download', label: t('networks:staff.agenda.pdf'), href: `${here}/tagesordnung.pdf` },
          ...(begun && (open || meeting.minutesState !== 'none')
            ? [{ icon: 'edit' as const, label: t('networks:staff.minutes.title'), href: `${here}/protokoll` }]
            : []),
        ]}
      />
      <Section title={t('networks:staff.agenda.title')} id="tagesordnung">
        <div class="dk-flow">
          {duration !== null && duration > length && (
            <Alert kind="warning">{t('networks:staff.agenda.too_long', { planned: duration, length })}</Alert>
          )}
          <MeetingAgenda {...props} action={`${here}/tagesordnung`} open={open} />
        </div>
      </Section>
      <Papers {...props} action={`${here}/unterlagen`} open={open} />
      {sections}
      <Invitations {...props} action={`${here}/einladen`} open={open && !begun} />
      {open && !begun && meeting.state !== 'held' && (
        <ButtonRow>
          <LinkButton href={`${here}/absagen`}>{t('networks:staff.cancel.title')}</LinkButton>
        </ButtonRow>
      )}
    </NetworkPage>
  );
}

type PartProps = MeetingPageProps & { action: string; open: boolean };

function Papers({ papers, agenda, action, open, paper, rejected }: PartProps) {
  const { t, language } = useView();
  const size = new Intl.NumberFormat(language.locale, { maximumFractionDigits: 1 });
  const posted = rejected?.form === 'paper' ? rejected : undefined;
  const itemOf = (id: string | null) => {
    const index = agenda.findIndex((item) => item.id === id);
    return index < 0 ? '–' : `${index + 1}. ${agenda[index]?.title}`;
  };
  return (
    <Section title={t('networks:staff.papers.title')} id="unterlagen">
      <div class="dk-flow">
        {papers.length === 0 && <p>{t('networks:staff.papers.none')}</p>}
        {papers.length > 0 && (
          <Table
            caption={t('networks:staff.papers.title')}
            captionHidden
            rows={papers}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'title',
                label: t('networks:staff.papers.name'),
                rowHeader: true,
                cell: ({ id, title }) => (
                  <a href={`${action}/${id}`} download>
                    {title}
                  </a>
                ),
              },
              { key: 'item', label: t('networks:staff.agenda.item'), cell: ({ agendaItemId }) => itemOf(agendaItemId) },
              {
                key: 'size',
                label: t('networks:staff.papers.size'),
                numeric: true,
                cell: ({ bytes }) =>
                  t('networks:staff.papers.megabytes', { size: size.format(Math.max(0.1, bytes / 1_000_000)) }),
              },
              ...(open
                ? [
                    {
                      key: 'remove',
                      label: t('networks:staff.meeting.actions'),
                      cell: ({ id, title }: (typeof papers)[number]) => (
                        <Form action={`${action}/${id}/entfernen`} id={`paper-${id}`} plain>
                          <Button look="tertiary" small label={t('networks:staff.papers.remove_named', { title })}>
                            {t('networks:staff.papers.remove')}
                          </Button>
                        </Form>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
        {open && (
          <Disclosure title={t('networks:staff.papers.add')} open={posted !== undefined}>
            <Form action={action} id="paper" files values={posted?.values ?? {}} errors={posted?.errors ?? {}}>
              <TextField name="title" label={t('networks:staff.papers.name')} required maxLength={200} />
              <SelectField
                name="item"
                label={t('networks:staff.papers.item')}
                empty={t('networks:staff.papers.whole_meeting')}
                options={agenda.map(({ id, title }, index) => ({ value: id, label: `${index + 1}. ${title}` }))}
              />
              <FileField
                name="file"
                label={t('networks:staff.papers.file')}
                accept={paper.endings}
                maxMegabytes={paper.megabytes}
                required
              />
              <ButtonRow>
                <Button>{t('networks:staff.papers.add')}</Button>
              </ButtonRow>
            </Form>
          </Disclosure>
        )}
      </div>
    </Section>
  );
}

function Invitations({ meeting, seats, action, open }: PartProps) {
  const { t } = useView();
  const reachable = seats.filter(({ email }) => email).length;
  const changed = meeting.invitedAt !== null && meeting.updatedAt > meeting.invitedAt;
  return (
    <Section title={t('networks:staff.invitation.title')} id="einladung">
      <div class="dk-flow">
        {seats.length === 0 && <p>{t('networks:staff.invitation.no_seats')}</p>}
        {open && changed && meeting.state === 'invited' && (
          <Alert kind="warning">{t('networks:staff.invitation.changed_since')}</Alert>
        )}
        {seats.length > 0 && (
          <Table
            caption={t('networks:staff.invitation.title')}
            captionHidden
            rows={seats}
            rowKey={({ memberId }) => memberId}
            columns={[
              {
                key: 'who',
                label: t('networks:staff.attendance.who'),
                rowHeader: true,
                cell: (seat: Attendance) => seatName(seat),
              },
              {
                key: 'function',
                label: t('networks:staff.attendance.function'),
                cell: (seat) => t(`networks:staff.function.${seat.function}`),
              },
              {
                key: 'mail',
                label: t('networks:staff.attendance.email'),
                cell: ({ email }) => email ?? t('networks:staff.attendance.no_email'),
              },
              {
                key: 'state',
                label: t('networks:staff.attendance.state'),
                cell: ({ state }) => (state ? t(`networks:staff.attendance.${state}`) : '–'),
              },
            ]}
          />
        )}
        {open && reachable > 0 && (
          <Form action={action} id="invite" plain hidden={{ version: meeting.version }}>
            <ButtonRow>
              <Button icon="mail">
                {t(meeting.invitedAt ? 'networks:staff.invitation.again' : 'networks:staff.invitation.send', {
                  count: reachable,
                })}
              </Button>
            </ButtonRow>
            <p class="kern-hint">{t('networks:staff.invitation.hint')}</p>
          </Form>
        )}
      </div>
    </Section>
  );
}
