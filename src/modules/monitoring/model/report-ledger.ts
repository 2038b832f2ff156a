import type { Cell, Warning } from './figures.ts';
import type { Indicator } from './indicator.ts';
import type { Part, Said } from './report-document.ts';
import { said, timeWords, type Words } from './report-words.ts';
import type { World } from './report-world.ts';
import { type Marker, markers } from './vocabulary.ts';

type Notes = Extract<Part, { kind: 'notes' }>;

/** Legend of the signs in some cells: "`.` unknown or secret". */
export function legend(cells: readonly (Cell | undefined)[], { t }: Words): string[] {
  const used = new Set<Marker>();
  for (const cell of cells)
    if (!cell) used.add('.');
    else if (cell.marker) used.add(cell.marker);
  return (Object.keys(markers) as Marker[])
    .filter((marker) => used.has(marker))
    .map((marker) =>
      t('monitoring:report.sign', { sign: marker === '()' ? '( )' : marker, meaning: t(`monitoring:marker.${markers[marker]}`) }),
    );
}

/** Remembers what a document shows, for its notes: sources with licence, warnings, definitions. */
export class Ledger {
  readonly #sources = new Set<string>();
  readonly #warnings = new Map<Warning, Set<string>>();
  readonly #indicators = new Map<string, Indicator>();
  readonly #breaks = new Map<string, Set<string>>();
  readonly #tiles = new Set<string>();

  /** Whether the newest figure of an indicator stood out before; from now on it did. */
  standsOut({ key }: Indicator): boolean {
    const before = this.#tiles.has(key);
    this.#tiles.add(key);
    return before;
  }

  see(cell: Cell | undefined, indicator: Indicator): void {
    if (!cell) return;
    this.#indicators.set(indicator.key, indicator);
    for (const key of cell.sources) this.#sources.add(key);
    for (const warning of cell.warnings) {
      const names = this.#warnings.get(warning) ?? new Set();
      this.#warnings.set(warning, names.add(indicator.key));
    }
  }

  /** A break that the shown periods of an indicator reach over. */
  broken(indicator: Indicator, period: string): void {
    this.#breaks.set(indicator.key, (this.#breaks.get(indicator.key) ?? new Set()).add(period));
  }

  notes({ words, sources }: Pick<World, 'words' | 'sources'>): Notes {
    const { t } = words;
    const nameOf = (key: string) => said((this.#indicators.get(key) as Indicator).names, words);
    const warnings = [...this.#warnings].map(([warning, keys]): Said => {
      const names = [...keys].map(nameOf);
      const text = t('monitoring:report.warned', {
        names: names.map((one) => one.text).join(', '),
        warning: t(`monitoring:warning.${warning}`),
      });
      return { text };
    });
    const breaks = [...this.#breaks].flatMap(([key, periods]) =>
      [...periods].map((period): Said => {
        const names = this.#indicators.get(key)?.seriesBreaks.find((one) => one.period === period)?.names ?? {};
        const reason = said(names, words).text;
        const text = t('monitoring:report.broken', { name: nameOf(key).text, time: timeWords(period, words), reason });
        return { text };
      }),
    );
    const definitions = [...this.#indicators.values()].flatMap((indicator): Said[] => {
      const definition = said(indicator.definitions, words);
      if (!definition.text) return [];
      const name = said(indicator.names, words);
      return [{ text: `${name.text}: ${definition.text}`, ...((name.german || definition.german) && { german: true }) }];
    });
    return {
      kind: 'notes',
      remarks: [...warnings, ...breaks, ...definitions],
      sources: sources
        .filter(({ key }) => this.#sources.has(key))
        .map((source) => ({
          name: said(source.names, words),
          text: [source.publisher, source.attribution || licenceName(source.licence) || source.licenceNote]
            .filter(Boolean)
            .join(' · '),
          url: source.url,
        })),
    };
  }
}

/** `dl-by-de/2.0` out of the licence's address in the list of DCAT-AP.de. */
const licenceName = (licence: string | null): string => licence?.split('/licenses/').at(-1) ?? '';
