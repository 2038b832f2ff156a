import {
  Button,
  ButtonRow,
  Checkbox,
  CheckboxGroup,
  ConflictNote,
  DateField,
  Disclosure,
  FieldRow,
  FieldSet,
  Form,
  LinkButton,
  NumberField,
  type Option,
  PageHeader,
  SelectField,
  StaffPage,
  TextArea,
  TextField,
  useView,
} from '#platform/ui';
import { type FormValues, type RowKind, shownRows } from '../model/recommendation-form.ts';
import { levels, linkKinds, resourceKinds, responsibilities, stakeholderRoles, timeFrames } from '../model/vocabulary.ts';
import { type Posted, RemarkFields } from './editing-parts.tsx';

/** What may be chosen in the form, in German. */
export interface FormChoices {
  readonly fields: readonly Option[];
  readonly challenges: readonly { readonly label: string; readonly options: readonly Option[] }[];
  readonly goals: readonly { readonly label: string; readonly options: readonly Option[] }[];
  readonly places: readonly Option[];
}

export interface RecommendationFormProps {
  readonly title: string;
  readonly kicker: string;
  readonly action: string;
  readonly cancelHref: string;
  readonly crumbs: readonly { readonly label: string; readonly href?: string }[];
  readonly choices: FormChoices;
  readonly values: FormValues;
  readonly posted?: Posted | undefined;
  /** Version the editor started from; absent: a new recommendation. */
  readonly version?: number | undefined;
  /** What changes in this edition is told, so the form asks why. */
  readonly told: boolean;
}

function More({ kind }: { kind: RowKind }) {
  const { t } = useView();
  return (
    <ButtonRow>
      <Button look="tertiary" icon="plus" small name="more" value={kind} label={t(`concept:staff.form.more_${kind}`)}>
        {t('concept:staff.form.more')}
      </Button>
    </ButtonRow>
  );
}

function Stakeholders({ values }: { values: FormValues }) {
  const { t } = useView();
  return (
    <FieldSet legend={t('concept:staff.field.stakeholders')} hint={t('concept:staff.form.stakeholders_hint')}>
      {shownRows(values, 'stakeholders').map((row) => (
        <FieldRow key={row}>
          <TextField
            name={`stakeholders.${row}.name`}
            label={t('concept:staff.form.name', { row: row + 1 })}
            maxLength={200}
            lang="de"
          />
          <SelectField
            name={`stakeholders.${row}.role`}
            label={t('concept:staff.form.role', { row: row + 1 })}
            empty={false}
            value={String(values[`stakeholders.${row}.role`] ?? 'partner')}
            options={stakeholderRoles.map((role) => ({ value: role, label: t(`concept:role.${role}`) }))}
          />
        </FieldRow>
      ))}
      <More kind="stakeholders" />
    </FieldSet>
  );
}

function Resources({ values }: { values: FormValues }) {
  const { t } = useView();
  return (
    <FieldSet legend={t('concept:staff.field.resources')} hint={t('concept:staff.form.resources_hint')}>
      {shownRows(values, 'resources').map((row) => (
        <FieldRow key={row}>
          <SelectField
            name={`resources.${row}.kind`}
            label={t('concept:staff.form.kind', { row: row + 1 })}
            empty={false}
            value={String(values[`resources.${row}.kind`] ?? 'money')}
            options={resourceKinds.map((kind) => ({ value: kind, label: t(`concept:resource.${kind}`) }))}
          />
          <TextField
            name={`resources.${row}.text`}
            label={t('concept:staff.form.what', { row: row + 1 })}
            maxLength={500}
            lang="de"
          />
          {(['planned', 'secured', 'spent'] as const).map((amount) => (
            <TextField
              key={amount}
              name={`resources.${row}.${amount}`}
              label={t(`concept:staff.form.euro_${amount}`, { row: row + 1 })}
              width="short"
              maxLength={20}
            />
          ))}
        </FieldRow>
      ))}
      <More kind="resources" />
      <Checkbox name="needsMoney" label={t('concept:staff.form.needs_money')} hint={t('concept:staff.form.needs_money_hint')} />
      <TextArea
        name="fundingReservation"
        label={t('concept:staff.field.fundingReservation')}
        rows={2}
        maxLength={1000}
        lang="de"
      />
    </FieldSet>
  );
}

function Links({ values }: { values: FormValues }) {
  const { t } = useView();
  return (
    <FieldSet legend={t('concept:staff.field.links')} hint={t('concept:staff.form.links_hint')}>
      {shownRows(values, 'links').map((row) => (
        <FieldRow key={row}>
          <SelectField
            name={`links.${row}.kind`}
            label={t('concept:staff.form.kind', { row: row + 1 })}
            empty={false}
            value={String(values[`links.${row}.kind`] ?? 'page')}
            options={linkKinds.map((kind) => ({ value: kind, label: t(`concept:link.${kind}`) }))}
          />
          <TextField
            name={`links.${row}.label`}
            label={t('concept:staff.form.label', { row: row + 1 })}
            maxLength={200}
            lang="de"
          />
          <TextField name={`links.${row}.href`} label={t('concept:staff.form.address', { row: row + 1 })} maxLength={500} />
        </FieldRow>
      ))}
      <More kind="links" />
    </FieldSet>
  );
}

