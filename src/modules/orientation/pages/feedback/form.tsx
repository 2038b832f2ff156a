import {
  Button,
  ButtonRow,
  type Crumb,
  EmailField,
  Form,
  type FormErrors,
  type FormValues,
  LinkButton,
  PageHeader,
  PublicPage,
  RadioGroup,
  TextArea,
  TextField,
  useView,
} from '#platform/ui';

/** What every form without an account carries (decision 15). */
export interface SentForm {
  readonly action: string;
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly id: string;
  /** Where the browser gets the puzzle that it solves while somebody writes. */
  readonly puzzleHref: string;
}

/** A field that people do not see and machines fill in, and the place for the solved puzzle. */
function Guard() {
  const { t } = useView();
  return (
    <>
      <div class="kern-sr-only" aria-hidden="true">
        <label>
          {t('orientation:feedback.trap')} <input type="text" name="leer" value="" tabIndex={-1} autocomplete="off" />
        </label>
      </div>
      <input type="hidden" name="altcha" value="" />
      <p class="kern-hint" role="status" data-sending={t('orientation:feedback.working')} />
    </>
  );
}

export interface FeedbackPageProps extends SentForm {
  /** What it is about. */
  readonly about: { readonly title: string; readonly lang?: string | undefined; readonly dir?: 'ltr' | 'rtl' | undefined };
  readonly back: string;
  readonly breadcrumb: readonly Crumb[];
}

/** "Stimmt das?": a judgement, words, or both; an address only for whoever wants an answer. */
export function FeedbackPage({ about, back, breadcrumb, action, values, errors, id, puzzleHref }: FeedbackPageProps) {
  const { t } = useView();
  const title = t('orientation:feedback.title');
  return (
    <PublicPage title={title} hidden scripts={['enhance-forms', 'propose']} breadcrumb={breadcrumb}>
      <PageHeader
        title={title}
        lead={
          <bdi lang={about.lang} dir={about.dir}>
            {about.title}
          </bdi>
        }
      />
      <div class="dk-guarded" data-puzzle={puzzleHref}>
        <Form action={action} values={values} errors={errors} hidden={{ id }}>
          <RadioGroup
            name="bewertung"
            label={t('orientation:feedback.question')}
            options={[
              { value: 'up', label: t('orientation:feedback.right') },
              { value: 'down', label: t('orientation:feedback.wrong') },
            ]}
          />
          <TextArea
            name="text"
            label={t('orientation:feedback.text')}
            hint={t('orientation:feedback.text_hint')}
            rows={5}
            maxLength={5000}
          />
          <EmailField name="email" label={t('orientation:feedback.email')} hint={t('orientation:feedback.email_hint')} />
          <Guard />
          <ButtonRow>
            <Button>{t('orientation:feedback.send')}</Button>
            <LinkButton href={back} look="tertiary">
              {t('orientation:feedback.back')}
            </LinkButton>
          </ButtonRow>
        </Form>
      </div>
    </PublicPage>
  );
}

/** The form within the page that says how barriers are reported: § 10b Abs. 2 Nr. 2 BGG NRW. */
export function BarrierForm({ action, values, errors, id, puzzleHref }: SentForm) {
  const { t } = useView();
  return (
    <div class="dk-guarded" data-puzzle={puzzleHref}>
      <Form action={action} values={values} errors={errors} hidden={{ id }}>
        <TextField
          name="adresse"
          label={t('orientation:barrier.where')}
          hint={t('orientation:barrier.where_hint')}
          maxLength={500}
        />
        <TextArea name="text" label={t('orientation:barrier.what')} rows={5} maxLength={5000} required />
        <EmailField name="email" label={t('orientation:feedback.email')} hint={t('orientation:barrier.email_hint')} />
        <Guard />
        <ButtonRow>
          <Button>{t('orientation:feedback.send')}</Button>
        </ButtonRow>
      </Form>
    </div>
  );
}

/** After a barrier was reported: until when there will be an answer. */
export function BarrierSentPage({ until, back }: { until: string; back: string }) {
  const { t } = useView();
  return (
    <PublicPage title={t('orientation:barrier.sent')} hidden>
      <PageHeader title={t('orientation:barrier.sent')} lead={t('orientation:barrier.sent_text', { until })} />
      <LinkButton href={back}>{t('orientation:barrier.to_start')}</LinkButton>
    </PublicPage>
  );
}
