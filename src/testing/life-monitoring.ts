import type { Caller } from './caller.ts';
import { expectSent } from './life-parts.ts';

/** Lets the staff set targets for an indicator. */
export async function fillWithMonitoring(slug: string, staff: Caller, times: number): Promise<void> {
  const form = `/intern/${slug}/monitoring/ziele/neu?kennzahl=auslaenderanteil`;
  for (let count = 1; count <= times; count++) {
    const target = { year: String(2030 + count), value: '12,5', source: `Beschluss ${count}` };
    expectSent('a target', await staff.send(form, '/ziele/neu', target));
  }
}
