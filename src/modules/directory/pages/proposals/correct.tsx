import {
  Button,
  ButtonRow,
  Form,
  type FormErrors,
  type FormValues,
  LinkButton,
  PageHeader,
  Panel,
  PublicPage,
  Section,
  SelectField,
  TextArea,
  useView,
} from '#platform/ui';

export interface CorrectPageProps {
  readonly name: string;
  readonly action: string;
  readonly stillRightAction: string;
  readonly proposeHref: string;
  readonly offerHref: string;
  readonly hidden: Readonly<Record<string, string>>;
  readonly stillRightHidden: Readonly<Record<string, string>>;
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly fields: readonly { readonly value: string; readonly label: string }[];
  /** What the chosen field says now. */
  readonly now: string;
}

/** "This is wrong", field by field, and "is this still right?". */
export function CorrectPage(props: CorrectPageProps) {
  const { name, action, stillRightAction, proposeHref, offerHref, hidden, stillRightHidden, values, errors, fields, now } = props;
  const { t } = useView();
  return (
    <PublicPage
      title={t('directory:correction.title')}
      hidden
      scripts={['enhance-forms']}
      breadcrumb={[{ label: name, href: offerHref }, { label: t('directory:correction.title') }]}
    >
      <PageHeader title={t('directory:correction.title')} lead={t('directory:correction.lead', { name })} />
      <Form action={action} values={values} errors={errors} hidden={hidden}>
        <SelectField name="feld" label={t('directory:correction.field')} options={fields} required />
        {now && (
          <Panel title={t('directory:correction.now')}>
            <p lang="de" dir="auto" class="dk-prose">
              {now}
            </p>
          </Panel>
        )}
        <TextArea name="vorschlag" label={t('directory:correction.suggestion')} rows={4} maxLength={2000} required />
        <div class="kern-sr-only" aria-hidden="true">
          <label>
            {t('directory:proposal.empty.label')} <input type="text" name="leer" value="" tabIndex={-1} autocomplete="off" />
          </label>
        </div>
        <ButtonRow>
          <Button>{t('directory:correction.send')}</Button>
          <LinkButton href={proposeHref}>{t('directory:correction.all')}</LinkButton>
        </ButtonRow>
      </Form>
      <Section title={t('directory:correction.question')}>
        <Form action={stillRightAction} id="still" hidden={stillRightHidden} plain>
          <ButtonRow>
            <Button look="secondary" name="antwort" value="ja">
              {t('directory:correction.yes')}
            </Button>
            <Button look="secondary" name="antwort" value="nein">
              {t('directory:correction.no')}
            </Button>
          </ButtonRow>
        </Form>
      </Section>
    </PublicPage>
  );
}
