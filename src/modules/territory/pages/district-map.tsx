import type { Shape } from '../model/geojson.ts';
import { type DrawnArea, drawMap } from '../model/map.ts';

export interface MapPlace {
  readonly key: string;
  readonly name: string;
  readonly shape: Shape;
  /** Absent: drawn, but leads nowhere. */
  readonly href?: string | undefined;
  readonly current?: boolean | undefined;
  /** Language and direction of the name when they differ from the page. */
  readonly lang?: string | undefined;
  readonly dir?: 'ltr' | 'rtl' | undefined;
}

export interface DistrictMapProps {
  /** Id prefix, unique on the page. */
  readonly id: string;
  /** What the map shows, e.g. "Map: Kreis Recklinghausen". */
  readonly title: string;
  readonly places: readonly MapPlace[];
  /** Drawn below the places without a name, e.g. the Land; the map shows as much of it as the places need. */
  readonly ground?: Shape | undefined;
  /** Credit of the shapes; the licence of official outlines asks for it wherever they are shown. */
  readonly credit?: string | undefined;
}

/** Colours as attributes, because the content policy allows no inline style; the sheet of the design room refines them. */
const looks = {
  ground: { fill: 'var(--dk-surface, #f4f1ea)', stroke: 'var(--dk-line, #d9d4c8)' },
  plain: { fill: 'var(--dk-accent-soft, #e9f0f1)', stroke: 'var(--dk-accent, #0a5c6b)' },
  current: { fill: 'var(--dk-accent, #0a5c6b)', stroke: 'var(--dk-accent-strong, #084854)' },
} as const;

/** "Schloß Holte-Stukenbrock" in two lines: long names break after a hyphen or at a space, nearest to their middle. */
export function labelLines(name: string): readonly string[] {
  if (name.length < 13) return [name];
  const breaks = [...name.matchAll(/-(?=\S)|\s/g)].map((match) => match.index + 1);
  const middle = name.length / 2;
  const at = breaks.toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
  return at === undefined ? [name] : [name.slice(0, at).trim(), name.slice(at).trim()];
}

function Label({ place, area }: { place: MapPlace; area: DrawnArea }) {
  const lines = labelLines(place.name);
  return (
    <text
      class="dk-map__label"
      x={area.label.x}
      y={area.label.y}
      text-anchor="middle"
      font-size="25"
      fill={place.current ? 'var(--dk-on-accent, #fff)' : 'var(--dk-ink, #1c1b20)'}
      lang={place.lang}
      direction={place.dir}
    >
      {lines.map((line, index) => (
        <tspan key={line} x={area.label.x} dy={index === 0 ? (lines.length === 1 ? '0.35em' : '-0.2em') : '1.05em'}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

function Area({ place, area }: { place: MapPlace; area: DrawnArea }) {
  const look = looks[place.current ? 'current' : 'plain'];
  const shape = <path class="dk-map__shape" d={area.path} {...look} stroke-width="2.5" stroke-linejoin="round" />;
  if (!place.href) return <g class="dk-map__area">{shape}</g>;
  return (
    // The same links stand beside the map as text; in the tab order once is enough.
    <a
      class="dk-map__area"
      href={place.href}
      aria-label={place.name}
      aria-current={place.current ? 'true' : undefined}
      tabindex={-1}
      lang={place.lang}
    >
      <title>{place.name}</title>
      {shape}
    </a>
  );
}

/**
 * Areas as links on a map. Works without JavaScript and in both reading directions (a map is not mirrored). The page
 * puts the same links beside it as a list, for everyone who does not point.
 */
export function DistrictMap({ id, title, places, ground, credit }: DistrictMapProps) {
  const map = drawMap(
    [...(ground ? [{ key: 'ground', shape: ground }] : []), ...places],
    new Set(places.map((place) => place.key)),
  );
  if (!map) return null;
  const areas = new Map(map.areas.map((area) => [area.key, area]));
  // The current area last: its border lies above its neighbours'.
  const ordered = places.toSorted((a, b) => Number(a.current ?? false) - Number(b.current ?? false));
  const drawn = (place: MapPlace) => areas.get(place.key) as DrawnArea;
  return (
    <figure class="dk-map">
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing with links is no fieldset */}
      <svg
        class="dk-map__image"
        viewBox={`0 0 ${map.width} ${map.height}`}
        width="100%"
        role="group"
        aria-labelledby={`${id}-title`}
      >
        <title id={`${id}-title`}>{title}</title>
        {ground && <path class="dk-map__ground" d={areas.get('ground')?.path} {...looks.ground} stroke-width="2" />}
        {ordered.map((place) => (
          <Area key={place.key} place={place} area={drawn(place)} />
        ))}
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of labels takes no focus */}
        <g aria-hidden="true" pointer-events="none">
          {ordered.map((place) => (
            <Label key={place.key} place={place} area={drawn(place)} />
          ))}
        </g>
      </svg>
      {credit && (
        <figcaption class="dk-map__credit">
          <small lang="de" dir="ltr">
            {credit}
          </small>
        </figcaption>
      )}
    </figure>
  );
}
