import type { VNode } from 'preact';
import { formatNumber } from '#platform/i18n';
import { FilterBar, ListHead, Pagination, Section, SelectField, useView, type View } from '#platform/ui';
import type { BoardPage as Slice } from '../model/board.ts';
import type { Field } from '../model/edition.ts';
import { coverage, type Decisions, type MatrixRow, type Tally, takenUp } from '../model/matrix.ts';
import { decisions } from '../model/vocabulary.ts';
import { type ViewFrame, ViewPage } from './board-frame.tsx';
import { ScrollRegion } from './board-scroll.tsx';
import { decisionSigns, nameOf, recommendationHref, townRowHref } from './board-words.tsx';
import { CoverageMap, type CoverageTown } from './matrix-map.tsx';

export interface MatrixProps {
  readonly frame: ViewFrame;
  readonly towns: readonly CoverageTown[];
  readonly fieldRows: readonly MatrixRow<Field>[];
  readonly totals: readonly Tally[];
  readonly table: Decisions;
  readonly slice: Slice;
  readonly count: number;
  /** Key of the field whose recommendations are shown. */
  readonly field: string | undefined;
  readonly pageHref: (page: number) => string;
}

/** How many are taken up of those that concern the town, and what is still open. */
function tallyWords(tally: Tally, t: View['t']): string {
  return t('concept:staff.view.tally', { taken: takenUp(tally), asked: tally.asked, undecided: tally.undecided });
}

function tallyCell(tally: Tally, href: string, name: string, view: View): VNode {
  const { t, language } = view;
  if (tally.asked === 0) return <td class="dk-matrix__cell dk-matrix__cell--none">{t('concept:staff.view.not_asked_sign')}</td>;
  const share = coverage(tally);
  const level = share === null ? 'none' : share >= 75 ? 'high' : share >= 40 ? 'middle' : 'low';
  const figure = `${formatNumber(takenUp(tally), language)}/${formatNumber(tally.asked, language)}`;
  const open = tally.undecided > 0 ? `${formatNumber(tally.undecided, language)} ?` : '';
  return (
    <td class={`dk-matrix__cell dk-matrix__cell--${level}`}>
      {/* The name holds what is to be seen: who speaks to the machine says that (WCAG 2.5.3). */}
      <a href={href} aria-label={`${name}: ${figure} ${open} (${tallyWords(tally, t)})`}>
        {figure} {open && <span class="dk-matrix__open">{open}</span>}
      </a>
    </td>
  );
}

function TownHeads({ towns, base }: { towns: readonly CoverageTown[]; base: string }) {
  return (
    <>
      {towns.map(({ key, name }) => (
        <th scope="col" class="dk-matrix__town" key={key}>
          <a href={`${base}/orte/${key}`}>
            <span>{name}</span>
          </a>
        </th>
      ))}
    </>
  );
}

