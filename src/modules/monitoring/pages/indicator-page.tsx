import { Alert, EmptyState, PageHeader, Prose, PublicPage, Section, useView } from '#platform/ui';
import { choiceQuery } from '../model/address.ts';
import { drawnValue } from '../model/figures.ts';
import { textIn } from '../model/indicator.ts';
import type { IndicatorView } from '../model/indicator-view.ts';
import { said, timeWords, unitWord } from '../model/report-words.ts';
import { DataText, FigureText, figuresCrumbs, figuresPath, languageOf, Warnings } from './figure-parts.tsx';
import { ChoiceForm } from './indicator-choice.tsx';
import { IndicatorFacts } from './indicator-facts.tsx';
import { Breakdown, Course, Places } from './indicator-sections.tsx';

/**
 * Everything about an indicator that is public.
 * @param district its key
 */
export function IndicatorPage({ view, district }: { view: IndicatorView; district: string }) {
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
      <Places view={view} district={district} />
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
        <span>{drawnValue(cell) !== null && unitWord(indicator.unit, words)}</span>
        <span class="dk-headline__note">
          <bdi>
            <DataText texts={place.names} />
          </bdi>
          {' · '}
          <bdi>{timeWords(period, words, 'long')}</bdi>
          {sources.map((source) => (
            <span key={source.key}>
              {' · '}
              <bdi>
                <DataText texts={source.names} />
              </bdi>
            </span>
          ))}
        </span>
      </p>
      {cell.withheld && <p>{t('monitoring:figures.withheld_long')}</p>}
      {cell.uncertainty > 0 && drawnValue(cell) !== null && (
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
