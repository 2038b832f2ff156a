import { Disclosure, ForeignText, Table, useView, type View } from '#platform/ui';
import type { Finding } from '../model/finding.ts';
import { said, number as shownNumber, timeWords } from '../model/report-words.ts';
import { breakdownWords } from '../model/report-world.ts';
import { type Marker, markers } from '../model/vocabulary.ts';
import type { FindingList } from '../service/findings.ts';
import { DataText, languageOf } from './figure-parts.tsx';

type Figure = Finding['figures'][number];

const signs: Readonly<Record<string, string>> = { percent: '\u00a0%', permille: '\u00a0‰', square_kilometres: '\u00a0km²' };

/** A number as its indicator writes it; printed decimals that the indicator does not show stay. */
function amount(value: number, indicator: string, { indicators }: FindingList, view: View): string {
  const known = indicators.get(indicator);
  const printed = String(value).split('.')[1]?.length ?? 0;
  return shownNumber(value, Math.min(2, Math.max(known?.decimals ?? 0, printed)), view) + (signs[known?.unit ?? ''] ?? '');
}

const markerText = (marker: Marker | null, { t }: View) => t(`monitoring:marker.${markers[marker ?? '.']}`);

function valueText({ value, marker, indicator }: Figure, list: FindingList, view: View): string {
  if (value === null) return markerText(marker, view);
  return marker === '-' ? `- (${markerText(marker, view)})` : amount(value, indicator, list, view);
}

/** What the other figures give: one number, or where the first figure ought to lie. */
function boundsText({ expected, computed, figures: [first] }: Finding, list: FindingList, view: View): string {
  if (!expected || !first) return '';
  const { low, high } = expected;
  const decimals = list.indicators.get(first.indicator)?.decimals ?? 0;
  const text = (value: number) => amount(Number(value.toFixed(decimals)), first.indicator, list, view);
  if (computed !== null) return text(computed);
  if (low !== null && high !== null && text(low) !== text(high)) {
    return view.t('monitoring:finding.between', { from: text(low), to: text(high) });
  }
  return text(high ?? low ?? 0);
}

/** What does not fit, in one or two plain sentences. */
export function findingSentence(finding: Finding, list: FindingList, view: View): string {
  const [first, second] = finding.figures;
  return view.t(`monitoring:finding.detail.${finding.detail}`, {
    value: first ? valueText(first, list, view) : '',
    other: second ? valueText(second, list, view) : '',
    bounds: boundsText(finding, list, view),
  });
}

/** "Foreign share, Ennepe-Ruhr-Kreis, 2011", each name in its language. */
export function FindingTitle({ finding: { figures, territory, period }, list }: { finding: Finding; list: FindingList }) {
  const view = useView();
  const [first] = figures;
  const indicator = list.indicators.get(first?.indicator ?? '');
  const place = list.places.get(territory);
  const parts = first ? breakdownWords(first.breakdown, { dimensions: list.dimensions, words: view }) : { text: '' };
  return (
    <>
      {indicator ? <DataText texts={indicator.names} /> : first?.indicator}
      {parts.text && (
        <>
          {' '}
          (<ForeignText {...(parts.german ? { lang: 'de' } : {})}>{parts.text}</ForeignText>)
        </>
      )}
      {', '}
      {place ? <DataText texts={place.names} /> : territory}, <bdi>{timeWords(period, view)}</bdi>
    </>
  );
}

/** More figures than these are behind their title: the sentence about them has their sum. */
const mostFigures = 4;

/** The figures, behind their title where they are many. */
export function FoldedFigures({ finding, list }: { finding: Finding; list: FindingList }) {
  const { t } = useView();
  const table = <FindingFigures finding={finding} list={list} />;
  if (finding.figures.length <= mostFigures) return table;
  return <Disclosure title={t('monitoring:finding.figures')}>{table}</Disclosure>;
}

/** All figures that are part of the contradiction, the odd one first, each with its source. */
export function FindingFigures({ finding, list }: { finding: Finding; list: FindingList }) {
  const view = useView();
  const { t } = view;
  const nameOf = ({ indicator, breakdown }: Figure) => {
    const names = list.indicators.get(indicator)?.names ?? { de: indicator };
    const parts = breakdownWords(breakdown, { dimensions: list.dimensions, words: view });
    return (
      <>
        <DataText texts={names} />
        {parts.text && <ForeignText {...(parts.german ? { lang: 'de' } : {})}> ({parts.text})</ForeignText>}
      </>
    );
  };
  return (
    <Table
      caption={t('monitoring:finding.figures')}
      captionHidden
      rows={finding.figures}
      rowKey={({ indicator, source, territory, period, breakdown, value }) =>
        [indicator, source, territory, period, breakdown, value].join()
      }
      columns={[
        { key: 'name', label: t('monitoring:finding.figure'), rowHeader: true, cell: nameOf },
        {
          key: 'place',
          label: t('monitoring:finding.place'),
          cell: ({ territory }) => {
            const place = list.places.get(territory);
            return place ? <DataText texts={place.names} /> : territory;
          },
        },
        { key: 'time', label: t('monitoring:finding.time'), cell: ({ period }) => <bdi>{timeWords(period, view)}</bdi> },
        {
          key: 'value',
          label: t('monitoring:finding.value'),
          numeric: true,
          cell: (one) => <bdi>{valueText(one, list, view)}</bdi>,
        },
        {
          key: 'source',
          label: t('monitoring:finding.source'),
          cell: ({ source }) => {
            const names = list.sources.get(source)?.names ?? { de: source };
            return <ForeignText {...languageOf(names, view)}>{said(names, view).text}</ForeignText>;
          },
        },
      ]}
    />
  );
}
