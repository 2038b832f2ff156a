import { describe, expect, it } from 'vitest';
import { findInterfaceLanguage, german, translator } from './index.ts';

describe('texts', () => {
  const t = translator(german);

  it('fills placeholders, and leaves what it was not given open', () => {
    expect(t('ui:progress.of', { value: 3, max: 5 })).toBe('3 von 5');
    expect(t('ui:progress.of', { value: 3 })).toBe('3 von {{max}}');
    expect(t('ui:steps.position', { current: '{{total}}', total: '$&' })).toBe('Schritt {{total}} von $&');
  });

  it('writes numbers as the language does, and texts as they are', () => {
    expect(t('ui:progress.of', { value: 12345, max: '2026' })).toBe('12.345 von 2026');
    expect(translator(findInterfaceLanguage('fa') ?? german)('ui:progress.of', { value: 1, max: 23 })).toMatch(/۱.*۲۳/);
  });

  it('chooses the plural form by the number, again and again', () => {
    for (let round = 0; round < 2; round++) {
      expect(t('ui:filter.results', { count: 0 })).toBe('0 Ergebnisse');
      expect(t('ui:filter.results', { count: 1 })).toBe('1 Ergebnis');
      expect(t('ui:filter.results', { count: 2 })).toBe('2 Ergebnisse');
    }
  });

  it('gives a missing text back as its key and does not take keys of Object for texts', () => {
    expect(t('ui:no.such.text')).toBe('no.such.text');
    expect(t('ui:no.such.text', { count: 2 })).toBe('no.such.text');
    expect(t('ui:progress.of', Object.create({ value: 'inherited' }))).toBe('{{value}} von {{max}}');
  });

  it('falls back to German for simple German', () => {
    const simple = translator(findInterfaceLanguage('de-simple') ?? german);
    expect(simple('ui:skip')).toMatch(/\p{L}/u);
  });
});
