import {
  Alert,
  Button,
  ButtonRow,
  Confirm,
  DescriptionList,
  Disclosure,
  Form,
  LinkButton,
  PageHeader,
  Progress,
  Section,
  useView,
} from '#platform/ui';
import { busyRuns, openRuns, type RecordKind, type Run, recordKinds } from '../../model/exchange/run.ts';
import type { Source } from '../../model/exchange/source.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';
import { Remarks, RunStateMark, useFailureText, useMoment } from './parts.tsx';
import { Done, Outcomes, type ShownChanges } from './run-outcome.tsx';
import { Preview, type ShownRun, Summary } from './run-preview.tsx';

export interface RunPageProps {
  readonly frame: DeskFrame;
  readonly source: Source;
  readonly run: Run;
  readonly view: ShownRun;
  readonly kind: RecordKind;
  readonly conflicts: boolean;
  readonly createdBy: string | undefined;
  /** Of an accepted run. */
  readonly changes: ShownChanges | undefined;
  readonly refusal?: string | undefined;
}

function Actions({ base, source, run, view }: { base: string; source: string; run: Run; view: ShownRun }) {
  const { t } = useView();
  const { state } = run;
  const button = (action: string, label: string, look: 'primary' | 'secondary' = 'secondary') => (
    <Form action={`${base}/${action}`} id={action} plain>
      <Button look={look}>{t(`directory:staff.exchange.${label}`)}</Button>
    </Form>
  );
  const count = (kind: RecordKind) => view.counts.get(kind) ?? 0;
  const anything = recordKinds.some((kind) => kind !== 'rejected' && count(kind) > 0);
  return (
    <ButtonRow>
      {state === 'read' && anything && button('uebernehmen', 'accept', 'primary')}
      {state === 'mapping' && (
        <LinkButton href={`${source}/zuordnung`} look="primary">
          {t('directory:staff.exchange.assign')}
        </LinkButton>
      )}
      {state === 'read' && <LinkButton href={`${source}/zuordnung`}>{t('directory:staff.exchange.assign')}</LinkButton>}
      {state === 'writing' && button('uebernehmen', 'once_more')}
      {(state === 'waiting' || state === 'reading' || state === 'failed') && button('lesen', 'once_more')}
      {state === 'read' && button('lesen', 'read_again')}
      {state === 'done' && <LinkButton href={`${base}/zuruecknehmen`}>{t('directory:staff.exchange.undo')}</LinkButton>}
      {openRuns.includes(state) && state !== 'writing' && button('verwerfen', 'discard')}
    </ButtonRow>
  );
}

/** One run: what a file would do or did, and what can be done about it. */
export function RunPage(props: RunPageProps) {
  const { frame, source, run, view, createdBy, changes, refusal } = props;
  const { t } = useView();
  const moment = useMoment();
  const failure = useFailureText();
  const sourceBase = `${frame.base}/quellen/${source.id}`;
  const base = `${sourceBase}/laeufe/${run.id}`;
  const { state, report } = run;
  const busy = busyRuns.includes(state);
  const remarks = report.remarks ?? [];
  return (
    <DeskPage
      frame={frame}
      tab="sources"
      title={run.fileName}
      crumbs={[{ label: source.name, href: sourceBase }, { label: run.fileName }]}
      refreshSeconds={busy ? 2 : undefined}
    >
      <PageHeader
        title={<bdi>{run.fileName}</bdi>}
        lead={<RunStateMark state={state} />}
        actions={<Actions base={base} source={sourceBase} run={run} view={view} />}
      />
      {refusal && <Alert kind="danger" title={refusal} live />}
      {busy && (
        <>
          <Progress
            label={t(`directory:staff.exchange.busy.${state === 'writing' ? 'writing' : 'reading'}`)}
            value={run.progress}
            max={100}
            text={t('directory:staff.exchange.percent', { percent: run.progress })}
          />
          <p>{t('directory:staff.exchange.refreshes')}</p>
        </>
      )}
      {report.problem && <Alert kind={state === 'discarded' ? 'info' : 'danger'} title={failure(report.problem)} />}
      {state === 'mapping' && (
        <Alert kind="info" title={t('directory:staff.exchange.mapping_title')}>
          <p>{t('directory:staff.exchange.mapping_text')}</p>
        </Alert>
      )}
      {report.sameAs && (
        <Alert kind="info" title={t('directory:staff.exchange.same_file')}>
          <p>
            <a href={`${sourceBase}/laeufe/${report.sameAs}`}>{t('directory:staff.exchange.same_file_link')}</a>
          </p>
        </Alert>
      )}
      {view.other && (
        <Alert kind="info" title={t('directory:staff.exchange.other_open')}>
          <p>
            <a href={`${sourceBase}/laeufe/${view.other.id}`}>{moment(view.other.createdAt)}</a>
          </p>
        </Alert>
      )}
      {state === 'read' && <Summary run={run} view={view} />}
      <DescriptionList
        items={[
          { term: t('directory:staff.exchange.at'), value: moment(run.createdAt) },
          { term: t('directory:staff.exchange.how'), value: t(`directory:staff.exchange.how.${run.how}`) },
          { term: t('directory:staff.exchange.by'), value: createdBy },
          { term: t('directory:staff.exchange.finished'), value: moment(run.finishedAt) },
        ]}
      />
      <Outcomes run={run} />
      {state === 'read' && (
        <Section title={t('directory:staff.exchange.records')}>
          <Preview {...props} base={base} desk={frame.base} />
        </Section>
      )}
      {changes && <Done desk={frame.base} changes={changes} />}
      {remarks.length > 0 && !busy && (
        <Disclosure
          title={t('directory:staff.exchange.remarks_count', { count: report.remarkCount ?? remarks.length })}
          open={remarks.length <= 10}
        >
          <Remarks remarks={remarks} kind={source.kind} caption={t('directory:staff.exchange.remarks')} />
        </Disclosure>
      )}
    </DeskPage>
  );
}

/** Asks before a run is taken back. */
export function UndoPage({ frame, source, run }: { frame: DeskFrame; source: Source; run: Run }) {
  const { t } = useView();
  const base = `${frame.base}/quellen/${source.id}`;
  const question = t('directory:staff.exchange.undo_question', { name: run.fileName });
  return (
    <DeskPage
      frame={frame}
      tab="sources"
      title={question}
      crumbs={[
        { label: source.name, href: base },
        { label: run.fileName, href: `${base}/laeufe/${run.id}` },
        { label: t('directory:staff.exchange.undo') },
      ]}
    >
      <Confirm
        question={question}
        action={`${base}/laeufe/${run.id}/zuruecknehmen`}
        confirmLabel={t('directory:staff.exchange.undo')}
        cancelHref={`${base}/laeufe/${run.id}`}
        danger
      >
        <p>{t('directory:staff.exchange.undo_text')}</p>
      </Confirm>
    </DeskPage>
  );
}
