import { describe, expect, it } from 'vitest';
import { findInterfaceLanguage, german, interfaceLanguages, languageName, languages } from './index.ts';

describe('names of spoken languages', () => {
  it('names every language of the table in every interface language', () => {
    for (const reader of interfaceLanguages) {
      for (const { id } of languages) expect(languageName(id, reader), `${id} in ${reader.tag}`).toMatch(/\p{L}{2}/u);
    }
  });

  it('keeps Kurmanji from Kurdish and Dari from Farsi, which Intl merges', () => {
    expect(languageName('kmr', german)).toContain('Kurmandschi');
    expect(new Set(['kmr', 'ckb', 'kur'].map((id) => languageName(id, german))).size).toBe(3);
    expect(languageName('prs', german)).not.toBe(languageName('pes', german));
  });

  it('asks Intl for what the table lacks, and gives the code back when nobody knows it', () => {
    expect(languageName('kur', german)).toBe('Kurdisch');
    expect(languageName('qqq', german)).toBe('qqq');
    expect(languageName('arb', findInterfaceLanguage('ar') ?? german)).toBe('العربية');
  });
});
