import { DescriptionList, ExternalLink, LinkList, Section, useView } from '#platform/ui';
import type { Source, Texts } from '../model/indicator.ts';
import { textIn } from '../model/indicator.ts';
import type { IndicatorView } from '../model/indicator-view.ts';
import { timeWords, unitHead } from '../model/report-words.ts';
import { DataText, figuresPath } from './figure-parts.tsx';

/** `https://www.dcat-ap.de/def/licenses/dl-by-de/2.0` → `dl-by-de/2.0`. */
const licenceName = (iri: string): string => iri.replace(/^https?:\/\/.*?\/licen[cs]es?\//, '').replace(/^https?:\/\//, '');

/** What the figures are, where they come from, what they can and cannot say. */
export function IndicatorFacts({ view: { indicator, figures, breakdown } }: { view: IndicatorView }) {
  const words = useView();
  const { t } = words;
  const data = (texts: Texts) => (texts.de || textIn(texts, words.language.tag) ? <DataText texts={texts} /> : undefined);
  const german = (text: string) => (text ? <DataText texts={{ de: text }} /> : undefined);
  const rounded = [...new Set(figures.sources.flatMap(({ roundedTo }) => roundedTo ?? []))];
  const secrecy = [
    indicator.secrecyNote ? <DataText texts={{ de: indicator.secrecyNote }} /> : undefined,
    indicator.secrecyK ? t('monitoring:figures.secrecy_k', { count: indicator.secrecyK }) : undefined,
  ].filter((part) => part !== undefined);
  const sources = new Map([...figures.sources, ...(breakdown?.figures.sources ?? [])].map((source) => [source.key, source]));
  return (
    <Section title={t('monitoring:figures.about')} id="kennzahl">
      <DescriptionList
        items={[
          { term: t('monitoring:figures.numerator'), value: data(indicator.numerators) },
          { term: t('monitoring:figures.denominator'), value: data(indicator.denominators) },
          { term: t('monitoring:figures.formula'), value: indicator.formula ? <code dir="ltr">{indicator.formula}</code> : '' },
          { term: t('monitoring:figures.unit'), value: unitHead(indicator.unit, words) },
          { term: t('monitoring:figures.direction'), value: t(`monitoring:direction.${indicator.direction}`) },
          { term: t('monitoring:figures.reference_date'), value: german(indicator.referenceDate) },
          { term: t('monitoring:figures.periodicity'), value: t(`monitoring:periodicity.${indicator.periodicity}`) },
          {
            term: t('monitoring:figures.levels'),
            value: indicator.levels.map((level) => t(`monitoring:place.${level}`)).join(', '),
          },
          {
            term: t('monitoring:figures.tables'),
            value: indicator.tableCodes.length > 0 && <bdi>{indicator.tableCodes.join(', ')}</bdi>,
          },
          {
            term: t('monitoring:figures.rounding'),
            value: rounded.map((step) => t('monitoring:figures.rounded_to', { count: step })).join(' '),
          },
          {
            term: t('monitoring:figures.secrecy'),
            value: secrecy.length > 0 ? secrecy.map((part, at) => <p key={at}>{part}</p>) : '',
          },
          {
            term: t('monitoring:figures.breaks'),
            value: indicator.seriesBreaks.length > 0 && (
              <ul>
                {indicator.seriesBreaks.map(({ period, names }) => (
                  <li key={period}>
                    <bdi>{timeWords(period, words)}</bdi>: <DataText texts={names} />
                  </li>
                ))}
              </ul>
            ),
          },
          { term: t('monitoring:figures.note'), value: german(indicator.note) },
          {
            term: t('monitoring:figures.next_update'),
            value: indicator.nextUpdateOn ? timeWords(indicator.nextUpdateOn, words) : '',
          },
          { term: t('monitoring:figures.contact'), value: german(indicator.contact) },
        ]}
      />
      {[...sources.values()].map((source) => (
        <SourceFacts key={source.key} source={source} />
      ))}
      <LinkList
        items={[
          {
            icon: 'info',
            label: t('monitoring:figures.findings'),
            href: figuresPath(words, `hinweise?kennzahl=${indicator.key}`),
          },
          { icon: 'download', label: t('monitoring:figures.open_data'), href: figuresPath(words, 'daten') },
        ]}
      />
    </Section>
  );
}

/** Where figures come from and under which conditions they may be used. */
export function SourceFacts({ source }: { source: Source }) {
  const { t } = useView();
  const { names, publisher, licence, licenceNote, attribution, url, populationBasis } = source;
  const german = (text: string) => (text ? <DataText texts={{ de: text }} /> : undefined);
  return (
    <DescriptionList
      items={[
        {
          term: t('monitoring:figures.source'),
          value: (
            <>
              <ExternalLink href={url ?? ''}>
                <DataText texts={names} />
              </ExternalLink>
              {publisher && (
                <>
                  {', '}
                  <DataText texts={{ de: publisher }} />
                </>
              )}
            </>
          ),
        },
        {
          term: t('monitoring:figures.licence'),
          value: licence ? <ExternalLink href={licence}>{licenceName(licence)}</ExternalLink> : german(licenceNote),
        },
        { term: t('monitoring:figures.attribution'), value: german(attribution) },
        { term: t('monitoring:figures.basis'), value: populationBasis ? t(`monitoring:basis.${populationBasis}`) : '' },
      ]}
    />
  );
}
