import type { Block, Inline } from '../text/blocks.ts';

/** Texts that explain where a word occurs; both by interface language tag. */
interface Explained {
  readonly id: string;
  readonly forms: Readonly<Record<string, readonly string[]>>;
  readonly explanations: Readonly<Record<string, string>>;
}

/** A word of a page with its explanation. */
export interface FoundTerm {
  readonly id: string;
  /** As it stands in the text. */
  readonly word: string;
  readonly explanation: string;
  /** Interface language tag of the explanation. */
  readonly language: string;
}

export interface MarkedText {
  /** The text, with a link `term:id` around each word that is explained. */
  readonly blocks: readonly Block[];
  readonly terms: readonly FoundTerm[];
}

/** Words with Mediopunkt or a soft hyphen are the same words. */
const loosely = (form: string) =>
  [...form].map((letter) => letter.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/\s/, '\\s+')).join('[·\u00ad]?');

/** Forms that are looked for in a text: its own language's, and German ones, which stand in brackets in translations. */
function patternOf(
  terms: readonly Explained[],
  language: string,
): { pattern: RegExp; idOf: (word: string) => string } | undefined {
  const ids = new Map<string, string>();
  const plain = (word: string) =>
    word
      .replaceAll(/[·\u00ad]/g, '')
      .replaceAll(/\s+/g, ' ')
      .toLowerCase();
  for (const tag of [language, 'de'])
    for (const { id, forms } of terms)
      for (const form of forms[tag] ?? []) {
        const known = plain(form.trim());
        if (known.length > 1 && !ids.has(known)) ids.set(known, id);
      }
  if (!ids.size) return undefined;
  const longestFirst = [...ids.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return {
    pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.map(loosely).join('|')})(?![\\p{L}\\p{N}])`, 'giu'),
    idOf: (word) => ids.get(plain(word)) ?? '',
  };
}

interface Looking {
  readonly pattern: RegExp;
  idOf(word: string): string;
  readonly byId: ReadonlyMap<string, Explained>;
}

/** By the words of a district: the pattern has a thousand forms, and a guide has hundreds of pages. */
const prepared = new WeakMap<readonly Explained[], Map<string, Looking | undefined>>();

function lookingFor(terms: readonly Explained[], language: string, languages: readonly string[]): Looking | undefined {
  const known = prepared.get(terms) ?? new Map<string, Looking | undefined>();
  prepared.set(terms, known);
  const key = [language, ...languages].join(' ');
  if (known.has(key)) return known.get(key);
  const readable = terms.filter(({ explanations }) => languages.some((tag) => explanations[tag]));
  const found = patternOf(readable, language);
  const looking = found && { ...found, byId: new Map(readable.map((term) => [term.id, term])) };
  known.set(key, looking);
  return looking;
}

/**
 * Marks the first place of each word that the district explains. Headings, links and the German labels of forms stay as
 * they are. @param languages tags in which the reader understands an explanation, best first
 */
export function markTerms(
  blocks: readonly Block[],
  terms: readonly Explained[],
  language: string,
  languages: readonly string[],
): MarkedText {
  const looking = lookingFor(terms, language, languages);
  if (!looking) return { blocks, terms: [] };
  const { byId } = looking;
  const found = new Map<string, FoundTerm>();

  const markWords = (text: string): Inline[] => {
    const out: Inline[] = [];
    let from = 0;
    for (const match of text.matchAll(looking.pattern)) {
      const [word] = match;
      const id = looking.idOf(word);
      const term = byId.get(id);
      const tag = languages.find((one) => term?.explanations[one]);
      if (!term || !tag || found.has(id)) continue;
      found.set(id, { id, word, explanation: term.explanations[tag] ?? '', language: tag });
      if (match.index > from) out.push(text.slice(from, match.index));
      out.push({ type: 'link', href: `term:${id}`, content: [word] });
      from = match.index + word.length;
    }
    if (from < text.length) out.push(text.slice(from));
    return out;
  };
  const markInlines = (content: readonly Inline[]): Inline[] =>
    content.flatMap((part): Inline[] => {
      if (typeof part === 'string') return markWords(part);
      return part.type === 'strong' || part.type === 'emphasis' ? [{ ...part, content: markInlines(part.content) }] : [part];
    });
  const mark = (block: Block): Block => {
    switch (block.type) {
      case 'paragraph':
        return { ...block, content: markInlines(block.content) };
      case 'list':
      case 'steps':
        return { ...block, items: block.items.map((item) => item.map(mark)) };
      case 'quote':
      case 'note':
      case 'field':
        return { ...block, content: block.content.map(mark) };
      case 'table':
        return { ...block, rows: block.rows.map((row) => row.map(markInlines)) };
      default:
        return block;
    }
  };
  return { blocks: blocks.map(mark), terms: [...found.values()] };
}
