import { ChoiceLinks, EmptyState, PageHeader, PublicPage, useView } from '#platform/ui';
import { readBreakdown } from '../model/breakdown.ts';
import { isUndelivered, type Place } from '../model/figures.ts';
import { said, timeWords, unitHead } from '../model/report-words.ts';
import { targetGroups } from '../model/target-groups.ts';
import type { GroupCourse, TargetGroupView } from '../service/target-groups.ts';
import {
  ChartFigure,
  chartDownloads,
  DataText,
  FigureText,
  figuresCrumbs,
  figuresPath,
  SignLegend,
  Warnings,
} from './figure-parts.tsx';
import { singleChart } from './indicator-charts.ts';

/** How the figures about a group of people developed: a chart for each, because their units differ. */
export function TargetGroupsPage({ view }: { view: TargetGroupView }) {
  const words = useView();
  const { t } = words;
  const title = t('monitoring:groups.title');
  const { place } = view;
  return (
    <PublicPage title={title} breadcrumb={figuresCrumbs(words, { label: title })}>
      <PageHeader title={title} lead={t('monitoring:groups.lead')} />
      <ChoiceLinks
        label={title}
        items={Object.keys(targetGroups).map((group) => ({
          label: t(`monitoring:groups.${group}`),
          href: figuresPath(words, `zielgruppen?gruppe=${group}`),
          current: group === view.group,
        }))}
      />
      {!place || view.courses.length === 0 ? (
        <EmptyState title={t('monitoring:groups.empty')}>
          <p>{t('monitoring:figures.empty_hint')}</p>
        </EmptyState>
      ) : (
        <div class="dk-beside">
          {view.courses.map((course) => (
            <Course key={`${course.indicator.key} ${course.breakdown}`} view={view} course={course} place={place} />
          ))}
        </div>
      )}
      {view.empty.length > 0 && (
        <p>
          {t('monitoring:groups.without')}{' '}
          {view.empty.map(({ key, names }, index) => (
            <span key={key}>
              {index > 0 && ', '}
              <a href={figuresPath(words, key)}>
                <DataText texts={names} />
              </a>
            </span>
          ))}
        </p>
      )}
    </PublicPage>
  );
}

/** Names of the categories that a series is about; nothing for the total. */
function Categories({ view, breakdown }: { view: TargetGroupView; breakdown: string }) {
  const parts = Object.entries(readBreakdown(breakdown) ?? {});
  return (
    <>
      {parts.map(([dimension, code]) => {
        const names = view.figures.dimensions
          .find(({ key }) => key === dimension)
          ?.categories.find((category) => category.code === code)?.names;
        return (
          <span key={dimension}>
            {': '}
            {names ? <DataText texts={names} /> : code}
          </span>
        );
      })}
    </>
  );
}

function Course({ view, course, place }: { view: TargetGroupView; course: GroupCourse; place: Place }) {
  const words = useView();
  const { figures } = view;
  const { indicator, breakdown, periods } = course;
  const cells = periods.map((period) => figures.cell(indicator.key, place.key, period, breakdown));
  const drawn = singleChart({ figures, indicator, place, breakdown }, words);
  const last = periods.findLast((period) => {
    const cell = figures.cell(indicator.key, place.key, period, breakdown);
    return cell && !isUndelivered(cell);
  });
  const newest = last === undefined ? undefined : figures.cell(indicator.key, place.key, last, breakdown);
  const dimension = breakdown.split('=')[0] ?? '';
  const query = `?${new URLSearchParams({ ort: place.key, ...(dimension && { gliederung: dimension }) })}`;
  const file = (name: string) => figuresPath(words, `${indicator.key}/${name}${query}`);
  const downloads = [
    ...(drawn ? chartDownloads(words, (format) => file(`${dimension ? 'gliederung' : 'verlauf'}.${format}`)) : []),
    { label: words.t('monitoring:figures.download_csv'), href: file('werte.csv') },
  ];
  return (
    <section class="dk-section">
      <h2 class="dk-section__title">
        <a href={figuresPath(words, indicator.key)}>
          <DataText texts={indicator.names} />
        </a>
        <Categories view={view} breakdown={breakdown} />
      </h2>
      {newest && (
        <p>
          <FigureText cell={newest} indicator={indicator} /> · {unitHead(indicator.unit, words)} · {timeWords(last ?? '', words)}
        </p>
      )}
      {drawn && <ChartFigure drawn={drawn} caption={said(indicator.names, words).text} folded downloads={downloads} />}
      <SignLegend cells={cells} />
      <Warnings cells={cells} />
    </section>
  );
}
