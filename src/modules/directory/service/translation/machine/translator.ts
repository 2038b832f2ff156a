import type { Outgoing } from '#platform/outgoing';
import { chatTranslator } from './chat.ts';
import { deepl } from './deepl.ts';
import { libreTranslate } from './libretranslate.ts';
import type { MachineTranslator } from './types.ts';

export type { MachineFailure, MachineTranslator } from './types.ts';

/** Variables of the installation's configuration; `readConfig` sees to it that they fit each other. */
export interface MachineConfig {
  readonly MACHINE_TRANSLATION_KIND?: 'deepl' | 'libretranslate' | 'chat' | undefined;
  readonly MACHINE_TRANSLATION_URL?: string | undefined;
  readonly MACHINE_TRANSLATION_KEY?: string | undefined;
  readonly MACHINE_TRANSLATION_MODEL?: string | undefined;
}

/** The configured service; undefined without one, and then no district has machine translation. */
export function machineTranslator(config: MachineConfig, outgoing: Outgoing): MachineTranslator | undefined {
  const { MACHINE_TRANSLATION_KIND: kind, MACHINE_TRANSLATION_URL: url = '', MACHINE_TRANSLATION_KEY: key } = config;
  if (kind === 'deepl') return deepl(outgoing, { url: url || undefined, key: key ?? '' });
  if (kind === 'libretranslate') return libreTranslate(outgoing, { url, key });
  if (kind === 'chat') return chatTranslator(outgoing, { url, key, model: config.MACHINE_TRANSLATION_MODEL ?? '' });
  return undefined;
}
