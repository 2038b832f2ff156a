import type { VNode } from 'preact';
import {
  Alert,
  Button,
  ButtonRow,
  Diff,
  type FieldChange,
  Form,
  type FormErrors,
  type FormValues,
  Icon,
  LinkButton,
  SelectField,
  StateMark,
  TextField,
  useView,
  type View,
} from '#platform/ui';
import { type Facets, isBehind } from '../model/board.ts';
import { type BoardAddress, boardHref } from '../model/board-address.ts';
import type { Recommendation } from '../model/edition.ts';
import { type KanbanColumn, moves } from '../model/kanban.ts';
import { BoardFilters } from './board-filters.tsx';
import { type ViewFrame, ViewPage } from './board-frame.tsx';
import { ScrollRegion } from './board-scroll.tsx';
import { nameOf, ownerLine, percent, recommendationHref, shortDay, statusLook } from './board-words.tsx';

export interface KanbanProps {
  readonly frame: ViewFrame;
  readonly address: BoardAddress;
  readonly facets: Facets;
  readonly towns: readonly { readonly key: string; readonly name: string }[];
  readonly columns: readonly KanbanColumn[];
  readonly today: string;
}

const moveLabel = (value: (typeof moves)[number], { t }: View) =>
  value === 'automatic' ? t('concept:staff.view.automatic') : t(`concept:status.${value}`);

/** A plain form: choose and press. The reason has its place on the page that asks for it when it is needed. */
function moveForm(item: Recommendation, { frame, address }: KanbanProps, view: View): VNode {
  const { t, formToken } = view;
  const id = `m-${item.number}`;
  return (
    <form method="post" action={`${frame.base}/kanban/${item.id}`} class="dk-move">
      <input type="hidden" name="_token" value={formToken} />
      <input type="hidden" name="version" value={item.version} />
      <input
        type="hidden"
        name="back"
        value={boardHref(`${frame.base}/kanban`, { filter: address.filter }, `k-${item.number}`)}
      />
      <label class="kern-sr-only" for={id}>
        {t('concept:staff.view.move_to', { name: nameOf(item) })}
      </label>
      <select id={id} name="status" class="dk-move__select">
        {moves.map((value) => (
          <option key={value} value={value} selected={value === (item.manualStatus ?? 'automatic')}>
            {moveLabel(value, view)}
          </option>
        ))}
      </select>
      <button
        type="submit"
        class="kern-btn kern-btn--secondary dk-btn--small"
        aria-label={t('concept:staff.view.move_name', { name: nameOf(item) })}
      >
        <span class="kern-label">{t('concept:staff.view.move')}</span>
      </button>
    </form>
  );
}

function card(item: Recommendation, props: KanbanProps, view: View): VNode {
  const { frame, today } = props;
  const { t, language, district } = view;
  const due = item.nextStep?.dueOn;
  const behind = isBehind(item, today);
  const day = due && shortDay(due, language);
  return (
    <li key={item.id} id={`k-${item.number}`} class={behind ? 'dk-kanban__card dk-kanban__card--late' : 'dk-kanban__card'}>
      <h3 class="dk-kanban__name">
        <a href={recommendationHref(district?.slug ?? '', item.id)} lang="de">
          {nameOf(item)}
        </a>
      </h3>
      <p class="dk-table__note" lang="de">
        {frame.tree.fields.find(({ id }) => id === item.fieldId)?.title}
      </p>
      {item.nextStep && (
        <p>
          <span lang="de">{item.nextStep.title}</span>
          {day && (
            <>
              {', '}
              {behind ? StateMark({ state: 'late', children: t('concept:staff.view.was_due', { day }) }) : day}
            </>
          )}
        </p>
      )}
      <p class="dk-table__note">
        {item.ownerless ? StateMark({ state: 'late', children: t('concept:staff.view.nobody') }) : ownerLine(item, t)}
      </p>
      {item.progress !== null && <p class="dk-table__note">{percent(item.progress, t)}</p>}
      {frame.edits && !frame.print && moveForm(item, props, view)}
    </li>
  );
}

/** The recommendations by status; a card is moved by choosing where to. */
export function KanbanPage(props: KanbanProps) {
  const { frame, address, columns } = props;
  const view = useView();
  const { t } = view;
  return (
    <ViewPage frame={frame} tab="kanban" title={`${t('concept:staff.view.tab.kanban')}: ${frame.tree.edition.title}`}>
      {!frame.print && <BoardFilters {...props} path={`${frame.base}/kanban`} />}
      {frame.edits && !frame.print && <p class="dk-table__note">{t('concept:staff.view.kanban_hint')}</p>}
      <ScrollRegion class="dk-kanban" label={t('concept:staff.view.tab.kanban')}>
        {columns.map(({ status, count, cards }) => (
          <section class="dk-kanban__column" key={status} aria-labelledby={`s-${status}`}>
            <h2 class="dk-kanban__title" id={`s-${status}`}>
              <StateMark state={statusLook(status)}>{t(`concept:status.${status}`)}</StateMark>{' '}
              <span class="dk-count">{count}</span>
            </h2>
            {cards.length > 0 ? (
              <ul class="dk-kanban__cards">{cards.map((item) => card(item, props, view))}</ul>
            ) : (
              <p class="dk-table__note">{t('concept:staff.view.kanban_empty')}</p>
            )}
            {count > cards.length && (
              <p>
                <a href={boardHref(frame.base, { filter: { ...address.filter, status } })}>
                  {t('concept:staff.view.more', { count: count - cards.length })} <Icon name="arrow" />
                </a>
              </p>
            )}
          </section>
        ))}
      </ScrollRegion>
    </ViewPage>
  );
}

export interface MoveProps {
  readonly frame: ViewFrame;
  readonly item: Recommendation;
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly changes: readonly FieldChange[];
  readonly back: string;
}

/** Asks again for what a move lacked, most often the reason. */
export function MovePage({ frame, item, values, errors, changes, back }: MoveProps) {
  const view = useView();
  const { t } = view;
  return (
    <ViewPage frame={frame} tab="kanban" title={nameOf(item)} within={nameOf(item)}>
      {changes.length > 0 && (
        <Alert kind="warning" live>
          <p>{t('concept:staff.failure.changed')}</p>
          <Diff changes={changes} />
        </Alert>
      )}
      <Form action={`${frame.base}/kanban/${item.id}`} values={values} errors={errors} hidden={{ version: item.version, back }}>
        <SelectField
          name="status"
          label={t('concept:staff.view.status')}
          required
          empty={false}
          options={moves.map((value) => ({ value, label: moveLabel(value, view) }))}
        />
        <TextField name="reason" label={t('concept:staff.view.reason')} maxLength={1000} lang="de" />
        <ButtonRow>
          <Button>{t('concept:staff.view.move')}</Button>
          <LinkButton href={back}>{t('concept:staff.view.cancel')}</LinkButton>
        </ButtonRow>
      </Form>
    </ViewPage>
  );
}
