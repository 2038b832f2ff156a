import {
  Alert,
  Button,
  ButtonRow,
  Disclosure,
  FieldRow,
  FieldSet,
  ForeignText,
  Form,
  type FormErrors,
  LinkButton,
  NumberField,
  type Option,
  type OptionGroup,
  PageHeader,
  SelectField,
  StaffPage,
  TextArea,
  TextField,
  useView,
} from '#platform/ui';
import { licences } from '../model/mapping-assistant-answers.ts';
import { periodicities, topics, units } from '../model/vocabulary.ts';
import { FormPart, type MappedFile, RejectedRows, useMappingCrumbs } from './mapping-assistant-parts.tsx';

type Options = readonly (Option | OptionGroup)[];

export interface AnswersPageProps {
  readonly file: MappedFile;
  /** The answers of the first step, as JSON; undefined: a table whose columns are known. */
  readonly columns: string | undefined;
  readonly observations: number;
  readonly rejected: { readonly count: number; readonly list: readonly { row: number; code: string; detail: string }[] };
  readonly measures: readonly { readonly label: string; readonly unit: string | null; readonly count: number }[];
  readonly variables: readonly {
    readonly label: string;
    readonly choices: Options;
    readonly asked: readonly { readonly label: string }[];
    readonly categories: Options;
  }[];
  readonly names: readonly { readonly name: string; readonly count: number; readonly ambiguous: boolean }[];
  readonly indicators: Options;
  readonly sources: Options;
  readonly places: Options;
  /** Quarters in the file that the tree does not hold. */
  readonly unknownQuarters: readonly string[];
  readonly quartersHref: string;
  /** Of a list of quarters: how many figures lie below k; undefined: it is none. */
  readonly small: { readonly count: number; readonly k: number } | undefined;
  readonly values: Readonly<Record<string, string>>;
  readonly errors?: FormErrors | undefined;
}

function SourceFields({ sources }: Pick<AnswersPageProps, 'sources'>) {
  const { t } = useView();
  return (
    <FormPart title={t('monitoring:staff.mapping.source')}>
      <SelectField
        name="source"
        label={t('monitoring:staff.mapping.source_choice')}
        options={[{ value: 'new', label: t('monitoring:staff.mapping.source_new') }, ...sources]}
        required
      />
      <FieldSet legend={t('monitoring:staff.mapping.source_new')} hint={t('monitoring:staff.mapping.source_new_hint')}>
        <FieldRow>
          <TextField name="sourceName" label={t('monitoring:staff.mapping.source_name')} maxLength={200} lang="de" />
          <TextField name="sourcePublisher" label={t('monitoring:staff.mapping.source_publisher')} maxLength={200} lang="de" />
        </FieldRow>
        <FieldRow>
          <SelectField
            name="sourceLicence"
            label={t('monitoring:staff.mapping.source_licence')}
            options={[
              ...licences.map((value) => ({
                value,
                label: t(`monitoring:staff.mapping.licence.${value.split('/').slice(5).join('_').replaceAll('.', '_')}`),
              })),
              { value: 'own', label: t('monitoring:staff.mapping.licence.own') },
            ]}
          />
          <TextField
            name="sourceAttribution"
            label={t('monitoring:staff.mapping.source_attribution')}
            maxLength={300}
            lang="de"
          />
        </FieldRow>
        <TextArea
          name="sourceLicenceNote"
          label={t('monitoring:staff.mapping.source_licence_note')}
          rows={2}
          maxLength={1000}
          lang="de"
        />
      </FieldSet>
    </FormPart>
  );
}

function MeasureFields({ measures, indicators }: Pick<AnswersPageProps, 'measures' | 'indicators'>) {
  const { t } = useView();
  return (
    <FormPart title={t('monitoring:staff.mapping.measures')}>
      <p>{t('monitoring:staff.mapping.measures_lead')}</p>
      {measures.map(({ label, unit, count }, at) => (
        <FieldSet
          key={String(at)}
          legend={unit ? `${label} (${unit})` : label}
          hint={t('monitoring:staff.mapping.figures', { count })}
        >
          <FieldRow>
            <SelectField
              name={`indicator${at}`}
              label={t('monitoring:staff.mapping.indicator')}
              options={[{ value: 'new', label: t('monitoring:staff.mapping.indicator_new') }, ...indicators]}
              empty={t('monitoring:staff.mapping.unused')}
            />
            <TextField name={`newName${at}`} label={t('monitoring:staff.mapping.new_name')} maxLength={200} lang="de" />
            <SelectField
              name={`newUnit${at}`}
              label={t('monitoring:staff.mapping.new_unit')}
              options={units.map((value) => ({ value, label: t(`monitoring:unit.${value}`) }))}
              empty={false}
            />
            <TextField name={`factor${at}`} label={t('monitoring:staff.mapping.factor')} width="short" maxLength={20} />
          </FieldRow>
        </FieldSet>
      ))}
      <FieldSet legend={t('monitoring:staff.mapping.new_all')} hint={t('monitoring:staff.mapping.new_all_hint')}>
        <FieldRow>
          <SelectField
            name="topic"
            label={t('monitoring:staff.mapping.topic')}
            options={topics.map((value) => ({ value, label: t(`monitoring:topic.${value}`) }))}
            empty={false}
          />
          <SelectField
            name="periodicity"
            label={t('monitoring:staff.mapping.periodicity')}
            options={periodicities.map((value) => ({ value, label: t(`monitoring:periodicity.${value}`) }))}
            empty={false}
          />
          <NumberField
            name="secrecyK"
            label={t('monitoring:staff.mapping.secrecy_k')}
            hint={t('monitoring:staff.mapping.secrecy_k_hint')}
            min={2}
            max={100}
          />
        </FieldRow>
      </FieldSet>
    </FormPart>
  );
}

