import { Alert, EmptyState, LinkButton, PageHeader, Prose, PublicPage, Section, useView } from '#platform/ui';
import { choiceQuery } from '../model/address.ts';
import type { Cell } from '../model/figures.ts';
import { textIn } from '../model/indicator.ts';
import { breakdownChart, courseChart, placeName } from '../model/indicator-charts.ts';
import { type IndicatorView, periodsOf } from '../model/indicator-view.ts';
import { said, timeWords, unitHead, unitWord } from '../model/report-words.ts';
import {
  ChartFigure,
  DataText,
  FigureText,
  figuresCrumbs,
  figuresPath,
  languageOf,
  SignLegend,
  Warnings,
} from './figure-parts.tsx';
import { ChoiceForm } from './indicator-choice.tsx';
import { IndicatorFacts } from './indicator-facts.tsx';
import { BreakdownTable, CourseTable, PlacesTable } from './indicator-tables.tsx';

/** Everything about an indicator that is public. */
export function IndicatorPage({ view }: { view: IndicatorView }) {
  const words = useView();
  const { t } = words;
  const { indicator } = view;
  const name = said(indicator.names, words);
  return (
    <PublicPage title={name.text} breadcrumb={figuresCrumbs(words, { label: name.text })}>
      <PageHeader
        title={name.text}
        {...languageOf(indicator.names, words)}
        kicker={
          <>
            {t(`monitoring:topic.${indicator.topic}`)} · {t(`monitoring:kind.${indicator.kind}`)}
          </>
        }
        lead={<DataText texts={indicator.definitions} />}
      />
      {indicator.state === 'retired' && <Alert kind="info" title={t('monitoring:state.retired')} />}
      {view.choice.knownOn && (
        <Alert kind="info" title={t('monitoring:figures.known_on', { day: timeWords(view.choice.knownOn, words) })}>
          <a href={figuresPath(words, `${indicator.key}${choiceQuery(view.choice, { knownOn: undefined })}`)}>
            {t('monitoring:figures.known_today')}
          </a>
        </Alert>
      )}
      <Headline view={view} />
      <ReadingAid view={view} />
      <ChoiceForm view={view} />
      <Course view={view} />
      <Places view={view} />
      <Breakdown view={view} />
      <IndicatorFacts view={view} />
    </PublicPage>
  );
}

function Headline({ view: { indicator, newest, figures } }: { view: IndicatorView }) {
  const words = useView();
  const { t } = words;
  if (!newest) {
    return (
      <EmptyState title={t('monitoring:figures.empty')}>
        <p>{t('monitoring:figures.empty_hint')}</p>
      </EmptyState>
    );
  }
  const { place, period, cell } = newest;
  const sources = figures.sources.filter(({ key }) => cell.sources.includes(key));
  return (
    <div class="dk-panel">
      <p class="dk-headline">
        <span class="dk-headline__value">
          <FigureText cell={cell} indicator={indicator} />
        </span>
        <span>{cell.value !== null && unitWord(indicator.unit, words)}</span>
        <span class="dk-headline__note">
          <DataText texts={place.names} /> · {timeWords(period, words, 'long')}
          {sources.map((source) => (
            <span key={source.key}>
              {' · '}
              <DataText texts={source.names} />
            </span>
          ))}
        </span>
      </p>
      {cell.withheld && <p>{t('monitoring:figures.withheld_long')}</p>}
      {cell.uncertainty > 0 && cell.value !== null && (
        <p class="dk-headline__note">
          {t('monitoring:figures.uncertainty', {
            value: new Intl.NumberFormat(words.language.locale, {
              maximumFractionDigits: Math.max(1, indicator.decimals),
            }).format(cell.uncertainty),
          })}
        </p>
      )}
      <Warnings cells={[cell]} />
    </div>
  );
}

function ReadingAid({ view: { indicator } }: { view: IndicatorView }) {
  const { t, language } = useView();
  const own = textIn(indicator.readingAids, language.tag);
  const simple = indicator.readingAids['de-simple'];
  if (!own && !(simple && language.tag.startsWith('de'))) return null;
  return (
    <Section title={t('monitoring:figures.reading_aid')}>
      <Prose>
        {own && (
          <p>
            <DataText texts={indicator.readingAids} />
          </p>
        )}
        {simple && language.tag.startsWith('de') && simple !== own && (
          <p lang="de">
            <strong>{t('monitoring:figures.simple')}</strong> {simple}
          </p>
        )}
      </Prose>
    </Section>
  );
}