function FieldTable({ frame, towns, fieldRows, totals }: MatrixProps) {
  const view = useView();
  const { t } = view;
  const caption = t('concept:staff.view.field_matrix');
  const at = (index: number) => towns[index] ?? { key: '', name: '' };
  return (
    <ScrollRegion class="dk-matrix-frame" label={caption}>
      <table class="dk-matrix">
        <caption class="kern-sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" class="dk-matrix__corner">
              {t('concept:staff.view.field')}
            </th>
            <TownHeads towns={towns} base={frame.base} />
          </tr>
        </thead>
        <tbody>
          {fieldRows.map(({ item, cells }) => (
            <tr key={item.id}>
              <th scope="row" class="dk-matrix__name" lang="de">
                <a href={`${frame.base}/matrix?feld=${item.key}#einzeln`}>{item.title}</a>
              </th>
              {cells.map((tally, index) =>
                tallyCell(
                  tally,
                  `${frame.base}/orte/${at(index).key}?feld=${item.key}`,
                  `${at(index).name}, ${item.title}`,
                  view,
                ),
              )}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" class="dk-matrix__name">
              {t('concept:staff.view.total')}
            </th>
            {totals.map((tally, index) => tallyCell(tally, `${frame.base}/orte/${at(index).key}`, at(index).name, view))}
          </tr>
        </tfoot>
      </table>
    </ScrollRegion>
  );
}

// Thousands of cells: plain elements, and the long name of each only where somebody listens to it.
function DecisionTable({ frame, towns, table, slice }: MatrixProps) {
  const { t, district } = useView();
  const caption = t('concept:staff.view.town_matrix');
  const slug = district?.slug ?? '';
  const names = Object.fromEntries(decisions.map((decision) => [decision, t(`concept:decision.${decision}`)]));
  return (
    <ScrollRegion class="dk-matrix-frame" label={caption}>
      <table class="dk-matrix">
        <caption class="kern-sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" class="dk-matrix__corner">
              {t('concept:staff.view.title')}
            </th>
            <TownHeads towns={towns} base={frame.base} />
          </tr>
        </thead>
        <tbody>
          {slice.items.map((item) => (
            <tr key={item.id}>
              <th scope="row" class="dk-matrix__name" lang="de">
                <a href={recommendationHref(slug, item.id)}>{nameOf(item)}</a>
              </th>
              {table.get(item.id)?.map((decision, index) => {
                const town = towns[index];
                if (!town || decision === null) return <td class="dk-matrix__cell dk-matrix__cell--none" key={town?.key} />;
                return (
                  <td class={`dk-matrix__cell dk-decision dk-decision--${decision}`} key={town.key}>
                    <a href={townRowHref(slug, item.id, town.key)} aria-label={`${town.name}: ${names[decision]}`}>
                      {decisionSigns[decision]}
                    </a>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Legend() {
  const { t } = useView();
  return (
    <ul class="dk-legend" aria-label={t('concept:staff.view.legend')}>
      {decisions.map((decision) => (
        <li key={decision}>
          <span class={`dk-decision dk-decision--${decision}`} aria-hidden="true">
            {decisionSigns[decision]}
          </span>{' '}
          {t(`concept:decision.${decision}`)}
        </li>
      ))}
    </ul>
  );
}

/** What the towns make of the edition: field by field, on the map, and each recommendation for itself. */
export function MatrixPage(props: MatrixProps) {
  const { frame, slice, count, field, pageHref } = props;
  const { t } = useView();
  return (
    <ViewPage frame={frame} tab="matrix" title={`${t('concept:staff.view.tab.matrix')}: ${frame.tree.edition.title}`}>
      <Section title={t('concept:staff.view.field_matrix')}>
        <p class="dk-table__note">{t('concept:staff.view.field_matrix_text')}</p>
        <FieldTable {...props} />
      </Section>
      <Section title={t('concept:staff.view.coverage')}>
        <CoverageMap {...props} />
      </Section>
      <Section title={t('concept:staff.view.town_matrix')} id="einzeln">
        {!frame.print && (
          <FilterBar
            action={`${frame.base}/matrix`}
            values={{ feld: field ?? '' }}
            resetHref={field ? `${frame.base}/matrix#einzeln` : undefined}
          >
            <SelectField
              name="feld"
              label={t('concept:staff.view.field')}
              empty={t('concept:staff.view.all')}
              options={frame.tree.fields.map(({ key, title }) => ({ value: key, label: title }))}
            />
          </FilterBar>
        )}
        <ListHead count={t('concept:staff.view.count', { count })} />
        <Legend />
        <DecisionTable {...props} />
        {!frame.print && (
          <Pagination
            previous={slice.page > 1 ? pageHref(slice.page - 1) : undefined}
            next={slice.page < slice.pages ? pageHref(slice.page + 1) : undefined}
            position={t('concept:staff.view.shown', { from: slice.from, to: slice.to, count })}
          />
        )}
      </Section>
    </ViewPage>
  );
}
