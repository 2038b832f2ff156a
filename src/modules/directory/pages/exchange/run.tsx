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
  Pagination,
  Progress,
  Section,
  Table,
  Tabs,
  useView,
} from '#platform/ui';
import { busyRuns, openRuns, type RecordKind, type Run, recordKinds } from '../../model/exchange/run.ts';
import type { Source } from '../../model/exchange/source.ts';
import type { bulkDecisions, RunView } from '../../service/exchange/runs.ts';
import type { ShownRecord } from '../../service/exchange/showing.ts';
import type { ShownChange } from '../../store/exchange/run-changes.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';
import { Remarks, RunStateMark, useFailureText, useMoment } from './parts.tsx';
import { Records } from './run-records.tsx';

export interface RunPageProps {
  readonly frame: DeskFrame;
  readonly source: Source;
  readonly run: Run;
  readonly view: Omit<RunView, 'records' | 'next'> & {
    readonly records: readonly ShownRecord[];
    readonly next: string | undefined;
  };
  readonly kind: RecordKind;
  readonly conflicts: boolean;
  readonly createdBy: string | undefined;
  /** Of an accepted run. */
  readonly changes: { readonly list: readonly ShownChange[]; readonly next: string | undefined } | undefined;
  readonly refusal?: string | undefined;
}

function Actions({ base, source, run, view }: { base: string; source: string; run: Run; view: RunPageProps['view'] }) {
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

/** What happens to the records about which somebody is or was asked. */
function Summary({ run, view }: { run: Run; view: RunPageProps['view'] }) {
  const { t } = useView();
  const count = (kind: RecordKind) => view.counts.get(kind) ?? 0;
  const open = count('doubtful') - view.decided.doubtful;
  const words = Object.values(run.report.unknown ?? {}).reduce((sum, one) => sum + Object.keys(one).length, 0);
  const { names = [], count: fresh = 0 } = run.report.organisations ?? {};
  const lines = [
    fresh > 0 &&
      t('directory:staff.exchange.will.organisations', {
        count: fresh,
        names: names.slice(0, 12).join(', ') + (fresh > 12 ? ' …' : ''),
      }),
    open > 0 && t('directory:staff.exchange.will.open', { count: open }),
    count('rejected') > 0 && t('directory:staff.exchange.will.rejected', { count: count('rejected') }),
    (run.report.conflicts ?? 0) > 0 && t('directory:staff.exchange.will.conflicts', { count: run.report.conflicts ?? 0 }),
    view.decided.gone > 0 && t('directory:staff.exchange.will.gone', { count: view.decided.gone }),
    words > 0 && t('directory:staff.exchange.will.words', { count: words }),
  ].filter(Boolean);
  if (!lines.length) return null;
  return (
    <Alert kind="info" title={t('directory:staff.exchange.will')}>
      <ul>
        {lines.map((line) => (
          <li key={String(line)}>{line}</li>
        ))}
      </ul>
    </Alert>
  );
}

/** One decision for all records of a kind. */
function Bulk({ base, kind, conflicts }: { base: string; kind: RecordKind; conflicts: number }) {
  const { t } = useView();
  const choices: readonly (typeof bulkDecisions)[number][] =
    kind === 'doubtful'
      ? ['doubtful.same', 'doubtful.new', 'doubtful.open']
      : kind === 'gone'
        ? ['gone.remove', 'gone.keep']
        : kind === 'changed' && conflicts
          ? ['conflicts.theirs', 'conflicts.ours']
          : [];
  if (!choices.length) return null;
  return (
    <Form action={`${base}/alle`} id="alle" plain hidden={{ art: kind }}>
      <ButtonRow>
        {choices.map((one) => (
          <Button key={one} look="tertiary" name="was" value={one}>
            {t(`directory:staff.exchange.all.${one}`)}
          </Button>
        ))}
      </ButtonRow>
    </Form>
  );
}

function Preview({ base, desk, source, run, view, kind, conflicts }: RunPageProps & { base: string; desk: string }) {
  const { t } = useView();
  const count = (one: RecordKind) => view.counts.get(one) ?? 0;
  return (
    <>
      <Tabs
        label={t('directory:staff.exchange.records')}
        items={recordKinds.map((one) => ({
          label: t(`directory:staff.exchange.kinds.${one}`),
          href: `${base}?art=${one}`,
          current: one === kind,
          count: count(one),
        }))}
      />
      <div class="dk-section">
        <p>{t(`directory:staff.exchange.kinds.${kind}_text`)}</p>
        {kind === 'changed' && (run.report.conflicts ?? 0) > 0 && (
          <p>
            <a href={`${base}?art=changed${conflicts ? '' : '&strittig=ja'}`}>
              {t(`directory:staff.exchange.${conflicts ? 'all_changed' : 'only_conflicts'}`)}
            </a>
          </p>
        )}
        {run.state === 'read' && count(kind) > 0 && <Bulk base={base} kind={kind} conflicts={run.report.conflicts ?? 0} />}
        <Records
          base={base}
          desk={desk}
          source={source.kind}
          kind={kind}
          conflicts={conflicts}
          records={view.records}
          next={view.next}
          open={run.state === 'read'}
        />
      </div>
    </>
  );
}

function Done({ desk, changes }: { desk: string; changes: NonNullable<RunPageProps['changes']> }) {
  const { t } = useView();
  if (!changes.list.length) return null;
  return (
    <Section title={t('directory:staff.exchange.did')}>
      <Table
        caption={t('directory:staff.exchange.did')}
        captionHidden
        rows={changes.list}
        rowKey={({ entryId }) => entryId}
        columns={[
          {
            key: 'name',
            label: t('directory:field.label.name'),
            rowHeader: true,
            cell: ({ entryId, name }) => (
              <a href={`${desk}/eintraege/${entryId}`}>
                <bdi>{name}</bdi>
              </a>
            ),
          },
          {
            key: 'action',
            label: t('directory:staff.exchange.what_happened'),
            cell: ({ action, entryId, version, versionBefore }) =>
              action === 'changed' && versionBefore && version ? (
                <a href={`${desk}/eintraege/${entryId}/vergleich?v=${versionBefore}&v=${version}`}>
                  {t('directory:staff.exchange.action.changed')}
                </a>
              ) : (
                t(`directory:staff.exchange.action.${action}`)
              ),
          },
        ]}
      />
      <Pagination next={changes.next} />
    </Section>
  );
}

function Names({ text, names }: { text: string; names: readonly string[] }) {
  return (
    <>
      <p>{text}</p>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
    </>
  );
}

function Outcomes({ run }: { run: Run }) {
  const { t } = useView();
  const { outcome, undone } = run.report;
  return (
    <>
      {undone && (
        <Alert kind="info" title={t('directory:staff.exchange.undone', { restored: undone.restored, removed: undone.removed })}>
          {undone.keptCount > 0 && (
            <Names text={t('directory:staff.exchange.undone_kept', { count: undone.keptCount })} names={undone.kept} />
          )}
          {undone.merged && (
            <Names
              text={t('directory:staff.exchange.undone_merged', { count: undone.mergedCount ?? undone.merged.length })}
              names={undone.merged}
            />
          )}
        </Alert>
      )}
      {outcome && (
        <DescriptionList
          items={(['added', 'changed', 'untouched', 'unpublished', 'organisations', 'left', 'rejected'] as const).flatMap(
            (key) => (outcome[key] ? [{ term: t(`directory:staff.exchange.outcome.${key}`), value: String(outcome[key]) }] : []),
          )}
        />
      )}
    </>
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
