import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { fail, type Outcome, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import type { FailureCode } from '../failures.ts';
import { positionsOf, readShapes, type Shape, type ShapeFault } from '../model/geojson.ts';
import { fitShapes } from '../model/simplify.ts';
import type { Territory } from '../model/tree.ts';
import { listUnits, saveShapes } from '../store.ts';
import { mayEditAll } from './scope.ts';

/** Positions that all shapes of one import may have together: a district map of some 30 kB. */
const budget = 4000;

/** What an import would do. */
export interface ShapesPreview {
  /** In the order of their keys. */
  readonly units: readonly Territory[];
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly positionsBefore: number;
  readonly positionsAfter: number;
  /** Metres by which a border may have moved. */
  readonly tolerance: number;
}

export type ShapesOutcome =
  | Outcome<ShapesPreview, FailureCode>
  | {
      readonly ok: false;
      readonly code: 'territory.shapes_refused';
      readonly details: Record<string, never>;
      readonly faults: readonly ShapeFault[];
    };

const total = (shapes: Iterable<Shape>) => [...shapes].reduce((sum, shape) => sum + positionsOf(shape), 0);

/** Reads, checks and thins a GeoJSON file of shapes for this district, and saves nothing. */
export async function previewShapes(context: Context, geojson: string): Promise<ShapesOutcome> {
  if (!mayEditAll(context)) return fail('territory.not_allowed');
  const units = await context.transaction(listUnits);
  const read = readShapes(geojson, new Set(units.map((unit) => unit.key)));
  if (!read.ok) return { ok: false, code: 'territory.shapes_refused', details: {}, faults: read.faults };
  const { shapes, tolerance } = fitShapes(read.shapes, budget);
  return ok({
    units: units.filter((unit) => shapes.has(unit.key)),
    shapes,
    positionsBefore: total(read.shapes.values()),
    positionsAfter: total(shapes.values()),
    tolerance,
  });
}

/**
 * Takes over the shapes of a GeoJSON file: all of them, or none when there is a fault.
 * @param source the credit line that maps made of these shapes will show, e.g. "© GeoBasis-DE / BKG 2017 (Daten verändert)"
 */
export async function importShapes(context: Context, geojson: string, source: string): Promise<ShapesOutcome> {
  const preview = await previewShapes(context, geojson);
  if (!preview.ok) return preview;
  if (!source.trim()) return fail('territory.shapes_source');
  const { shapes, positionsAfter, tolerance } = preview.value;
  await context.transaction(async (trx) => {
    await saveShapes(trx, shapes, source.trim(), context.now());
    await audit(trx, context, {
      action: 'territory.shapes_imported',
      subjectType: 'territory',
      subjectId: context.tenant.ags,
      details: { keys: [...shapes.keys()], positions: positionsAfter, tolerance },
    });
    await touchContent(trx, context.tenant.id);
  });
  return preview;
}

/** The shapes as a GeoJSON FeatureCollection, readable by the import again. */
export function toGeoJson(shapes: ReadonlyMap<string, Shape>): string {
  const features = [...shapes].map(([AGS, geometry]) => ({ type: 'Feature', properties: { AGS }, geometry }));
  return JSON.stringify({ type: 'FeatureCollection', features });
}
