import { describe, expect, it } from 'vitest';
import { readForms, termForm } from './term-form.ts';

describe('the form of a word', () => {
  it('reads forms as people write them', () => {
    expect(readForms(' Bescheid, Bescheide ;Bescheid\nBescheids،إشعار')).toEqual(['Bescheid', 'Bescheide', 'Bescheids', 'إشعار']);
  });

  it.each([
    ['nothing', {}, ['forms.de', 'explanation.de']],
    ['no explanation', { 'forms.de': 'Bescheid' }, ['explanation.de']],
    ['an explanation without a word', { 'forms.de': 'B', 'explanation.de': 'e', 'explanation.ar': 'x' }, ['forms.ar']],
    ['two lines', { 'forms.de': 'B', 'explanation.de': 'e\nf' }, ['explanation.de']],
    [
      'too many forms',
      { 'forms.de': Array.from({ length: 21 }, (_, at) => `w${at}`).join(), 'explanation.de': 'e' },
      ['forms.de'],
    ],
  ])('with %s is refused', (_what, values, fields) => {
    const parsed = termForm.safeParse(values);
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual(fields);
  });

  it('keeps the languages that are filled', () => {
    const values = { version: '3', 'forms.de': 'Bescheid, Bescheide', 'explanation.de': 'Ein Brief.', 'forms.en': '' };
    expect(termForm.parse(values)).toEqual({
      version: 3,
      forms: { de: ['Bescheid', 'Bescheide'] },
      explanations: { de: 'Ein Brief.' },
    });
  });
});
