import { EmptyState, LinkButton, ListHead, Pagination, Table, useView, type View } from '#platform/ui';
import type { Facets, BoardPage as Slice } from '../model/board.ts';
import { type BoardAddress, boardHref } from '../model/board-address.ts';
import type { Recommendation } from '../model/edition.ts';
import { countingSteps } from '../model/rules.ts';
import { type Diamond, sheet, type Timeline, type TimelineRow } from '../model/timeline.ts';
import { BoardFilters } from './board-filters.tsx';
import { type ViewFrame, ViewPage } from './board-frame.tsx';
import { ScrollRegion } from './board-scroll.tsx';
import { nameOf, recommendationHref, shortDay, statusMark, stepLook } from './board-words.tsx';

export interface TimelineProps {
  readonly frame: ViewFrame;
  readonly address: BoardAddress;
  readonly facets: Facets;
  readonly towns: readonly { readonly key: string; readonly name: string }[];
  readonly slice: Slice;
  readonly timeline: Timeline;
  readonly count: number;
  readonly today: string;
}

// A picture with links inside is a group: what lies in an image does not exist for a screen reader.
const drawing = { role: 'group' } as const;

const round = (value: number) => Math.round(value * 10) / 10;

function diamond({ x, title, dueOn, look }: Diamond, y: number, { t, language }: View) {
  const middle = y + sheet.barTop + sheet.barHeight / 2;
  const size = 7;
  const [left, right] = [round(x - size), round(x + size)];
  return (
    <path
      key={`${dueOn}${title}`}
      class={`dk-gantt__step dk-gantt__step--${look}`}
      d={`M${left} ${middle}L${round(x)} ${middle - size}L${right} ${middle}L${round(x)} ${middle + size}z`}
    >
      <title>{`${title}: ${shortDay(dueOn, language)} (${t(`concept:staff.view.step_${look}`)})`}</title>
    </path>
  );
}

function row({ item, y, bar, diamonds, label }: TimelineRow, view: View) {
  const { t, language } = view;
  const days = [item.startsOn, item.endsOn].map((day) => (day ? shortDay(day, language) : '?')).join(' – ');
  return (
    <a key={item.id} href={recommendationHref(view.district?.slug ?? '', item.id)} class="dk-gantt__row">
      <title>{`${nameOf(item)}: ${t(`concept:status.${item.status}`)}, ${days}`}</title>
      <text x={round(label.x)} y={y + 15} text-anchor={label.anchor} class="dk-gantt__name">
        {nameOf(item)}
      </text>
      {bar && (
        <rect
          x={round(bar.x)}
          y={y + sheet.barTop}
          width={round(bar.width)}
          height={sheet.barHeight}
          rx={3}
          class={`dk-gantt__bar dk-gantt__bar--${item.status}${bar.open ? ' dk-gantt__bar--open' : ''}`}
        />
      )}
      {diamonds.map((one) => diamond(one, y, view))}
    </a>
  );
}

/** Bars from first to last day, diamonds for steps, thin lines from what has to be done first; the table below says the same. */
function Drawing({ timeline, title }: { timeline: Timeline; title: string }) {
  const view = useView();
  const { t } = view;
  const { width, height, years, today, rows, links } = timeline;
  return (
    <svg
      class="dk-gantt"
      viewBox={`-8 0 ${width + 16} ${height}`}
      width={width + 16}
      height={height}
      {...drawing}
      aria-labelledby="zp-t"
      aria-describedby="zp-d"
    >
      <title id="zp-t">{title}</title>
      <desc id="zp-d">{t('concept:staff.view.timeline_text')}</desc>
      {years.map(({ year, x }) => (
        <g key={year}>
          <line class="dk-gantt__year" x1={round(x)} x2={round(x)} y1={22} y2={height} />
          <text x={round(x) + 4} y={16} class="dk-gantt__label">
            {year}
          </text>
        </g>
      ))}
      {links.map(({ from, to }) => (
        <path
          key={`${from.x},${from.y},${to.x},${to.y}`}
          class="dk-gantt__link"
          d={`M${round(from.x)} ${from.y}H${round(Math.max(from.x + 6, from.x))}V${to.y}H${round(to.x)}`}
        />
      ))}
      {rows.map((one) => row(one, view))}
      <line class="dk-gantt__today" x1={round(today)} x2={round(today)} y1={18} y2={height}>
        <title>{t('concept:staff.view.today')}</title>
      </line>
    </svg>
  );
}

