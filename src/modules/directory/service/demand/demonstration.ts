import { createHash } from 'node:crypto';
import type { Context } from '#platform/access';
import { addDays } from '#platform/days';
import { weekOf } from '../../model/demand/demand.ts';
import { hasDemand, insertInvented } from '../../store/demand/demand.ts';

/** An invented need of the demonstration. */
export interface InventedDemand {
  readonly kind: 'search' | 'outside';
  /** Shown in the board with "Beispiel" before it. */
  readonly term: string | null;
  /** Facet words: `thema:…`, `sprache:…`, `zielgruppe:…`. */
  readonly concepts: readonly string[];
  /** Interface language of the page. */
  readonly language: string;
  readonly town: string;
  readonly target: string;
  /** Uses in each of the last weeks, the running one last. */
  readonly weeks: readonly number[];
}

/** Plants invented demand in a district of the demonstration that has none; nothing anywhere else. */
export async function plantDemand(context: Context, invented: readonly InventedDemand[]): Promise<void> {
  if (!context.tenant.demonstration) return;
  const monday = weekOf(context.now());
  const rows = invented.flatMap(({ weeks, term, kind, concepts, language, town, target }) =>
    weeks.flatMap((uses, index) =>
      uses
        ? [
            {
              week: addDays(monday, -7 * (weeks.length - 1 - index)),
              kind,
              // Of an invented need nothing is secret; no search of a visitor has this hash.
              termHash: createHash('sha256')
                .update(`demonstration ${kind} ${term} ${concepts.join(',')}`)
                .digest(),
              term: term && `Beispiel: ${term}`,
              concepts,
              language,
              town,
              target,
              uses,
            },
          ]
        : [],
    ),
  );
  await context.transaction(async (trx) => {
    if (!(await hasDemand(trx))) await insertInvented(trx, context.tenant.id, rows);
  });
}
