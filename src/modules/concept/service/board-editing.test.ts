import { expect, test } from 'vitest';
import { uuidv7 } from '#platform/crypto';
import { mostAtOnce, readPicked, withLeads } from './board-editing.ts';

test('leads stand in front, keep what is known of them, and nobody stands twice', () => {
  const all = [
    { name: 'Jobcenter', role: 'partner', organisationId: 'o-1' },
    { name: 'Kreissportbund', role: 'lead' },
    { name: 'Volkshochschule', role: 'consulted' },
  ] as const;
  expect(withLeads(all, ['jobcenter', 'Kreis'])).toEqual([
    { name: 'Jobcenter', role: 'lead', organisationId: 'o-1' },
    { name: 'Kreis', role: 'lead' },
    { name: 'Volkshochschule', role: 'consulted' },
  ]);
  expect(withLeads(all, [])).toEqual([all[0], all[2]]);
});

test('ticked lines are read with the version that was shown', () => {
  const id = uuidv7();
  expect(readPicked([`${id}:3`])).toEqual([{ id, version: 3 }]);
  expect(readPicked([])).toEqual([]);
  for (const wrong of [id, `${id}:0`, `${id}:x`, 'x:1', '']) expect(readPicked([wrong]), wrong).toBeUndefined();
  expect(readPicked(Array.from({ length: mostAtOnce + 1 }, () => `${id}:1`))).toBeUndefined();
});
