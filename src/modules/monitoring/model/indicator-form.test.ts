import { describe, expect, it } from 'vitest';
import { catalogue } from '../service/catalogue.ts';
import { indicatorFormSchema, indicatorFormValues, shownBreaks } from './indicator-form.ts';

describe('the form of an indicator', () => {
  it('gives back what it shows, for everything in the catalogue', () => {
    for (const { nextUpdate: _, ...entry } of catalogue.indicators) {
      const content = { ...entry, contact: 'Stelle', nextUpdateOn: '2027-01-15' };
      const parsed = indicatorFormSchema.safeParse(indicatorFormValues(content));
      expect(parsed.error?.issues, entry.key).toBeUndefined();
      expect(parsed.data).toEqual(content);
    }
  });

  it('names the fields of the form that are wrong', () => {
    const [first] = catalogue.indicators;
    const values = first ? indicatorFormValues({ ...first, contact: '', nextUpdateOn: null }) : {};
    const wrong = {
      ...values,
      key: 'Orte',
      'names.de': '',
      tableCodes: '12411 §',
      'seriesBreaks.4.period': 'bald',
      'seriesBreaks.4.de': 'x',
    };
    const issues = indicatorFormSchema.safeParse(wrong).error?.issues.map(({ path }) => path.join('.'));
    expect(issues?.toSorted()).toEqual(['key', 'names.de', 'seriesBreaks.4.period', 'tableCodes']);
    expect(shownBreaks(wrong)).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