function Figures({ items, title, today }: { items: readonly Recommendation[]; title: string; today: string }) {
  const { t, language, district } = useView();
  const day = (value: string | null) => (value ? shortDay(value, language) : '');
  return (
    <Table
      caption={title}
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
        { key: 'starts', label: t('concept:staff.view.starts'), cell: ({ startsOn }) => day(startsOn) },
        { key: 'ends', label: t('concept:staff.view.ends'), cell: ({ endsOn }) => day(endsOn) },
        {
          key: 'steps',
          label: t('concept:staff.view.steps'),
          cell: ({ steps }) => (
            <ul class="dk-plain-list">
              {countingSteps(steps).map((step) => (
                <li key={step.id}>
                  <span lang="de">{step.title}</span>: {step.dueOn ? day(step.dueOn) : t('concept:staff.view.no_day')},{' '}
                  {step.dueOn && step.dueOn < today && stepLook[step.state] !== 'done'
                    ? t('concept:staff.view.step_late')
                    : t(`concept:step.${step.state}`)}
                </li>
              ))}
            </ul>
          ),
        },
        {
          key: 'needs',
          label: t('concept:staff.view.needs'),
          cell: ({ needs }) =>
            items
              .filter(({ id }) => needs.includes(id))
              .map(({ number }) => number)
              .join(', '),
        },
      ]}
    />
  );
}

/** The edition over the years. */
export function TimelinePage(props: TimelineProps) {
  const { frame, address, timeline, slice, count } = props;
  const { t } = useView();
  const path = `${frame.base}/zeitplan`;
  const title = `${t('concept:staff.view.tab.timeline')}: ${frame.tree.edition.title}`;
  const page = (number: number) => boardHref(path, { filter: address.filter, page: number });
  const undated = slice.items.length - timeline.rows.length;
  return (
    <ViewPage
      frame={frame}
      tab="timeline"
      title={title}
      actions={
        <LinkButton
          href={boardHref(`${frame.base}/zeitplan.ics`, { filter: address.filter })}
          icon="calendar"
          look="tertiary"
          small
        >
          {t('concept:staff.view.calendar')}
        </LinkButton>
      }
    >
      {!frame.print && <BoardFilters {...props} path={path} />}
      <ListHead count={t('concept:staff.view.count', { count })} />
      {timeline.rows.length > 0 ? (
        <>
          <p class="dk-gantt__legend dk-table__note">{t('concept:staff.view.timeline_legend')}</p>
          <ScrollRegion class="dk-gantt-frame" label={t('concept:staff.view.tab.timeline')}>
            <Drawing timeline={timeline} title={title} />
          </ScrollRegion>
        </>
      ) : (
        <EmptyState title={t('concept:staff.view.no_days')}>
          <p>{t('concept:staff.view.no_days_text')}</p>
        </EmptyState>
      )}
      {undated > 0 && timeline.rows.length > 0 && (
        <p class="dk-table__note">{t('concept:staff.view.undated', { count: undated })}</p>
      )}
      {slice.items.length > 0 && (
        <Figures items={slice.items} title={t('concept:staff.view.timeline_table')} today={props.today} />
      )}
      {!frame.print && (
        <Pagination
          previous={slice.page > 1 ? page(slice.page - 1) : undefined}
          next={slice.page < slice.pages ? page(slice.page + 1) : undefined}
          position={t('concept:staff.view.shown', { from: slice.from, to: slice.to, count })}
        />
      )}
    </ViewPage>
  );
}
