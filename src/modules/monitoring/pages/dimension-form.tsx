import {
  Badge,
  Button,
  ButtonRow,
  Form,
  type FormErrors,
  LinkButton,
  NumberField,
  PageHeader,
  Section,
  Table,
  TextField,
  useView,
} from '#platform/ui';
import { isGroupOfCategories } from '../model/breakdown.ts';
import type { Category, Dimension } from '../model/indicator.ts';
import { Frame, Name } from './catalogue-parts.tsx';

interface Rejected {
  readonly values: Readonly<Record<string, string | string[]>>;
  readonly errors: FormErrors;
}

export interface DimensionsProps {
  readonly base: string;
  readonly dimensions: readonly Dimension[];
  readonly mayEdit: boolean;
}

/** By what figures are broken down. */
export function DimensionsPage({ base, dimensions, mayEdit }: DimensionsProps) {
  const { t } = useView();
  const title = t('monitoring:staff.part.gliederungen');
  const columns = [
    {
      key: 'name',
      label: t('monitoring:staff.field.name'),
      rowHeader: true,
      cell: ({ key, names }: Dimension) => (
        <>
          <a href={`${base}/gliederungen/${key}`}>
            <Name names={names} />
          </a>
          <br />
          <code>{key}</code>
        </>
      ),
    },
    {
      key: 'codes',
      label: t('monitoring:staff.field.variableCodes'),
      cell: ({ variableCodes }: Dimension) => variableCodes.join(', ') || '–',
    },
    {
      key: 'count',
      label: t('monitoring:staff.dimension.categories'),
      numeric: true,
      cell: ({ categories }: Dimension) => categories.length,
    },
  ];
  return (
    <Frame base={base} part="gliederungen" title={title}>
      <PageHeader
        title={title}
        lead={t('monitoring:staff.dimension.lead')}
        actions={mayEdit && <LinkButton href={`${base}/gliederungen/neu`}>{t('monitoring:staff.dimension.new')}</LinkButton>}
      />
      <Table caption={title} captionHidden columns={columns} rows={dimensions} rowKey={({ key }) => key} />
    </Frame>
  );
}

function DimensionFields({ isNew }: { isNew: boolean }) {
  const { t } = useView();
  return (
    <>
      {isNew && (
        <TextField
          name="key"
          label={t('monitoring:staff.field.key')}
          hint={t('monitoring:staff.dimension.key_hint')}
          maxLength={60}
          required
        />
      )}
      <TextField name="names.de" label={t('monitoring:staff.form.name_de')} maxLength={200} lang="de" required />
      <TextField name="names.en" label={t('monitoring:staff.form.name_en')} maxLength={200} lang="en" />
      <TextField
        name="variableCodes"
        label={t('monitoring:staff.field.variableCodes')}
        hint={t('monitoring:staff.dimension.variables_hint')}
        maxLength={800}
      />
    </>
  );
}

export function NewDimensionPage({ base, values, errors }: Rejected & { base: string }) {
  const { t } = useView();
  const title = t('monitoring:staff.dimension.new');
  return (
    <Frame base={base} part="gliederungen" title={title} crumbs={[{ label: title }]}>
      <PageHeader title={title} />
      <Form action={`${base}/gliederungen/neu`} values={values} errors={errors}>
        <DimensionFields isNew />
        <ButtonRow>
          <Button>{t('monitoring:staff.save')}</Button>
          <LinkButton href={`${base}/gliederungen`}>{t('monitoring:staff.cancel')}</LinkButton>
        </ButtonRow>
      </Form>
    </Frame>
  );
}

export interface DimensionPageProps extends Rejected {
  readonly base: string;
  readonly dimension: Dimension;
  readonly title: string;
  /** State of the dimension that the form starts from. */
  readonly state: string;
  readonly mayEdit: boolean;
}

/** A dimension with its categories. */
export function DimensionPage({ base, dimension, title, state, mayEdit, values, errors }: DimensionPageProps) {
  const { t } = useView();
  const href = `${base}/gliederungen/${dimension.key}`;
  const columns = [
    {
      key: 'name',
      label: t('monitoring:staff.field.name'),
      rowHeader: true,
      cell: ({ code, names }: Category) =>
        mayEdit ? (
          <a href={`${href}/${code}`}>
            <Name names={names} />
          </a>
        ) : (
          <Name names={names} />
        ),
    },
    {
      key: 'code',
      label: t('monitoring:staff.field.code'),
      cell: ({ code }: Category) => (
        <>
          <code>{code}</code>
          {isGroupOfCategories(code) && <Badge>{t('monitoring:staff.dimension.group')}</Badge>}
        </>
      ),
    },
    {
      key: 'attributes',
      label: t('monitoring:staff.field.attributeCodes'),
      cell: ({ attributeCodes }: Category) => attributeCodes.join(', ') || '–',
    },
  ];
  return (
    <Frame base={base} part="gliederungen" title={title} crumbs={[{ label: title }]}>
      <PageHeader
        title={title}
        kicker={dimension.key}
        actions={mayEdit && <LinkButton href={`${href}/neu`}>{t('monitoring:staff.dimension.new_category')}</LinkButton>}
      />
      <Section title={t('monitoring:staff.dimension.categories')}>
        <p>{t('monitoring:staff.dimension.group_hint')}</p>
        <Table caption={title} captionHidden columns={columns} rows={dimension.categories} rowKey={({ code }) => code} />
      </Section>
      {mayEdit && (
        <Section title={t('monitoring:staff.dimension.edit')}>
          <Form action={href} values={values} errors={errors} hidden={{ state }}>
            <DimensionFields isNew={false} />
            <ButtonRow>
              <Button>{t('monitoring:staff.save')}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
    </Frame>
  );
}

export interface CategoryPageProps extends Rejected {
  readonly base: string;
  readonly dimension: { readonly key: string; readonly name: string };
  readonly title: string;
  /** Absent: a new one. */
  readonly stored?: { readonly code: string; readonly state: string } | undefined;
}

export function CategoryPage({ base, dimension, title, stored, values, errors }: CategoryPageProps) {
  const { t } = useView();
  const href = `${base}/gliederungen/${dimension.key}`;
  return (
    <Frame base={base} part="gliederungen" title={title} crumbs={[{ label: dimension.name, href }, { label: title }]}>
      <PageHeader title={title} kicker={dimension.name} />
      <Form
        action={`${href}/${stored?.code ?? 'neu'}`}
        values={values}
        errors={errors}
        hidden={stored ? { state: stored.state } : {}}
      >
        {!stored && (
          <TextField
            name="code"
            label={t('monitoring:staff.field.code')}
            hint={t('monitoring:staff.dimension.code_hint')}
            maxLength={60}
            required
          />
        )}
        <TextField name="names.de" label={t('monitoring:staff.form.name_de')} maxLength={200} lang="de" required />
        <TextField name="names.en" label={t('monitoring:staff.form.name_en')} maxLength={200} lang="en" />
        <TextField
          name="attributeCodes"
          label={t('monitoring:staff.field.attributeCodes')}
          hint={t('monitoring:staff.dimension.attributes_hint')}
          maxLength={800}
        />
        <NumberField name="position" label={t('monitoring:staff.field.position')} min={0} max={100000} />
        <ButtonRow>
          <Button>{t('monitoring:staff.save')}</Button>
          <LinkButton href={href}>{t('monitoring:staff.cancel')}</LinkButton>
        </ButtonRow>
      </Form>
    </Frame>
  );
}
