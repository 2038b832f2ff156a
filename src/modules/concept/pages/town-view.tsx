import type { VNode } from 'preact';
import { formatNumber } from '#platform/i18n';
import {
  EmptyState,
  FilterBar,
  ListHead,
  Pagination,
  Progress,
  SelectField,
  StateMark,
  Table,
  useView,
  type View,
} from '#platform/ui';
import type { Tally } from '../model/matrix.ts';
import { coverage, takenUp } from '../model/matrix.ts';
import type { TownRow } from '../model/town-view.ts';
import { adoptionStatuses, decisions } from '../model/vocabulary.ts';
import { type ViewFrame, ViewPage } from './board-frame.tsx';
import { decisionSigns, nameOf, recommendationHref, shortDay, statusMark, stepLook, townRowHref } from './board-words.tsx';

export interface TownsProps {
  readonly frame: ViewFrame;
  readonly towns: readonly { readonly key: string; readonly name: string; readonly tally: Tally; readonly late: number }[];
}

/** Every town with what it answered. */
export function TownViewsPage({ frame, towns }: TownsProps) {
  const { t, language } = useView();
  const title = `${t('concept:staff.view.tab.towns')}: ${frame.tree.edition.title}`;
  const number = (value: number) => formatNumber(value, language);
  const href = (key: string, answer = '') => `${frame.base}/orte/${key}${answer && `?antwort=${answer}`}`;
  return (
    <ViewPage frame={frame} tab="towns" title={title}>
      {towns.length === 0 ? (
        <EmptyState title={t('concept:staff.view.no_towns')}>
          <p>{t('concept:staff.view.no_towns_text')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('concept:staff.view.tab.towns')}
          rows={towns}
          rowKey={({ key }) => key}
          columns={[
            {
              key: 'town',
              label: t('concept:staff.view.town'),
              rowHeader: true,
              cell: ({ key, name }) => <a href={href(key)}>{name}</a>,
            },
            {
              key: 'share',
              label: t('concept:staff.view.coverage'),
              cell: ({ name, tally }) => {
                const share = coverage(tally);
                return share === null ? (
                  '–'
                ) : (
                  <Progress
                    label={name}
                    value={share}
                    max={100}
                    text={t('concept:staff.view.percent', { value: share })}
                    compact
                  />
                );
              },
            },
            { key: 'asked', label: t('concept:staff.view.concerned'), numeric: true, cell: ({ tally }) => number(tally.asked) },
            { key: 'taken', label: t('concept:staff.view.taken'), numeric: true, cell: ({ tally }) => number(takenUp(tally)) },
            {
              key: 'not',
              label: t('concept:decision.not_applicable'),
              numeric: true,
              cell: ({ key, tally }) => <a href={href(key, 'not_applicable')}>{number(tally.not_applicable)}</a>,
            },
            {
              key: 'undecided',
              label: t('concept:decision.undecided'),
              numeric: true,
              cell: ({ key, tally }) => <a href={href(key, 'undecided')}>{number(tally.undecided)}</a>,
            },
            { key: 'late', label: t('concept:staff.view.late_steps'), numeric: true, cell: ({ late }) => number(late) },
          ]}
        />
      )}
    </ViewPage>
  );
}

export interface TownProps {
  readonly frame: ViewFrame;
  readonly town: { readonly key: string; readonly name: string };
  readonly tally: Tally;
  readonly rows: readonly TownRow[];
  readonly count: number;
  readonly from: number;
  readonly to: number;
  readonly previous?: string | undefined;
  readonly next?: string | undefined;
  readonly filter: { readonly feld: string; readonly antwort: string };
  /** The actor answers for this town. */
  readonly answers: boolean;
  /** Where a saved answer leads back to. */
  readonly back: string;
}

/** The three things of an answer that change; contact and steps stand on the row's own page. */
function quickAnswer({ item, decision, adoption }: TownRow, { frame, town, back }: TownProps, view: View): VNode {
  const { t, formToken } = view;
  const name = nameOf(item);
  const labelled = (field: string) => t('concept:staff.view.for_name', { label: t(`concept:staff.view.${field}`), name });
  return (
    <form method="post" action={`${frame.base}/orte/${town.key}/${item.id}`} class="dk-answer">
      <input type="hidden" name="_token" value={formToken} />
      <input type="hidden" name="version" value={adoption?.version ?? 0} />
      <input type="hidden" name="back" value={`${back}#e-${item.number}`} />
      <select name="decision" class="dk-move__select" aria-label={labelled('answer')}>
        {decisions.map((value) => (
          <option key={value} value={value} selected={value === decision}>
            {t(`concept:decision.${value}`)}
          </option>
        ))}
      </select>
      <select name="status" class="dk-move__select" aria-label={labelled('own_status')}>
        <option value="">{t('concept:staff.view.no_status')}</option>
        {adoptionStatuses.map((value) => (
          <option key={value} value={value} selected={value === adoption?.status}>
            {t(`concept:status.${value}`)}
          </option>
        ))}
      </select>
      <input
        name="note"
        class="dk-answer__note"
        value={adoption?.note ?? ''}
        maxLength={2000}
        lang="de"
        placeholder={t('concept:staff.view.note')}
        aria-label={labelled('note')}
      />
      <button
        type="submit"
        class="kern-btn kern-btn--secondary dk-btn--small"
        aria-label={t('concept:staff.view.save_name', { name })}
      >
        <span class="kern-label">{t('concept:staff.view.save')}</span>
      </button>
    </form>
  );
}

