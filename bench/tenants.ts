import { performance } from 'node:perf_hooks';
import { type Context, createContext } from '#platform/access';
import { findInterfaceLanguage, german, translator } from '#platform/i18n';
import { search, searchAddressSchema } from '../src/modules/directory/service/searching.ts';
import { addTenant, fillOffers, openGround, vacuum } from './ground.ts';
import type { Result } from './main.ts';

const asked: readonly (readonly [string, string])[] = [
  ['de', 'Deutschkurs für Frauen'],
  ['de', 'Beratung Wohnung'],
  ['ar', 'دورة لغة ألمانية'],
  ['tr', 'almanca kursu'],
  ['uk', 'курс німецької мови'],
  ['en', 'meeting place'],
];

const median = (times: readonly number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] as number;

async function medianSearch(contexts: readonly Context[], rounds: number): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const [tag, q] = asked[round % asked.length] as (typeof asked)[number];
    const base = contexts[round % contexts.length] as Context;
    const language = findInterfaceLanguage(tag) ?? german;
    const context = createContext({ ...base, language, t: translator(language), permissions: new Map() });
    const address = searchAddressSchema.parse({ q });
    const started = performance.now();
    await search(context, address);
    times.push(performance.now() - started);
  }
  return median(times);
}

/** 54 districts in one installation against one alone: 1,000 offers in eight languages each. */
export async function benchTenants(serverUrl: string, quick: boolean): Promise<Result[]> {
  const [many, size, rounds] = quick ? [6, 200, 60] : [54, 1000, 600];
  const one = await openGround(serverUrl, 'bench_one');
  const all = await openGround(serverUrl, 'bench_all');
  try {
    const single = [await addTenant(one, 'kreis-1', '05001')];
    const several: Context[] = [];
    for (let number = 1; number <= many; number++)
      several.push(await addTenant(all, `kreis-${number}`, `05${String(number).padStart(3, '0')}`));
    for (const [index, context] of [...single, ...several].entries()) {
      await fillOffers(context, size, 8, index);
      if (index % 10 === 9) console.log(`  filled ${index + 1} of ${many + 1} districts`);
    }
    await vacuum(one.ownerUrl);
    await vacuum(all.ownerUrl);
    await medianSearch(single, 60);
    await medianSearch(several, 60);
    const baseline = await medianSearch(single, rounds);
    const value = await medianSearch(several, rounds);
    return [{ name: `${many} districts: median search`, value, baseline, unit: 'ms', target: 1.3, better: 'lower' }];
  } finally {
    await one.close();
    await all.close();
  }
}
