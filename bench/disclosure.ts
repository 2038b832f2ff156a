import { performance } from 'node:perf_hooks';
import { primary, withholdTable } from '../src/modules/monitoring/model/disclosure.ts';
import { attack } from '../src/modules/monitoring/testing/attack.ts';
import { largeTable } from '../src/modules/monitoring/testing/disclosure-tables.ts';
import type { Result } from './main.ts';

/** Milliseconds that withholding in one large table may take. */
const allowed = 1000;
const k = 5;

/**
 * Secondary suppression of a table of 54 territories × 20 categories × two sexes, with all margins (3,402 cells), against the time
 * allowed; the result is attacked before it counts.
 */
export async function benchDisclosure(_serverUrl: string, quick: boolean): Promise<Result[]> {
  const cells = largeTable();
  const times: number[] = [];
  let states = withholdTable(cells, { k });
  for (let round = 0; round < (quick ? 3 : 9); round++) {
    const started = performance.now();
    states = withholdTable(cells, { k });
    times.push(performance.now() - started);
  }
  const found = attack(cells, states, 0);
  const narrowed = [...cells.keys()].filter((cell) => {
    if (states[cell] !== primary) return false;
    const [low, high] = found.bounds(cell);
    return low > 1 || high < k;
  });
  if (found.computed.length + narrowed.length > 0)
    throw new Error(`${found.computed.length} withheld cells computed, ${narrowed.length} narrowed`);
  const value = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] as number;
  return [{ name: 'disclosure control of 54 × 20 × 3', value, baseline: allowed, unit: 'ms', target: 1, better: 'lower' }];
}