function answer(row: TownRow, { t }: View): VNode {
  const { decision, adoption } = row;
  return (
    <div>
      <span class={`dk-decision dk-decision--${decision}`} aria-hidden="true">
        {decisionSigns[decision]}
      </span>{' '}
      {t(`concept:decision.${decision}`)}
      {adoption?.status && <span class="dk-table__note">{statusMark(adoption.status, t)}</span>}
      {adoption?.note && (
        <span class="dk-table__note" lang="de">
          {adoption.note}
        </span>
      )}
    </div>
  );
}

function steps({ steps: all, progress }: TownRow, { t, language }: View): VNode | string {
  if (all.length === 0) return '';
  return (
    <ul class="dk-plain-list">
      {progress !== null && <li>{t('concept:staff.view.percent', { value: progress })}</li>}
      {all.map((step) => (
        <li key={step.id}>
          <StateMark state={stepLook[step.state]}>
            <span lang="de">{step.title}</span>
            {step.dueOn && `, ${shortDay(step.dueOn, language)}`}
          </StateMark>
        </li>
      ))}
    </ul>
  );
}

/** What concerns a town, and what it answered: "what concerns us, our answers". */
export function TownViewPage(props: TownProps) {
  const { frame, town, tally, rows, count, filter, answers, from, to } = props;
  const view = useView();
  const { t, district } = view;
  const slug = district?.slug ?? '';
  const path = `${frame.base}/orte/${town.key}`;
  const edits = answers && !frame.print;
  return (
    <ViewPage frame={frame} tab="towns" title={`${town.name}: ${frame.tree.edition.title}`} within={town.name}>
      <p>
        {t('concept:staff.view.tally', { taken: takenUp(tally), asked: tally.asked, undecided: tally.undecided })}{' '}
        {!answers && !frame.print && t('concept:staff.view.not_yours')}
      </p>
      {!frame.print && (
        <FilterBar action={path} values={{ ...filter }} resetHref={filter.feld || filter.antwort ? path : undefined}>
          <SelectField
            name="feld"
            label={t('concept:staff.view.field')}
            empty={t('concept:staff.view.all')}
            options={frame.tree.fields.map(({ key, title }) => ({ value: key, label: title }))}
          />
          <SelectField
            name="antwort"
            label={t('concept:staff.view.answer')}
            empty={t('concept:staff.view.all')}
            options={decisions.map((value) => ({ value, label: `${t(`concept:decision.${value}`)} (${tally[value]})` }))}
          />
        </FilterBar>
      )}
      <ListHead count={t('concept:staff.view.count', { count })} />
      {rows.length === 0 ? (
        <EmptyState title={t('concept:staff.view.none_filtered')}>
          <p>{t('concept:staff.view.none_town_text')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={town.name}
          captionHidden
          rows={rows}
          rowKey={({ item }) => item.id}
          columns={[
            {
              key: 'title',
              label: t('concept:staff.view.title'),
              rowHeader: true,
              cell: ({ item }) => (
                <a id={`e-${item.number}`} href={recommendationHref(slug, item.id)} lang="de">
                  {nameOf(item)}
                </a>
              ),
            },
            { key: 'status', label: t('concept:staff.view.district_status'), cell: ({ item }) => statusMark(item.status, t) },
            {
              key: 'answer',
              label: t('concept:staff.view.answer'),
              cell: (row) => (edits ? quickAnswer(row, props, view) : answer(row, view)),
            },
            { key: 'steps', label: t('concept:staff.view.own_steps'), cell: (row) => steps(row, view) },
            {
              key: 'open',
              label: t('concept:staff.view.details'),
              cell: ({ item }) => (
                <a
                  href={townRowHref(slug, item.id, town.key)}
                  aria-label={t('concept:staff.view.for_name', { label: t('concept:staff.view.details'), name: nameOf(item) })}
                >
                  {t('concept:staff.view.details')}
                </a>
              ),
            },
          ]}
        />
      )}
      {!frame.print && (
        <Pagination previous={props.previous} next={props.next} position={t('concept:staff.view.shown', { from, to, count })} />
      )}
    </ViewPage>
  );
}
