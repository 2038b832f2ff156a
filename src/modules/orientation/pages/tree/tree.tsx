import type { ComponentChildren } from 'preact';
import {
  Alert,
  Badge,
  Button,
  ButtonRow,
  EmptyState,
  FilterBar,
  Form,
  Icon,
  type IconName,
  LinkButton,
  ListHead,
  PageHeader,
  Section,
  SelectField,
  TextField,
  useView,
} from '#platform/ui';
import { type TreeFilter, treeStates } from '../../model/tree-filter.ts';
import type { Step } from '../../model/tree-moves.ts';
import type { TreeRow, TreeView } from '../../service/tree/reading.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';

export interface TreePageProps {
  readonly frame: DeskFrame;
  readonly view: TreeView;
  readonly filter: TreeFilter;
  readonly towns: readonly { readonly value: string; readonly label: string }[];
  /** Every page has its buttons and handle. */
  readonly ordering: boolean;
  readonly mayAdd: boolean;
}

/** How a page stands, in as few words as possible: what is missing comes first. */
function Standing({ row }: { row: TreeRow }) {
  const { t } = useView();
  const { published, draft, review, scheduled } = row.texts;
  const counts = [
    ['languages', published.length],
    ['outdated', row.outdated.length],
    ['review', review.length],
    ['scheduled', scheduled.length],
    ['draft', draft.length],
  ] as const;
  return (
    <span class="dk-tree__standing">
      {row.page.mirrorOf === null && !published.includes('de') && <strong>{t('orientation:staff.tree.not_public')}</strong>}
      {counts
        .filter(([, count]) => count > 0)
        .map(([key, count]) => (
          <span key={key}>{t(`orientation:staff.tree.count.${key}`, { count })}</span>
        ))}
    </span>
  );
}

const stepIcons: Readonly<Record<Exclude<Step, 'top'>, IconName>> = { up: 'up', down: 'down', out: 'back', in: 'forward' };

/** Which steps a row can make: judged by its neighbours in the list, which is the tree in its order. */
function possibleSteps(rows: readonly TreeRow[], at: number): ReadonlySet<Step> {
  const row = rows[at];
  if (!row) return new Set();
  const siblings = rows.filter(({ page }) => page.parentId === row.page.parentId);
  const place = siblings.indexOf(row);
  return new Set<Step>([
    ...(place > 0 ? (['up', 'in'] as const) : []),
    ...(place < siblings.length - 1 ? (['down'] as const) : []),
    ...(row.page.parentId === null ? [] : (['out'] as const)),
  ]);
}

function Steps({ row, possible }: { row: TreeRow; possible: ReadonlySet<Step> }) {
  const { t } = useView();
  return (
    <span class="dk-tree__steps">
      {Object.entries(stepIcons).map(([step, icon]) => (
        <button
          key={step}
          type="submit"
          name="schritt"
          value={`${step} ${row.page.id}`}
          class="dk-tree__step"
          disabled={!possible.has(step as Step)}
        >
          <Icon name={icon} label={t(`orientation:staff.tree.step.${step}`, { title: row.title })} />
        </button>
      ))}
    </span>
  );
}

/** @param children what can be done with the page; without, it says how the page stands */
function Row({ row, base, children }: { row: TreeRow; base: string; children?: ComponentChildren }) {
  const { t } = useView();
  return (
    <div class="dk-tree__row" data-row={row.page.id}>
      <span class="dk-tree__name">
        {row.open ? <a href={`${base}/seite/${row.page.id}`}>{row.title}</a> : row.title}
        {row.page.kind !== 'page' && <Badge>{t(`orientation:staff.kind.${row.page.kind}`)}</Badge>}
        {row.town && <Badge icon="place">{row.town}</Badge>}
        {row.page.mirrorOf && <Badge kind="info">{t('orientation:staff.tree.mirror')}</Badge>}
      </span>
      {children ?? (row.open && <Standing row={row} />)}
    </div>
  );
}

/** Rows in their order as lists within lists: a screen reader tells the levels. */
function Level({ rows, from, to, depth, children }: LevelProps) {
  const own: number[] = [];
  for (let at = from; at < to; at++) if (rows[at]?.depth === depth) own.push(at);
  if (!own.length) return null;
  return (
    <ul class="dk-tree">
      {own.map((at, index) => (
        <li key={rows[at]?.page.id} id={`s-${rows[at]?.page.id}`} class="dk-tree__item">
          {children(at)}
          <Level rows={rows} from={at + 1} to={own[index + 1] ?? to} depth={depth + 1}>
            {children}
          </Level>
        </li>
      ))}
    </ul>
  );
}

