import {
  Alert,
  Button,
  ButtonRow,
  Checkbox,
  FieldRow,
  FieldSet,
  ForeignText,
  Form,
  type FormErrors,
  LinkButton,
  NumberField,
  type Option,
  PageHeader,
  Section,
  SelectField,
  StaffPage,
  Table,
  TextField,
  useView,
} from '#platform/ui';
import { columnRoles } from '../model/mapping.ts';
import { columnLetters, FormPart, type MappedFile, useMappingCrumbs } from './mapping-assistant-parts.tsx';

export interface AskedColumn {
  readonly index: number;
  readonly heading: string;
  readonly examples: readonly string[];
  /** Role that the form shows. */
  readonly role: string;
}

export interface ColumnsPageProps {
  readonly file: MappedFile;
  readonly sheets: readonly string[];
  readonly firstRows: readonly (readonly string[])[];
  /** First and last row of the headings, from 1. */
  readonly headings: readonly [number, number];
  /** Columns of the sheet; more than are shown. */
  readonly width: number;
  readonly columns: readonly AskedColumn[];
  readonly swapped: readonly {
    readonly heading: string;
    readonly promised: string;
    readonly found: string;
    readonly example: string;
  }[];
  readonly recognised: boolean;
  readonly remembered: string | undefined;
  readonly places: readonly Option[];
  readonly values: Readonly<Record<string, string>>;
  readonly errors?: FormErrors | undefined;
}

function FirstRows({ firstRows, headings, width }: Pick<ColumnsPageProps, 'firstRows' | 'headings' | 'width'>) {
  const { t } = useView();
  const shown = firstRows[0]?.length ?? 0;
  const title = t('monitoring:staff.mapping.first_rows');
  return (
    <Section title={title}>
      {width > shown && <p>{t('monitoring:staff.mapping.more_columns', { count: width - shown })}</p>}
      <Table
        caption={title}
        captionHidden
        wide
        rows={firstRows.map((cells, at) => ({ cells, number: at + 1 }))}
        rowKey={({ number }) => String(number)}
        columns={[
          {
            key: 'row',
            label: t('monitoring:staff.mapping.row'),
            rowHeader: true,
            cell: ({ number }) =>
              number >= headings[0] && number <= headings[1]
                ? `${number} · ${t('monitoring:staff.mapping.is_heading')}`
                : String(number),
          },
          ...Array.from({ length: shown }, (_, column) => ({
            key: String(column),
            label: columnLetters(column),
            cell: ({ cells }: { cells: readonly string[] }) => <ForeignText lang="de">{cells[column] ?? ''}</ForeignText>,
          })),
        ]}
      />
    </Section>
  );
}

function ColumnFields({ index, heading, examples, role }: AskedColumn) {
  const { t } = useView();
  const name = t('monitoring:staff.mapping.column', {
    letter: columnLetters(index),
    heading: heading || t('monitoring:staff.mapping.no_heading'),
  });
  return (
    <FieldSet
      legend={name}
      hint={examples.length ? t('monitoring:staff.mapping.examples', { examples: examples.join(' · ') }) : undefined}
    >
      <FieldRow>
        <SelectField
          name={`role${index}`}
          label={t('monitoring:staff.mapping.role')}
          options={columnRoles.map((value) => ({ value, label: t(`monitoring:staff.mapping.role.${value}`) }))}
          empty={false}
          required
        />
        {role === 'dimension' && (
          <TextField name={`variable${index}`} label={t('monitoring:staff.mapping.variable')} maxLength={100} lang="de" />
        )}
        {role === 'value' && (
          <>
            <TextField name={`measure${index}`} label={t('monitoring:staff.mapping.measure')} maxLength={200} lang="de" />
            <TextField name={`period${index}`} label={t('monitoring:staff.mapping.period')} maxLength={40} width="medium" />
            <TextField
              name={`attributes${index}`}
              label={t('monitoring:staff.mapping.attributes')}
              hint={t('monitoring:staff.mapping.attributes_hint')}
              maxLength={600}
              lang="de"
            />
          </>
        )}
      </FieldRow>
    </FieldSet>
  );
}

