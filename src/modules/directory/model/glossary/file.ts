import { z } from 'zod';
import { interfaceLanguages } from '#platform/i18n';
import { residenceGroups, targetGroups } from '../vocabulary.ts';
import { conceptId, longestTerm, mostTerms, type OwnConcept } from './concept.ts';

/** Languages of terms; Leichte Sprache uses the German ones. */
export const termLanguages = interfaceLanguages.map(({ tag }) => tag).filter((tag) => tag !== 'de-simple');

const terms = z.partialRecord(z.enum(termLanguages), z.array(z.string().max(longestTerm)).max(mostTerms));

const facet = z.strictObject({
  childcare: z.literal(true).optional(),
  free: z.literal(true).optional(),
  gender: z.enum(['women', 'men']).optional(),
  language: z
    .string()
    .regex(/^[a-z]{3}$/)
    .optional(),
  target: z.enum(targetGroups).optional(),
  residence: z.enum(residenceGroups).optional(),
});

const conceptSchema = z.strictObject({
  id: z.string().max(60).regex(conceptId),
  terms: terms.default({}),
  removed: terms.default({}),
  broader: z.string().max(60).optional(),
  category: z.string().max(60).optional(),
  facet: facet.default({}),
  note: z.string().max(500).default(''),
});

/** Something in a file that is not as it has to be; `row` counts the concepts from one, none: the file as a whole. */
export interface FileFault {
  readonly row: number | null;
  readonly field: string;
}

const mostBytes = 2 * 1024 * 1024;

/**
 * Reads a file of own concepts: JSON in UTF-8, a list in the shape of the software's glossary files. All of it or nothing.
 * @param most concepts that a district may have
 */
export function readConceptFile(
  content: Uint8Array,
  most: number,
): { readonly concepts: readonly OwnConcept[] } | { readonly faults: readonly FileFault[] } {
  const whole = (field: string) => ({ faults: [{ row: null, field }] });
  if (content.length > mostBytes) return whole('size');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return whole('encoding');
  }
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return whole('json');
  }
  if (!Array.isArray(read)) return whole('list');
  if (read.length > most) return whole('count');
  const concepts: OwnConcept[] = [];
  const faults: FileFault[] = [];
  const seen = new Set<string>();
  for (const [index, one] of read.entries()) {
    const parsed = conceptSchema.safeParse(one);
    if (!parsed.success) {
      const fields = parsed.error.issues.map(({ path, code, ...issue }) =>
        code === 'unrecognized_keys' && 'keys' in issue ? [...path, issue.keys[0]].join('.') : path.join('.'),
      );
      faults.push(...[...new Set(fields)].slice(0, 5).map((field) => ({ row: index + 1, field: field.slice(0, 80) })));
    } else if (seen.has(parsed.data.id)) faults.push({ row: index + 1, field: 'id' });
    else {
      seen.add(parsed.data.id);
      concepts.push(parsed.data as OwnConcept);
    }
    if (faults.length >= 100) break;
  }
  return faults.length ? { faults } : { concepts };
}

/** The same file of what a district has; empty parts are left out. */
export function writeConceptFile(concepts: readonly OwnConcept[]): string {
  const filled = (terms: OwnConcept['terms']) => Object.fromEntries(Object.entries(terms).filter(([, list]) => list.length));
  const rows = concepts.map(({ id, broader, category, facet: means = {}, terms: own, removed, note }) => ({
    id,
    ...(broader ? { broader } : {}),
    ...(category ? { category } : {}),
    ...(Object.keys(means).length ? { facet: means } : {}),
    terms: filled(own),
    ...(Object.keys(filled(removed)).length ? { removed: filled(removed) } : {}),
    ...(note ? { note } : {}),
  }));
  return `${JSON.stringify(rows, null, 2)}\n`;
}

/** What a concept means in an offer, as one word for a form: `language:tur`, `childcare`. */
export function factWord(means: OwnConcept['facet']): string {
  const [first] = Object.entries(means ?? {});
  return first ? (first[1] === true ? first[0] : `${first[0]}:${first[1]}`) : '';
}

/** And back; undefined when it is no such word. */
export function factOf(word: string): NonNullable<OwnConcept['facet']> | undefined {
  if (word === '') return {};
  const [kind = '', value] = word.split(':', 2);
  const parsed = facet.safeParse({ [kind]: value ?? true });
  return parsed.success ? (parsed.data as NonNullable<OwnConcept['facet']>) : undefined;
}
