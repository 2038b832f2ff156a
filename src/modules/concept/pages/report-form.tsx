import {
  Alert,
  Button,
  ButtonRow,
  CheckboxGroup,
  DateField,
  Diff,
  type FieldChange,
  FieldRow,
  FieldSet,
  Form,
  type FormErrors,
  type FormValues,
  PageHeader,
  SelectField,
  StaffPage,
  TextArea,
  TextField,
  useView,
} from '#platform/ui';
import { reportFields } from '../model/report.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface ReportFormProps {
  /** Address of the concept's pages. */
  readonly base: string;
  readonly action: string;
  /** Of a report that is there already. */
  readonly version?: number | undefined;
  /** Of a new one: what it may be about. */
  readonly editions?: readonly Choice[] | undefined;
  readonly earlier: readonly Choice[];
  readonly values: FormValues;
  readonly errors?: FormErrors | undefined;
  readonly refusal?: string | undefined;
  /** What somebody else saved meanwhile, against what was typed here. */
  readonly theirs?: readonly FieldChange[] | undefined;
}

/** Begins a report or edits an open one. */
export function ReportFormPage(props: ReportFormProps) {
  const { base, action, version, editions, earlier, values, errors, refusal, theirs } = props;
  const { t } = useView();
  const title = t(version ? 'concept:staff.report.edit_title' : 'concept:staff.report.new');
  const automatic = version ? [] : [{ value: 'auto', label: t('concept:staff.report.previous_auto') }];
  return (
    <StaffPage
      title={title}
      breadcrumb={[
        { label: t('concept:staff.nav'), href: base },
        { label: t('concept:staff.report.nav'), href: `${base}/berichte` },
        { label: title },
      ]}
    >
      <PageHeader title={title} />
      {refusal && (
        <Alert kind="danger" title={refusal} live>
          {theirs && theirs.length > 0 && (
            <>
              <p>{t('concept:staff.report.theirs')}</p>
              <Diff changes={theirs} />
            </>
          )}
        </Alert>
      )}
      <Form action={action} values={values} errors={errors} hidden={version ? { version } : {}}>
        <TextField
          name="title"
          label={t('concept:staff.report.title_label')}
          hint={t('concept:staff.report.title_hint')}
          required
          maxLength={200}
        />
        {editions && (
          <SelectField name="edition" label={t('concept:staff.report.edition_label')} options={editions} required empty={false} />
        )}
        <FieldRow>
          <DateField name="startsOn" label={t('concept:staff.report.from')} required />
          <DateField name="endsOn" label={t('concept:staff.report.to')} required />
        </FieldRow>
        <CheckboxGroup
          name="fields"
          label={t('concept:staff.report.fields_label')}
          hint={t('concept:staff.report.fields_hint')}
          options={reportFields.map((value) => ({ value, label: t(`concept:report.field.${value}`) }))}
        />
        <SelectField
          name="previous"
          label={t('concept:staff.report.previous')}
          options={[...automatic, ...earlier]}
          empty={t('concept:staff.report.previous_none')}
        />
        <TextArea name="summary" label={t('concept:staff.report.summary_label')} rows={8} maxLength={20_000} />
        <FieldSet legend={t('concept:staff.report.paper')}>
          <TextField name="paperNumber" label={t('concept:report.paper_number')} maxLength={60} width="medium" />
          <TextArea
            name="committees"
            label={t('concept:report.committees')}
            hint={t('concept:staff.report.committees_hint')}
            rows={3}
            maxLength={2000}
          />
          <TextArea
            name="proposal"
            label={t('concept:staff.report.proposal')}
            hint={t('concept:staff.report.proposal_hint')}
            rows={3}
            maxLength={5000}
          />
        </FieldSet>
        <ButtonRow>
          <Button>{t(version ? 'concept:staff.report.save' : 'concept:staff.report.new_do')}</Button>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
}