function WholeFile({ places }: Pick<ColumnsPageProps, 'places'>) {
  const { t } = useView();
  return (
    <FormPart title={t('monitoring:staff.mapping.whole')}>
      <p>{t('monitoring:staff.mapping.whole_lead')}</p>
      <FieldRow>
        <TextField
          name="period"
          label={t('monitoring:staff.mapping.period')}
          hint={t('monitoring:staff.mapping.period_hint')}
          maxLength={40}
          width="medium"
        />
        <SelectField
          name="territory"
          label={t('monitoring:staff.mapping.territory')}
          options={places}
          empty={t('monitoring:staff.mapping.in_column')}
        />
      </FieldRow>
      <FieldRow>
        <TextField name="measure" label={t('monitoring:staff.mapping.measure')} maxLength={200} lang="de" />
        <TextField name="unit" label={t('monitoring:staff.mapping.unit')} maxLength={60} width="medium" lang="de" />
      </FieldRow>
      <SelectField
        name="decimalMark"
        label={t('monitoring:staff.mapping.numbers')}
        options={[
          { value: 'auto', label: t('monitoring:staff.mapping.numbers_auto') },
          { value: ',', label: '1.234,5' },
          { value: '.', label: '1,234.5' },
        ]}
        empty={false}
      />
      <Checkbox
        name="fillDown"
        label={t('monitoring:staff.mapping.fill_down')}
        hint={t('monitoring:staff.mapping.fill_down_hint')}
      />
    </FormPart>
  );
}

/** First step: what the columns of a table are that no office made. */
export function MappingColumnsPage(props: ColumnsPageProps) {
  const { t } = useView();
  const { file, sheets, columns, swapped, recognised, remembered, values, errors, width } = props;
  const title = t('monitoring:staff.mapping.title');
  return (
    <StaffPage title={title} breadcrumb={useMappingCrumbs(file)}>
      <PageHeader
        title={title}
        kicker={<ForeignText lang="de">{file.fileName}</ForeignText>}
        lead={t('monitoring:staff.mapping.columns_lead')}
      />
      {!recognised && <Alert kind="warning" title={t('monitoring:staff.mapping.no_headings')} />}
      {remembered && <Alert kind="info" title={t('monitoring:staff.mapping.remembered', { name: remembered })} />}
      {swapped.length > 0 && (
        <Alert kind="warning" title={t('monitoring:staff.mapping.swapped')}>
          <ul>
            {swapped.map(({ heading, promised, found, example }) => (
              <li key={heading}>
                {t('monitoring:staff.mapping.swapped_column', {
                  heading,
                  example,
                  promised: t(`monitoring:staff.mapping.found.${promised}`),
                  found: t(`monitoring:staff.mapping.found.${found}`),
                })}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <FirstRows {...props} />
      <Form
        action={`${file.address}/zuordnung`}
        values={values}
        errors={errors}
        hidden={{
          version: String(file.version),
          shownSheet: values.sheet ?? '',
          shownHeaderRow: values.headerRow ?? '',
          shownHeaderRows: values.headerRows ?? '',
        }}
      >
        <FormPart title={t('monitoring:staff.mapping.headings')}>
          <FieldRow>
            {sheets.length > 1 && (
              <SelectField
                name="sheet"
                label={t('monitoring:staff.mapping.sheet')}
                options={sheets.map((value) => ({ value, label: value, lang: 'de' }))}
                empty={false}
              />
            )}
            <NumberField
              name="headerRow"
              label={t('monitoring:staff.mapping.header_row')}
              hint={t('monitoring:staff.mapping.header_hint')}
              min={1}
              max={200}
            />
            <NumberField name="headerRows" label={t('monitoring:staff.mapping.header_rows')} min={1} max={8} />
          </FieldRow>
          <ButtonRow>
            <Button look="secondary" name="schritt" value="erkennen">
              {t('monitoring:staff.mapping.again')}
            </Button>
          </ButtonRow>
        </FormPart>
        <FormPart title={t('monitoring:staff.mapping.columns')}>
          {columns.map((column) => (
            <ColumnFields key={column.index} {...column} />
          ))}
          {width > columns.length && <p>{t('monitoring:staff.mapping.rest', { count: width - columns.length })}</p>}
        </FormPart>
        <WholeFile places={props.places} />
        <ButtonRow>
          <Button name="schritt" value="spalten">
            {t('monitoring:staff.mapping.next')}
          </Button>
          <LinkButton href={file.address}>{t('monitoring:staff.mapping.cancel')}</LinkButton>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
}
