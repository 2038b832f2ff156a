import { ButtonRow, ChoiceLinks, EmptyState, LinkButton, ListHead, Pagination, useView } from '#platform/ui';
import { groupings } from '../model/board.ts';
import { boardHref } from '../model/board-address.ts';
import { BoardBulk } from './board-bulk.tsx';
import { BoardFilters } from './board-filters.tsx';
import { ViewPage } from './board-frame.tsx';
import type { BoardProps } from './board-props.ts';
import { BoardRowForm } from './board-row-form.tsx';
import { BoardTable } from './board-table.tsx';

function Tools({ frame, address, count, slice }: BoardProps) {
  const { t } = useView();
  const exportHref = (ending: string) => boardHref(`${frame.base}/tafel.${ending}`, { ...address, page: 1, editing: undefined });
  const shown = slice.pages > 1 ? t('concept:staff.view.shown', { from: slice.from, to: slice.to, count }) : undefined;
  return (
    <ListHead count={shown ?? t('concept:staff.view.count', { count })}>
      <ChoiceLinks
        label={t('concept:staff.view.group_by')}
        labelShown
        items={groupings.map((grouping) => ({
          label: t(`concept:staff.view.group.${grouping}`),
          href: boardHref(frame.base, { ...address, grouping, page: 1, editing: undefined }),
          current: address.grouping === grouping,
        }))}
      />
      <ButtonRow>
        <LinkButton href={exportHref('csv')} icon="download" look="tertiary" small download>
          CSV
        </LinkButton>
        <LinkButton href={exportHref('xlsx')} icon="download" look="tertiary" small download>
          Excel
        </LinkButton>
      </ButtonRow>
    </ListHead>
  );
}

/** The board of an edition: what moves, what is late, what nobody owns; filtered, ordered, edited line by line or many at once. */
export function BoardPage(props: BoardProps) {
  const { frame, address, slice, count, form } = props;
  const { t } = useView();
  const page = (number: number) => boardHref(frame.base, { ...address, page: number, editing: undefined });
  const filtered = boardHref('', { filter: address.filter }) !== '';
  if (frame.print) {
    return (
      <ViewPage frame={frame} tab="board" title={frame.tree.edition.title}>
        <p>{t('concept:staff.view.count', { count })}</p>
        <BoardTable {...props} />
      </ViewPage>
    );
  }
  return (
    <ViewPage
      frame={frame}
      tab="board"
      title={frame.tree.edition.title}
      glance={!filtered && slice.page === 1 && !form}
      actions={
        frame.edits && (
          <LinkButton href={`${frame.base}/empfehlung-neu`} icon="plus" small>
            {t('concept:staff.view.add')}
          </LinkButton>
        )
      }
    >
      <BoardFilters {...props} />
      {form && !slice.items.some(({ id }) => id === form.item.id) && (
        <BoardRowForm
          form={form}
          action={`${frame.base}/zeile/${form.item.id}`}
          back={boardHref(frame.base, { ...address, editing: undefined })}
        />
      )}
      {count > 0 ? (
        <>
          <Tools {...props} />
          <BoardTable {...props} />
          {frame.edits && <BoardBulk {...props} />}
          <Pagination
            previous={slice.page > 1 ? page(slice.page - 1) : undefined}
            next={slice.page < slice.pages ? page(slice.page + 1) : undefined}
            position={t('concept:staff.view.shown', { from: slice.from, to: slice.to, count })}
          />
        </>
      ) : (
        <EmptyState
          title={t(filtered ? 'concept:staff.view.none_filtered' : 'concept:staff.view.none')}
          actions={
            filtered ? (
              <LinkButton href={frame.base}>{t('concept:staff.view.reset')}</LinkButton>
            ) : (
              frame.edits && (
                <LinkButton href={`${frame.base}/datei`} icon="plus">
                  {t('concept:staff.view.fill')}
                </LinkButton>
              )
            )
          }
        >
          <p>{t(filtered ? 'concept:staff.view.none_filtered_text' : 'concept:staff.view.none_text')}</p>
        </EmptyState>
      )}
    </ViewPage>
  );
}
