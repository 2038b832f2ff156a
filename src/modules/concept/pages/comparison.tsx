import { Badge, diffWords, ForeignText, Table, useView } from '#platform/ui';
import type { Recommendation } from '../model/edition.ts';
import { type ComparedRow, countKinds, type PartChange } from '../model/lineage.ts';

export interface ComparisonProps {
  readonly rows: readonly ComparedRow[];
  /** Titles of the two editions. */
  readonly older: string;
  readonly newer: string;
  /** Address of a recommendation of either edition. */
  readonly href: (recommendation: Recommendation) => string;
}

/** Old text struck through, new text underlined, part by part; screen readers hear which is which. */
function Changes({ changes }: { changes: readonly PartChange[] }) {
  const { t } = useView();
  const words = (change: PartChange, text: string) => (change.part === 'timeFrame' && text ? t(`concept:time.${text}`) : text);
  return (
    <dl class="dk-diff">
      {changes.map((change) => (
        <div class="dk-diff__field dk-diff__field--changed" key={change.part}>
          <dt>{t(`concept:part.${change.part}`)}</dt>
          <dd lang="de" dir="ltr">
            {diffWords(words(change, change.before), words(change, change.after)).map((part, index) => {
              const key = `${index}${part.kind}`;
              if (part.kind === 'removed') return <del key={key}>{part.text}</del>;
              if (part.kind === 'added') return <ins key={key}>{part.text}</ins>;
              return part.text;
            })}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Titles({ items, href }: { items: readonly Recommendation[]; href: ComparisonProps['href'] }) {
  if (items.length === 0) return '–';
  return (
    <>
      {items.map((one) => (
        <p key={one.id}>
          <a href={href(one)}>
            {one.number}{' '}
            <ForeignText lang="de" dir="ltr">
              {one.title}
            </ForeignText>
          </a>
        </p>
      ))}
    </>
  );
}

/** How many rows of each kind. */
export function ComparisonCounts({ rows }: { rows: readonly ComparedRow[] }) {
  const { t } = useView();
  const counts = Object.entries(countKinds(rows)).filter(([, count]) => count > 0);
  return (
    <ul class="dk-tags">
      {counts.map(([kind, count]) => (
        <li key={kind}>
          {t(`concept:compared.${kind}`)}: {count}
        </li>
      ))}
    </ul>
  );
}

function Newer({ row, href }: { row: ComparedRow; href: ComparisonProps['href'] }) {
  const { t } = useView();
  return (
    <>
      <Titles items={row.after} href={href} />
      {row.reason && (
        <p>
          {t('concept:compared.reason')}:{' '}
          <ForeignText lang="de" dir="ltr">
            {row.reason}
          </ForeignText>
        </p>
      )}
      {row.changes.length > 0 && <Changes changes={row.changes} />}
    </>
  );
}

/** The newer edition beside the older one, a row for each recommendation. */
export function ComparisonTable({ rows, older, newer, href }: ComparisonProps) {
  const { t } = useView();
  return (
    <Table<ComparedRow>
      caption={t('concept:compared.caption')}
      captionHidden
      rows={rows}
      rowKey={(row) => (row.after[0] ?? row.before[0])?.id ?? ''}
      columns={[
        {
          key: 'kind',
          label: t('concept:compared.what'),
          cell: (row) => <Badge>{t(`concept:compared.${row.kind}`)}</Badge>,
        },
        { key: 'before', label: older, cell: (row) => <Titles items={row.before} href={href} /> },
        { key: 'after', label: newer, cell: (row) => <Newer row={row} href={href} /> },
      ]}
    />
  );
}