interface LevelProps {
  readonly rows: readonly TreeRow[];
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  readonly children: (at: number) => ComponentChildren;
}

function Ordering({ base, rows }: { base: string; rows: readonly TreeRow[] }) {
  const { t } = useView();
  return (
    <Form action={`${base}/ordnen`} id="ordnen" plain hidden={{ seite: '', ziel: '', wo: '' }}>
      <p class="dk-tree__text">{t('orientation:staff.tree.ordering_text')}</p>
      <div data-order-tree="">
        <Level rows={rows} from={0} to={rows.length} depth={1}>
          {(at) => {
            const row = rows[at] as TreeRow;
            return (
              <Row row={row} base={base}>
                <Steps row={row} possible={possibleSteps(rows, at)} />
              </Row>
            );
          }}
        </Level>
      </div>
    </Form>
  );
}

function Strays({ base, rows }: { base: string; rows: readonly TreeRow[] }) {
  const { t } = useView();
  return (
    <Section title={t('orientation:staff.tree.strays')} id="ohne-platz">
      <p>{t('orientation:staff.tree.strays_text')}</p>
      <Form action={`${base}/ordnen`} id="aufhaengen" plain>
        <ul class="dk-tree">
          {rows.map((row) => (
            <li key={row.page.id} class="dk-tree__item">
              <Row row={row} base={base}>
                <Button name="schritt" value={`top ${row.page.id}`} look="secondary" small>
                  {t('orientation:staff.tree.step.top')}
                </Button>
              </Row>
            </li>
          ))}
        </ul>
      </Form>
    </Section>
  );
}

/** All pages of the guide in their tree; with filters a list. */
export function TreePage({ frame, view, filter, towns, ordering, mayAdd }: TreePageProps) {
  const { t } = useView();
  const { base, manages } = frame;
  const title = t('orientation:staff.tree.title');
  const isFiltered = Boolean(filter.q || filter.ort || filter.stand);
  const { rows } = view;
  return (
    <DeskPage frame={frame} tab="pages" title={title} scripts={ordering ? ['order-tree'] : undefined}>
      <PageHeader
        title={title}
        lead={t(view.whole ? 'orientation:staff.tree.lead' : 'orientation:staff.tree.lead_own')}
        actions={
          <ButtonRow>
            {mayAdd && (
              <LinkButton href={`${base}/neu`} look="primary" icon="plus" small>
                {t('orientation:staff.new.title')}
              </LinkButton>
            )}
            {manages && (
              <LinkButton href={ordering ? base : `${base}?ordnen=1`} small>
                {t(ordering ? 'orientation:staff.tree.ordering_done' : 'orientation:staff.tree.ordering')}
              </LinkButton>
            )}
          </ButtonRow>
        }
      />
      {!ordering && (
        <FilterBar action={base} values={{ ...filter }} resetHref={isFiltered ? base : undefined}>
          <TextField name="q" type="search" label={t('orientation:staff.tree.search')} maxLength={100} />
          <SelectField
            name="ort"
            label={t('orientation:staff.field.town')}
            empty={t('orientation:staff.tree.all')}
            options={towns}
          />
          <SelectField
            name="stand"
            label={t('orientation:staff.tree.state')}
            empty={t('orientation:staff.tree.all')}
            options={treeStates.map((state) => ({ value: state, label: t(`orientation:staff.tree.state.${state}`) }))}
          />
        </FilterBar>
      )}
      {view.strays.length > 0 && manages && <Strays base={base} rows={view.strays} />}
      {!rows.length && !isFiltered && (
        <EmptyState title={t('orientation:staff.tree.empty')}>
          <p>{t(mayAdd ? 'orientation:staff.tree.empty_text' : 'orientation:staff.tree.empty_own')}</p>
        </EmptyState>
      )}
      {!rows.length && isFiltered && (
        <Alert kind="info">
          <p>{t('orientation:staff.tree.none_found')}</p>
        </Alert>
      )}
      {rows.length > 0 && (
        <>
          <ListHead count={t('orientation:staff.tree.count.pages', { count: rows.length })} />
          {ordering ? (
            <Ordering base={base} rows={rows} />
          ) : (
            <Level rows={rows} from={0} to={rows.length} depth={1}>
              {(at) => <Row row={rows[at] as TreeRow} base={base} />}
            </Level>
          )}
        </>
      )}
      {view.archived > 0 && (
        <p>
          <a href={`${base}/archiv`}>{t('orientation:staff.tree.archived', { count: view.archived })}</a>
        </p>
      )}
    </DeskPage>
  );
}