function Matter({ choices }: { choices: FormChoices }) {
  const { t } = useView();
  const label = (field: string) => t(`concept:staff.field.${field}`);
  return (
    <>
      <TextField name="title" label={label('title')} maxLength={300} required lang="de" />
      <SelectField name="fieldId" label={label('fieldId')} required options={choices.fields} />
      <SelectField name="challengeId" label={label('challengeId')} options={choices.challenges} />
      <SelectField name="goalId" label={label('goalId')} options={choices.goals} />
      <TextArea
        name="wording"
        label={label('wording')}
        hint={t('concept:staff.form.wording_hint')}
        rows={6}
        maxLength={4000}
        lang="de"
      />
      <TextArea
        name="summary"
        label={label('summary')}
        hint={t('concept:staff.form.summary_hint')}
        rows={4}
        maxLength={3000}
        lang="de"
      />
    </>
  );
}

function Scope({ choices }: { choices: FormChoices }) {
  const { t } = useView();
  const label = (field: string) => t(`concept:staff.field.${field}`);
  return (
    <>
      <TextArea
        name="targetGroups"
        label={label('targetGroups')}
        hint={t('concept:staff.form.one_per_line')}
        rows={3}
        lang="de"
      />
      <CheckboxGroup
        name="levels"
        label={label('levels')}
        inline
        options={levels.map((level) => ({ value: level, label: t(`concept:level.${level}`) }))}
      />
      <CheckboxGroup
        name="territories"
        label={label('territories')}
        hint={t('concept:staff.form.territories_hint')}
        inline
        options={choices.places}
      />
      <CheckboxGroup
        name="responsibilities"
        label={label('responsibilities')}
        inline
        options={responsibilities.map((one) => ({ value: one, label: t(`concept:responsibility.${one}`) }))}
      />
    </>
  );
}

function Time() {
  const { t } = useView();
  const label = (field: string) => t(`concept:staff.field.${field}`);
  return (
    <FieldSet legend={t('concept:staff.form.time')}>
      <FieldRow>
        <SelectField
          name="timeFrame"
          label={label('timeFrame')}
          options={timeFrames.map((one) => ({ value: one, label: t(`concept:time.${one}`) }))}
        />
        <DateField name="startsOn" label={label('startsOn')} />
        <DateField name="endsOn" label={label('endsOn')} />
        <NumberField name="weight" label={label('weight')} hint={t('concept:staff.form.weight_hint')} min={1} max={10} required />
      </FieldRow>
    </FieldSet>
  );
}

/** The whole text of a recommendation; what few need stands behind its title. */
export function RecommendationFormPage(props: RecommendationFormProps) {
  const { title, kicker, action, cancelHref, crumbs, choices, posted, version, told } = props;
  const { t } = useView();
  const values = posted?.values ?? props.values;
  const label = (field: string) => t(`concept:staff.field.${field}`);
  return (
    <StaffPage title={title} breadcrumb={crumbs}>
      <PageHeader title={title} kicker={kicker} />
      <Form action={action} values={values} errors={posted?.errors} hidden={version === undefined ? {} : { version }}>
        {/* Enter presses the first button of a form; that must be the one that saves. */}
        <button type="submit" class="kern-sr-only" tabIndex={-1} aria-hidden="true">
          {t('concept:staff.save')}
        </button>
        <ConflictNote changes={posted?.conflict} />
        <Matter choices={choices} />
        <Scope choices={choices} />
        <Stakeholders values={values} />
        <Time />
        <Resources values={values} />
        <Disclosure
          title={t('concept:staff.form.further')}
          open={
            Object.keys(posted?.errors ?? {}).some((name) => /^(links|indicators|figures|contact|source)/.test(name)) ||
            values.more === 'links'
          }
        >
          <Links values={values} />
          <TextArea
            name="indicators"
            label={label('indicators')}
            hint={t('concept:staff.form.indicators_hint')}
            rows={2}
            lang="de"
          />
          <TextArea name="figures" label={label('figures')} hint={t('concept:staff.form.figures_hint')} rows={2} lang="de" />
          <TextField
            name="contact"
            label={label('contact')}
            hint={t('concept:staff.form.contact_hint')}
            maxLength={300}
            lang="de"
          />
          <TextField name="source" label={label('source')} maxLength={300} lang="de" />
          <Checkbox name="internal" label={label('internal')} hint={t('concept:staff.form.internal_hint')} />
        </Disclosure>
        {told && version !== undefined && <RemarkFields />}
        <ButtonRow>
          <Button>{t(posted?.conflict ? 'concept:staff.save_anyway' : 'concept:staff.save')}</Button>
          <LinkButton href={cancelHref}>{t('ui:confirm.cancel')}</LinkButton>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
}
