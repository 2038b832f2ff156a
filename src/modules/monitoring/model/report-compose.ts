import type { Block } from './report.ts';
import { chartParts } from './report-charts.ts';
import type { Part, ReportDocument, Said } from './report-document.ts';
import { figuresPart, placesTables, tableParts } from './report-figures.ts';
import { Ledger } from './report-ledger.ts';
import { mapPart } from './report-map.ts';
import { faultsIn, fillText } from './report-text.ts';
import { said } from './report-words.ts';
import { placeKeys, shownIndicators, type World } from './report-world.ts';

/** A block with its parts; null: left out, because there is nothing to show and the block may be missing. */
interface Composed {
  readonly block: Block;
  readonly parts: readonly Part[] | null;
}

/** What blocks say for one territory. Notes and sources are made by themselves; without a block for them they come last. */
export function compose(title: string, blocks: readonly Block[], world: World): ReportDocument {
  const ledger = new Ledger();
  const composed = blocks.map((block): Composed => {
    const parts = partsOf(block, world, ledger);
    if (parts.length > 0) return { block, parts };
    if (block.optional) return { block, parts: null };
    const text = world.words.t('monitoring:report.nothing');
    return { block, parts: block.kind === 'notes' ? [] : [{ kind: 'empty', title: titleOf(block, world), text }] };
  });
  const notes = ledger.notes(world);
  const parts = inSteps(
    withoutEmptyHeadings(composed).flatMap(({ block, parts }) => (block.kind === 'notes' ? [notes] : (parts ?? []))),
  );
  const { own, slug, day, words } = world;
  return {
    format: 1,
    title: fillText(title, world),
    territory: own.key,
    place: said(own.names, words),
    slug,
    day,
    language: words.language.tag,
    parts: parts.some(({ kind }) => kind === 'notes') ? parts : [...parts, notes],
  };
}

const titleOf = (block: Block, world: World): Said => ('title' in block ? fillText(block.title, world) : { text: '' });

function partsOf(block: Block, world: World, ledger: Ledger): readonly Part[] {
  const title = titleOf(block, world);
  switch (block.kind) {
    case 'heading':
      return [{ kind: 'heading', level: block.level as 1 | 2 | 3, text: fillText(block.text, world) }];
    case 'text':
      // A sentence that may be missing is missing rather than full of holes.
      if (block.optional && faultsIn(block.text, world).length > 0) return [];
      return [{ kind: 'text', text: fillText(block.text, world) }];
    case 'figures':
      return [figuresPart(block, title, world, ledger)].filter((part) => part !== undefined);
    case 'table':
      return tableParts(block, title, world, ledger);
    case 'chart':
      return chartParts(block, title, world, ledger);
    case 'map':
      return mapPart(block, title, world, ledger);
    case 'towns': {
      const towns = placeKeys(['towns'], world);
      return placesTables(shownIndicators(block, towns, world), towns, title, world, ledger);
    }
    case 'page':
      return [{ kind: 'page' }];
    case 'notes':
      return [];
  }
}

/** A heading goes with its blocks when all of them are left out; one that never had any stays as it was written. */
function withoutEmptyHeadings(composed: readonly Composed[]): readonly Composed[] {
  return composed.filter(({ block }, index) => {
    if (block.kind !== 'heading') return true;
    const rest = composed.slice(index + 1);
    const end = rest.findIndex((one) => one.block.kind === 'heading' && one.block.level <= block.level);
    const section = rest
      .slice(0, end < 0 ? rest.length : end)
      .filter((one) => one.block.kind !== 'heading' && one.block.kind !== 'page');
    return section.length === 0 || section.some(({ parts }) => parts !== null);
  });
}

/** Headings go down one level at a time: screen readers list them, and PDF/UA refuses a gap. */
function inSteps(parts: readonly Part[]): readonly Part[] {
  let last = 0;
  return parts.map((part) => {
    if (part.kind !== 'heading') return part;
    last = Math.min(part.level, last + 1);
    return { ...part, level: last as 1 | 2 | 3 };
  });
}
