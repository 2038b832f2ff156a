import { z } from 'zod';

/** Longest report; a hundred pages are a book. */
export const mostBlocks = 120;

export const blockKinds = ['heading', 'text', 'figures', 'table', 'chart', 'map', 'towns', 'notes', 'page'] as const;
export type BlockKind = (typeof blockKinds)[number];

/**
 * Which territories a block shows: the document's own, the district, the Land, Germany, all towns, or one by its key.
 * `own` is first where a comparison is drawn.
 */
const place = z.union([
  z.enum(['own', 'district', 'land', 'nation', 'towns']),
  z.string().regex(/^([0-9]{2,9}|DG|[0-9]{8}-[a-z0-9-]{1,60})$/),
]);
export type PlaceChoice = z.output<typeof place>;

/** An indicator by its key; `topic:<topic>` and `kind:<kind>`: all that have a figure for the document's territory. */
const indicator = z.string().regex(/^([a-z][a-z0-9_]{0,59}|topic:[a-z_]{1,40}|kind:(context|output))$/);
const indicators = z.array(indicator).min(1).max(40);

const base = {
  /** Names the block in addresses and forms while others move it about. */
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  /** Without any figure the block is left out, and so is a heading that stands above such blocks only. */
  optional: z.boolean().default(false),
};
const title = z.string().max(200).default('');

export const blockSchema = z.discriminatedUnion('kind', [
  z.object({
    ...base,
    kind: z.literal('heading'),
    level: z.number().int().min(1).max(3),
    text: z.string().trim().min(1).max(200),
  }),
  /** Placeholders: model/report-placeholder.ts. An empty line begins a paragraph. */
  z.object({ ...base, kind: z.literal('text'), text: z.string().trim().min(1).max(20_000) }),
  z.object({ ...base, kind: z.literal('figures'), title, indicators, compare: z.array(place).max(3).default([]) }),
  z.object({
    ...base,
    kind: z.literal('table'),
    title,
    indicators,
    places: z.array(place).min(1).max(40),
    /** 1: the newest period of each indicator; more: that many years as columns. */
    years: z.number().int().min(1).max(8).default(1),
  }),
  z.object({
    ...base,
    kind: z.literal('chart'),
    title,
    indicators,
    form: z.enum(['line', 'bar']),
    /** What lies along the axis: years, territories, or the categories of a breakdown. */
    over: z.enum(['years', 'places', 'categories']),
    places: z.array(place).min(1).max(40),
    years: z.number().int().min(2).max(40).default(12),
    /** Of `categories`: key of the dimension; empty: each one that the indicator comes by. */
    dimension: z.string().max(60).default(''),
  }),
  z.object({ ...base, kind: z.literal('map'), title, indicator: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/) }),
  /** The towns of the district with some figures. */
  z.object({ ...base, kind: z.literal('towns'), title, indicators: indicators.max(5) }),
  /** Sources, markers and warnings of everything in the document. */
  z.object({ ...base, kind: z.literal('notes') }),
  z.object({ ...base, kind: z.literal('page') }),
]);
export type Block = z.output<typeof blockSchema>;
export type BlockOf<Kind extends BlockKind> = Extract<Block, { kind: Kind }>;

export const blocksSchema = z.array(blockSchema).max(mostBlocks);

/** Territory of a report: one of the district's, or each town a document of its own. */
export const eachTown = 'each-town';

export interface Report {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  /** Key of a territory, or `each-town`. */
  readonly territory: string;
  readonly blocks: readonly Block[];
  readonly version: number;
  readonly updatedAt: Date;
}

/** A frozen report, without what it says. */
export interface Edition {
  readonly id: string;
  readonly reportId: string;
  readonly title: string;
  readonly territory: string;
  readonly public: boolean;
  readonly frozenAt: Date;
}

/** Texts of a block in which placeholders stand. */
export function textsOf(block: Block): readonly string[] {
  return block.kind === 'text' || block.kind === 'heading' ? [block.text] : 'title' in block ? [block.title] : [];
}

/** Indicators that a block names, wildcards included. */
export function indicatorsOf(block: Block): readonly string[] {
  if (block.kind === 'map') return [block.indicator];
  return 'indicators' in block ? block.indicators : [];
}
