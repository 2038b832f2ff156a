import type { ComponentChildren } from 'preact';
import { scatter } from '#platform/charts';
import { isolated } from '#platform/i18n';
import {
  Alert,
  DescriptionList,
  EmptyState,
  FilterBar,
  LinkList,
  PageHeader,
  PublicPage,
  Section,
  SelectField,
  Table,
  useView,
} from '#platform/ui';
import { correlationLevels, fewestPairs } from '../model/correlation.ts';
import { drawnValue } from '../model/figures.ts';
import { number, said, timeWords, unitHead, type Words } from '../model/report-words.ts';
import { topics } from '../model/vocabulary.ts';
import type { Correlation, CorrelationResult } from '../service/correlation.ts';
import {
  ChartFigure,
  DataText,
  FigureCell,
  figuresCrumbs,
  figuresPath,
  languageOf,
  SignLegend,
  Warnings,
} from './figure-parts.tsx';
import { SourceFacts } from './indicator-facts.tsx';

type FoundResult = Extract<CorrelationResult, { kind: 'found' }>;

/** Two indicators over the same places, and why that proves nothing. */
export function CorrelationPage({ view }: { view: Correlation }) {
  const words = useView();
  const { t } = words;
  const title = t('monitoring:correlation.title');
  return (
    <PublicPage title={title} breadcrumb={figuresCrumbs(words, { label: title })}>
      <PageHeader title={title} lead={t('monitoring:correlation.lead')} />
      <ChoiceBar view={view} />
      <Result result={view.result} />
    </PublicPage>
  );
}

function ChoiceBar({ view: { choice, definitions, result } }: { view: Correlation }) {
  const words = useView();
  const { t } = words;
  const options = topics.flatMap((topic) => {
    const own = definitions.indicators.filter((indicator) => indicator.topic === topic);
    const entries = own.map(({ key, names }) => ({ value: key, label: said(names, words).text, ...languageOf(names, words) }));
    return entries.length > 0 ? [{ label: t(`monitoring:topic.${topic}`), options: entries }] : [];
  });
  const years = 'years' in result ? result.years : [];
  const action = figuresPath(words, 'zusammenhang');
  return (
    <FilterBar action={action} submit={t('monitoring:correlation.show')} resetHref={choice.x || choice.y ? action : undefined}>
      <SelectField name="x" label={t('monitoring:correlation.x')} options={options} value={choice.x ?? ''} />
      <SelectField name="y" label={t('monitoring:correlation.y')} options={options} value={choice.y ?? ''} />
      <SelectField
        name="ebene"
        label={t('monitoring:correlation.level')}
        options={correlationLevels.map((level) => ({ value: level, label: t(`monitoring:correlation.level_${level}`) }))}
        value={choice.level}
        empty={false}
      />
      {years.length > 0 && (
        <SelectField
          name="jahr"
          label={t('monitoring:correlation.year')}
          options={years.map((year) => ({ value: String(year), label: String(year) }))}
          value={result.kind === 'found' ? String(result.year) : ''}
          empty={t('monitoring:correlation.newest')}
        />
      )}
    </FilterBar>
  );
}

function Result({ result }: { result: CorrelationResult }) {
  const { t } = useView();
  if (result.kind === 'found') return <FoundParts result={result} />;
  if (result.kind === 'nothing_chosen') {
    return (
      <EmptyState title={t('monitoring:correlation.nothing')}>
        <p>{t('monitoring:correlation.nothing_text')}</p>
      </EmptyState>
    );
  }
  const details = result.kind === 'too_few' ? { count: result.count, least: fewestPairs } : {};
  return (
    <Alert kind="warning" title={t('monitoring:correlation.refused')}>
      <p>{t(`monitoring:correlation.${result.kind}`, details)}</p>
    </Alert>
  );
}

function FoundParts({ result }: { result: FoundResult }) {
  const words = useView();
  const { t } = words;
  const cells = result.points.flatMap(({ x, y }) => [x, y]);
  const names = namesOf(result, words);
  return (
    <>
      <Alert kind="warning" title={t('monitoring:correlation.no_cause')}>
        <p>{t('monitoring:correlation.no_cause_text')}</p>
        {result.cautions.length > 0 && (
          <ul>
            {result.cautions.map((caution) => (
              <li key={caution}>{t(`monitoring:correlation.caution.${caution}`, { count: result.count })}</li>
            ))}
          </ul>
        )}
      </Alert>
      <Section title={t('monitoring:correlation.together', { x: names.x, y: names.y })}>
        <ChartFigure drawn={drawn(result, words)} caption={t('monitoring:correlation.together', { x: names.x, y: names.y })} />
        <DescriptionList
          items={[
            { term: t('monitoring:correlation.count'), value: String(result.count) },
            { term: t('monitoring:correlation.pearson'), value: coefficient(result.pearson, words) },
            { term: t('monitoring:correlation.spearman'), value: coefficient(result.spearman, words) },
          ]}
        />
        <p>{t('monitoring:correlation.reading')}</p>
      </Section>
      <Section title={t('monitoring:correlation.figures')}>
        <PointTable result={result} />
        <SignLegend cells={cells} />
        <Warnings cells={cells} />
        {result.sources.map((source) => (
          <SourceFacts key={source.key} source={source} />
        ))}
        <LinkList
          items={[result.x, result.y].map(({ indicator }) => ({
            icon: 'info' as const,
            label: <DataText texts={indicator.names} />,
            href: figuresPath(words, indicator.key),
          }))}
        />
      </Section>
    </>
  );
}

const namesOf = ({ x, y }: FoundResult, words: Words) => ({
  x: said(x.indicator.names, words).text,
  y: said(y.indicator.names, words).text,
});

function coefficient(value: number | undefined, words: Words): ComponentChildren {
  return value === undefined ? words.t('monitoring:correlation.constant') : <bdi>{number(value, 2, words)}</bdi>;
}

function drawn(result: FoundResult, words: Words) {
  const { t, language } = words;
  const names = namesOf(result, words);
  const axis = (side: 'x' | 'y') => ({
    label: `${isolated(names[side], language)}, ${isolated(timeWords(result[side].period, words), language)}`,
    unit: unitHead(result[side].indicator.unit, words),
  });
  return scatter({
    title: t('monitoring:correlation.together', names),
    description: t('monitoring:correlation.description', { ...names, count: result.count }),
    x: axis('x'),
    y: axis('y'),
    points: result.points.map(({ place, x, y }) => ({
      label: said(place.names, words).text || place.key,
      x: drawnValue(x),
      y: drawnValue(y),
    })),
    language,
    pointLabel: t('monitoring:explorer.axis.ort'),
  });
}

function PointTable({ result }: { result: FoundResult }) {
  const words = useView();
  const names = namesOf(result, words);
  const column = (side: 'x' | 'y') => {
    const { indicator } = result[side];
    return {
      key: side,
      label: `${names[side]} (${unitHead(indicator.unit, words)})`,
      numeric: true,
      cell: (point: FoundResult['points'][number]) => <FigureCell cell={point[side]} indicator={indicator} />,
    };
  };
  return (
    <Table
      caption={words.t('monitoring:correlation.together', names)}
      captionHidden
      rows={result.points}
      rowKey={({ place }) => place.key}
      columns={[
        {
          key: 'place',
          label: words.t('monitoring:explorer.axis.ort'),
          rowHeader: true,
          cell: ({ place }) => <DataText texts={place.names} />,
        },
        column('x'),
        column('y'),
      ]}
    />
  );
}
