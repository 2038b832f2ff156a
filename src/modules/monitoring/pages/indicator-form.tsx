import {
  Alert,
  Button,
  ButtonRow,
  Checkbox,
  CheckboxGroup,
  ConflictNote,
  type Crumb,
  DateField,
  type FieldChange,
  FieldRow,
  FieldSet,
  Form,
  type FormErrors,
  LinkButton,
  NumberField,
  type Option,
  PageHeader,
  SelectField,
  TextArea,
  TextField,
  useView,
} from '#platform/ui';
import { shownBreaks } from '../model/indicator-form.ts';
import { placeLevels } from '../model/places.ts';
import { directions, indicatorStates, kinds, periodicities, topics, units } from '../model/vocabulary.ts';
import { Frame } from './catalogue-parts.tsx';
import { IndicatorTexts } from './indicator-texts.tsx';

export interface IndicatorChoices {
  readonly sources: readonly Option[];
  readonly dimensions: readonly Option[];
  readonly indicators: readonly Option[];
  readonly languages: readonly Option[];
}

export interface IndicatorFormProps {
  readonly base: string;
  readonly title: string;
  readonly kicker?: string | undefined;
  readonly crumb: Crumb;
  readonly action: string;
  readonly choices: IndicatorChoices;
  readonly values: Readonly<Record<string, string | string[]>>;
  readonly errors: FormErrors;
  /** Absent: a new one, whose key can be chosen. */
  readonly version?: number | undefined;
  readonly retired?: boolean | undefined;
  readonly conflict?: readonly FieldChange[] | undefined;
  /** Answer to "check the formula": what it reads. */
  readonly checked?: string | undefined;
  /** Further language of the texts besides German and English. */
  readonly tongue: string;
}

type Values = Pick<IndicatorFormProps, 'values'>;

function Nature({ isNew }: { isNew: boolean }) {
  const { t } = useView();
  const options = (all: readonly string[], prefix: string) =>
    all.map((one) => ({ value: one, label: t(`monitoring:${prefix}.${one}`) }));
  return (
    <FieldSet legend={t('monitoring:staff.form.nature')}>
      {isNew && (
        <TextField
          name="key"
          label={t('monitoring:staff.field.key')}
          hint={t('monitoring:staff.form.key_hint')}
          maxLength={60}
          required
        />
      )}
      <FieldRow>
        <SelectField name="topic" label={t('monitoring:staff.field.topic')} options={options(topics, 'topic')} required />
        <SelectField name="kind" label={t('monitoring:staff.field.kind')} options={options(kinds, 'kind')} required />
        <NumberField name="position" label={t('monitoring:staff.field.position')} min={0} max={100000} />
      </FieldRow>
      <FieldRow>
        <SelectField name="unit" label={t('monitoring:staff.field.unit')} options={options(units, 'unit')} required />
        <NumberField name="decimals" label={t('monitoring:staff.field.decimals')} min={0} max={4} />
        <SelectField
          name="direction"
          label={t('monitoring:staff.field.direction')}
          empty={false}
          options={options(directions, 'direction')}
        />
      </FieldRow>
      <Checkbox name="additive" label={t('monitoring:staff.field.additive')} hint={t('monitoring:staff.form.additive_hint')} />
    </FieldSet>
  );
}

function Origin({ choices, checked }: Pick<IndicatorFormProps, 'choices' | 'checked'>) {
  const { t } = useView();
  return (
    <FieldSet legend={t('monitoring:staff.form.origin')}>
      <FieldRow>
        <SelectField name="source" label={t('monitoring:staff.field.source')} options={choices.sources} />
        <SelectField
          name="periodicity"
          label={t('monitoring:staff.field.periodicity')}
          options={periodicities.map((one) => ({ value: one, label: t(`monitoring:periodicity.${one}`) }))}
          required
        />
      </FieldRow>
      <TextField
        name="tableCodes"
        label={t('monitoring:staff.field.tableCodes')}
        hint={t('monitoring:staff.form.tables_hint')}
        maxLength={800}
      />
      <TextField name="referenceDate" label={t('monitoring:staff.field.referenceDate')} maxLength={200} lang="de" />
      <TextArea
        name="formula"
        label={t('monitoring:staff.field.formula')}
        hint={t('monitoring:staff.form.formula_hint')}
        rows={2}
        maxLength={500}
        lang="zxx"
      />
      {checked && (
        <Alert kind="success" live>
          <p>{checked}</p>
        </Alert>
      )}
      <ButtonRow>
        <Button look="secondary" small name="aktion" value="pruefen">
          {t('monitoring:staff.form.check')}
        </Button>
      </ButtonRow>
      <TextField
        name="figure"
        label={t('monitoring:staff.field.figure')}
        hint={t('monitoring:staff.form.figure_hint')}
        maxLength={60}
      />
    </FieldSet>
  );
}

