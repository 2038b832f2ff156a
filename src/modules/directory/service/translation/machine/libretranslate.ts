import { z } from 'zod';
import type { Outgoing } from '#platform/outgoing';
import { askJson, asMany } from './ask.ts';
import type { MachineTranslator } from './types.ts';

/** Languages with an Argos model from German (by way of English), by interface tag. */
const languages = new Set(['en', 'fr', 'tr', 'ar', 'fa', 'uk', 'ru', 'pl', 'ro', 'bg', 'sq']);

const answer = z.object({ translatedText: z.array(z.string()) });

/** LibreTranslate, which can run in the district's own network (OUTGOING_PRIVATE_HOSTS). */
export function libreTranslate(
  outgoing: Outgoing,
  config: { readonly url: string; readonly key?: string | undefined },
): MachineTranslator {
  return {
    name: 'LibreTranslate',
    supports: (tag) => languages.has(tag),
    async translate(tag, texts) {
      const body = { q: texts, source: 'de', target: tag, format: 'text', ...(config.key ? { api_key: config.key } : {}) };
      const found = await askJson(outgoing, `${config.url.replace(/\/+$/, '')}/translate`, { body }, answer);
      return found.ok ? asMany(texts, found.value.translatedText) : found;
    },
  };
}
