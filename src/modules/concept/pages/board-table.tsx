import type { VNode } from 'preact';
import { Icon, StateMark, useView, type View } from '#platform/ui';
import { type Group, isBehind, ownersOf, type SortKey } from '../model/board.ts';
import { boardHref } from '../model/board-address.ts';
import type { Recommendation } from '../model/edition.ts';
import type { BoardProps } from './board-props.ts';
import { BoardRowForm } from './board-row-form.tsx';
import { nameOf, percent, recommendationHref, shortDay, statusMark } from './board-words.tsx';

// Lines are plain functions instead of components: a page has a hundred of them, and a component costs ten times an element.

// Rows become cards on phones by `display`, which takes the table's meaning away in some browsers; roles give it back.
const roles = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  cell: { role: 'cell' },
  rowheader: { role: 'rowheader' },
} as const;
const cell = { class: 'kern-table__cell', ...roles.cell } as const;
const wrapping = { class: 'kern-table__cell dk-board__wrap', ...roles.cell } as const;

const columns: readonly { readonly key: string; readonly sort?: SortKey }[] = [
  { key: 'title', sort: 'number' },
  { key: 'status', sort: 'status' },
  { key: 'owner' },
  { key: 'next_step', sort: 'due' },
  { key: 'progress', sort: 'progress' },
  { key: 'time_frame' },
  { key: 'reported', sort: 'reported' },
];

function head({ frame, address }: BoardProps, { t }: View): VNode {
  const { order } = address;
  const edits = frame.edits && !frame.print;
  return (
    <thead class="dk-table__head" {...roles.group}>
      <tr {...roles.row}>
        {edits && (
          <th scope="col" class="kern-table__header dk-table__select">
            <span class="kern-sr-only">{t('ui:staff.table.select')}</span>
          </th>
        )}
        {columns.map(({ key, sort }) => {
          const label = t(`concept:staff.view.${key}`);
          if (!sort || frame.print) {
            return (
              <th key={key} scope="col" class="kern-table__header">
                {label}
              </th>
            );
          }
          const current = order?.by === sort;
          const sorted = current ? (order.descending ? 'descending' : 'ascending') : undefined;
          const next = { by: sort, descending: current ? !order.descending : false };
          return (
            <th key={key} scope="col" class="kern-table__header" aria-sort={sorted}>
              <a class="dk-table__sort" href={boardHref(frame.base, { ...address, order: next, page: 1, editing: undefined })}>
                {label}
                {sorted ? (
                  Icon({ name: sorted === 'ascending' ? 'up' : 'down', label: t(`ui:table.${sorted}`) })
                ) : (
                  <span class="dk-table__sortable" aria-hidden="true" />
                )}
              </a>
            </th>
          );
        })}
        {edits && (
          <th scope="col" class="kern-table__header">
            <span class="kern-sr-only">{t('concept:staff.view.edit')}</span>
          </th>
        )}
      </tr>
    </thead>
  );
}

/** Which money is missing stands beside the status, because it stops the work. */
function stateOf(item: Recommendation, { t }: View): VNode {
  return (
    <>
      {statusMark(item.status, t)}
      {item.manualStatus !== null && item.statusReason !== '' && (
        <span class="dk-table__note" lang="de">
          {item.statusReason}
        </span>
      )}
      {item.unfunded && StateMark({ state: 'waiting', children: t('concept:staff.view.no_money') })}
    </>
  );
}

function ownerOf(item: Recommendation, { t }: View): VNode {
  if (item.ownerless) return StateMark({ state: 'late', children: t('concept:staff.view.nobody') });
  const names = ownersOf(item);
  const bodies = item.responsibilities.map((one) => t(`concept:responsibility.${one}`));
  return (
    <>
      {names.length > 0 && <span lang="de">{names.join(', ')}</span>}
      {bodies.length > 0 && <span class="dk-table__note">{bodies.join(', ')}</span>}
    </>
  );
}

function stepOf(item: Recommendation, today: string, { t, language }: View): VNode | string {
  const { nextStep } = item;
  if (!nextStep) return '';
  const day = nextStep.dueOn && shortDay(nextStep.dueOn, language);
  return (
    <>
      <span lang="de">{nextStep.title}</span>
      {day && (
        <span class="dk-table__note">
          {isBehind(item, today) ? StateMark({ state: 'late', children: t('concept:staff.view.was_due', { day }) }) : day}
        </span>
      )}
    </>
  );
}

function reportOf(item: Recommendation, { t, language }: View): VNode {
  const day = item.reportedOn ? shortDay(item.reportedOn, language) : t('concept:staff.view.never');
  if (item.timeliness === 'current') return <>{day}</>;
  return (
    <>
      {StateMark({
        state: item.timeliness === 'stale' ? 'late' : 'waiting',
        children: t(`concept:timeliness.${item.timeliness}`),
      })}
      <span class="dk-table__note">{day}</span>
    </>
  );
}

