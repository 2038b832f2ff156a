import {
  Badge,
  ButtonRow,
  DescriptionList,
  EmptyState,
  LinkButton,
  PageHeader,
  Prose,
  Section,
  Table,
  useView,
} from '#platform/ui';
import { addressWith, cellValues } from '../model/filter.ts';
import type { CellView } from '../service/cell.ts';
import type { Words } from '../service/words.ts';
import { StateOf } from './commissions.tsx';
import { GapPage, gapsBase } from './frame.tsx';

export interface CellPageProps {
  readonly view: CellView;
  readonly words: Words;
  readonly mayCommission: boolean;
}

function Nearest({ view: { nearest, cell }, words }: CellPageProps) {
  const { t } = useView();
  if (!nearest.length)
    return (
      <EmptyState title={t('gaps:staff.cell.no_offers')} level={3}>
        <p>{t('gaps:staff.cell.no_offers_text')}</p>
      </EmptyState>
    );
  return (
    <Table
      caption={t('gaps:staff.cell.nearest')}
      captionHidden
      rows={nearest}
      rowKey={({ path }) => path}
      columns={[
        {
          key: 'name',
          label: t('gaps:staff.cell.offer'),
          rowHeader: true,
          cell: ({ name, path }) => (
            <a href={path}>
              <bdi>{name}</bdi>
            </a>
          ),
        },
        ...(cell.town
          ? [
              {
                key: 'distance',
                label: t('gaps:staff.cell.distance'),
                numeric: true,
                cell: ({ kilometres }: CellView['nearest'][number]) =>
                  kilometres === null
                    ? t('gaps:staff.cell.unknown')
                    : t('gaps:staff.cell.kilometres', { kilometres: words.number(Math.round(kilometres * 10) / 10) }),
              },
            ]
          : []),
        {
          key: 'counts',
          label: t('gaps:staff.cell.counts'),
          cell: ({ obstacles }) =>
            obstacles.length ? (
              obstacles.map((one) => t(`gaps:staff.obstacle.${one}`)).join(', ')
            ) : (
              <Badge kind="success">{t('gaps:staff.cell.does_count')}</Badge>
            ),
        },
        {
          key: 'languages',
          label: t('gaps:staff.cell.languages'),
          cell: ({ languages }) => languages.map((code) => words.nameOf('language', code)).join(', '),
        },
      ]}
    />
  );
}

function Asked({ view: { evidence, terms, regions, doubted }, words }: CellPageProps) {
  const { t, district } = useView();
  return (
    <>
      <DescriptionList
        items={[
          { term: t('gaps:staff.matrix.searches'), value: words.told(evidence.searches) },
          { term: t('gaps:staff.matrix.outside'), value: words.told(evidence.outside) },
          { term: t('gaps:staff.matrix.corrections'), value: words.number(evidence.corrections) },
        ]}
      />
      {terms.length > 0 && (
        <Table
          caption={t('gaps:staff.cell.terms')}
          rows={terms}
          rowKey={({ term }) => term}
          columns={[
            { key: 'term', label: t('gaps:staff.cell.term'), rowHeader: true, cell: ({ term }) => <bdi>{term}</bdi> },
            { key: 'uses', label: t('gaps:staff.cell.uses'), numeric: true, cell: ({ uses }) => words.number(uses) },
          ]}
        />
      )}
      {regions.length > 0 && (
        <Table
          caption={t('gaps:staff.cell.regions')}
          rows={regions}
          rowKey={({ region }) => region}
          columns={[
            { key: 'region', label: t('gaps:staff.cell.region'), rowHeader: true, cell: ({ region }) => `${region}xxx` },
            { key: 'uses', label: t('gaps:staff.cell.uses'), numeric: true, cell: ({ uses }) => words.number(uses) },
          ]}
        />
      )}
      {doubted.length > 0 && (
        <Prose>
          <h3>{t('gaps:staff.cell.doubted')}</h3>
          <ul>
            {doubted.map(({ entryId, name, corrections }) => (
              <li key={entryId}>
                <a href={`/intern/${district?.slug}/wegweiser/eintraege/${entryId}`}>
                  <bdi>{name}</bdi>
                </a>{' '}
                ({words.number(corrections)})
              </li>
            ))}
          </ul>
        </Prose>
      )}
    </>
  );
}

function Figures({ view: { speakers, foreigners }, words }: CellPageProps) {
  const { t } = useView();
  if (!speakers && !foreigners) return <p>{t('gaps:staff.people.none_text')}</p>;
  return (
    <Prose>
      <ul>
        {speakers && (
          <li>
            {t('gaps:staff.people.sentence', {
              people: words.number(speakers.people),
              language: speakers.name,
              nationalities: speakers.nationalities.join(', '),
              day: words.day(speakers.day),
              source: speakers.source,
            })}
          </li>
        )}
        {foreigners && (
          <li>
            {t('gaps:staff.people.figure', {
              label: foreigners.label,
              people: words.number(foreigners.people),
              day: words.day(foreigners.day),
              source: foreigners.source,
            })}
          </li>
        )}
      </ul>
    </Prose>
  );
}

/** What stands behind one field of the board. */
export function CellPage(props: CellPageProps) {
  const { view, words, mayCommission } = props;
  const { t, district } = useView();
  const base = gapsBase(district);
  const name = words.cellName(view.cell);
  return (
    <GapPage tab="board" title={name} crumbs={[{ label: name }]}>
      <PageHeader
        title={name}
        kicker={t('gaps:staff.title')}
        lead={words.offers(view.offers, view.cell, view.cell.town)}
        actions={
          mayCommission && (
            <LinkButton href={addressWith(`${base}/auftrag`, cellValues(view.cell, view.cell))} icon="plus" small>
              {t('gaps:staff.commission.add')}
            </LinkButton>
          )
        }
      />
      <Section title={t('gaps:staff.cell.asked')} id="gefragt">
        <p>{t('gaps:staff.period_days', { from: words.day(view.since), to: words.day(view.today) })}</p>
        <Asked {...props} />
      </Section>
      <Section title={t('gaps:staff.cell.nearest')} id="angebote">
        <Nearest {...props} />
      </Section>
      <Section title={t('gaps:staff.people.title')} id="menschen">
        <Figures {...props} />
      </Section>
      <Section title={t('gaps:staff.cell.commissions')} id="auftraege">
        {view.commissions.length ? (
          <ul class="dk-plain-list">
            {view.commissions.map((one) => (
              <li key={one.id}>
                <a href={`${base}/auftraege/${one.id}`}>{words.cellName(one)}</a>,{' '}
                {words.day(one.createdAt.toISOString().slice(0, 10))}{' '}
                <StateOf state={one.state} isLate={one.state === 'open' && one.dueOn !== null && one.dueOn < view.today} />
              </li>
            ))}
          </ul>
        ) : (
          <p>{t('gaps:staff.cell.no_commissions')}</p>
        )}
        <ButtonRow>
          <LinkButton href={`${base}/auftraege`} look="tertiary" small>
            {t('gaps:staff.commission.list')}
          </LinkButton>
        </ButtonRow>
      </Section>
    </GapPage>
  );
}
