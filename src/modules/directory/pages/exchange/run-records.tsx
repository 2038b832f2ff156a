import {
  Badge,
  Button,
  ButtonRow,
  DescriptionList,
  Disclosure,
  Form,
  Pagination,
  RadioGroup,
  Table,
  useView,
} from '#platform/ui';
import type { RecordKind } from '../../model/exchange/run.ts';
import type { SourceKind } from '../../model/exchange/source.ts';
import type { ShownDifference, ShownRecord } from '../../service/exchange/showing.ts';
import { reasonText } from '../duplicates/reasons.ts';
import { Remarks, usePlace } from './parts.tsx';

export interface RecordsProps {
  readonly base: string;
  readonly desk: string;
  readonly source: SourceKind;
  readonly kind: RecordKind;
  readonly conflicts: boolean;
  readonly records: readonly ShownRecord[];
  readonly next: string | undefined;
  /** What is chosen may be changed still. */
  readonly open: boolean;
}

function Difference({ position, one }: { position: number; one: ShownDifference }) {
  const { t } = useView();
  const nothing = t('directory:staff.exchange.nothing');
  const label = one.conflict ? t('directory:staff.exchange.conflict', { field: one.label }) : one.label;
  return (
    <RadioGroup
      name={`s.${position}.${one.unit}`}
      label={label}
      hint={one.last === undefined ? undefined : t('directory:staff.exchange.last', { text: one.last || nothing })}
      value={one.side}
      required
      options={[
        { value: 'ours', label: t('directory:staff.exchange.ours'), hint: one.ours || nothing },
        { value: 'theirs', label: t('directory:staff.exchange.theirs'), hint: one.theirs || nothing },
      ]}
    />
  );
}

function Doubt({ record }: { record: ShownRecord }) {
  const { t } = useView();
  const candidates = record.details.candidates ?? [];
  return (
    <RadioGroup
      name={`d.${record.position}`}
      label={t('directory:staff.exchange.doubt')}
      value={record.decision ?? 'offen'}
      required
      options={[
        { value: 'offen', label: t('directory:staff.exchange.doubt_open') },
        ...candidates.map(({ id, name, score, reasons }) => ({
          value: id,
          label: t('directory:staff.exchange.doubt_same', { name }),
          hint: t('directory:staff.exchange.likeness', {
            score,
            reasons: reasons.map((reason) => reasonText(reason, t)).join(', '),
          }),
        })),
        { value: 'new', label: t('directory:staff.exchange.doubt_new') },
      ]}
    />
  );
}

function Gone({ record }: { record: ShownRecord }) {
  const { t } = useView();
  return (
    <RadioGroup
      name={`d.${record.position}`}
      label={t('directory:staff.exchange.gone_question')}
      value={record.decision ?? 'keep'}
      required
      inline
      options={[
        { value: 'keep', label: t('directory:staff.exchange.gone_keep') },
        { value: 'remove', label: t('directory:staff.exchange.gone_remove') },
      ]}
    />
  );
}

function RecordHead({ record, desk, source }: { record: ShownRecord; desk: string; source: SourceKind }) {
  const place = usePlace(source);
  return (
    <h3>
      {record.entryId ? (
        <a href={`${desk}/eintraege/${record.entryId}`}>
          <bdi>{record.name}</bdi>
        </a>
      ) : (
        <bdi>{record.name}</bdi>
      )}{' '}
      {record.place > 0 && <Badge>{place(record.place)}</Badge>}
    </h3>
  );
}

/** What a record says, folded away. */
function Fields({ record }: { record: ShownRecord }) {
  const { t } = useView();
  if (!record.fields.length) return null;
  return (
    <Disclosure title={t('directory:staff.exchange.look')}>
      <DescriptionList items={record.fields.map(({ label, text }) => ({ term: label, value: text }))} stacked />
    </Disclosure>
  );
}

/** Records about which somebody chooses: differences, doubts, what is gone. */
function Choices({ base, desk, source, kind, conflicts, records, open }: Omit<RecordsProps, 'next'>) {
  const { t } = useView();
  const after = records[0] ? records[0].position - 1 : -1;
  return (
    <Form
      action={`${base}/entscheiden`}
      hidden={{ art: kind, strittig: conflicts ? 'ja' : '', ab: after, positionen: records.map((one) => one.position).join(',') }}
    >
      {records.map((record) => (
        <section class="dk-section" key={record.position}>
          <RecordHead record={record} desk={desk} source={source} />
          {kind === 'doubtful' && <Fields record={record} />}
          {kind === 'doubtful' && <Doubt record={record} />}
          {kind === 'gone' && <Gone record={record} />}
          {record.differences.map((one) => (
            <Difference key={one.unit} position={record.position} one={one} />
          ))}
          {record.kept.length > 0 && <p>{t('directory:staff.exchange.kept', { fields: record.kept.join(', ') })}</p>}
        </section>
      ))}
      {open && (
        <ButtonRow>
          <Button look="secondary">{t('directory:staff.exchange.keep_choices')}</Button>
        </ButtonRow>
      )}
    </Form>
  );
}

function Plain({ desk, source, records }: Pick<RecordsProps, 'desk' | 'source' | 'records'>) {
  const { t } = useView();
  const place = usePlace(source);
  return (
    <Table
      caption={t('directory:staff.exchange.records')}
      captionHidden
      rows={records}
      rowKey={({ position }) => String(position)}
      columns={[
        { key: 'place', label: t('directory:staff.exchange.place'), cell: (one) => place(one.place) },
        {
          key: 'name',
          label: t('directory:field.label.name'),
          rowHeader: true,
          cell: ({ name, entryId }) => (entryId ? <a href={`${desk}/eintraege/${entryId}`}>{name}</a> : <bdi>{name}</bdi>),
        },
        {
          key: 'more',
          label: t('directory:staff.exchange.says'),
          cell: (one) =>
            one.kept.length ? t('directory:staff.exchange.kept', { fields: one.kept.join(', ') }) : <Fields record={one} />,
        },
      ]}
    />
  );
}

/** One page of the records of a kind. */
export function Records(props: RecordsProps) {
  const { t } = useView();
  const { kind, records, next, source } = props;
  if (!records.length) return <p>{t('directory:staff.exchange.no_records')}</p>;
  const chooses = kind === 'changed' || kind === 'doubtful' || kind === 'gone';
  return (
    <>
      {chooses ? (
        <Choices {...props} />
      ) : kind === 'rejected' ? (
        <Remarks
          remarks={records.flatMap((one) => one.details.problems ?? [])}
          kind={source}
          caption={t('directory:staff.exchange.kinds.rejected')}
        />
      ) : (
        <Plain {...props} />
      )}
      <Pagination next={next} />
    </>
  );
}
