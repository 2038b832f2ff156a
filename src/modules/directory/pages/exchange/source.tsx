import {
  Alert,
  Button,
  ButtonRow,
  Checkbox,
  DescriptionList,
  FileField,
  Form,
  type FormErrors,
  type FormValues,
  LinkButton,
  PageHeader,
  Pagination,
  Section,
  SelectField,
  Table,
  TextField,
  useView,
} from '#platform/ui';
import { mostMegabytes } from '../../model/exchange/record.ts';
import type { Run } from '../../model/exchange/run.ts';
import { type Source, type SourceKind, sourceKinds, sourceRhythms } from '../../model/exchange/source.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';
import { RunStateMark, useFailureText, useMoment } from './parts.tsx';

const endings: Readonly<Record<SourceKind, readonly string[]>> = {
  csv: ['.csv', '.txt'],
  xlsx: ['.xlsx', '.csv'],
  hsds: ['.json'],
  dreiklang: ['.json'],
  geojson: ['.geojson', '.json'],
  icalendar: ['.ics'],
};

export interface SourcePageProps {
  readonly frame: DeskFrame;
  readonly source: Source;
  readonly runs: readonly Run[];
  /** Address of older runs. */
  readonly next: string | undefined;
  readonly errors?: FormErrors | undefined;
  readonly refusal?: string | undefined;
}

const changesOf = ({ report: { outcome, counts } }: Run): number | undefined =>
  outcome ? outcome.added + outcome.changed + outcome.unpublished : counts && counts.new + counts.changed;

function Runs({ base, runs, next }: { base: string; runs: readonly Run[]; next: string | undefined }) {
  const { t } = useView();
  const moment = useMoment();
  return (
    <Section title={t('directory:staff.exchange.runs')}>
      <Table
        caption={t('directory:staff.exchange.runs')}
        captionHidden
        rows={runs}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'at',
            label: t('directory:staff.exchange.at'),
            rowHeader: true,
            cell: ({ id, createdAt }) => <a href={`${base}/laeufe/${id}`}>{moment(createdAt)}</a>,
          },
          { key: 'file', label: t('directory:staff.exchange.file'), cell: ({ fileName }) => <bdi>{fileName}</bdi> },
          { key: 'how', label: t('directory:staff.exchange.how'), cell: ({ how }) => t(`directory:staff.exchange.how.${how}`) },
          {
            key: 'changes',
            label: t('directory:staff.exchange.changes'),
            numeric: true,
            cell: (run) => String(changesOf(run) ?? ''),
          },
          { key: 'state', label: t('directory:staff.exchange.stands'), cell: ({ state }) => <RunStateMark state={state} /> },
        ]}
      />
      {next && <Pagination next={next} />}
    </Section>
  );
}

