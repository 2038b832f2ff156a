import { describe, expect, it } from 'vitest';
import { catalogue } from '../service/catalogue.ts';
import { categoryGroups, groupBreakdowns, groupParts, groupsLedBy } from './category-groups.ts';

const union = (period: string) => groupParts('nationality=group-eu', period)?.plus ?? [];
const has = (period: string, state: string) => union(period).includes(`nationality=${state}`);

describe('the declared groups of categories', () => {
  it('are groups of the catalogue and name its categories, each once', () => {
    for (const { dimension, category, plus, minus } of categoryGroups) {
      const known = catalogue.dimensions.find(({ key }) => key === dimension)?.categories.map(({ code }) => code) ?? [];
      const members = [...plus, ...minus].map((member) => member.category);
      expect(known).toEqual(expect.arrayContaining([category, ...members]));
      expect(new Set(members).size).toBe(members.length);
      expect(category).toMatch(/^group-/);
      // The first member tells where the group may have a figure, whatever the day.
      expect(plus[0]).toEqual({ category: expect.any(String) });
    }
  });

  it('go by the day', () => {
    expect(union('2024-12-31')).toHaveLength(26);
    expect([has('2020-01-31', 'st168'), has('2020-02-01', 'st168'), has('2019', 'st168'), has('2020', 'st168')]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect([has('2013-06-30', 'st130'), has('2013-07-01', 'st130')]).toEqual([false, true]);
    // Fifteen, 25 and 27 states, always without Germany.
    expect([union('2003').length, union('2005').length, union('2008').length]).toEqual([14, 24, 26]);
  });

  it('keep the other dimensions, and lead from their first member to themselves', () => {
    const parts = groupParts('nationality=group-third-countries;sex=female', '2024-12-31');
    expect(parts?.minus).toEqual(['nationality=group-eu;sex=female']);
    expect(parts?.plus).toContain('nationality=group-asia;sex=female');
    expect(groupsLedBy('nationality=st124;sex=male')).toEqual(['nationality=group-eu;sex=male']);
    expect(groupsLedBy('nationality=st125')).toEqual([]);
    expect(groupBreakdowns('nationality=group-eu')).toContain('nationality=st168');
  });

  it('are nothing where no group is named', () => {
    for (const breakdown of ['', 'nationality=st125', 'age=group-0-5', 'nationality=group-asia'])
      expect([groupParts(breakdown, '2024'), groupBreakdowns(breakdown)], breakdown).toEqual([undefined, []]);
  });
});
