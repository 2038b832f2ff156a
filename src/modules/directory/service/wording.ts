import { type InterfaceLanguage, translator } from '#platform/i18n';
import { createFactWording, type FactWording } from './wording/facts.ts';
import { createFormats, type Formats } from './wording/formats.ts';
import { createTimeWording, type TimeWording } from './wording/times.ts';

export type { Answer } from './wording/facts.ts';

/** Sentences about offers in one language; every sentence is a text of the locale files with values put in. */
export interface Wording extends Formats, TimeWording, FactWording {
  readonly language: InterfaceLanguage;
  t(key: string, parameters?: Record<string, string | number>): string;
}

const made = new Map<string, Wording>();

/** The wording of a language; made on first use and kept. */
export function wordingIn(language: InterfaceLanguage): Wording {
  const known = made.get(language.tag);
  if (known) return known;
  const t = translator(language);
  const formats = createFormats(language);
  const times = createTimeWording(t, formats);
  const wording: Wording = { language, t, ...formats, ...times, ...createFactWording(t, language, formats, times) };
  made.set(language.tag, wording);
  return wording;
}
