import {
  Button,
  ChoiceLinks,
  EmptyState,
  Form,
  LinkButton,
  ListHead,
  PageHeader,
  Pagination,
  Table,
  TagList,
  useView,
} from '#platform/ui';
import type { Reason } from '../../model/duplicates/score.ts';
import type { MergeRow } from '../../store/duplicates/merges.ts';
import type { Pair, PairSide } from '../../store/duplicates/pairs.ts';
import { day } from '../staff/formats.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';
import { reasonText } from './reasons.ts';

/** What speaks for two entries being one and against it, each with its points. */
export function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  const { t } = useView();
  return <TagList label={t('directory:staff.duplicates.why')} tags={reasons.map((reason) => reasonText(reason, t))} />;
}

function Side({ base, side, townName }: { base: string; side: PairSide; townName: (key: string) => string }) {
  const { t } = useView();
  return (
    <>
      <a href={`${base}/eintraege/${side.id}`}>
        <bdi>{side.name}</bdi>
      </a>
      <p class="kern-hint">
        {[side.organisation, side.town && townName(side.town), !side.published && t('directory:staff.state.unpublished')]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  );
}

export interface DuplicatesPageProps {
  readonly frame: DeskFrame;
  readonly pairs: readonly Pair[];
  readonly kinds: readonly { readonly label: string; readonly href: string; readonly current: boolean }[];
  readonly townName: (key: string) => string;
  readonly first: string | undefined;
  readonly next: string | undefined;
}

/** Pairs of entries that may be one, likeliest first. */
export function DuplicatesPage({ frame, pairs, kinds, townName, first, next }: DuplicatesPageProps) {
  const { t } = useView();
  const base = `${frame.base}/doppelte`;
  return (
    <DeskPage frame={frame} tab="duplicates" title={t('directory:staff.tab.duplicates')}>
      <PageHeader
        title={t('directory:staff.tab.duplicates')}
        lead={t('directory:staff.duplicates.lead')}
        actions={
          <LinkButton href={`${base}/zusammengefuehrt`} look="tertiary" small>
            {t('directory:staff.duplicates.merges')}
          </LinkButton>
        }
      />
      <ListHead count="">
        <ChoiceLinks label={t('directory:staff.column.kind')} items={kinds} />
      </ListHead>
      {pairs.length ? (
        <Table
          caption={t('directory:staff.tab.duplicates')}
          captionHidden
          rows={pairs}
          rowKey={({ first: a, second: b }) => `${a.id}${b.id}`}
          columns={[
            {
              key: 'score',
              label: t('directory:staff.duplicates.score'),
              numeric: true,
              cell: ({ score }) => <b>{score}</b>,
            },
            {
              key: 'first',
              label: t('directory:staff.duplicates.first'),
              rowHeader: true,
              cell: (pair) => <Side base={frame.base} side={pair.first} townName={townName} />,
            },
            {
              key: 'second',
              label: t('directory:staff.duplicates.second'),
              cell: (pair) => <Side base={frame.base} side={pair.second} townName={townName} />,
            },
            { key: 'why', label: t('directory:staff.duplicates.why'), cell: ({ reasons }) => <Reasons reasons={reasons} /> },
            {
              key: 'action',
              label: t('directory:staff.column.action'),
              cell: ({ first: a, second: b }) => (
                <LinkButton
                  href={b.published && !a.published ? `${base}/${b.id}/${a.id}` : `${base}/${a.id}/${b.id}`}
                  small
                  label={t('directory:staff.duplicates.compare_two', { first: a.name, second: b.name })}
                >
                  {t('directory:staff.duplicates.compare')}
                </LinkButton>
              ),
            },
          ]}
        />
      ) : (
        <EmptyState title={t('directory:staff.duplicates.none')}>
          <p>{t('directory:staff.duplicates.none_text')}</p>
        </EmptyState>
      )}
      <Pagination previous={first} next={next} />
    </DeskPage>
  );
}

export interface MergesPageProps {
  readonly frame: DeskFrame;
  readonly merges: readonly MergeRow[];
  readonly people: ReadonlyMap<string, string>;
  readonly first: string | undefined;
  readonly next: string | undefined;
}

/** What was merged, and the way back. */
export function MergesPage({ frame, merges, people, first, next }: MergesPageProps) {
  const { t, language } = useView();
  const title = t('directory:staff.duplicates.merges');
  return (
    <DeskPage frame={frame} tab="duplicates" title={title} crumbs={[{ label: title }]}>
      <PageHeader title={title} />
      {merges.length ? (
        <Table
          caption={title}
          captionHidden
          rows={merges}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'kept',
              label: t('directory:staff.duplicates.kept'),
              rowHeader: true,
              cell: ({ keptId, keptName }) => (
                <a href={`${frame.base}/eintraege/${keptId}`}>
                  <bdi>{keptName}</bdi>
                </a>
              ),
            },
            {
              key: 'gone',
              label: t('directory:staff.duplicates.gone'),
              cell: ({ goneId, goneName }) => (
                <a href={`${frame.base}/eintraege/${goneId}`}>
                  <bdi>{goneName}</bdi>
                </a>
              ),
            },
            {
              key: 'when',
              label: t('directory:staff.duplicates.when'),
              cell: ({ mergedAt, mergedBy }) =>
                [day(mergedAt, language), mergedBy && people.get(mergedBy)].filter(Boolean).join(', '),
            },
            {
              key: 'undo',
              label: t('directory:staff.column.action'),
              cell: ({ id, undoneAt }) =>
                undoneAt ? (
                  t('directory:staff.duplicates.undone', { date: day(undoneAt, language) })
                ) : (
                  <Form action={`${frame.base}/doppelte/zusammengefuehrt/${id}/zuruecknehmen`} plain>
                    <Button look="secondary" small>
                      {t('directory:staff.duplicates.undo')}
                    </Button>
                  </Form>
                ),
            },
          ]}
        />
      ) : (
        <EmptyState title={t('directory:staff.duplicates.no_merges')}>
          <p>{t('directory:staff.duplicates.lead')}</p>
        </EmptyState>
      )}
      <Pagination previous={first} next={next} />
    </DeskPage>
  );
}
