import {
  Alert,
  Button,
  ButtonRow,
  FileField,
  Form,
  LinkButton,
  PageHeader,
  StaffPage,
  Table,
  TextField,
  useView,
} from '#platform/ui';
import { positionsOf, type Shape, type ShapeFault, shapeLimits } from '../model/geojson.ts';
import type { Territory } from '../model/tree.ts';
import { DistrictMap } from './district-map.tsx';
import { Beside, formatNumber } from './parts.tsx';

const megabytes = shapeLimits.bytes / 1024 / 1024;

export interface StaffShapesProps {
  readonly base: string;
  readonly values?: Readonly<Record<string, string>>;
  readonly errors?: Readonly<Record<string, string>>;
  readonly faults?: readonly ShapeFault[];
}

function Faults({ faults }: { faults: readonly ShapeFault[] }) {
  const { t } = useView();
  const rows = faults.map((fault, index) => ({ ...fault, index }));
  const columns = [
    {
      key: 'feature',
      label: t('territory:staff.shapes.feature'),
      rowHeader: true,
      cell: (fault: ShapeFault) => (fault.feature ? fault.feature : t('territory:staff.shapes.file')),
    },
    { key: 'key', label: 'AGS', cell: (fault: ShapeFault) => fault.key ?? '' },
    {
      key: 'fault',
      label: t('territory:staff.shapes.what'),
      cell: (fault: ShapeFault) => t(`territory:staff.shapes.fault.${fault.code}`),
    },
  ];
  return (
    <Table caption={t('territory:staff.shapes.faults')} columns={columns} rows={rows} rowKey={({ index }) => String(index)} />
  );
}

/** First step: a file and whom to credit. */
export function StaffShapesPage({ base, values = {}, errors = {}, faults = [] }: StaffShapesProps) {
  const { t } = useView();
  const title = t('territory:staff.shapes.title');
  return (
    <StaffPage title={title} breadcrumb={[{ label: t('territory:staff.title'), href: base }, { label: title }]}>
      <PageHeader title={title} lead={t('territory:staff.shapes.lead')} />
      {faults.length > 0 && <Faults faults={faults} />}
      <Form action={`${base}/umrisse`} files values={values} errors={errors}>
        <FileField
          name="file"
          label={t('territory:staff.shapes.choose')}
          hint={t('territory:staff.shapes.choose_hint')}
          accept={['.geojson', '.json']}
          maxMegabytes={megabytes}
          required
        />
        <TextField
          name="source"
          label={t('territory:staff.shapes.source')}
          hint={t('territory:staff.shapes.source_hint')}
          maxLength={200}
          required
        />
        <ButtonRow>
          <Button>{t('territory:staff.shapes.preview')}</Button>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
}

export interface ShapesPreviewProps {
  readonly base: string;
  readonly units: readonly Territory[];
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly positionsBefore: number;
  readonly positionsAfter: number;
  readonly tolerance: number;
  readonly source: string;
  /** The thinned shapes, to be sent again with the confirmation. */
  readonly geojson: string;
}

/** Second step: see what would be taken over, then do it or not. */
export function ShapesPreviewPage({
  base,
  units,
  shapes,
  positionsBefore,
  positionsAfter,
  tolerance,
  source,
  geojson,
}: ShapesPreviewProps) {
  const { t, language } = useView();
  const title = t('territory:staff.shapes.preview_title');
  const number = (value: number) => formatNumber(value, language);
  const rows = units.flatMap((unit) => {
    const shape = shapes.get(unit.key);
    return shape ? [{ unit, shape }] : [];
  });
  // The Land is the ground of the others; drawn like them it would make them tiny.
  const land = rows.find(({ unit }) => unit.level === 'land');
  const places = rows.length > 1 ? rows.filter((row) => row !== land) : rows;
  const columns = [
    {
      key: 'name',
      label: t('territory:staff.column.territory'),
      rowHeader: true,
      cell: ({ unit }: (typeof rows)[number]) => unit.names.de,
    },
    { key: 'key', label: 'AGS', cell: ({ unit }: (typeof rows)[number]) => unit.key },
    {
      key: 'positions',
      label: t('territory:staff.shapes.positions'),
      numeric: true,
      cell: ({ shape }: (typeof rows)[number]) => number(positionsOf(shape)),
    },
    {
      key: 'replaces',
      label: t('territory:staff.shapes.replaces'),
      cell: ({ unit }: (typeof rows)[number]) => t(unit.shape ? 'territory:staff.yes' : 'territory:staff.no'),
    },
  ];
  return (
    <StaffPage
      title={title}
      breadcrumb={[
        { label: t('territory:staff.title'), href: base },
        { label: t('territory:staff.shapes.title'), href: `${base}/umrisse` },
        { label: title },
      ]}
    >
      <PageHeader title={title} />
      <Alert kind="info">
        {t('territory:staff.shapes.thinned', {
          before: number(positionsBefore),
          after: number(positionsAfter),
          metres: number(tolerance),
        })}
      </Alert>
      <Beside>
        <Table caption={t('territory:staff.shapes.found')} columns={columns} rows={rows} rowKey={({ unit }) => unit.key} />
        <DistrictMap
          id="preview"
          title={title}
          places={places.map(({ unit, shape }) => ({ key: unit.key, name: unit.names.de ?? unit.key, shape }))}
          ground={places.length < rows.length ? land?.shape : undefined}
          credit={source}
        />
      </Beside>
      <Form action={`${base}/umrisse/uebernehmen`} plain hidden={{ source, geojson }}>
        <ButtonRow>
          <Button>{t('territory:staff.shapes.confirm', { count: rows.length })}</Button>
          <LinkButton href={`${base}/umrisse`}>{t('territory:staff.shapes.other')}</LinkButton>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
}
