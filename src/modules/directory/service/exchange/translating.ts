import { asText, isObject, type JsonObject } from '../../model/exchange/json.ts';
import { type TranslatableField, type Translation, translatableFields } from '../../model/translation/fields.ts';
import { fingerprint } from '../../model/translation/fingerprint.ts';

/** Where a feed of this software says a text that is translated. */
const textsOf = (service: JsonObject): Partial<Record<TranslatableField, string>> => ({
  name: asText(service.name),
  description: asText(service.description),
  summary: isObject(service.dreiklang) ? asText(service.dreiklang.summary) : '',
});

const names = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(asText) : []);

/** Adds what a feed says in one language to its German services: who made each text, and whether it is older than the German. */
export function addTranslations(
  services: readonly JsonObject[],
  tag: string,
  translated: ReadonlyMap<string, JsonObject>,
): JsonObject[] {
  return services.map((service) => {
    const other = translated.get(asText(service.id));
    if (!other || !isObject(other.dreiklang) || !isObject(service.dreiklang)) return service;
    const { languages_of_texts: really, machine_translated: machine, outdated_translations: outdated } = other.dreiklang;
    const originals = textsOf(service);
    const texts: Partial<Record<TranslatableField, Translation>> = {};
    for (const [field, text] of Object.entries(textsOf(other)) as [TranslatableField, string][]) {
      if (!text || !isObject(really) || really[field] !== tag || text.length > translatableFields[field].maximum) continue;
      const of = names(outdated).includes(field) ? {} : { of: fingerprint(originals[field] ?? '') };
      texts[field] = { text, by: names(machine).includes(field) ? 'machine' : 'human', ...of };
    }
    if (!Object.keys(texts).length) return service;
    const before = isObject(service.dreiklang.translations) ? service.dreiklang.translations : {};
    return { ...service, dreiklang: { ...service.dreiklang, translations: { ...before, [tag]: texts } } };
  });
}
