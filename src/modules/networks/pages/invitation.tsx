import {
  Alert,
  Button,
  ButtonRow,
  DescriptionList,
  ExternalLink,
  Form,
  LanguageBlock,
  LinkList,
  PageHeader,
  Problem,
  PublicPage,
  Section,
  useView,
} from '#platform/ui';
import type { AttendanceState, MeetingRecord } from '../model/meeting.ts';
import type { MeetingSheet } from '../model/meeting-sheet.ts';
import { Lines } from './frame.tsx';
import { MeetingTime } from './meeting-parts.tsx';
import { SheetBlocks } from './meeting-sheet.tsx';

export interface InvitationPageProps {
  readonly record: Omit<MeetingRecord, 'seats'>;
  readonly name: string;
  readonly state: AttendanceState;
  /** Answers are still taken. */
  readonly open: boolean;
  /** Address of this page. */
  readonly here: string;
  /** The minutes, once they are approved. */
  readonly minutes: MeetingSheet | undefined;
}

/** What somebody without an account sees of a meeting they are invited to, and the two buttons of their answer. */
export function InvitationPage({ record, name, state, open, here, minutes }: InvitationPageProps) {
  const { meeting } = record;
  const { t } = useView();
  return (
    <PublicPage title={t('networks:invitation.title')} hidden>
      <PageHeader
        kicker={t('networks:invitation.title')}
        title={<span lang="de">{meeting.title}</span>}
        lead={<span lang="de">{meeting.body.name}</span>}
      />
      {meeting.state === 'cancelled' && (
        <Alert kind="warning" title={t('networks:invitation.cancelled')}>
          <LanguageBlock lang="de">{meeting.cancelledReason}</LanguageBlock>
        </Alert>
      )}
      <DescriptionList
        items={[
          { term: t('networks:invitation.for'), value: <span dir="auto">{name}</span> },
          { term: t('networks:invitation.when'), value: <MeetingTime meeting={meeting} /> },
          { term: t('networks:invitation.place'), value: meeting.place && <span lang="de">{meeting.place}</span> },
          {
            term: t('networks:invitation.online'),
            value: meeting.onlineUrl && <ExternalLink href={meeting.onlineUrl}>{meeting.onlineUrl}</ExternalLink>,
          },
        ]}
      />
      {open && <Answer state={state} here={here} />}
      {!open && !minutes && meeting.state !== 'cancelled' && <p>{t('networks:invitation.closed')}</p>}
      {minutes ? (
        <Section title={t('networks:invitation.minutes')}>
          <div class="dk-flow">
            <LinkList
              items={[{ icon: 'download', label: t('networks:invitation.minutes_pdf'), href: `${here}/protokoll.pdf` }]}
            />
            <SheetBlocks blocks={minutes.blocks} />
          </div>
        </Section>
      ) : (
        <Agenda agenda={record.agenda} />
      )}
      {record.papers.length > 0 && (
        <Section title={t('networks:invitation.papers')}>
          <LinkList
            items={record.papers.map(({ id, title }) => ({
              icon: 'download',
              label: <span lang="de">{title}</span>,
              href: `${here}/unterlagen/${id}`,
              download: true,
            }))}
          />
        </Section>
      )}
    </PublicPage>
  );
}

function Answer({ state, here }: Pick<InvitationPageProps, 'state' | 'here'>) {
  const { t } = useView();
  const given = state === 'accepted' || state === 'declined' ? state : undefined;
  return (
    <Section title={t('networks:invitation.answer')} id="antwort">
      <div class="dk-flow">
        {given && <Alert kind={given === 'accepted' ? 'success' : 'info'}>{t(`networks:invitation.${given}`)}</Alert>}
        <ButtonRow>
          <Form action={here} id="accept" plain hidden={{ antwort: 'ja' }}>
            <Button look={given === 'accepted' ? 'secondary' : 'primary'}>{t('networks:invitation.accept')}</Button>
          </Form>
          <Form action={here} id="decline" plain hidden={{ antwort: 'nein' }}>
            <Button look="secondary">{t('networks:invitation.decline')}</Button>
          </Form>
        </ButtonRow>
        <p class="kern-hint">{t('networks:invitation.change')}</p>
      </div>
    </Section>
  );
}

function Agenda({ agenda }: Pick<MeetingRecord, 'agenda'>) {
  const { t } = useView();
  if (!agenda.length) return null;
  return (
    <Section title={t('networks:invitation.agenda')}>
      <LanguageBlock lang="de" dir="ltr" class="dk-prose">
        <ol>
          {agenda.map(({ id, title, detail, minutesPlanned }) => (
            <li key={id}>
              <strong>{title}</strong>
              {minutesPlanned !== null && ` (${minutesPlanned} min)`}
              {detail && <Lines text={detail} />}
            </li>
          ))}
        </ol>
      </LanguageBlock>
    </Section>
  );
}

/** A personal link that opens nothing: never given out, replaced by a later mail, or run out. */
export function DeadInvitationPage({ reason }: { reason: 'unknown' | 'expired' }) {
  const { t } = useView();
  const title = t(`networks:invitation.${reason}.title`);
  return (
    <PublicPage title={title} hidden>
      <Problem title={title}>
        <p>{t(`networks:invitation.${reason}.text`)}</p>
      </Problem>
    </PublicPage>
  );
}