/** One source: bring a file or fetch, and what was brought before. */
export function SourcePage({ frame, source, runs, next, errors, refusal }: SourcePageProps) {
  const { t } = useView();
  const moment = useMoment();
  const failure = useFailureText();
  const base = `${frame.base}/quellen/${source.id}`;
  return (
    <DeskPage frame={frame} tab="sources" title={source.name} crumbs={[{ label: source.name }]}>
      <PageHeader
        title={<bdi>{source.name}</bdi>}
        lead={t(`directory:staff.exchange.kind.${source.kind}`)}
        actions={
          <ButtonRow>
            <LinkButton href={`${base}/zuordnung`}>{t('directory:staff.exchange.assign')}</LinkButton>
            <LinkButton href={`${base}/entscheidungen`}>{t('directory:staff.exchange.decisions')}</LinkButton>
            <LinkButton href={`${base}/aendern`}>{t('directory:staff.exchange.change')}</LinkButton>
          </ButtonRow>
        }
      />
      {refusal && <Alert kind="danger" title={refusal} live />}
      {source.failure && (
        <Alert kind="warning" title={t('directory:staff.exchange.failed_times', { count: source.failures })}>
          <p>
            {moment(source.failedAt)}: {failure(source.failure)}
          </p>
        </Alert>
      )}
      <DescriptionList
        items={[
          { term: t('directory:staff.exchange.address'), value: source.url ? <bdi>{source.url}</bdi> : '' },
          {
            term: t('directory:staff.exchange.every'),
            value: t(`directory:staff.exchange.every.${source.active ? source.every : 'off'}`),
          },
          {
            term: t('directory:staff.exchange.review'),
            value: source.every === 'never' ? '' : t(`directory:staff.exchange.review.${source.review ? 'yes' : 'no'}`),
          },
          { term: t('directory:staff.exchange.fetched'), value: moment(source.fetchedAt) },
        ]}
      />
      {source.url && (
        <Form action={`${base}/abrufen`} id="abrufen" plain>
          <ButtonRow>
            <Button>{t('directory:staff.exchange.fetch')}</Button>
          </ButtonRow>
        </Form>
      )}
      <Section title={t('directory:staff.exchange.bring')}>
        <Form action={`${base}/datei`} files errors={errors}>
          <FileField
            name="file"
            label={t('directory:staff.exchange.file')}
            accept={endings[source.kind]}
            maxMegabytes={mostMegabytes}
            required
          />
          <ButtonRow>
            <Button look={source.url ? 'secondary' : 'primary'}>{t('directory:staff.exchange.read')}</Button>
          </ButtonRow>
        </Form>
      </Section>
      {runs.length > 0 && <Runs base={base} runs={runs} next={next} />}
    </DeskPage>
  );
}

export interface SourceFormProps {
  readonly frame: DeskFrame;
  /** Undefined: a new one. */
  readonly source: Pick<Source, 'id' | 'name' | 'version'> | undefined;
  readonly values: FormValues;
  readonly errors?: FormErrors | undefined;
}

/** Settings of a source. */
export function SourceFormPage({ frame, source, values, errors }: SourceFormProps) {
  const { t } = useView();
  const base = `${frame.base}/quellen`;
  const title = t(source ? 'directory:staff.exchange.change' : 'directory:staff.exchange.add');
  const crumbs = source ? [{ label: source.name, href: `${base}/${source.id}` }, { label: title }] : [{ label: title }];
  return (
    <DeskPage frame={frame} tab="sources" title={title} crumbs={crumbs}>
      <PageHeader title={title} />
      <Form
        action={source ? `${base}/${source.id}/aendern` : `${base}/neu`}
        values={values}
        errors={errors}
        hidden={source ? { version: source.version } : {}}
      >
        <TextField
          name="name"
          label={t('directory:staff.exchange.name')}
          hint={t('directory:staff.exchange.name_hint')}
          maxLength={120}
          required
        />
        <SelectField
          name="kind"
          label={t('directory:staff.exchange.kind')}
          empty={false}
          options={sourceKinds.map((value) => ({ value, label: t(`directory:staff.exchange.kind.${value}`) }))}
          required
        />
        <TextField
          name="url"
          type="url"
          label={t('directory:staff.exchange.address')}
          hint={t('directory:staff.exchange.address_hint')}
          maxLength={1000}
        />
        <SelectField
          name="every"
          label={t('directory:staff.exchange.every')}
          empty={false}
          options={sourceRhythms.map((value) => ({ value, label: t(`directory:staff.exchange.every.${value}`) }))}
          required
        />
        <Checkbox
          name="review"
          label={t('directory:staff.exchange.review_field')}
          hint={t('directory:staff.exchange.review_hint')}
        />
        <Checkbox name="active" label={t('directory:staff.exchange.active')} hint={t('directory:staff.exchange.active_hint')} />
        <ButtonRow>
          <Button>{t('directory:staff.exchange.save')}</Button>
          <LinkButton href={source ? `${base}/${source.id}` : base}>{t('directory:staff.exchange.cancel')}</LinkButton>
        </ButtonRow>
      </Form>
    </DeskPage>
  );
}
