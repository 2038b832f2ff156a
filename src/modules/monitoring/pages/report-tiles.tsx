import type { ComponentChildren } from 'preact';
import { ForeignText, Icon, publicPath, useView } from '#platform/ui';
import type { Said, Tile } from '../model/report-document.ts';

/** A text of the data: marked where it is German on a page of another language. */
export function Own({ said: { text, german } }: { said: Said }): ComponentChildren {
  return german ? (
    <ForeignText lang="de" dir="ltr">
      {text}
    </ForeignText>
  ) : (
    text
  );
}

/** One figure that leads to the page of its indicator. A marker's meaning is smaller than a number: it is no result. */
function TileLink({ tile, linked }: { tile: Tile; linked: boolean }) {
  const view = useView();
  const { label, value, isMarker, unit, time, change, comparison, warnings, indicator } = tile;
  const content = (
    <>
      <span class="dk-figure__label">
        <Own said={label} />
      </span>
      {isMarker ? (
        <span class="dk-figure__marker">{value}</span>
      ) : (
        <span>
          <bdi class="dk-figure__value">{value}</bdi> {unit && <span class="dk-figure__unit">{unit}</span>}
        </span>
      )}
      {[time, change, ...warnings].filter(Boolean).map((note) => (
        <span class="dk-figure__note" key={note}>
          {note}
        </span>
      ))}
      {comparison.map((other) => (
        <span class="dk-figure__note" key={other.place.text}>
          <Own said={other.place} />: <bdi>{other.value}</bdi>
        </span>
      ))}
    </>
  );
  if (!linked) return <div class="dk-figure">{content}</div>;
  return (
    <a class="dk-figure" href={publicPath(view, `zahlen/${indicator}`)}>
      {content}
      <span class="dk-figure__go">
        <Icon name="arrow" />
      </span>
    </a>
  );
}

export function Tiles({ tiles, linked }: { tiles: readonly Tile[]; linked: boolean }) {
  return (
    <ul class="dk-figures dk-figures--wide">
      {tiles.map((tile) => (
        <li key={tile.indicator}>
          <TileLink tile={tile} linked={linked} />
        </li>
      ))}
    </ul>
  );
}
