import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type CheckedCell, type Contradiction, findingDetails, type findingRules } from './plausibility.ts';
import { type Marker, markers } from './vocabulary.ts';

const figureSchema = z.object({
  indicator: z.string(),
  source: z.string(),
  territory: z.string(),
  period: z.string(),
  breakdown: z.string(),
  value: z.number().nullable(),
  marker: z.enum(Object.keys(markers) as [Marker, ...Marker[]]).nullable(),
});

/** Column `figures` of `monitoring_finding`. Bounds that are not there (infinite) are null. */
export const findingFiguresSchema = z.object({
  detail: z.enum(findingDetails),
  severity: z.enum(['small', 'large']),
  figures: z.array(figureSchema).min(1),
  expected: z.object({ low: z.number().nullable(), high: z.number().nullable() }).nullable(),
  computed: z.number().nullable(),
});
export type FindingFigures = z.output<typeof findingFiguresSchema>;

/** A contradiction as it is kept until it is explained or mended. */
export interface Finding extends FindingFigures {
  readonly id: string;
  readonly rule: (typeof findingRules)[number];
  readonly indicatorId: string;
  readonly territory: string;
  readonly period: string;
  readonly foundAt: Date;
  /** Null: it is still there. */
  readonly goneAt: Date | null;
  readonly explanation: string | null;
  readonly explainedAt: Date | null;
  readonly version: number;
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

export function figuresOf({ detail, severity, figures, expected, computed }: Contradiction): FindingFigures {
  return {
    detail,
    severity,
    figures: figures.map(({ indicator, source, territory, period, breakdown, value, marker }) => ({
      indicator,
      source,
      territory,
      period,
      breakdown,
      value,
      marker,
    })),
    expected: expected && { low: finite(expected.low), high: finite(expected.high) },
    computed,
  };
}

/**
 * Tells whether two runs found the same contradiction: rule, figures and their values. With another value it is another
 * contradiction, which an explanation of the old one does not explain.
 */
export function fingerprintOf({ rule, detail, figures }: Contradiction): string {
  const named = figures.map(({ indicator, source, territory, period, breakdown, value, marker }: CheckedCell) =>
    [indicator, source, territory, period, breakdown, value, marker].join('\n'),
  );
  return createHash('sha256')
    .update([rule, detail, ...named].join('\n\n'))
    .digest('hex');
}

export const explanationSchema = z.object({
  explanation: z.string().trim().min(1).max(2000),
  version: z.coerce.number().int().min(1),
});

/** What the list shows: open ones are neither explained nor gone. */
export const findingStates = ['open', 'explained', 'gone'] as const;
export type FindingState = (typeof findingStates)[number];

export function stateOf({ goneAt, explanation }: Pick<Finding, 'goneAt' | 'explanation'>): FindingState {
  if (goneAt) return 'gone';
  return explanation === null ? 'open' : 'explained';
}
