import {
  ButtonRow,
  Disclosure,
  EmptyState,
  FilterBar,
  LinkButton,
  ListHead,
  PageHeader,
  Prose,
  Section,
  SelectField,
  Table,
  useView,
} from '#platform/ui';
import { addressWith, boardValues, cellValues, periods, radii } from '../model/filter.ts';
import type { Board } from '../service/board.ts';
import type { Words } from '../service/words.ts';
import { GapPage, gapsBase } from './frame.tsx';

export interface BoardPageProps {
  readonly board: Board;
  readonly words: Words;
  /** How the numbers are to be read. */
  readonly notes: readonly string[];
  readonly mayCommission: boolean;
}

function Filters({ board: { filter, vocabulary } }: Pick<BoardPageProps, 'board'>) {
  const { t, district } = useView();
  const base = gapsBase(district);
  const options = (list: readonly { id: string; name: string }[]) => list.map(({ id, name }) => ({ value: id, label: name }));
  const any = t('gaps:staff.any');
  return (
    <FilterBar action={base} values={boardValues(filter)} resetHref={base}>
      <SelectField
        name="ebene"
        label={t('gaps:staff.filter.level')}
        empty={false}
        options={[
          { value: 'oben', label: t('gaps:staff.level.top') },
          { value: 'fein', label: t('gaps:staff.level.leaf') },
        ]}
      />
      <SelectField name="thema" label={t('gaps:staff.filter.topic')} empty={any} options={options(vocabulary.topics)} />
      <SelectField name="sprache" label={t('gaps:staff.filter.language')} empty={any} options={options(vocabulary.languages)} />
      <SelectField name="zielgruppe" label={t('gaps:staff.filter.target')} empty={any} options={options(vocabulary.targets)} />
      <SelectField
        name="km"
        label={t('gaps:staff.filter.kilometres')}
        empty={false}
        options={radii.map((km) => ({ value: String(km), label: t(`gaps:staff.km.${km}`) }))}
      />
      <SelectField
        name="frei"
        label={t('gaps:staff.filter.bookable')}
        empty={t('gaps:staff.no')}
        options={[{ value: '1', label: t('gaps:staff.yes') }]}
      />
      <SelectField
        name="zeitraum"
        label={t('gaps:staff.filter.period')}
        empty={false}
        options={periods.map((weeks) => ({ value: String(weeks), label: t(`gaps:staff.period.${weeks}`) }))}
      />
    </FilterBar>
  );
}

