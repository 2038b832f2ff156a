import type { Trx } from '#platform/database';

/** In pieces, because a statement takes 65,535 parameters. */
async function inPieces<Row>(rows: readonly Row[], write: (piece: readonly Row[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += 5000) await write(rows.slice(start, start + 5000));
}

/** Names that are there already stay. */
export async function addPlaces(
  trx: Trx,
  tenantId: string,
  places: readonly { readonly key: string; readonly name: string; readonly validTo: string | null }[],
): Promise<void> {
  await inPieces(places, (piece) =>
    trx
      .insertInto('monitoring_place')
      .values(piece.map(({ key, name, validTo }) => ({ tenant_id: tenantId, key, name, valid_to: validTo })))
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
}

export async function addFreshDimensions(
  trx: Trx,
  tenantId: string,
  dimensions: readonly { readonly key: string; readonly name: string; readonly variable: string }[],
): Promise<void> {
  await inPieces(dimensions, (piece) =>
    trx
      .insertInto('monitoring_dimension')
      .values(
        piece.map(({ key, name, variable }) => ({
          tenant_id: tenantId,
          key,
          names: JSON.stringify({ de: name }),
          variable_codes: [variable],
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
}

export async function addFreshCategories(
  trx: Trx,
  tenantId: string,
  categories: readonly { readonly dimension: string; readonly code: string; readonly name: string; readonly attribute: string }[],
): Promise<void> {
  await inPieces(categories, (piece) =>
    trx
      .insertInto('monitoring_category')
      .values(
        piece.map(({ dimension, code, name, attribute }) => ({
          tenant_id: tenantId,
          dimension,
          code,
          names: JSON.stringify({ de: name }),
          attribute_codes: [attribute],
          // After those that somebody has put in an order.
          position: 1000,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
}
