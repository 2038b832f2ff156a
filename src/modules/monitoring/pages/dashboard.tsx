import type { ComponentChildren } from 'preact';
import { Name, type Territory } from '#modules/territory';
import { sparkline } from '#platform/charts';
import { Disclosure, EmptyState, LinkButton, LinkList, PageHeader, PublicPage, Section, useView } from '#platform/ui';
import type { DashboardTile } from '../model/dashboard.ts';
import { drawnValue } from '../model/figures.ts';
import type { Indicator } from '../model/indicator.ts';
import type { Newest } from '../model/indicator-view.ts';
import { figureWords, timeWords, unitWord } from '../model/report-words.ts';
import type { DashboardView } from '../service/dashboard.ts';
import { DataText, Drawing, figuresCrumbs, figuresPath, languageOf } from './figure-parts.tsx';

/** The figures of the district by topic. */
export function DashboardPage({ view }: { view: DashboardView }) {
  const words = useView();
  const { t } = words;
  const empty = view.topics.flatMap((topic) => topic.empty);
  const some = view.topics.some(({ tiles }) => tiles.length > 0);
  return (
    <PublicPage title={t('monitoring:nav.figures')} breadcrumb={figuresCrumbs(words)}>
      <PageHeader title={t('monitoring:dashboard.title')} lead={t('monitoring:dashboard.lead')} />
      <div class="dk-figure-links">
        <LinkList
          items={[
            { icon: 'search', label: t('monitoring:dashboard.explorer'), href: figuresPath(words, 'auswahl') },
            { icon: 'person', label: t('monitoring:pyramid.title'), href: figuresPath(words, 'altersaufbau') },
            { icon: 'globe', label: t('monitoring:nationalities.title'), href: figuresPath(words, 'staatsangehoerigkeiten') },
            { icon: 'leisure', label: t('monitoring:groups.title'), href: figuresPath(words, 'zielgruppen') },
            { icon: 'list', label: t('monitoring:dashboard.reports'), href: figuresPath(words, 'berichte') },
            { icon: 'info', label: t('monitoring:figures.findings'), href: figuresPath(words, 'hinweise') },
            { icon: 'download', label: t('monitoring:figures.open_data'), href: figuresPath(words, 'daten') },
          ]}
        />
      </div>
      {!some && (
        <EmptyState title={t('monitoring:figures.empty')}>
          <p>{t('monitoring:figures.empty_hint')}</p>
        </EmptyState>
      )}
      {view.topics
        .filter(({ tiles }) => tiles.length > 0)
        .map(({ topic, tiles }) => (
          <Section key={topic} title={t(`monitoring:topic.${topic}`)} id={topic}>
            <ul class="dk-indicator-tiles">
              {tiles.map((tile) => (
                <li key={tile.indicator.key}>
                  <Tile tile={tile} />
                </li>
              ))}
            </ul>
          </Section>
        ))}
      <Towns view={view} />
      {empty.length > 0 && (
        <Disclosure title={t('monitoring:dashboard.without', { count: empty.length })}>
          <p>{t('monitoring:dashboard.without_note')}</p>
          <ul>
            {empty.map(({ key, names }) => (
              <li key={key}>
                <a href={figuresPath(words, key)}>
                  <DataText texts={names} />
                </a>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </PublicPage>
  );
}

function Tile({ tile: { indicator, newest, land, target, course } }: { tile: DashboardTile }) {
  const words = useView();
  const { t } = words;
  const line = sparkline(course, words.language.dir);
  const { cell } = newest;
  return (
    <IndicatorTile indicator={indicator} newest={newest} href={figuresPath(words, indicator.key)}>
      {land?.value != null && (
        <span class="dk-figure__note">
          {t('monitoring:dashboard.land')} <bdi>{figureWords(land, indicator, words)}</bdi>
        </span>
      )}
      {target && (
        <span class="dk-figure__note">
          {t('monitoring:dashboard.target', { year: String(target.year) })}{' '}
          <bdi>{figureWords({ ...cell, value: target.value, marker: null }, indicator, words)}</bdi>
        </span>
      )}
      {cell.warnings.map((warning) => (
        <span class="dk-figure__note" key={warning}>
          ⚠ {t(`monitoring:warning.${warning}`)}
        </span>
      ))}
      {line && <Drawing svg={line} />}
    </IndicatorTile>
  );
}

/** The newest figure of a place, leading to the indicator. */
function IndicatorTile({
  indicator,
  newest: { cell, period },
  href,
  children,
}: {
  indicator: Indicator;
  newest: Newest;
  href: string;
  children?: ComponentChildren;
}) {
  const words = useView();
  const unsaid = drawnValue(cell) === null;
  const unit = unsaid ? '' : unitWord(indicator.unit, words);
  return (
    <a class="dk-figure" href={href}>
      <bdi class={unsaid ? 'dk-figure__value dk-figure__value--words' : 'dk-figure__value'}>
        {cell.marker === '()'
          ? `(${figureWords({ ...cell, marker: null }, indicator, words)})`
          : figureWords(cell, indicator, words)}
      </bdi>
      <span class="dk-figure__label" {...languageOf(indicator.names, words)}>
        <DataText texts={indicator.names} />
      </span>
      <span class="dk-figure__note">
        {unit && (
          <>
            <bdi>{unit}</bdi>
            {' · '}
          </>
        )}
        <bdi>{timeWords(period, words)}</bdi>
        {cell.marker === '()' && ` · ${words.t('monitoring:marker.limited')}`}
      </span>
      {children}
    </a>
  );
}

function Towns({ view: { towns, townsWithout } }: { view: DashboardView }) {
  const words = useView();
  const { t } = words;
  if (towns.length + townsWithout.length === 0) return null;
  return (
    <Section title={t('monitoring:dashboard.towns')} id="orte">
      <ul class="dk-tags">
        {towns.map((town) => (
          <li key={town.key}>
            <a href={figuresPath(words, `orte/${town.slug}`)}>
              <Name unit={town} />
            </a>
          </li>
        ))}
      </ul>
      {townsWithout.length > 0 && (
        <p>
          {t('monitoring:dashboard.towns_without')}{' '}
          {townsWithout.map((town, index) => (
            <span key={town.key}>
              {index > 0 && ', '}
              <Name unit={town} />
            </span>
          ))}
        </p>
      )}
    </Section>
  );
}

export interface TownHeadline {
  readonly indicator: Indicator;
  readonly newest: Newest;
}

/** Three figures on the town's own page. */
export function TownFiguresPanel({ town, headlines }: { town: Territory; headlines: readonly TownHeadline[] }) {
  const words = useView();
  const { t } = words;
  return (
    <Section title={t('monitoring:nav.figures')} id="zahlen">
      <ul class="dk-indicator-tiles">
        {headlines.map(({ indicator, newest }) => (
          <li key={indicator.key}>
            <IndicatorTile
              indicator={indicator}
              newest={newest}
              href={figuresPath(words, `${indicator.key}?ort=${encodeURIComponent(town.key)}`)}
            />
          </li>
        ))}
      </ul>
      <p>
        <LinkButton href={figuresPath(words, `orte/${town.slug}`)} look="secondary">
          {t('monitoring:dashboard.profile')}
        </LinkButton>
      </p>
    </Section>
  );
}