function LargestGaps({ board, words, mayCommission }: BoardPageProps) {
  const { t, district } = useView();
  const base = gapsBase(district);
  if (!board.gaps.length)
    return (
      <EmptyState title={t('gaps:staff.gap.none')} level={3}>
        <p>{t('gaps:staff.gap.none_text')}</p>
      </EmptyState>
    );
  return (
    <ol class="dk-gap-list">
      {board.gaps.map((gap) => {
        const values = cellValues(gap.cell, board.filter);
        return (
          <li key={Object.values(gap.cell).join(' ')} class="dk-gap-list__item">
            <div>
              <a class="dk-gap-list__name" href={addressWith(`${base}/zelle`, values)}>
                {words.cellName(gap.cell)}
              </a>
              <p class="dk-gap-list__reason">{words.sentence(gap, board.filter)}</p>
            </div>
            {mayCommission && (
              <LinkButton href={addressWith(`${base}/auftrag`, values)} look="tertiary" small>
                {t('gaps:staff.commission.add')}
                <span class="kern-sr-only">: {words.cellName(gap.cell)}</span>
              </LinkButton>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function Matrix({ board, words }: BoardPageProps) {
  const { t, district } = useView();
  const { filter, vocabulary, rows } = board;
  const base = gapsBase(district);
  const count = (row: Board['rows'][number], town: string, offers: number) => {
    const cell = { topic: row.topic.id, language: filter.language, target: filter.target, town };
    return (
      <a
        class={offers ? 'dk-gap-count' : 'dk-gap-count dk-gap-count--none'}
        href={addressWith(`${base}/zelle`, cellValues(cell, filter))}
      >
        {offers ? words.number(offers) : t('gaps:staff.none')}
      </a>
    );
  };
  return (
    <Table
      caption={t('gaps:staff.matrix.title')}
      captionHidden
      wide
      rows={rows}
      rowKey={({ topic }) => topic.id}
      columns={[
        { key: 'topic', label: t('gaps:staff.filter.topic'), rowHeader: true, cell: ({ topic }) => topic.name },
        { key: 'searches', label: t('gaps:staff.matrix.searches'), numeric: true, cell: (row) => words.told(row.searches) },
        { key: 'outside', label: t('gaps:staff.matrix.outside'), numeric: true, cell: (row) => words.told(row.outside) },
        {
          key: 'corrections',
          label: t('gaps:staff.matrix.corrections'),
          numeric: true,
          cell: (row) => words.number(row.corrections),
        },
        { key: 'district', label: t('gaps:staff.district'), numeric: true, cell: (row) => count(row, '', row.offers) },
        ...vocabulary.towns.map(({ id, name }, index) => ({
          key: id,
          label: name,
          numeric: true,
          cell: (row: Board['rows'][number]) => count(row, id, row.counts[index] ?? 0),
        })),
      ]}
    />
  );
}

/** Where the numbers of a table come from, each source once. */
function Sources({ figures, words }: { figures: readonly { readonly source: string; readonly day: string }[]; words: Words }) {
  const { t } = useView();
  const sources = new Set(figures.map(({ source, day }) => t('gaps:staff.people.from', { source, day: words.day(day) })));
  return <p class="dk-table__note">{[...sources].join('; ')}</p>;
}

function PeopleSection({ board: { people, vocabulary }, words }: BoardPageProps) {
  const { t } = useView();
  const inTowns = vocabulary.towns.flatMap(({ id, name }) => {
    const figure = people.towns.get(id);
    return figure ? [{ id, name, figure }] : [];
  });
  if (!people.languages.length && !people.totals.length && !inTowns.length)
    return (
      <EmptyState title={t('gaps:staff.people.none')} level={3}>
        <p>{t('gaps:staff.people.none_text')}</p>
      </EmptyState>
    );
  return (
    <>
      <Prose>
        <p>{t('gaps:staff.note.people')}</p>
        <ul>
          {people.totals.map((one) => (
            <li key={one.label}>
              {t('gaps:staff.people.figure', {
                label: one.label,
                people: words.number(one.people),
                day: words.day(one.day),
                source: one.source,
              })}
            </li>
          ))}
        </ul>
      </Prose>
      {people.languages.length > 0 && (
        <Disclosure title={t('gaps:staff.people.languages')}>
          <Table
            caption={t('gaps:staff.people.languages')}
            captionHidden
            rows={people.languages}
            rowKey={({ language }) => language}
            columns={[
              { key: 'language', label: t('gaps:staff.filter.language'), rowHeader: true, cell: ({ name }) => name },
              { key: 'mainly', label: t('gaps:staff.people.mainly'), numeric: true, cell: (one) => words.number(one.mainly) },
              {
                key: 'also',
                label: t('gaps:staff.people.also'),
                numeric: true,
                cell: (one) => words.number(one.people - one.mainly),
              },
              { key: 'nationalities', label: t('gaps:staff.people.nationalities'), cell: (one) => one.nationalities.join(', ') },
            ]}
          />
          <Sources figures={people.languages} words={words} />
        </Disclosure>
      )}
      {inTowns.length > 0 && (
        <Disclosure title={t('gaps:staff.people.towns')}>
          <Table
            caption={t('gaps:staff.people.towns')}
            captionHidden
            rows={inTowns}
            rowKey={({ id }) => id}
            columns={[
              { key: 'town', label: t('gaps:staff.filter.town'), rowHeader: true, cell: ({ name }) => name },
              {
                key: 'people',
                label: t('gaps:staff.people.foreign'),
                numeric: true,
                cell: ({ figure }) => words.number(figure.people),
              },
            ]}
          />
          <Sources figures={inTowns.map(({ figure }) => figure)} words={words} />
        </Disclosure>
      )}
    </>
  );
}

/** Was fehlt wo?: the largest gaps, the matrix behind them, and who lives here. */
export function BoardPage(props: BoardPageProps) {
  const { board, words, notes } = props;
  const { t, district } = useView();
  const base = gapsBase(district);
  const values = boardValues(board.filter);
  return (
    <GapPage tab="board" title={t('gaps:staff.title')}>
      <PageHeader title={t('gaps:staff.title')} lead={t('gaps:staff.lead')} />
      <div class="dk-gap-filter">
        <Filters board={board} />
      </div>
      <ListHead
        count={t('gaps:staff.demand', {
          from: words.day(board.since),
          searches: words.told(board.demand.searches),
          outside: words.told(board.demand.outside),
        })}
      >
        <ButtonRow>
          <LinkButton href={addressWith(`${base}/uebersicht.xlsx`, values)} icon="download" look="tertiary" small download>
            XLSX
          </LinkButton>
          <LinkButton href={addressWith(`${base}/uebersicht.pdf`, values)} icon="download" look="tertiary" small download>
            PDF
          </LinkButton>
        </ButtonRow>
      </ListHead>
      <Section title={t('gaps:staff.gap.title')} id="luecken">
        <LargestGaps {...props} />
      </Section>
      <Section title={t('gaps:staff.matrix.title')} id="matrix">
        <p>{t('gaps:staff.matrix.lead')}</p>
        <Matrix {...props} />
      </Section>
      <Section title={t('gaps:staff.people.title')} id="menschen">
        <PeopleSection {...props} />
      </Section>
      <Disclosure title={t('gaps:staff.export.notes')}>
        <Prose>
          <ul>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Prose>
      </Disclosure>
    </GapPage>
  );
}
