import type { Context } from '#platform/access';
import type { FigureQuery, FigureSet } from '../model/figures.ts';
import { type Definitions, definitionsIn, type Known, readFiguresIn } from './reading.ts';

/** Figures for a public page: what everybody may see, whoever asks, because the page is kept rendered for all. */
export function publicFigures(context: Context, query: FigureQuery, known?: Partial<Known>): Promise<FigureSet> {
  return context.transaction((trx) => readFiguresIn(trx, context, query, false, known));
}

/** Indicators, sources and dimensions that everybody may see. */
export function publicDefinitions(context: Context): Promise<Definitions> {
  return context.transaction((trx) => definitionsIn(trx, false));
}
