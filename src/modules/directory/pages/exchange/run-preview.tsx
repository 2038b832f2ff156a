import { Alert, Button, ButtonRow, Form, Tabs, useView } from '#platform/ui';
import { type RecordKind, type Run, recordKinds } from '../../model/exchange/run.ts';
import type { Source } from '../../model/exchange/source.ts';
import type { bulkDecisions } from '../../service/exchange/deciding.ts';
import type { ShownRecord } from '../../service/exchange/showing.ts';
import type { RunView } from '../../service/exchange/viewing.ts';
import { Records } from './run-records.tsx';

/** One page of what a run would do, in words. */
export type ShownRun = Omit<RunView, 'records' | 'next'> & {
  readonly records: readonly ShownRecord[];
  readonly next: string | undefined;
};

interface PreviewProps {
  readonly base: string;
  readonly desk: string;
  readonly source: Source;
  readonly run: Run;
  readonly view: ShownRun;
  readonly kind: RecordKind;
  readonly conflicts: boolean;
}

/** What happens to the records about which somebody is or was asked. */
export function Summary({ run, view }: { run: Run; view: ShownRun }) {
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

/** What accepting the run would do, kind by kind. */
export function Preview({ base, desk, source, run, view, kind, conflicts }: PreviewProps) {
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
