import {
  Button,
  ButtonRow,
  DateField,
  DescriptionList,
  Form,
  type FormErrors,
  LinkList,
  PageHeader,
  Section,
  Table,
  TextField,
  useView,
} from '#platform/ui';
import { stages } from '../../model/upkeep/stages.ts';
import type { OrganisationUpkeep } from '../../service/upkeep/board.ts';
import { day } from '../staff/formats.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';

export interface OrganisationUpkeepProps {
  readonly frame: DeskFrame;
  readonly upkeep: OrganisationUpkeep;
  readonly values: Readonly<Record<string, string>>;
  readonly errors: FormErrors;
}

/** One organisation: its mails, what came of them, and whether staff are talking to it. */
export function OrganisationUpkeepPage({ frame, upkeep, values, errors }: OrganisationUpkeepProps) {
  const { t, language } = useView();
  const { organisation, address, mailFrom, pause, mails } = upkeep;
  const action = `${frame.base}/aktualitaet/anbieter/${organisation.id}`;
  const counted = stages
    .map((stage) => ({ stage, count: organisation.offers.filter((one) => one.stage === stage).length }))
    .filter(({ count }) => count > 0);
  const may = address !== undefined && mailFrom === null && !pause && organisation.offers.length > 0;
  return (
    <DeskPage frame={frame} tab="upkeep" title={organisation.name} crumbs={[{ label: organisation.name }]}>
      <PageHeader title={<bdi>{organisation.name}</bdi>} kicker={t('directory:staff.tab.upkeep')} />
      <DescriptionList
        items={[
          { term: t('directory:field.label.email'), value: address ?? t('directory:staff.upkeep.no_address') },
          {
            term: t('directory:staff.upkeep.offers'),
            value: counted.map(({ stage, count }) => `${t(`directory:staff.upkeep.stage.${stage}`)}: ${count}`).join(', ') || '0',
          },
          {
            term: t('directory:staff.upkeep.next_mail'),
            value: pause
              ? t('directory:staff.upkeep.paused_until', { date: day(pause.until, language) })
              : mailFrom
                ? t('directory:staff.upkeep.mail_from', { date: day(mailFrom, language) })
                : t('directory:staff.upkeep.mail_any_time'),
          },
          ...(pause?.reason ? [{ term: t('directory:staff.upkeep.pause_reason'), value: pause.reason }] : []),
        ]}
      />
      <LinkList
        items={[
          {
            icon: 'search',
            href: `${frame.base}/aktualitaet?anbieter=${organisation.id}`,
            label: t('directory:staff.upkeep.its_offers'),
          },
          { icon: 'edit', href: `${frame.base}/eintraege/${organisation.id}`, label: t('directory:staff.upkeep.its_entry') },
        ]}
      />
      {may && (
        <Form action={`${action}/senden`} id="send" plain>
          <Button icon="mail">{t('directory:staff.upkeep.send_now')}</Button>
        </Form>
      )}
      <Section title={t('directory:staff.upkeep.pause')}>
        <Form action={`${action}/pausieren`} values={values} errors={errors}>
          <p>{t('directory:staff.upkeep.pause_text')}</p>
          <DateField name="bis" label={t('directory:staff.upkeep.pause_until')} required />
          <TextField name="grund" label={t('directory:staff.upkeep.pause_reason')} maxLength={300} />
          <ButtonRow>
            <Button look="secondary">{t('directory:staff.upkeep.pause_start')}</Button>
          </ButtonRow>
        </Form>
        {pause && (
          <Form action={`${action}/fortsetzen`} id="resume" plain>
            <Button look="secondary">{t('directory:staff.upkeep.pause_end')}</Button>
          </Form>
        )}
      </Section>
      <Section title={t('directory:staff.upkeep.mails')}>
        {mails.length ? (
          <Table
            caption={t('directory:staff.upkeep.mails')}
            captionHidden
            rows={mails}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'sent',
                label: t('directory:staff.upkeep.sent'),
                rowHeader: true,
                cell: ({ sentAt }) => day(sentAt, language),
              },
              { key: 'to', label: t('directory:field.label.email'), cell: ({ email }) => <bdi dir="ltr">{email}</bdi> },
              {
                key: 'answered',
                label: t('directory:staff.upkeep.answered'),
                cell: ({ finishedAt }) => (finishedAt ? day(finishedAt, language) : t('directory:staff.upkeep.not_yet')),
              },
              {
                key: 'confirmed',
                label: t('directory:staff.upkeep.confirmed_count'),
                numeric: true,
                cell: ({ confirmed }) => confirmed,
              },
              {
                key: 'corrected',
                label: t('directory:staff.upkeep.corrected_count'),
                numeric: true,
                cell: ({ corrected }) => corrected,
              },
              {
                key: 'expires',
                label: t('directory:staff.upkeep.link_until'),
                cell: ({ expiresAt }) => day(expiresAt, language),
              },
            ]}
          />
        ) : (
          <p>{t('directory:staff.upkeep.no_mails')}</p>
        )}
      </Section>
    </DeskPage>
  );
}