function VariableFields({ variables }: Pick<AnswersPageProps, 'variables'>) {
  const { t } = useView();
  if (!variables.length) return null;
  return (
    <FormPart title={t('monitoring:staff.mapping.variables')}>
      {variables.map(({ label, choices, asked, categories }, at) => (
        <FieldSet key={label} legend={label}>
          <SelectField
            name={`variable${at}`}
            label={t('monitoring:staff.mapping.variable_use')}
            options={choices}
            empty={false}
            required
          />
          {asked.length > 0 && (
            <Disclosure title={t('monitoring:staff.mapping.categories', { count: asked.length })} open={asked.length <= 12}>
              {asked.map((attribute, index) => (
                <SelectField
                  key={attribute.label}
                  name={`category${at}_${index}`}
                  label={attribute.label}
                  options={categories}
                  empty={false}
                />
              ))}
            </Disclosure>
          )}
        </FieldSet>
      ))}
    </FormPart>
  );
}

function NameFields({ names, places }: Pick<AnswersPageProps, 'names' | 'places'>) {
  const { t } = useView();
  if (!names.length) return null;
  return (
    <FormPart title={t('monitoring:staff.mapping.names')}>
      <p>{t('monitoring:staff.mapping.names_lead')}</p>
      {names.map(({ name, count, ambiguous }, at) => (
        <SelectField
          key={name}
          name={`place${at}`}
          label={name || t('monitoring:staff.mapping.no_name')}
          hint={ambiguous ? t('monitoring:staff.mapping.ambiguous') : t('monitoring:staff.mapping.figures', { count })}
          options={places}
          empty={t('monitoring:staff.mapping.leave_out')}
        />
      ))}
    </FormPart>
  );
}

function Quarters({
  small,
  unknownQuarters,
  quartersHref,
}: Pick<AnswersPageProps, 'small' | 'unknownQuarters' | 'quartersHref'>) {
  const { t } = useView();
  return (
    <>
      {small && (
        <Alert kind={small.count ? 'warning' : 'info'} title={t('monitoring:staff.mapping.small_title')}>
          <p>{t('monitoring:staff.mapping.small', { ...small })}</p>
        </Alert>
      )}
      {unknownQuarters.length > 0 && (
        <Alert kind="warning" title={t('monitoring:staff.mapping.unknown_quarters', { count: unknownQuarters.length })}>
          <p>
            <ForeignText lang="de">{unknownQuarters.slice(0, 20).join(' · ')}</ForeignText>
            {unknownQuarters.length > 20 && ' …'}
          </p>
          <p>
            <a href={quartersHref}>{t('monitoring:staff.mapping.make_quarters')}</a>
          </p>
        </Alert>
      )}
    </>
  );
}

/** Second step: which indicators, categories and territories the file speaks of. */
export function MappingAnswersPage(props: AnswersPageProps) {
  const { t } = useView();
  const { file, columns, observations, rejected, values, errors } = props;
  const title = t('monitoring:staff.mapping.title');
  return (
    <StaffPage title={title} breadcrumb={useMappingCrumbs(file)}>
      <PageHeader
        title={title}
        kicker={<ForeignText lang="de">{file.fileName}</ForeignText>}
        lead={t('monitoring:staff.mapping.answers_lead', { count: observations })}
      />
      <RejectedRows {...rejected} />
      <Quarters {...props} />
      <Form
        action={`${file.address}/zuordnung`}
        values={values}
        errors={errors}
        hidden={{ version: String(file.version), ...(columns === undefined ? {} : { columns }) }}
      >
        <TextField
          name="name"
          label={t('monitoring:staff.mapping.name')}
          hint={t('monitoring:staff.mapping.name_hint')}
          maxLength={200}
          lang="de"
          required
        />
        <MeasureFields {...props} />
        <VariableFields {...props} />
        <NameFields {...props} />
        <SourceFields {...props} />
        <ButtonRow>
          <Button name="schritt" value="zuordnen">
            {t('monitoring:staff.mapping.save')}
          </Button>
          {columns !== undefined && (
            <Button look="secondary" name="schritt" value="zurueck">
              {t('monitoring:staff.mapping.back')}
            </Button>
          )}
          <LinkButton href={file.address}>{t('monitoring:staff.mapping.cancel')}</LinkButton>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
}
