import { Disclosure, LinkButton, Section, useView } from '#platform/ui';
import { choiceQuery } from '../model/address.ts';
import type { Cell } from '../model/figures.ts';
import { textIn } from '../model/indicator.ts';
import { type IndicatorView, isNear, periodsOf, placeName } from '../model/indicator-view.ts';
import { timeWords, unitHead } from '../model/report-words.ts';
import {
  ChartFigure,
  chartDownloads,
  DataText,
  Downloads,
  FigureText,
  figuresPath,
  SignLegend,
  Warnings,
} from './figure-parts.tsx';
import { breakdownChart, courseChart } from './indicator-charts.ts';
import { BreakdownTable, CourseTable, PlacesTable } from './indicator-tables.tsx';

/** Over time, drawing and table side by side. */
export function Course({ view }: { view: IndicatorView }) {
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
      <div class={drawn && chosen.length < 3 ? 'dk-beside' : undefined}>
        {drawn && (
          <ChartFigure drawn={drawn} caption={title} downloads={chartDownloads(words, (format) => file(`verlauf.${format}`))} />
        )}
        <div>
          <CourseTable view={view} periods={periods} />
          <SignLegend cells={cells} />
          <Downloads items={[{ label: t('monitoring:figures.download_csv'), href: file('werte.csv') }]} />
          <Targets view={view} />
        </div>
      </div>
    </Section>
  );
}

function Targets({ view: { figures, chosen, indicator } }: { view: IndicatorView }) {
  const words = useView();
  const targets = figures.targets.flatMap((target) => {
    const place = target.breakdown ? undefined : chosen.find(({ key }) => key === target.territory);
    return place ? [{ ...target, place }] : [];
  });
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
            place: placeName(target.place, words),
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
export function Places({ view, district }: { view: IndicatorView; district: string }) {
  const words = useView();
  const { t } = words;
  const { indicator, figures } = view;
  const towns = figures.places.filter(({ level }) => level === 'kommune' || level === 'quartier');
  const latest = periodsOf(figures, indicator.key, towns).at(-1) ?? view.newest?.period;
  if (!latest || figures.places.length < 2) return null;
  const rows = figures.places.filter(({ key }) => figures.cell(indicator.key, key, latest));
  const [own, others] = [rows.filter((place) => isNear(place, district)), rows.filter((place) => !isNear(place, district))];
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
      <p class="dk-headline__note">{t('monitoring:figures.no_ranking')}</p>
      <PlacesTable view={view} period={latest} places={own} />
      {others.length > 0 && (
        <Disclosure title={t('monitoring:figures.other_places', { count: others.length })}>
          <PlacesTable view={view} period={latest} places={others} />
        </Disclosure>
      )}
      <SignLegend cells={cells} />
      <Warnings cells={cells} />
    </Section>
  );
}

/** By one dimension, in the first of the places compared. */
export function Breakdown({ view }: { view: IndicatorView }) {
  const words = useView();
  const { t } = words;
  const { breakdown, indicator } = view;
  if (!breakdown) return null;
  const drawn = breakdownChart(view, words);
  const { dimension, place, codes, periods, figures } = breakdown;
  const cells = codes.flatMap((code) =>
    periods.map((period) => figures.cell(indicator.key, place.key, period, `${dimension.key}=${code}`)),
  );
  const query = choiceQuery(view.choice, { dimension: dimension.key });
  const file = (format: string) => figuresPath(words, `${indicator.key}/gliederung.${format}${query}`);
  const title = t('monitoring:figures.breakdown', {
    dimension: textIn(dimension.names, words.language.tag),
    place: placeName(place, words),
  });
  return (
    <Section title={title} id="gliederung">
      <p class="dk-headline__note">{unitHead(indicator.unit, words)}</p>
      <div class={drawn && periods.length < 5 ? 'dk-beside' : undefined}>
        {drawn && <ChartFigure drawn={drawn} caption={title} downloads={chartDownloads(words, file)} />}
        <div>
          <BreakdownTable view={view} breakdown={breakdown} caption={title} />
          <SignLegend cells={cells} />
        </div>
      </div>
      <Warnings cells={cells} />
    </Section>
  );
}