function Shape({ choices, values }: Pick<IndicatorFormProps, 'choices'> & Values) {
  const { t } = useView();
  return (
    <>
      <FieldSet legend={t('monitoring:staff.form.shape')}>
        <CheckboxGroup
          name="levels"
          label={t('monitoring:staff.field.levels')}
          inline
          options={placeLevels.map((one) => ({ value: one, label: t(`monitoring:place.${one}`) }))}
        />
        <CheckboxGroup name="breakdowns" label={t('monitoring:staff.field.breakdowns')} inline options={choices.dimensions} />
      </FieldSet>
      <FieldSet legend={t('monitoring:staff.field.seriesBreaks')} hint={t('monitoring:staff.form.breaks_hint')}>
        {shownBreaks(values).map((row) => (
          <FieldRow key={row}>
            <TextField
              name={`seriesBreaks.${row}.period`}
              label={t('monitoring:staff.form.break_period', { row: row + 1 })}
              width="short"
              maxLength={20}
            />
            <TextField
              name={`seriesBreaks.${row}.de`}
              label={t('monitoring:staff.form.break_de', { row: row + 1 })}
              maxLength={500}
              lang="de"
            />
            <TextField
              name={`seriesBreaks.${row}.en`}
              label={t('monitoring:staff.form.break_en', { row: row + 1 })}
              maxLength={500}
              lang="en"
            />
          </FieldRow>
        ))}
      </FieldSet>
      <FieldSet legend={t('monitoring:staff.form.secrecy')} hint={t('monitoring:staff.form.secrecy_hint')}>
        <TextArea name="secrecyNote" label={t('monitoring:staff.field.secrecyNote')} rows={2} maxLength={1000} lang="de" />
        <FieldRow>
          <NumberField name="secrecyK" label={t('monitoring:staff.field.secrecyK')} min={2} max={100} />
          <SelectField name="secrecyOf" label={t('monitoring:staff.field.secrecyOf')} options={choices.indicators} />
        </FieldRow>
      </FieldSet>
    </>
  );
}

function Care({ retired }: { retired: boolean }) {
  const { t } = useView();
  return (
    <FieldSet legend={t('monitoring:staff.form.care')}>
      <FieldRow>
        <DateField name="nextUpdateOn" label={t('monitoring:staff.field.nextUpdateOn')} />
        {!retired && (
          <SelectField
            name="state"
            label={t('monitoring:staff.field.state')}
            empty={false}
            options={indicatorStates
              .filter((one) => one !== 'retired')
              .map((one) => ({ value: one, label: t(`monitoring:state.${one}`) }))}
          />
        )}
      </FieldRow>
      <TextField
        name="contact"
        label={t('monitoring:staff.field.contact')}
        hint={t('monitoring:staff.form.contact_hint')}
        maxLength={300}
      />
      <TextArea name="note" label={t('monitoring:staff.field.note')} rows={3} maxLength={2000} lang="de" />
    </FieldSet>
  );
}

/** Everything an indicator says of itself, for editing. */
export function IndicatorFormPage(props: IndicatorFormProps) {
  const { base, title, kicker, crumb, action, choices, values, errors, version, conflict, checked, tongue } = props;
  const { t } = useView();
  const retired = props.retired ?? false;
  const hidden: Record<string, string | number> = {
    ...(version === undefined ? {} : { version }),
    catalogueNumber: String(values.catalogueNumber ?? ''),
    ...(retired ? { state: 'retired' } : {}),
  };
  return (
    <Frame base={base} part="kennzahlen" title={title} crumbs={[crumb]}>
      <PageHeader title={title} kicker={kicker} />
      <ConflictNote changes={conflict} />
      <Form action={action} values={values} errors={errors} hidden={hidden}>
        <IndicatorTexts values={values} tongue={tongue} languages={choices.languages} />
        <Nature isNew={version === undefined} />
        <Origin choices={choices} checked={checked} />
        <Shape choices={choices} values={values} />
        <Care retired={retired} />
        <ButtonRow>
          <Button>{t('monitoring:staff.save')}</Button>
          <LinkButton href={`${base}/kennzahlen`}>{t('monitoring:staff.cancel')}</LinkButton>
        </ButtonRow>
      </Form>
      {version !== undefined && (
        <Form action={`${action}/zustand`} plain hidden={{ version, state: retired ? 'public' : 'retired' }}>
          <p>{t(retired ? 'monitoring:staff.form.revive_text' : 'monitoring:staff.form.retire_text')}</p>
          <ButtonRow>
            <Button look="secondary">{t(retired ? 'monitoring:staff.form.revive' : 'monitoring:staff.form.retire')}</Button>
          </ButtonRow>
        </Form>
      )}
    </Frame>
  );
}
