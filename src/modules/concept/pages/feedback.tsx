import {
  Button,
  ButtonRow,
  Card,
  CardList,
  DescriptionList,
  EmailField,
  EmptyState,
  Form,
  type FormErrors,
  type FormValues,
  LinkButton,
  ListHead,
  MailLink,
  PageHeader,
  Pagination,
  Panel,
  PublicPage,
  Section,
  StaffPage,
  Tabs,
  TextArea,
  useView,
} from '#platform/ui';
import { type FeedbackState, feedbackStates } from '../model/feedback.ts';
import type { PublicRecommendation } from '../service/public-reading.ts';
import type { FeedbackRow } from '../store/feedback.ts';
import { conceptCrumbs, conceptPath, formatDay, German } from './public-parts.tsx';

export interface FeedbackFormProps {
  readonly view: PublicRecommendation;
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly submissionKey: string;
}

/** A word to the district about one recommendation; no account, and an address only for whoever wants an answer. */
export function FeedbackPage({ view: { concept, recommendation }, values, errors, submissionKey }: FeedbackFormProps) {
  const view = useView();
  const { t } = view;
  const { number, title } = recommendation;
  const base = conceptPath(view, concept, String(number));
  return (
    <PublicPage
      title={t('concept:public.feedback.title')}
      hidden
      scripts={['enhance-forms']}
      breadcrumb={conceptCrumbs(
        view,
        concept,
        { label: t('concept:public.number', { number }), href: base },
        { label: t('concept:public.feedback.title') },
      )}
    >
      <PageHeader
        title={t('concept:public.feedback.title')}
        lead={
          <>
            {number}. <German>{title}</German>
          </>
        }
      />
      <Form action={`${base}/rueckmeldung`} values={values} errors={errors} hidden={{ submissionKey }}>
        <TextArea name="text" label={t('concept:public.feedback.text')} rows={6} maxLength={4000} required />
        <EmailField name="email" label={t('concept:public.feedback.email')} hint={t('concept:public.feedback.email_hint')} />
        <div class="kern-sr-only" aria-hidden="true">
          <label>
            {t('concept:public.feedback.empty')} <input type="text" name="leer" value="" tabIndex={-1} autocomplete="off" />
          </label>
        </div>
        <ButtonRow>
          <Button>{t('concept:public.feedback.send')}</Button>
          <LinkButton href={base} look="tertiary">
            {t('concept:public.feedback.back')}
          </LinkButton>
        </ButtonRow>
      </Form>
    </PublicPage>
  );
}

export interface InboxProps {
  readonly base: string;
  readonly state: FeedbackState;
  readonly rows: readonly FeedbackRow[];
  readonly first: string | undefined;
  readonly next: string | undefined;
}

/** What visitors wrote: what waits for an answer, oldest first; what was settled, newest first. */
export function FeedbackInbox({ base, state, rows, first, next }: InboxProps) {
  const { t, language } = useView();
  const title = t('concept:staff.feedback.title');
  return (
    <StaffPage
      title={title}
      breadcrumb={[{ label: t('concept:nav.concept'), href: base.replace(/\/rueckmeldungen$/, '') }, { label: title }]}
    >
      <PageHeader title={title} lead={t('concept:staff.feedback.lead')} />
      <Tabs
        label={title}
        items={feedbackStates.map((one) => ({
          label: t(`concept:staff.feedback.state.${one}`),
          href: `${base}?stand=${one}`,
          current: one === state,
        }))}
      />
      {rows.length > 0 ? (
        <>
          <ListHead count={t('concept:staff.feedback.count', { count: rows.length })} />
          <CardList>
            {rows.map((row) => (
              <Card
                key={row.id}
                level={2}
                href={`${base}/${row.id}`}
                title={`${row.number}. ${row.title}`}
                foot={[formatDay(row.createdAt, language), row.email ? t('concept:staff.feedback.wants_answer') : '']
                  .filter(Boolean)
                  .join(' · ')}
              >
                <p dir="auto">{row.text.length > 300 ? `${row.text.slice(0, 300)} …` : row.text}</p>
              </Card>
            ))}
          </CardList>
          <Pagination previous={first} next={next} />
        </>
      ) : (
        <EmptyState
          title={t('concept:staff.feedback.none')}
          actions={<LinkButton href={base.replace(/\/rueckmeldungen$/, '')}>{t('concept:staff.feedback.to_concept')}</LinkButton>}
        >
          <p>{t('concept:staff.feedback.none_text')}</p>
        </EmptyState>
      )}
    </StaffPage>
  );
}

export interface FeedbackRecordProps {
  readonly base: string;
  readonly row: FeedbackRow;
  readonly values: FormValues;
  readonly errors: FormErrors;
}

/** One message, to answer or to close. */
export function FeedbackRecord({ base, row, values, errors }: FeedbackRecordProps) {
  const { t, language, district } = useView();
  const title = t('concept:staff.feedback.one');
  const day = (moment: Date | null) => moment && formatDay(moment, language);
  return (
    <StaffPage title={title} breadcrumb={[{ label: t('concept:staff.feedback.title'), href: base }, { label: title }]}>
      <PageHeader title={title} kicker={t(`concept:staff.feedback.state.${row.state}`)} />
      <Panel title={t('concept:staff.feedback.message')}>
        <p dir="auto" class="dk-prose">
          {row.text}
        </p>
        <DescriptionList
          items={[
            {
              term: t('concept:staff.feedback.about'),
              value: (
                <a href={`/intern/${district?.slug}/konzept/empfehlung/${row.recommendationId}`}>
                  {row.number}. {row.title}
                </a>
              ),
            },
            { term: t('concept:staff.feedback.received'), value: day(row.createdAt) },
            { term: t('concept:staff.feedback.language'), value: row.language },
            {
              term: t('concept:staff.feedback.email'),
              value: row.email ? <MailLink address={row.email} /> : t('concept:staff.feedback.no_email'),
            },
            { term: t('concept:staff.feedback.decided'), value: day(row.decidedAt) },
          ]}
        />
      </Panel>
      {row.answer && (
        <Panel title={t('concept:staff.feedback.answer')}>
          <p class="dk-prose">{row.answer}</p>
        </Panel>
      )}
      {row.state === 'open' && (
        <Section title={t('concept:staff.feedback.settle')}>
          <Form action={`${base}/${row.id}/antworten`} values={values} errors={errors}>
            <TextArea
              name="answer"
              label={t('concept:staff.feedback.answer')}
              hint={t(row.email ? 'concept:staff.feedback.answer_mail' : 'concept:staff.feedback.answer_kept')}
              rows={8}
              maxLength={8000}
              required
            />
            <ButtonRow>
              <Button>{t(row.email ? 'concept:staff.feedback.send' : 'concept:staff.feedback.keep')}</Button>
            </ButtonRow>
          </Form>
          <Form action={`${base}/${row.id}/schliessen`} id="close" plain>
            <Button look="tertiary">{t('concept:staff.feedback.close')}</Button>
          </Form>
        </Section>
      )}
    </StaffPage>
  );
}
