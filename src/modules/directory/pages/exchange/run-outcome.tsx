import { Alert, DescriptionList, Pagination, Section, Table, useView } from '#platform/ui';
import type { Run } from '../../model/exchange/run.ts';
import type { ShownChange } from '../../store/exchange/run-changes.ts';

export interface ShownChanges {
  readonly list: readonly ShownChange[];
  readonly next: string | undefined;
}

/** Entries that an accepted run touched. */
export function Done({ desk, changes }: { desk: string; changes: ShownChanges }) {
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

/** How many an accepted or undone run touched. */
export function Outcomes({ run }: { run: Run }) {
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
