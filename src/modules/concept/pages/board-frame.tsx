import type { ComponentChildren } from 'preact';
import { formatNumber } from '#platform/i18n';
import {
  Badge,
  ButtonRow,
  Disclosure,
  Figure,
  FigureRow,
  LinkButton,
  PageHeader,
  PrintPage,
  Progress,
  StaffPage,
  StateMark,
  Table,
  Tabs,
  useView,
} from '#platform/ui';
import type { FieldProgress, KeyNumbers, StatusShare } from '../model/board-summary.ts';
import type { EditionTree } from '../model/edition.ts';
import { statusLook } from './board-words.tsx';

export const viewTabs = ['board', 'timeline', 'kanban', 'matrix', 'lists', 'towns', 'stakeholders'] as const;
export type ViewTab = (typeof viewTabs)[number];

export const tabPaths: Readonly<Record<ViewTab, string>> = {
  board: '',
  timeline: '/zeitplan',
  kanban: '/kanban',
  matrix: '/matrix',
  lists: '/listen',
  towns: '/orte',
  stakeholders: '/beteiligte',
};

/** Pages of the edition that other rooms of the module keep. */
const neighbours = ['gliederung', 'datei', 'fortschreibung'] as const;

/** What stands at the head of every view of an edition. */
export interface ViewFrame {
  readonly tree: Pick<EditionTree, 'concept' | 'edition' | 'fields'>;
  readonly numbers: KeyNumbers;
  readonly progress: readonly FieldProgress[];
  readonly shares: readonly StatusShare[];
  readonly edits: boolean;
  /** Address of the edition: `/intern/recklinghausen/konzept/<id>`. */
  readonly base: string;
  /** The page as a sheet to print, and the way back. */
  readonly print: boolean;
}

export interface ViewPageProps {
  readonly frame: ViewFrame;
  readonly tab: ViewTab;
  readonly title: string;
  /** Step from the tab's list to this page. */
  readonly within?: string | undefined;
  /** The head folds its charts away where the view itself needs the room. */
  readonly glance?: boolean | undefined;
  readonly actions?: ComponentChildren | undefined;
  readonly children: ComponentChildren;
}

/** The same address with or without the parameter that asks for the sheet. */
export function printHref(path: string, print: boolean): string {
  const [address = '', query = ''] = path.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.delete('druck');
  parameters.delete('zeile');
  if (print) parameters.set('druck', '1');
  const text = parameters.toString();
  return text ? `${address}?${text}` : address;
}

const figures = [
  ['all', ''],
  ['running', '?stand=running'],
  ['late', '?stand=late'],
  ['done', '?stand=done'],
  ['ownerless', '?zustaendig=ohne'],
  ['stale', '?meldung=stale'],
  ['unfunded', '?geld=ohne'],
] as const;

/** Numbers of the whole edition; each leads to the board, filtered for what it counts. */
function KeyFigures({ frame }: { frame: ViewFrame }) {
  const { t, language } = useView();
  return (
    <div class="dk-key-numbers">
      <FigureRow>
        {figures.map(([key, query]) => (
          <Figure
            key={key}
            value={formatNumber(frame.numbers[key], language)}
            label={t(`concept:staff.view.figure.${key}`)}
            href={`${frame.base}${query}`}
            state={key === 'late' && frame.numbers.late > 0 ? 'late' : undefined}
          />
        ))}
      </FigureRow>
    </div>
  );
}

