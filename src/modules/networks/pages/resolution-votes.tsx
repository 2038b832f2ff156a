import {
  Button,
  ButtonRow,
  Form,
  Panel,
  RadioGroup,
  Section,
  SelectField,
  StateMark,
  Table,
  TextField,
  useView,
} from '#platform/ui';
import { voteChoices } from '../model/vote.ts';
import type { ResolutionRecord } from '../service/resolution-reading.ts';
import type { Vote } from '../store/votes.ts';
import { dayText } from './frame.tsx';
import type { RecordForm } from './resolution-form-state.ts';

function VoteTable({ votes }: { votes: readonly Vote[] }) {
  const { t, language } = useView();
  return (
    <Table
      caption={t('networks:staff.letter.votes')}
      captionHidden
      rows={votes}
      rowKey={({ memberId }) => memberId}
      columns={[
        { key: 'seat', label: t('networks:staff.letter.seat'), rowHeader: true, cell: ({ seatName }) => <bdi>{seatName}</bdi> },
        {
          key: 'vote',
          label: t('networks:staff.letter.vote'),
          cell: ({ vote }) =>
            vote ? t(`networks:vote.${vote}`) : <StateMark state="waiting">{t('networks:staff.letter.missing')}</StateMark>,
        },
        {
          key: 'at',
          label: t('networks:staff.letter.voted_at'),
          cell: ({ votedAt }) => (votedAt ? dayText(votedAt, language) : ''),
        },
        { key: 'remark', label: t('networks:vote.remark'), cell: ({ remark }) => <span dir="auto">{remark}</span> },
        {
          key: 'mail',
          label: t('networks:staff.letter.mail'),
          cell: ({ email, userId }) => t(email || userId ? 'networks:staff.letter.by_mail' : 'networks:staff.letter.no_address'),
        },
      ]}
    />
  );
}

interface LetterProps {
  readonly record: ResolutionRecord;
  readonly address: string;
  readonly form: RecordForm | undefined;
}

function Start({ record, address }: LetterProps) {
  const { t } = useView();
  const { resolution, seats } = record;
  return (
    <Panel title={t('networks:staff.letter.start')}>
      <p>{t('networks:staff.letter.start_text', { count: seats })}</p>
      <Form action={`${address}/umlauf`} id="letter" plain hidden={{ version: resolution.version }}>
        <ButtonRow>
          <Button>{t('networks:staff.letter.start_button')}</Button>
        </ButtonRow>
      </Form>
    </Panel>
  );
}

function EnterVote({ record, address, form }: LetterProps) {
  const { t } = useView();
  const values = form?.values ?? {};
  return (
    <Panel title={t('networks:staff.letter.enter')}>
      <Form action={`${address}/stimmen`} id="vote" values={values} errors={form?.errors}>
        <SelectField
          name="member"
          label={t('networks:staff.letter.seat')}
          required
          options={record.votes.map(({ memberId, seatName }) => ({ value: memberId, label: seatName }))}
        />
        <RadioGroup
          name="vote"
          label={t('networks:staff.letter.vote')}
          required
          inline
          options={voteChoices.map((value) => ({ value, label: t(`networks:vote.${value}`) }))}
        />
        <TextField
          name="remark"
          label={t('networks:vote.remark')}
          hint={t('networks:staff.letter.enter_hint')}
          maxLength={1000}
        />
        <ButtonRow>
          <Button look="secondary">{t('networks:staff.letter.enter_button')}</Button>
        </ButtonRow>
      </Form>
    </Panel>
  );
}

/** A circular letter: sending it, who has voted how, closing it. */
export function LetterSection(props: LetterProps) {
  const { t } = useView();
  const { record, address } = props;
  const { resolution, votes, mayEdit, today } = record;
  const missing = votes.filter(({ vote }) => vote === null).length;
  const open = resolution.state === 'open';
  const closable = open && (missing === 0 || (resolution.voteUntil ?? '') < today);
  const answerable = open && (resolution.voteUntil ?? '') >= today;
  if (resolution.state === 'draft') return mayEdit ? <Start {...props} /> : null;
  return (
    <Section title={t('networks:staff.letter.title')} id="stimmen">
      <p>{t('networks:staff.letter.progress', { voted: votes.length - missing, seats: votes.length })}</p>
      <VoteTable votes={votes} />
      {mayEdit && closable && (
        <Form action={`${address}/schliessen`} id="close" plain>
          <ButtonRow>
            <Button>{t('networks:staff.letter.close')}</Button>
          </ButtonRow>
        </Form>
      )}
      {mayEdit && answerable && <EnterVote {...props} />}
    </Section>
  );
}
