import {
  Button,
  ButtonRow,
  FieldRow,
  Form,
  type FormErrors,
  type FormValues,
  PageHeader,
  PublicPage,
  publicPath,
  Section,
  SelectField,
  TextField,
  useView,
} from '#platform/ui';

interface Choice {
  readonly id: string;
  readonly name: string;
}

/** The form in which somebody says what they miss: two choices and a postcode, no free text. */
export interface MissingOffer {
  readonly action: string;
  readonly topics: readonly Choice[];
  readonly languages: readonly Choice[];
  readonly values: FormValues;
  readonly errors: FormErrors;
}

function MissingForm({ missing: { action, topics, languages, values, errors } }: { missing: MissingOffer }) {
  const { t } = useView();
  const options = (choices: readonly Choice[]) => choices.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Form action={action} id="fehlt" values={values} errors={errors}>
      <FieldRow>
        <SelectField
          name="thema"
          label={t('directory:outside.topic')}
          empty={t('directory:outside.choose')}
          options={options(topics)}
          required
        />
        <SelectField
          name="sprache"
          label={t('directory:outside.language')}
          empty={t('directory:outside.any')}
          options={options(languages)}
        />
        <TextField
          name="plz"
          label={t('directory:search.postcode')}
          numeric
          maxLength={5}
          width="short"
          autocomplete="postal-code"
        />
      </FieldRow>
      <p>{t('directory:outside.privacy')}</p>
      <ButtonRow>
        <Button look="secondary">{t('directory:outside.send')}</Button>
      </ButtonRow>
    </Form>
  );
}

export function MissingOfferSection({ missing }: { missing: MissingOffer }) {
  const { t } = useView();
  return (
    <Section title={t('directory:outside.title')} id="was-fehlt">
      <p>{t('directory:outside.lead')}</p>
      <MissingForm missing={missing} />
    </Section>
  );
}

/** The same as a page of its own. */
export function MissingOfferPage({ missing }: { missing: MissingOffer }) {
  const page = useView();
  const { t } = page;
  const title = t('directory:outside.title');
  return (
    <PublicPage
      title={title}
      hidden
      scripts={['enhance-forms']}
      breadcrumb={[{ label: t('directory:start.crumb'), href: publicPath(page) }, { label: title }]}
    >
      <PageHeader title={title} lead={t('directory:outside.lead')} />
      <MissingForm missing={missing} />
    </PublicPage>
  );
}
