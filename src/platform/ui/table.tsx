import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import { useView } from './view.tsx';

export interface Column<Row> {
  readonly key: string;
  readonly label: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** The cell that names the row. */
  readonly rowHeader?: boolean | undefined;
  readonly numeric?: boolean | undefined;
  /** Address of the table sorted by this column; the caller turns the direction when it is sorted by it already. */
  readonly sortHref?: string | undefined;
  readonly sorted?: 'ascending' | 'descending' | undefined;
}

export interface Selection<Row> {
  /** Name of the checkboxes and id of the form that acts on them. */
  readonly name: string;
  readonly form: string;
  readonly value: (row: Row) => string;
  /** Which row the box belongs to, for screen readers. */
  readonly label: (row: Row) => string;
}

export interface TableProps<Row> {
  readonly caption: string;
  /** The caption stands in the heading above already. */
  readonly captionHidden?: boolean | undefined;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly selection?: Selection<Row> | undefined;
  /** More columns than fit: the table scrolls within its frame, which the keyboard can reach. */
  readonly wide?: boolean | undefined;
}

/** Rows become cards on phones by `display: block`, which takes the table's meaning away in some browsers; roles give it back. */
const roles = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  cell: { role: 'cell' },
  rowheader: { role: 'rowheader' },
} as const;

function HeaderCell<Row>({ column }: { column: Column<Row> }) {
  const { t } = useView();
  const className = column.numeric ? 'kern-table__header kern-table__header--numeric' : 'kern-table__header';
  return (
    <th scope="col" class={className} aria-sort={column.sorted}>
      {column.sortHref ? (
        <a class="dk-table__sort" href={column.sortHref}>
          {column.label}
          {column.sorted ? (
            <Icon name={column.sorted === 'ascending' ? 'up' : 'down'} label={t(`ui:table.${column.sorted}`)} />
          ) : (
            <span class="dk-table__sortable" aria-hidden="true" />
          )}
        </a>
      ) : (
        column.label
      )}
    </th>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const className = column.numeric ? 'kern-table__cell kern-table__cell--numeric' : 'kern-table__cell';
  if (column.rowHeader) {
    return (
      <th scope="row" class="kern-table__header dk-table__name" {...roles.rowheader}>
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td class={className} data-label={column.label} {...roles.cell}>
      {column.cell(row)}
    </td>
  );
}

/** A table with caption, links for sorting and a head that stays in sight; its rows become cards on phones. */
export function Table<Row>({ caption, captionHidden = false, columns, rows, rowKey, selection, wide = false }: TableProps<Row>) {
  const { t } = useView();
  const frame = wide
    ? ({ class: 'dk-table-frame dk-table-frame--wide', role: 'region', tabIndex: 0, 'aria-label': caption } as const)
    : { class: 'dk-table-frame' };
  return (
    <div {...frame}>
      <table class="kern-table dk-table" {...roles.table}>
        <caption class={captionHidden ? 'kern-sr-only' : 'kern-title dk-table__caption'}>{caption}</caption>
        <thead class="dk-table__head" {...roles.group}>
          <tr {...roles.row}>
            {selection && (
              <th scope="col" class="kern-table__header dk-table__select">
                <span class="kern-sr-only">{t('ui:staff.table.select')}</span>
              </th>
            )}
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        <tbody class="kern-table__body" {...roles.group}>
          {rows.map((row) => (
            <tr class="kern-table__row dk-table__row" key={rowKey(row)} {...roles.row}>
              {selection && (
                <td class="kern-table__cell dk-table__select" {...roles.cell}>
                  <input
                    class="dk-facet__box"
                    type="checkbox"
                    name={selection.name}
                    form={selection.form}
                    value={selection.value(row)}
                    aria-label={selection.label(row)}
                  />
                </td>
              )}
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
