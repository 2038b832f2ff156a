import type { Indicator } from './indicator.ts';
import type { Said } from './report-document.ts';
import type { Found } from './report-lookup.ts';
import { type PlaceholderWord, readPlaceholders, type Selection } from './report-placeholder.ts';
import { changeWords, figureWords, markerWords, said, timeWords, unitHead } from './report-words.ts';
import { placeName, placeOf, type World } from './report-world.ts';

/** Why a placeholder cannot be filled; texts `monitoring:staff.report.fault.<code>`. */
export interface PlaceholderFault {
  readonly code: 'grammar' | 'indicator' | 'missing';
  readonly raw: string;
}

/** A text with its placeholders filled. Where there is no figure the meaning of "." stands, never a gap. */
export function fillText(text: string, world: World): Said {
  const filled = readPlaceholders(text).map((token) => {
    if (token.kind === 'plain') return token.text;
    if (token.kind === 'word') return word(token.word, world);
    if (token.kind === 'figure') return figure(token.selection, world);
    return markerWords(undefined, world.words);
  });
  return { text: filled.join('') };
}

/** What is wrong with the placeholders of a text, each once, in their order. */
export function faultsIn(text: string, world: World): readonly PlaceholderFault[] {
  const faults = readPlaceholders(text).flatMap((token): PlaceholderFault[] => {
    if (token.kind === 'fault') return [{ code: 'grammar', raw: token.raw }];
    if (token.kind !== 'figure') return [];
    const { raw, selection } = token;
    if (!world.indicators.some(({ key }) => key === selection.indicator)) return [{ code: 'indicator', raw }];
    return found(selection, world) ? [] : [{ code: 'missing', raw }];
  });
  return [...new Map(faults.map((fault) => [fault.raw, fault])).values()];
}

/** The figure that a placeholder means. */
export function found(selection: Selection, world: World): Found | undefined {
  const { indicator, breakdown, period, before } = selection;
  const territory = placeOf(selection.territory, world);
  const at = world.figures.at(indicator, territory, breakdown, period);
  return at && before ? world.figures.before(indicator, territory, breakdown, at) : at;
}

function word(which: PlaceholderWord, world: World): string {
  const { own, district, land, words, day } = world;
  if (which === 'stand') return timeWords(day, words, 'long');
  const place = which === 'ort' ? own : which === 'kreis' ? district : land;
  return place ? said(place.names, words).text : markerWords(undefined, words);
}

function figure(selection: Selection, world: World): string {
  const { words, indicators } = world;
  const indicator = indicators.find(({ key }) => key === selection.indicator);
  if (!indicator) return markerWords(undefined, words);
  if (selection.part === 'name') return said(indicator.names, words).text;
  if (selection.part === 'einheit') return unitHead(indicator.unit, words);
  if (selection.part === 'ort') return placeName(placeOf(selection.territory, world), world).text;
  const one = found(selection, world);
  if (!one) return markerWords(undefined, words);
  return part(selection, one, indicator, world);
}

function part(selection: Selection, one: Found, indicator: Indicator, world: World): string {
  const { words, figures, sources } = world;
  switch (selection.part) {
    case 'zeit':
      return timeWords(one.period, words, 'long');
    case 'quelle': {
      const names = sources.filter(({ key }) => one.cell.sources.includes(key)).map(({ names }) => said(names, words).text);
      return names.join(', ') || markerWords(undefined, words);
    }
    case 'veraenderung': {
      const territory = placeOf(selection.territory, world);
      return changeWords(one, figures.before(selection.indicator, territory, selection.breakdown, one), indicator, words);
    }
    default:
      return figureWords(one.cell, indicator, words);
  }
}