function progressOf(item: Recommendation, { t }: View): VNode | string {
  if (item.progress === null) return '';
  const words = percent(item.progress, t);
  return (
    <span class="dk-meter">
      <progress value={item.progress} max={100} aria-label={`${t('concept:staff.view.progress')}: ${words}`}>
        {words}
      </progress>
      <span aria-hidden="true">{words}</span>
    </span>
  );
}

function line(item: Recommendation, props: BoardProps, view: View): VNode {
  const { frame, address, today } = props;
  const { t, language } = view;
  const edits = frame.edits && !frame.print;
  const name = nameOf(item);
  return (
    <tr class="kern-table__row dk-table__row" key={item.id} id={`z-${item.number}`} {...roles.row}>
      {edits && (
        <td class="kern-table__cell dk-table__select" {...roles.cell}>
          <input
            class="dk-facet__box"
            type="checkbox"
            name="ids"
            form="auswahl"
            value={`${item.id}:${item.version}`}
            aria-label={t('concept:staff.view.select', { name })}
          />
        </td>
      )}
      <th scope="row" class="kern-table__header dk-table__name" {...roles.rowheader}>
        <a href={recommendationHref(view.district?.slug ?? '', item.id)} lang="de">
          {name}
        </a>
      </th>
      <td {...wrapping} data-label={t('concept:staff.view.status')}>
        <div>{stateOf(item, view)}</div>
      </td>
      <td {...wrapping} data-label={t('concept:staff.view.owner')}>
        <div>{ownerOf(item, view)}</div>
      </td>
      <td {...wrapping} data-label={t('concept:staff.view.next_step')}>
        <div>{stepOf(item, today, view)}</div>
      </td>
      <td {...cell} data-label={t('concept:staff.view.progress')}>
        {progressOf(item, view)}
      </td>
      <td {...cell} data-label={t('concept:staff.view.time_frame')}>
        <div>
          {item.timeFrame && t(`concept:time.${item.timeFrame}`)}
          {item.endsOn && (
            <span class="dk-table__note">{t('concept:staff.view.until', { day: shortDay(item.endsOn, language) })}</span>
          )}
        </div>
      </td>
      <td {...cell} data-label={t('concept:staff.view.reported')}>
        <div>{reportOf(item, view)}</div>
      </td>
      {edits && (
        <td class="kern-table__cell" {...roles.cell}>
          <a
            href={boardHref(frame.base, { ...address, editing: item.number }, `z-${item.number}`)}
            aria-label={t('concept:staff.view.edit_row', { name })}
          >
            {Icon({ name: 'edit' })}
          </a>
        </td>
      )}
    </tr>
  );
}

function groupName({ value }: Group, { frame, address }: BoardProps, { t }: View): string {
  if (address.grouping === 'field') return frame.tree.fields.find(({ id }) => id === value)?.title ?? '';
  if (address.grouping === 'status') return t(`concept:status.${value}`);
  return value ? t(`concept:time.${value}`) : t('concept:staff.view.open');
}

export function BoardTable(props: BoardProps) {
  const { frame, address, groups, form } = props;
  const view = useView();
  const { t } = view;
  const width = columns.length + (frame.edits && !frame.print ? 2 : 0);
  const caption = t('concept:staff.view.tab.board');
  return (
    <div class="dk-table-frame dk-board">
      <table class="kern-table dk-table" {...roles.table}>
        <caption class="kern-sr-only">{caption}</caption>
        {head(props, view)}
        {groups.map((group) => (
          <tbody class="kern-table__body" {...roles.group} key={group.value}>
            {address.grouping !== 'none' && (
              <tr {...roles.row} class="dk-board__group">
                <th scope="rowgroup" colSpan={width} {...roles.rowheader}>
                  <span lang={address.grouping === 'field' ? 'de' : undefined}>{groupName(group, props, view)}</span>{' '}
                  <span class="dk-count">{group.items.length}</span>
                </th>
              </tr>
            )}
            {group.items.map((item) =>
              form?.item.id === item.id ? (
                <>
                  {line(item, props, view)}
                  <tr {...roles.row} key={`${item.id}-form`} class="dk-board__form">
                    <td colSpan={width} {...roles.cell}>
                      <BoardRowForm
                        form={form}
                        action={`${frame.base}/zeile/${item.id}`}
                        back={boardHref(frame.base, { ...address, editing: undefined }, `z-${item.number}`)}
                      />
                    </td>
                  </tr>
                </>
              ) : (
                line(item, props, view)
              ),
            )}
          </tbody>
        ))}
      </table>
    </div>
  );
}
