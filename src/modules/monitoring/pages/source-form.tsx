import {
  Button,
  ButtonRow,
  Checkbox,
  ConflictNote,
  type FieldChange,
  FieldRow,
  Form,
  type FormErrors,
  LinkButton,
  NumberField,
  PageHeader,
  SelectField,
  Table,
  TextArea,
  TextField,
  useView,
} from '#platform/ui';
import type { Source } from '../model/indicator.ts';
import { populationBases } from '../model/vocabulary.ts';
import { Frame, Name } from './catalogue-parts.tsx';

export interface SourceRow {
  readonly source: Source;
  readonly indicators: number;
}

/** Where figures come from, and under which conditions they may be passed on. */
export function SourcesPage({ base, rows, mayEdit }: { base: string; rows: readonly SourceRow[]; mayEdit: boolean }) {
  const { t } = useView();
  const title = t('monitoring:staff.part.quellen');
  const columns = [
    {
      key: 'name',
      label: t('monitoring:staff.field.name'),
      rowHeader: true,
      cell: ({ source }: SourceRow) => (
        <>
          {mayEdit ? (
            <a href={`${base}/quellen/${source.key}`}>
              <Name names={source.names} />
            </a>
          ) : (
            <Name names={source.names} />
          )}
          <br />
          <code>{source.key}</code>
        </>
      ),
    },
    {
      key: 'publisher',
      label: t('monitoring:staff.field.publisher'),
      cell: ({ source }: SourceRow) => <span lang="de">{source.publisher}</span>,
    },
    {
      key: 'licence',
      label: t('monitoring:staff.field.licence'),
      cell: ({ source }: SourceRow) => source.licence?.split('/').slice(-2).join('/') ?? t('monitoring:staff.source.own_terms'),
    },
    {
      key: 'basis',
      label: t('monitoring:staff.field.populationBasis'),
      cell: ({ source }: SourceRow) => (source.populationBasis ? t(`monitoring:basis.${source.populationBasis}`) : '–'),
    },
    {
      key: 'public',
      label: t('monitoring:staff.field.public'),
      cell: ({ source }: SourceRow) => t(source.public ? 'monitoring:staff.yes' : 'monitoring:staff.no'),
    },
    {
      key: 'count',
      label: t('monitoring:staff.part.kennzahlen'),
      numeric: true,
      cell: ({ indicators }: SourceRow) => indicators,
    },
  ];
  return (
    <Frame base={base} part="quellen" title={title}>
      <PageHeader
        title={title}
        lead={t('monitoring:staff.source.lead')}
        actions={mayEdit && <LinkButton href={`${base}/quellen/neu`}>{t('monitoring:staff.source.new')}</LinkButton>}
      />
      <Table caption={title} captionHidden columns={columns} rows={rows} rowKey={({ source }) => source.key} />
    </Frame>
  );
}

export interface SourceFormProps {
  readonly base: string;
  readonly title: string;
  readonly values: Readonly<Record<string, string | string[]>>;
  readonly errors: FormErrors;
  /** Absent: a new one. */
  readonly stored?: { readonly key: string; readonly version: number } | undefined;
  readonly conflict?: readonly FieldChange[] | undefined;
}

export function SourceFormPage({ base, title, values, errors, stored, conflict }: SourceFormProps) {
  const { t } = useView();
  return (
    <Frame base={base} part="quellen" title={title} crumbs={[{ label: title }]}>
      <PageHeader title={title} kicker={stored?.key} />
      <ConflictNote changes={conflict} />
      <Form
        action={`${base}/quellen/${stored?.key ?? 'neu'}`}
        values={values}
        errors={errors}
        hidden={stored ? { version: stored.version } : {}}
      >
        {!stored && (
          <TextField
            name="key"
            label={t('monitoring:staff.field.key')}
            hint={t('monitoring:staff.source.key_hint')}
            maxLength={60}
            required
          />
        )}
        <TextField name="names.de" label={t('monitoring:staff.form.name_de')} maxLength={200} lang="de" required />
        <TextField name="names.en" label={t('monitoring:staff.form.name_en')} maxLength={200} lang="en" />
        <TextField name="publisher" label={t('monitoring:staff.field.publisher')} maxLength={200} lang="de" required />
        <TextField name="url" type="url" label={t('monitoring:staff.field.url')} maxLength={500} />
        <TextField
          name="licence"
          type="url"
          label={t('monitoring:staff.field.licence')}
          hint={t('monitoring:staff.source.licence_hint')}
          maxLength={200}
        />
        <TextArea name="licenceNote" label={t('monitoring:staff.field.licenceNote')} rows={2} maxLength={1000} lang="de" />
        <TextField
          name="attribution"
          label={t('monitoring:staff.field.attribution')}
          hint={t('monitoring:staff.source.attribution_hint')}
          maxLength={500}
          lang="de"
        />
        <FieldRow>
          <SelectField
            name="populationBasis"
            label={t('monitoring:staff.field.populationBasis')}
            options={populationBases.map((one) => ({ value: one, label: t(`monitoring:basis.${one}`) }))}
          />
          <NumberField name="roundedTo" label={t('monitoring:staff.field.roundedTo')} min={0} step="any" />
          <NumberField name="rank" label={t('monitoring:staff.field.rank')} min={0} max={10000} />
        </FieldRow>
        <p class="kern-hint">{t('monitoring:staff.source.rank_hint')}</p>
        <Checkbox name="public" label={t('monitoring:staff.source.public')} hint={t('monitoring:staff.source.public_hint')} />
        <ButtonRow>
          <Button>{t('monitoring:staff.save')}</Button>
          <LinkButton href={`${base}/quellen`}>{t('monitoring:staff.cancel')}</LinkButton>
        </ButtonRow>
      </Form>
    </Frame>
  );
}
