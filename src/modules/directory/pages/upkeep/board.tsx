import { chart } from '#platform/charts';
import {
  Day,
  Disclosure,
  EmptyState,
  Figure,
  FigureRow,
  FilterBar,
  LinkButton,
  LinkList,
  type Option,
  type OptionGroup,
  PageHeader,
  Pagination,
  Section,
  SelectField,
  Table,
  useView,
} from '#platform/ui';
import { type Stage, stages } from '../../model/upkeep/stages.ts';
import type { Board } from '../../service/upkeep/board.ts';
import { day } from '../staff/formats.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';

export interface BoardPageProps {
  readonly frame: DeskFrame;
  readonly board: Board;
  readonly values: Readonly<Record<string, string>>;
  readonly towns: readonly Option[];
  readonly categories: readonly OptionGroup[];
  /** Name of a category, town or organisation. */
  readonly nameOf: (id: string | null, name: string | null) => string;
  readonly groupHref: (id: string | null) => string | undefined;
  readonly stageHref: (stage: Stage) => string;
  readonly first: string | undefined;
  readonly next: string | undefined;
}

function Ages({ ages }: { ages: readonly number[] }) {
  const { t, language } = useView();
  const names = ['3', '6', '9', '12', 'older', 'never'].map((name) => t(`directory:staff.upkeep.age.${name}`));
  const { svg, table } = chart({
    kind: 'bar',
    title: t('directory:staff.upkeep.ages'),
    description: t('directory:staff.upkeep.ages_text'),
    unit: t('directory:staff.upkeep.offers'),
    xLabel: t('directory:staff.upkeep.confirmed_before'),
    series: [{ label: t('directory:staff.upkeep.count'), points: names.map((x, index) => ({ x, y: ages[index] ?? 0 })) }],
    language,
    decimals: 0,
  });
  return (
    <Section title={t('directory:staff.upkeep.ages')}>
      <figure class="dk-chart">
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: SVG of platform/charts, which escapes every text */}
        <div class="dk-chart__drawing" dangerouslySetInnerHTML={{ __html: svg }} />
      </figure>
      <Disclosure title={t('directory:staff.upkeep.as_table')}>
        <Table
          caption={t('directory:staff.upkeep.ages')}
          captionHidden
          rows={table.rows}
          rowKey={(row: string[]) => row[0] ?? ''}
          columns={table.head.map((label, index) => ({
            key: String(index),
            label,
            rowHeader: index === 0,
            numeric: index > 0,
            cell: (row: string[]) => row[index] ?? '',
          }))}
        />
      </Disclosure>
    </Section>
  );
}

function Groups({ board, values, nameOf, groupHref }: Pick<BoardPageProps, 'board' | 'values' | 'nameOf' | 'groupHref'>) {
  const { t } = useView();
  return (
    <Table
      caption={t(`directory:staff.upkeep.by.${values.gruppe}`)}
      rows={board.groups}
      rowKey={({ id }) => id ?? ''}
      columns={[
        {
          key: 'name',
          label: t('directory:field.label.name'),
          rowHeader: true,
          cell: ({ id, name }) => {
            const href = groupHref(id);
            return href ? (
              <a href={href}>
                <bdi>{nameOf(id, name)}</bdi>
              </a>
            ) : (
              nameOf(id, name)
            );
          },
        },
        { key: 'offers', label: t('directory:staff.upkeep.offers'), numeric: true, cell: ({ offers }) => offers },
        ...stages.map((stage) => ({
          key: stage,
          label: t(`directory:staff.upkeep.stage.${stage}`),
          numeric: true,
          cell: (row: Board['groups'][number]) => row.stages[stage],
        })),
      ]}
    />
  );
}

