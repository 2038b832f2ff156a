import { EmptyState, LinkButton, Section, Table, useView } from '#platform/ui';
import { boardHref } from '../model/board-address.ts';
import { type AttentionList, attention, type TownCount } from '../model/lists.ts';
import { type ViewFrame, ViewPage } from './board-frame.tsx';
import { nameOf, ownerLine, recommendationHref, shortDay, statusMark } from './board-words.tsx';

export interface ListsProps {
  readonly frame: ViewFrame;
  readonly lists: readonly AttentionList[];
  readonly undecided: readonly TownCount[];
  readonly townName: (key: string) => string;
}

function Attention({ list, frame }: { list: AttentionList; frame: ViewFrame }) {
  const { t, language, district } = useView();
  const { kind, count, items } = list;
  const title = t('concept:staff.view.list_title', { name: t(`concept:staff.view.list.${kind}`), count });
  return (
    <Section
      title={title}
      id={kind}
      actions={
        count > 0 &&
        !frame.print && (
          <LinkButton href={boardHref(frame.base, { filter: attention[kind] })} small look="tertiary">
            {t('concept:staff.view.on_board')}
          </LinkButton>
        )
      }
    >
      <p>{t(count > 0 ? `concept:staff.view.list_next.${kind}` : `concept:staff.view.list_none.${kind}`)}</p>
      {count > 0 && (
        <Table
          caption={title}
          captionHidden
          rows={items}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'title',
              label: t('concept:staff.view.title'),
              rowHeader: true,
              cell: (item) => (
                <a href={recommendationHref(district?.slug ?? '', item.id)} lang="de">
                  {nameOf(item)}
                </a>
              ),
            },
            { key: 'status', label: t('concept:staff.view.status'), cell: ({ status }) => statusMark(status, t) },
            {
              key: 'owner',
              label: t('concept:staff.view.owner'),
              cell: (item) => ownerLine(item, t),
            },
            {
              key: 'due',
              label: t('concept:staff.view.due_of_step'),
              cell: ({ nextStep }) => (nextStep?.dueOn ? shortDay(nextStep.dueOn, language) : ''),
            },
            {
              key: 'reported',
              label: t('concept:staff.view.reported'),
              cell: ({ reportedOn }) => (reportedOn ? shortDay(reportedOn, language) : t('concept:staff.view.never')),
            },
          ]}
        />
      )}
      {count > items.length && (
        <p>
          <a href={boardHref(frame.base, { filter: attention[kind] })}>
            {t('concept:staff.view.more', { count: count - items.length })}
          </a>
        </p>
      )}
    </Section>
  );
}

/** What needs somebody, each list with what to do next. */
export function ListsPage({ frame, lists, undecided, townName }: ListsProps) {
  const { t } = useView();
  const nothing = lists.every(({ count }) => count === 0) && undecided.length === 0;
  const title = t('concept:staff.view.list.undecided');
  return (
    <ViewPage frame={frame} tab="lists" title={`${t('concept:staff.view.tab.lists')}: ${frame.tree.edition.title}`}>
      {nothing && (
        <EmptyState title={t('concept:staff.view.nothing_open')}>
          <p>{t('concept:staff.view.nothing_open_text')}</p>
        </EmptyState>
      )}
      {!nothing && lists.map((list) => <Attention key={list.kind} list={list} frame={frame} />)}
      {!nothing && (
        <Section title={title} id="undecided">
          <p>{t(undecided.length > 0 ? 'concept:staff.view.list_next.undecided' : 'concept:staff.view.list_none.undecided')}</p>
          {undecided.length > 0 && (
            <Table
              caption={title}
              captionHidden
              rows={undecided}
              rowKey={({ town }) => town}
              columns={[
                {
                  key: 'town',
                  label: t('concept:staff.view.town'),
                  rowHeader: true,
                  cell: ({ town }) => <a href={`${frame.base}/orte/${town}?antwort=undecided`}>{townName(town)}</a>,
                },
                {
                  key: 'count',
                  label: t('concept:decision.undecided'),
                  numeric: true,
                  cell: ({ tally }) => t('concept:staff.view.of', { value: tally.undecided, max: tally.asked }),
                },
              ]}
            />
          )}
        </Section>
      )}
    </ViewPage>
  );
}
