import { formatNumber } from '#platform/i18n';
import {
  Alert,
  Button,
  ButtonRow,
  Confirm,
  DescriptionList,
  Form,
  LinkButton,
  PageHeader,
  Progress,
  StaffPage,
  useView,
} from '#platform/ui';
import { busyStates, discardableStates, type ImportRecord } from '../model/import.ts';
import { ImportStateMark, useBytes, useCodeText, useTime } from './import-parts.tsx';
import { ImportDifferences, type ImportNames, ImportTerritories } from './import-preview.tsx';
import { ImportRemarks, ImportStructure } from './import-structure.tsx';

export interface ImportPageProps {
  readonly base: string;
  readonly record: ImportRecord;
  readonly names: ImportNames;
  readonly createdBy: string | undefined;
  readonly mayImport: boolean;
  /** Why what was asked for is not possible. */
  readonly refusal?: string | undefined;
}

function Under({ record }: { record: ImportRecord }) {
  const { t } = useView();
  const percent = record.bytes ? Math.min(100, Math.floor((100 * record.progress) / record.bytes)) : 0;
  return (
    <>
      <Progress
        label={t(`monitoring:staff.import.busy.${record.state === 'accepting' ? 'accepting' : 'reading'}`)}
        value={percent}
        max={100}
        text={t('monitoring:staff.import.percent', { percent })}
      />
      <p>{t('monitoring:staff.import.refreshes')}</p>
    </>
  );
}

/** Refused because of what was answered, not because of the file: another answer may do. */
const mendable = ({ report }: ImportRecord): boolean =>
  report?.reader === 'columns' || /^(?:mapping\.|rows\.|territories\.)/.test(report?.problem?.code ?? '');

function Actions({ base, record }: { base: string; record: ImportRecord }) {
  const { t } = useView();
  const here = `${base}/einspielen/${record.id}`;
  const { state, fileKey } = record;
  const button = (action: string, label: string, look: 'primary' | 'secondary' = 'secondary') => (
    <Form action={`${here}/${action}`} id={action} plain>
      <Button look={look}>{t(`monitoring:staff.import.${label}`)}</Button>
    </Form>
  );
  return (
    <ButtonRow>
      {state === 'ready' && button('uebernehmen', 'accept', 'primary')}
      {(state === 'mapping' || (state === 'refused' && mendable(record))) && (
        <LinkButton href={`${here}/zuordnung`} look="primary">
          {t('monitoring:staff.import.assign')}
        </LinkButton>
      )}
      {state === 'accepting' && button('uebernehmen', 'again')}
      {(state === 'uploaded' || state === 'reading') && button('lesen', 'again')}
      {fileKey && (state === 'ready' || state === 'refused' || state === 'mapping') && button('lesen', 'read_again')}
      {state === 'ready' && <LinkButton href={`${here}/zuordnung`}>{t('monitoring:staff.import.assign_again')}</LinkButton>}
      {state === 'accepted' && <LinkButton href={`${here}/zuruecknehmen`}>{t('monitoring:staff.import.undo')}</LinkButton>}
      {discardableStates.includes(state) && button('verwerfen', 'discard')}
    </ButtonRow>
  );
}

/** One import: what the file is, what it would change or has changed, and what can be done about it. */
export function ImportPage({ base, record, names, createdBy, mayImport, refusal }: ImportPageProps) {
  const { t, language } = useView();
  const code = useCodeText();
  const time = useTime();
  const size = useBytes();
  const { state, report, preview, outcome } = record;
  const busy = busyStates.includes(state);
  const list = t('monitoring:staff.import.title');
  return (
    <StaffPage
      title={record.fileName}
      breadcrumb={[
        { label: t('monitoring:staff.nav'), href: base },
        { label: list, href: `${base}/einspielen` },
        { label: record.fileName },
      ]}
      refreshSeconds={busy ? 2 : undefined}
    >
      <PageHeader
        title={record.fileName}
        lead={<ImportStateMark state={state} />}
        actions={mayImport && <Actions base={base} record={record} />}
      />
      {refusal && (
        <Alert kind="danger" title={t('monitoring:staff.import.not_possible')}>
          <p>{refusal}</p>
        </Alert>
      )}
      {busy && <Under record={record} />}
      {report?.problem && (
        <Alert kind="danger" title={code(report.problem.code)}>
          <p>
            <bdi>{report.problem.detail}</bdi>
          </p>
        </Alert>
      )}
      {state === 'mapping' && (
        <Alert kind="info" title={t('monitoring:staff.import.mapping_title')}>
          <p>{t('monitoring:staff.import.mapping_text')}</p>
        </Alert>
      )}
      {state === 'ready' && !!record.preview?.small && (
        <Alert kind="warning" title={t('monitoring:staff.import.small_title')}>
          <p>{t('monitoring:staff.import.small', { count: record.preview.small })}</p>
        </Alert>
      )}
      {outcome && state === 'accepted' && (
        <Alert kind="success" title={t('monitoring:staff.import.accepted_title')}>
          <p>
            {t('monitoring:staff.import.outcome', {
              added: formatNumber(outcome.added, language),
              revised: formatNumber(outcome.revised, language),
              unchanged: formatNumber(outcome.unchanged, language),
            })}
          </p>
        </Alert>
      )}
      <DescriptionList
        items={[
          { term: t('monitoring:staff.import.brought'), value: time(record.createdAt) },
          { term: t('monitoring:staff.import.by'), value: createdBy },
          { term: t('monitoring:staff.import.accepted_at'), value: time(record.acceptedAt) },
          { term: t('monitoring:staff.import.undone_at'), value: time(record.undoneAt) },
          { term: t('monitoring:staff.import.size'), value: record.bytes ? size(record.bytes) : '' },
        ]}
      />
      {preview && <ImportDifferences preview={preview} names={names} />}
      {report && <ImportStructure report={report} />}
      {preview && <ImportTerritories preview={preview} names={names} />}
      {report && <ImportRemarks report={report} more={preview?.rejected.list ?? []} />}
    </StaffPage>
  );
}

/** Asks before the figures of an import go. */
export function ImportUndoPage({ base, record }: { base: string; record: ImportRecord }) {
  const { t, language } = useView();
  const here = `${base}/einspielen/${record.id}`;
  const question = t('monitoring:staff.import.undo_question', { name: record.fileName });
  const gone = (record.outcome?.added ?? 0) + (record.outcome?.revised ?? 0);
  return (
    <StaffPage
      title={question}
      breadcrumb={[
        { label: t('monitoring:staff.nav'), href: base },
        { label: t('monitoring:staff.import.title'), href: `${base}/einspielen` },
        { label: record.fileName, href: here },
        { label: t('monitoring:staff.import.undo') },
      ]}
    >
      <Confirm
        question={question}
        action={`${here}/zuruecknehmen`}
        confirmLabel={t('monitoring:staff.import.undo')}
        cancelHref={here}
        danger
      >
        <p>{t('monitoring:staff.import.undo_text', { count: formatNumber(gone, language) })}</p>
      </Confirm>
    </StaffPage>
  );
}
