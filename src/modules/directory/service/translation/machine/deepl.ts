import { z } from 'zod';
import type { Outgoing } from '#platform/outgoing';
import { askJson, asMany } from './ask.ts';
import type { MachineTranslator } from './types.ts';

/** Target languages of the API, version 2, by interface tag. */
const languages: Readonly<Record<string, string>> = {
  en: 'EN-GB',
  fr: 'FR',
  tr: 'TR',
  ar: 'AR',
  uk: 'UK',
  ru: 'RU',
  pl: 'PL',
  ro: 'RO',
  bg: 'BG',
};

const answer = z.object({ translations: z.array(z.object({ text: z.string() })) });

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const letters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Placeholders become empty elements, which DeepL carries over; everything else is text. */
const toXml = (text: string) =>
  text.replaceAll(/[&<>]/g, (sign) => escapes[sign] as string).replaceAll(/\{(\d+)\}/g, '<x id="$1"/>');
const fromXml = (text: string) =>
  text
    .replaceAll(/<x id="(\d+)"\s*(?:\/>|>\s*<\/x>)/g, '{$1}')
    .replaceAll(/&(amp|lt|gt|quot|apos);/g, (_whole, name: string) => letters[name] as string);

/** DeepL, version 2 of its API; a key that ends in `:fx` belongs to the free plan and its own address. */
export function deepl(
  outgoing: Outgoing,
  config: { readonly url?: string | undefined; readonly key: string },
): MachineTranslator {
  const base = config.url ?? (config.key.endsWith(':fx') ? 'https://api-free.deepl.com' : 'https://api.deepl.com');
  return {
    name: 'DeepL',
    supports: (tag) => Object.hasOwn(languages, tag),
    async translate(tag, texts) {
      const found = await askJson(
        outgoing,
        `${base.replace(/\/+$/, '')}/v2/translate`,
        {
          headers: { authorization: `DeepL-Auth-Key ${config.key}` },
          body: {
            text: texts.map(toXml),
            source_lang: 'DE',
            target_lang: languages[tag],
            tag_handling: 'xml',
            split_sentences: 'nonewlines',
            preserve_formatting: true,
          },
        },
        answer,
      );
      return found.ok
        ? asMany(
            texts,
            found.value.translations.map(({ text }) => fromXml(text)),
          )
        : found;
    },
  };
}