function Offers({ board, base }: { board: Board; base: string }) {
  const { t, language } = useView();
  return (
    <Table
      caption={t('directory:staff.upkeep.list')}
      captionHidden
      rows={board.rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          label: t('directory:field.label.name'),
          rowHeader: true,
          cell: ({ id, name }) => (
            <a href={`${base}/eintraege/${id}`}>
              <bdi>{name}</bdi>
            </a>
          ),
        },
        {
          key: 'organisation',
          label: t('directory:field.label.organisation'),
          cell: ({ organisationId, organisationName }) => (
            <a href={`${base}/aktualitaet/anbieter/${organisationId}`}>
              <bdi>{organisationName}</bdi>
            </a>
          ),
        },
        {
          key: 'confirmed',
          label: t('directory:staff.upkeep.confirmed'),
          cell: ({ confirmedOn }) => (confirmedOn ? <Day day={confirmedOn} /> : t('directory:staff.upkeep.age.never')),
        },
        {
          key: 'stage',
          label: t('directory:staff.upkeep.stage'),
          cell: ({ stage }) => t(`directory:staff.upkeep.stage.${stage}`),
        },
        {
          key: 'next',
          label: t('directory:staff.upkeep.next'),
          cell: ({ next, pausedUntil }) =>
            pausedUntil
              ? t('directory:staff.upkeep.paused_until', { date: day(pausedUntil, language) })
              : next
                ? t('directory:staff.upkeep.next_on', {
                    stage: t(`directory:staff.upkeep.stage.${next.stage}`),
                    date: day(next.on, language),
                  })
                : '–',
        },
      ]}
    />
  );
}

/** Where the offers stand: how many in each stage, what happens next, whom to talk to. */
export function BoardPage(props: BoardPageProps) {
  const { frame, board, values, towns, categories, first, next, stageHref } = props;
  const { t } = useView();
  const base = `${frame.base}/aktualitaet`;
  const filtered = Object.values(values).some(Boolean);
  return (
    <DeskPage frame={frame} tab="upkeep" title={t('directory:staff.tab.upkeep')}>
      <PageHeader title={t('directory:staff.tab.upkeep')} lead={t('directory:staff.upkeep.lead')} />
      <LinkList
        items={[
          { icon: 'external', href: `${base}/links`, label: t('directory:staff.upkeep.to_links') },
          ...(frame.manages
            ? [{ icon: 'edit' as const, href: `${base}/regeln`, label: t('directory:staff.upkeep.to_rules') }]
            : []),
        ]}
      />
      <FigureRow>
        {stages.map((stage) => (
          <Figure
            key={stage}
            value={String(board.counts.stages[stage])}
            label={t(`directory:staff.upkeep.stage.${stage}`)}
            href={stageHref(stage)}
          />
        ))}
      </FigureRow>
      <Ages ages={board.counts.ages} />
      <FilterBar
        action={base}
        values={values}
        resetHref={filtered ? base : undefined}
        keep={values.anbieter ? [{ name: 'anbieter', value: values.anbieter }] : []}
      >
        <SelectField
          name="stufe"
          label={t('directory:staff.upkeep.stage')}
          empty={t('directory:staff.all')}
          options={stages.map((value) => ({ value, label: t(`directory:staff.upkeep.stage.${value}`) }))}
        />
        <SelectField name="ort" label={t('directory:field.label.town')} empty={t('directory:staff.all')} options={towns} />
        <SelectField
          name="thema"
          label={t('directory:field.label.categories')}
          empty={t('directory:staff.all')}
          options={categories}
        />
        <SelectField
          name="gruppe"
          label={t('directory:staff.upkeep.group')}
          empty={t('directory:staff.upkeep.single')}
          options={['category', 'town', 'organisation'].map((value) => ({
            value,
            label: t(`directory:staff.upkeep.by.${value}`),
          }))}
        />
      </FilterBar>
      {board.rows.length + board.groups.length > 0 ? (
        <>
          {board.groups.length > 0 ? <Groups {...props} /> : <Offers board={board} base={frame.base} />}
          <Pagination previous={first} next={next} />
        </>
      ) : (
        <EmptyState
          title={t('directory:staff.upkeep.none')}
          actions={filtered && <LinkButton href={base}>{t('directory:staff.reset')}</LinkButton>}
        >
          <p>{t('directory:staff.upkeep.none_text')}</p>
        </EmptyState>
      )}
    </DeskPage>
  );
}
