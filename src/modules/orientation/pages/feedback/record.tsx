import type { InterfaceLanguage } from '#platform/i18n';
import {
  Button,
  ButtonRow,
  DescriptionList,
  Form,
  type FormErrors,
  type FormValues,
  MailLink,
  PageHeader,
  Panel,
  Section,
  TextArea,
  useView,
} from '#platform/ui';
import type { FeedbackRecord } from '../../service/feedback/handling.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';
import { day, StateOf, Subject } from './inbox.tsx';

export interface RecordPageProps {
  readonly frame: DeskFrame;
  readonly record: FeedbackRecord;
  /** In which it was written. */
  readonly tongue: InterfaceLanguage;
  /** Public address that it is about. */
  readonly subjectHref: string | undefined;
  readonly values: FormValues;
  readonly errors: FormErrors;
}

function Message({ record: { row, votes }, tongue, subjectHref }: Omit<RecordPageProps, 'frame' | 'values' | 'errors'>) {
  const { t, language } = useView();
  return (
    <Panel title={t('orientation:staff.feedback.message')}>
      {row.comment && (
        <p dir="auto" lang={tongue.htmlLang} class="dk-prose">
          {row.comment}
        </p>
      )}
      <DescriptionList
        items={[
          {
            term: t('orientation:staff.feedback.about'),
            value: subjectHref ? (
              <a href={subjectHref}>
                <Subject row={row} />
              </a>
            ) : (
              <Subject row={row} />
            ),
          },
          { term: t('orientation:staff.feedback.address'), value: row.address && <bdi dir="ltr">{row.address}</bdi> },
          {
            term: t('orientation:staff.feedback.rating'),
            value: row.rating && t(`orientation:staff.feedback.rating.${row.rating}`),
          },
          { term: t('orientation:staff.feedback.votes'), value: votes && t('orientation:staff.feedback.votes_of', votes) },
          { term: t('orientation:staff.feedback.received'), value: day(row.createdAt, language.locale) },
          { term: t('orientation:staff.feedback.language'), value: <bdi lang={tongue.htmlLang}>{tongue.autonym}</bdi> },
          { term: t('orientation:staff.feedback.source'), value: t(`orientation:staff.feedback.source.${row.source}`) },
          {
            term: t('orientation:staff.feedback.email'),
            value: row.email ? <MailLink address={row.email} /> : t('orientation:staff.feedback.no_email'),
          },
          { term: t('orientation:staff.feedback.handled'), value: row.handledAt && day(row.handledAt, language.locale) },
        ]}
      />
    </Panel>
  );
}

function Handling({
  base,
  record: { row },
  values,
  errors,
}: { base: string } & Pick<RecordPageProps, 'record' | 'values' | 'errors'>) {
  const { t, language } = useView();
  const address = `${base}/${row.id}`;
  const isBarrier = row.kind === 'barrier';
  const mails = row.email !== null;
  return (
    <Section title={t('orientation:staff.feedback.handle')}>
      {isBarrier && <p>{t('orientation:staff.feedback.law')}</p>}
      <Form action={`${address}/antworten`} values={values} errors={'answer' in errors ? errors : {}}>
        <TextArea
          name="answer"
          label={t(mails ? 'orientation:staff.feedback.answer' : 'orientation:staff.feedback.done')}
          hint={t(mails ? 'orientation:staff.feedback.answer_hint' : 'orientation:staff.feedback.done_hint')}
          rows={6}
          maxLength={5000}
          required
        />
        <ButtonRow>
          <Button>{t(mails ? 'orientation:staff.feedback.send' : 'orientation:staff.feedback.keep')}</Button>
        </ButtonRow>
      </Form>
      {mails && (
        <Form action={`${address}/zwischennachricht`} id="interim" values={values} errors={'interim' in errors ? errors : {}}>
          <TextArea
            name="interim"
            label={t('orientation:staff.feedback.interim')}
            hint={
              row.interimAt
                ? t('orientation:staff.feedback.interim_sent', { day: day(row.interimAt, language.locale) })
                : t('orientation:staff.feedback.interim_hint')
            }
            rows={3}
            maxLength={5000}
            required
          />
          <ButtonRow>
            <Button look="secondary">{t('orientation:staff.feedback.interim_send')}</Button>
          </ButtonRow>
        </Form>
      )}
      <Form action={`${base}/schliessen`} id="close" hidden={{ id: row.id }} plain>
        <Button look="tertiary">{t('orientation:staff.feedback.close')}</Button>
      </Form>
    </Section>
  );
}

/** One message: to answer, to put off with a word, or to close. */
export function RecordPage(props: RecordPageProps) {
  const { frame, record, values, errors } = props;
  const { row } = record;
  const { t } = useView();
  const base = `${frame.base}/rueckmeldungen`;
  const title = t(`orientation:staff.feedback.record.${row.kind === 'barrier' ? 'barrier' : 'feedback'}`);
  return (
    <DeskPage frame={frame} tab="feedback" title={title} crumbs={[]} scripts={['enhance-forms']}>
      <PageHeader title={title} lead={<StateOf row={row} today={record.today} />} />
      <Message {...props} />
      {row.interim && (
        <Panel title={t('orientation:staff.feedback.interim')}>
          <p dir="auto" class="dk-prose">
            {row.interim}
          </p>
        </Panel>
      )}
      {row.answer && (
        <Panel title={t(row.email ? 'orientation:staff.feedback.answer' : 'orientation:staff.feedback.done')}>
          <p dir="auto" class="dk-prose">
            {row.answer}
          </p>
        </Panel>
      )}
      {row.state === 'open' && <Handling base={base} record={record} values={values} errors={errors} />}
    </DeskPage>
  );
}
