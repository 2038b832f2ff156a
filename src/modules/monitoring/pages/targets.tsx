import {
  Alert,
  Button,
  ButtonRow,
  ConflictNote,
  EmptyState,
  type FieldChange,
  FieldRow,
  FilterBar,
  Form,
  type FormErrors,
  LinkButton,
  NumberField,
  type Option,
  type OptionGroup,
  PageHeader,
  SelectField,
  Table,
  TextField,
  useView,
} from '#platform/ui';
import type { Texts } from '../model/indicator.ts';
import type { StoredTarget } from '../store/targets.ts';
import { Frame, Name } from './catalogue-parts.tsx';

export interface TargetRow {
  readonly target: StoredTarget;
  readonly indicator: string;
  readonly place: string;
  readonly breakdown: string;
  readonly value: string;
}

/** What was resolved to be reached, and by when; charts draw it as a line. */
export function TargetsPage({ base, rows, mayEdit }: { base: string; rows: readonly TargetRow[]; mayEdit: boolean }) {
  const { t } = useView();
  const title = t('monitoring:staff.part.ziele');
  const columns = [
    {
      key: 'indicator',
      label: t('monitoring:staff.target.indicator'),
      rowHeader: true,
      cell: ({ target, indicator }: TargetRow) => (mayEdit ? <a href={`${base}/ziele/${target.id}`}>{indicator}</a> : indicator),
    },
    { key: 'place', label: t('monitoring:staff.target.territory'), cell: ({ place }: TargetRow) => place },
    {
      key: 'breakdown',
      label: t('monitoring:staff.target.breakdown'),
      cell: ({ breakdown }: TargetRow) => breakdown || t('monitoring:staff.target.total'),
    },
    { key: 'year', label: t('monitoring:staff.target.year'), numeric: true, cell: ({ target }: TargetRow) => target.year },
    { key: 'value', label: t('monitoring:staff.target.value'), numeric: true, cell: ({ value }: TargetRow) => value },
    {
      key: 'source',
      label: t('monitoring:staff.target.source'),
      cell: ({ target }: TargetRow) => <span lang="de">{target.source || '–'}</span>,
    },
  ];
  return (
    <Frame base={base} part="ziele" title={title}>
      <PageHeader
        title={title}
        lead={t('monitoring:staff.target.lead')}
        actions={mayEdit && <LinkButton href={`${base}/ziele/neu`}>{t('monitoring:staff.target.new')}</LinkButton>}
      />
      {rows.length === 0 ? (
        <EmptyState title={t('monitoring:staff.target.none')}>
          <p>{t('monitoring:staff.target.none_text')}</p>
        </EmptyState>
      ) : (
        <Table caption={title} captionHidden columns={columns} rows={rows} rowKey={({ target }) => target.id} />
      )}
    </Frame>
  );
}

/** First step of a new target. */
export function TargetIndicatorPage(props: {
  base: string;
  indicators: readonly OptionGroup[];
  territory: string;
  wrong: boolean;
}) {
  const { base, indicators, territory, wrong } = props;
  const { t } = useView();
  const title = t('monitoring:staff.target.new');
  return (
    <Frame base={base} part="ziele" title={title} crumbs={[{ label: title }]}>
      <PageHeader title={title} lead={t('monitoring:staff.target.choose_lead')} />
      {wrong && <Alert kind="warning" title={t('monitoring:staff.target.unknown_indicator')} live />}
      <FilterBar
        action={`${base}/ziele/neu`}
        submit={t('monitoring:staff.target.choose')}
        keep={territory ? [{ name: 'ort', value: territory }] : []}
      >
        <SelectField name="kennzahl" label={t('monitoring:staff.target.indicator')} options={indicators} required />
      </FilterBar>
    </Frame>
  );
}

export interface TargetFormProps {
  readonly base: string;
  readonly indicator: { readonly key: string; readonly names: Texts };
  readonly places: readonly Option[];
  /** One field for each dimension that the indicator is broken down by. */
  readonly breakdowns: readonly { readonly name: string; readonly label: string; readonly options: readonly Option[] }[];
  readonly values: Readonly<Record<string, string | string[]>>;
  readonly errors: FormErrors;
  /** Absent: a new one. */
  readonly stored?: { readonly id: string; readonly version: number } | undefined;
  readonly conflict?: readonly FieldChange[] | undefined;
}

export function TargetFormPage(props: TargetFormProps) {
  const { base, indicator, places, breakdowns, values, errors, stored, conflict } = props;
  const { t } = useView();
  const title = t(stored ? 'monitoring:staff.target.edit' : 'monitoring:staff.target.new');
  const action = `${base}/ziele/${stored?.id ?? 'neu'}`;
  return (
    <Frame base={base} part="ziele" title={title} crumbs={[{ label: title }]}>
      <PageHeader title={title} lead={<Name names={indicator.names} />} />
      <ConflictNote changes={conflict} />
      <Form
        action={action}
        values={values}
        errors={errors}
        hidden={{ indicator: indicator.key, ...(stored && { version: stored.version }) }}
      >
        <SelectField name="territory" label={t('monitoring:staff.target.territory')} options={places} required />
        {breakdowns.map(({ name, label, options }) => (
          <SelectField key={name} name={name} label={label} empty={t('monitoring:staff.target.whole')} options={options} />
        ))}
        <FieldRow>
          <NumberField name="year" label={t('monitoring:staff.target.year')} min={1990} max={2100} required />
          <TextField name="value" label={t('monitoring:staff.target.value')} width="short" maxLength={30} required />
        </FieldRow>
        <TextField
          name="source"
          label={t('monitoring:staff.target.source')}
          hint={t('monitoring:staff.target.source_hint')}
          maxLength={500}
          lang="de"
        />
        <ButtonRow>
          <Button>{t('monitoring:staff.save')}</Button>
          <LinkButton href={`${base}/ziele`}>{t('monitoring:staff.cancel')}</LinkButton>
        </ButtonRow>
      </Form>
      {stored && (
        <Form action={`${action}/loeschen`} plain hidden={{ version: stored.version }}>
          <ButtonRow>
            <Button look="danger">{t('monitoring:staff.target.remove')}</Button>
          </ButtonRow>
        </Form>
      )}
    </Frame>
  );
}
