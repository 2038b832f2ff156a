import { type DrawnMap, drawMap, type Shape } from '#modules/territory';
import { Table, useView } from '#platform/ui';
import { coverage, type Tally, takenUp } from '../model/matrix.ts';
import type { ViewFrame } from './board-frame.tsx';

export interface CoverageTown {
  readonly key: string;
  readonly name: string;
  readonly shape: Shape | null;
  readonly credit: string | null;
}

// A picture with links inside is a group: what lies in an image does not exist for a screen reader.
const drawing = { role: 'group' } as const;

const shades = [
  { below: 25, level: 1 },
  { below: 50, level: 2 },
  { below: 75, level: 3 },
  { below: Number.POSITIVE_INFINITY, level: 4 },
] as const;

const levelOf = (share: number | null): number => (share === null ? 0 : (shades.find(({ below }) => share < below)?.level ?? 4));

/** Drawing takes a district's outlines once; they change a few times a year. */
const drawn = new WeakMap<Shape, DrawnMap | undefined>();

function mapOf(towns: readonly CoverageTown[]): DrawnMap | undefined {
  const areas = towns.flatMap(({ key, shape }) => (shape ? [{ key, shape }] : []));
  const first = areas[0]?.shape;
  if (!first) return undefined;
  if (!drawn.has(first)) drawn.set(first, drawMap(areas));
  return drawn.get(first);
}

/** The towns shaded by the share they took up; number and name stand in each, and the table beside says the same. */
export function CoverageMap({
  frame,
  towns,
  totals,
}: {
  frame: ViewFrame;
  towns: readonly CoverageTown[];
  /** In the order of the towns. */
  totals: readonly Tally[];
}) {
  const { t } = useView();
  const map = mapOf(towns);
  const tallies = new Map(towns.map(({ key }, index) => [key, totals[index]]));
  const names = new Map(towns.map(({ key, name }) => [key, name]));
  const shareOf = (key: string) => {
    const tally = tallies.get(key);
    return tally ? coverage(tally) : null;
  };
  const words = (share: number | null) => (share === null ? '–' : t('concept:staff.view.percent', { value: share }));
  const title = t('concept:staff.view.coverage_title');
  const credit = towns.find(({ credit: one }) => one)?.credit;
  return (
    <div class="dk-coverage-row">
      {map && (
        <figure class="dk-coverage">
          <svg class="dk-map__image" viewBox={`0 0 ${map.width} ${map.height}`} {...drawing} aria-label={title}>
            {map.areas.map((area) => {
              const share = shareOf(area.key);
              return (
                // The same links stand in the table beside; in the tab order once is enough.
                <a
                  key={area.key}
                  href={`${frame.base}/orte/${area.key}`}
                  aria-label={`${names.get(area.key)}: ${words(share)}`}
                  tabindex={-1}
                >
                  <path class={`dk-coverage__area dk-coverage__area--${levelOf(share)}`} d={area.path} />
                </a>
              );
            })}
            <g pointer-events="none">
              {map.areas.map((area) => (
                <text
                  key={area.key}
                  class={`dk-coverage__label dk-coverage__label--${levelOf(shareOf(area.key))}`}
                  x={area.label.x}
                  y={area.label.y}
                  text-anchor="middle"
                  font-size="24"
                >
                  <tspan x={area.label.x}>{names.get(area.key)}</tspan>
                  <tspan x={area.label.x} dy="1.1em">
                    {words(shareOf(area.key))}
                  </tspan>
                </text>
              ))}
            </g>
          </svg>
          {credit && <figcaption class="dk-map__credit">{credit}</figcaption>}
        </figure>
      )}
      <Table
        caption={title}
        rows={towns}
        rowKey={({ key }) => key}
        columns={[
          {
            key: 'town',
            label: t('concept:staff.view.town'),
            rowHeader: true,
            cell: ({ key, name }) => <a href={`${frame.base}/orte/${key}`}>{name}</a>,
          },
          {
            key: 'share',
            label: t('concept:staff.view.coverage'),
            numeric: true,
            cell: ({ key }) => {
              const tally: Tally | undefined = tallies.get(key);
              const counted = tally && t('concept:staff.view.of', { value: takenUp(tally), max: tally.asked });
              return counted ? `${words(shareOf(key))} (${counted})` : words(null);
            },
          },
          {
            key: 'undecided',
            label: t('concept:decision.undecided'),
            numeric: true,
            cell: ({ key }) => (
              <a href={`${frame.base}/orte/${key}?antwort=undecided`}>{String(tallies.get(key)?.undecided ?? 0)}</a>
            ),
          },
        ]}
      />
    </div>
  );
}