function Course({ view }: { view: IndicatorView }) {
  const words = useView();
  const { t } = words;
  const { indicator, figures, chosen, choice } = view;
  const periods = periodsOf(figures, indicator.key, chosen);
  if (periods.length === 0) return null;
  const drawn = courseChart(view, words);
  const cells = chosen.flatMap(({ key }) => periods.map((period) => figures.cell(indicator.key, key, period)));
  const query = choiceQuery(choice);
  const file = (name: string) => figuresPath(words, `${indicator.key}/${name}${query}`);
  const title = t(periods.length > 1 ? 'monitoring:figures.course' : 'monitoring:figures.comparison');
  return (
    <Section title={title} id="verlauf">
      {indicator.kind === 'output' && <p>{t('monitoring:figures.output_note')}</p>}
      <Warnings cells={cells} />
      {drawn && (
        <ChartFigure
          drawn={drawn}
          caption={title}
          downloads={[
            { label: t('monitoring:figures.download_svg'), href: file('verlauf.svg') },
            { label: t('monitoring:figures.download_png'), href: file('verlauf.png') },
            { label: t('monitoring:figures.download_csv'), href: file('werte.csv') },
          ]}
        />
      )}
      <CourseTable view={view} periods={periods} />
      <SignLegend cells={cells} />
      <Targets view={view} />
    </Section>
  );
}

function Targets({ view: { figures, chosen, indicator } }: { view: IndicatorView }) {
  const words = useView();
  const targets = figures.targets.filter(({ territory, breakdown }) => !breakdown && chosen.some(({ key }) => key === territory));
  if (targets.length === 0) return null;
  const cell = (value: number): Cell => ({
    value,
    marker: null,
    quality: null,
    withheld: false,
    sources: [],
    uncertainty: 0,
    warnings: [],
  });
  return (
    <ul>
      {targets.map((target) => (
        <li key={target.id}>
          {words.t('monitoring:figures.target_of', {
            year: String(target.year),
            place: placeName(chosen.find(({ key }) => key === target.territory) ?? (chosen[0] as never), words),
          })}
          {': '}
          <FigureText cell={cell(target.value)} indicator={indicator} />
          {target.source && (
            <>
              {' '}
              (<DataText texts={{ de: target.source }} />)
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** All places in the newest period, in their order: towns are not ranked. */
function Places({ view }: { view: IndicatorView }) {
  const words = useView();
  const { t } = words;
  const { indicator, figures } = view;
  const towns = figures.places.filter(({ level }) => level === 'kommune' || level === 'quartier');
  const latest = periodsOf(figures, indicator.key, towns).at(-1) ?? view.newest?.period;
  if (!latest || figures.places.length < 2) return null;
  const rows = figures.places.filter(({ key }) => figures.cell(indicator.key, key, latest));
  const cells = rows.map(({ key }) => figures.cell(indicator.key, key, latest));
  const map = figuresPath(words, `${indicator.key}/karte?zeit=${encodeURIComponent(latest)}`);
  return (
    <Section
      title={t('monitoring:figures.all_places', { time: timeWords(latest, words) })}
      id="orte"
      actions={
        towns.length > 1 ? (
          <LinkButton href={map} look="secondary" icon="map">
            {t('monitoring:figures.map')}
          </LinkButton>
        ) : undefined
      }
    >
      <p>{t('monitoring:figures.no_ranking')}</p>
      <PlacesTable view={view} period={latest} places={rows} />
      <SignLegend cells={cells} />
      <Warnings cells={cells} />
    </Section>
  );
}

function Breakdown({ view }: { view: IndicatorView }) {
  const words = useView();
  const { t } = words;
  const { breakdown, indicator } = view;
  if (!breakdown) return null;
  const drawn = breakdownChart(view, words);
  const { dimension, place, codes, periods, figures } = breakdown;
  const cells = codes.flatMap((code) =>
    periods.map((period) => figures.cell(indicator.key, place.key, period, `${dimension.key}=${code}`)),
  );
  const title = t('monitoring:figures.breakdown', {
    dimension: textIn(dimension.names, words.language.tag),
    place: placeName(place, words),
  });
  return (
    <Section title={title} id="gliederung">
      <p class="dk-headline__note">{unitHead(indicator.unit, words)}</p>
      {drawn && <ChartFigure drawn={drawn} caption={title} />}
      <BreakdownTable view={view} breakdown={breakdown} caption={title} />
      <SignLegend cells={cells} />
      <Warnings cells={cells} />
    </Section>
  );
}