function Glance({ frame, open }: { frame: ViewFrame; open: boolean }) {
  const { t, language } = useView();
  const fields = new Map(frame.tree.fields.map((field) => [field.id, field]));
  const total = Math.max(1, frame.numbers.all);
  return (
    <Disclosure title={t('concept:staff.view.glance')} open={open}>
      <div class="dk-glance">
        <Table
          caption={t('concept:staff.view.progress_by_field')}
          rows={frame.progress}
          rowKey={({ fieldId }) => fieldId}
          columns={[
            {
              key: 'field',
              label: t('concept:staff.view.field'),
              rowHeader: true,
              cell: ({ fieldId }) => {
                const field = fields.get(fieldId);
                return <a href={`${frame.base}?feld=${field?.key ?? ''}`}>{field?.title}</a>;
              },
            },
            {
              key: 'progress',
              label: t('concept:staff.view.progress'),
              cell: ({ fieldId, progress }) =>
                progress === null ? (
                  t('concept:staff.view.no_progress')
                ) : (
                  <Progress
                    label={fields.get(fieldId)?.title ?? ''}
                    value={progress}
                    max={100}
                    text={t('concept:staff.view.percent', { value: progress })}
                    compact
                  />
                ),
            },
            {
              key: 'count',
              label: t('concept:staff.view.recommendations'),
              numeric: true,
              cell: ({ count }) => formatNumber(count, language),
            },
            {
              key: 'late',
              label: t('concept:status.late'),
              numeric: true,
              cell: ({ fieldId, late }) =>
                late > 0 ? (
                  <a href={`${frame.base}?feld=${fields.get(fieldId)?.key ?? ''}&stand=late`}>{formatNumber(late, language)}</a>
                ) : (
                  '0'
                ),
            },
          ]}
        />
        <Table
          caption={t('concept:staff.view.by_status')}
          rows={frame.shares}
          rowKey={({ status }) => status}
          columns={[
            {
              key: 'status',
              label: t('concept:staff.view.status'),
              rowHeader: true,
              cell: ({ status }) => (
                <a href={`${frame.base}?stand=${status}`}>
                  <StateMark state={statusLook(status)}>{t(`concept:status.${status}`)}</StateMark>
                </a>
              ),
            },
            {
              key: 'share',
              label: t('concept:staff.view.recommendations'),
              cell: ({ status, count }) => (
                <Progress
                  label={t(`concept:status.${status}`)}
                  value={count}
                  max={total}
                  text={formatNumber(count, language)}
                  compact
                />
              ),
            },
          ]}
        />
      </div>
    </Disclosure>
  );
}

function PrintedView({ frame, tab, title, within, children }: ViewPageProps) {
  const { t, path } = useView();
  const { concept, edition } = frame.tree;
  return (
    <PrintPage staff title={title} backHref={printHref(path, false)} foot={`${concept.title}, ${edition.title}`}>
      <h1>{within ? title : t(`concept:staff.view.tab.${tab}`)}</h1>
      <p>
        {concept.title}, {edition.title}
      </p>
      {children}
    </PrintPage>
  );
}

/** A view of an edition: its place, its numbers and its other views above, then the matter; or the matter alone as a sheet. */
export function ViewPage(props: ViewPageProps) {
  const { frame, tab, title, within, glance = false, actions, children } = props;
  const { t, district, path } = useView();
  if (frame.print) return <PrintedView {...props} />;
  const { concept, edition } = frame.tree;
  const root = `/intern/${district?.slug}/konzept`;
  const tabName = t(`concept:staff.view.tab.${tab}`);
  const href = `${frame.base}${tabPaths[tab]}`;
  return (
    <StaffPage
      title={title}
      breadcrumb={[
        { label: t('concept:staff.view.concepts'), href: root },
        ...(tab === 'board' ? [] : [{ label: edition.title, href: frame.base }]),
        ...(within ? [{ label: tabName, href }] : []),
        { label: within ?? (tab === 'board' ? edition.title : tabName) },
      ]}
    >
      <PageHeader
        kicker={
          <>
            {concept.title} <Badge>{t(`concept:edition.${edition.state}`)}</Badge>
          </>
        }
        title={within ?? edition.title}
        actions={
          <ButtonRow>
            {actions}
            <LinkButton href={printHref(path, true)} icon="print" look="tertiary" small>
              {t('concept:staff.view.print')}
            </LinkButton>
          </ButtonRow>
        }
      />
      <Tabs
        label={t('concept:staff.view.views')}
        items={[
          ...viewTabs.map((one) => ({
            label: t(`concept:staff.view.tab.${one}`),
            href: `${frame.base}${tabPaths[one]}`,
            current: one === tab,
          })),
          ...neighbours
            .filter((one) => one !== 'fortschreibung' || frame.edits)
            .map((one) => ({
              label: t(`concept:staff.view.tab.${one}`),
              href: `${frame.base}/${one}`,
              current: false,
            })),
          { label: t('concept:staff.view.tab.berichte'), href: `${root}/berichte`, current: false },
        ]}
      />
      <KeyFigures frame={frame} />
      <Glance frame={frame} open={glance} />
      {children}
    </StaffPage>
  );
}
