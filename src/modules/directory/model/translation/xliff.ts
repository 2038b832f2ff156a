import { fail, type Outcome, ok } from '#platform/outcome';
import type { Translation } from './fields.ts';
import { childrenOf, decodeXml, escapeXml, parseXml, type XmlElement, type XmlFailure } from './xml.ts';

/**
 * XLIFF 2.1 (OASIS Standard, 13 February 2018): the file that translation offices and their programs work with. One
 * `<file>` is an entry, one `<unit>` a field of it.
 */
export interface XliffUnit {
  readonly field: string;
  /** Name of the field, for the translator. */
  readonly label: string;
  readonly german: string;
  readonly translation: Translation | undefined;
  readonly outdated: boolean;
  readonly notes: readonly string[];
}

export interface XliffFile {
  readonly id: string;
  /** Address of the entry, so that the translator can look at it. */
  readonly original: string;
  readonly name: string;
  readonly units: readonly XliffUnit[];
}

const namespace = 'urn:oasis:names:tc:xliff:document:2.0';

/** `subState` of texts that a machine made, and of those whose German text changed since. */
export const subStates = { machine: 'dreiklang:machine', outdated: 'dreiklang:outdated' } as const;

/** Category of the note that keeps which translation there was when the file was written. */
export const targetMark = 'dreiklang-target';

function stateOf({ translation, outdated }: XliffUnit): string {
  if (!translation) return 'state="initial"';
  if (outdated) return `state="initial" subState="${subStates.outdated}"`;
  return translation.by === 'machine' ? `state="translated" subState="${subStates.machine}"` : 'state="final"';
}

function unit(one: XliffUnit, mark: (text: string) => string): string {
  const notes = [
    ...one.notes.map((text) => `<note>${escapeXml(text)}</note>`),
    ...(one.translation ? [`<note category="${targetMark}">${mark(one.translation.text)}</note>`] : []),
  ];
  return [
    `    <unit id="${escapeXml(one.field)}" name="${escapeXml(one.label)}">`,
    ...(notes.length ? [`      <notes>${notes.join('')}</notes>`] : []),
    `      <segment ${stateOf(one)}>`,
    `        <source xml:space="preserve">${escapeXml(one.german)}</source>`,
    ...(one.translation ? [`        <target xml:space="preserve">${escapeXml(one.translation.text)}</target>`] : []),
    '      </segment>',
    '    </unit>',
  ].join('\n');
}

/** The pieces of a document; `mark` is the fingerprint by which a translation is known again. */
export function* writeXliff(target: string, files: Iterable<XliffFile>, mark: (text: string) => string): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="${namespace}" version="2.1" srcLang="de" trgLang="${escapeXml(target)}">\n`;
  for (const file of files) {
    yield `  <file id="${escapeXml(file.id)}" original="${escapeXml(file.original)}">\n`;
    yield `    <notes><note>${escapeXml(file.name)}</note></notes>\n`;
    for (const one of file.units) yield `${unit(one, mark)}\n`;
    yield '  </file>\n';
  }
  yield '</xliff>\n';
}

/** A unit as it came back. */
export interface ReadUnit {
  readonly entryId: string;
  readonly field: string;
  readonly source: string;
  /** Undefined: not translated, or not all of its segments. */
  readonly target: string | undefined;
  readonly state: 'initial' | 'translated' | 'reviewed' | 'final';
  readonly machine: boolean;
  /** Fingerprint of the translation that the file was written with. */
  readonly before: string | undefined;
  /** The unit holds what a translator's program may put there and we cannot put back together. */
  readonly unreadable: boolean;
}

export type XliffFailure =
  | XmlFailure
  | 'xliff.not_xliff'
  | 'xliff.version'
  | 'xliff.languages'
  | 'xliff.empty'
  | 'xliff.too_many';

const mostUnits = 200_000;
const states = ['initial', 'translated', 'reviewed', 'final'] as const;
/** Inline elements around text that is simply text to us; others stand for something that is not there. */
const transparent = new Set(['mrk', 'pc', 'sm', 'em', 'sc', 'ec']);

function textOf(element: XmlElement): string | undefined {
  let text = '';
  for (const piece of element.content) {
    if (typeof piece === 'string') text += piece;
    else {
      const inner = transparent.has(piece.name) ? textOf(piece) : undefined;
      if (inner === undefined) return undefined;
      text += inner;
    }
  }
  return text;
}

function readUnit(entryId: string, element: XmlElement): ReadUnit {
  const parts = childrenOf(element).filter(({ name }) => name === 'segment' || name === 'ignorable');
  const texts = parts.map((part) => {
    const [source] = childrenOf(part, 'source');
    const [target] = childrenOf(part, 'target');
    const ignorable = part.name === 'ignorable';
    return { source, target: target ?? (ignorable ? source : undefined), moved: target?.attributes.has('order') };
  });
  const sources = texts.map(({ source }) => source && textOf(source));
  const targets = texts.map(({ target }) => target && textOf(target));
  const segments = parts.filter(({ name }) => name === 'segment');
  const rank = Math.min(
    ...segments.map((one) => states.indexOf((one.attributes.get('state') ?? 'initial') as (typeof states)[number])),
  );
  const complete = texts.every(({ target }) => target !== undefined);
  const mark = childrenOf(element, 'notes')
    .flatMap((notes) => childrenOf(notes, 'note'))
    .find((note) => note.attributes.get('category') === targetMark);
  return {
    entryId,
    field: element.attributes.get('id') ?? '',
    source: sources.join(''),
    target: complete && targets.length ? targets.join('') : undefined,
    state: states[rank] ?? 'initial',
    machine: segments.some((one) => one.attributes.get('subState') === subStates.machine),
    before: mark && textOf(mark)?.trim(),
    unreadable:
      !segments.length ||
      sources.includes(undefined) ||
      texts.some(({ target, moved }, index) => moved || (target !== undefined && targets[index] === undefined)),
  };
}

/** Units in groups, wherever they stand in a file. */
function unitsOf(element: XmlElement): XmlElement[] {
  return childrenOf(element).flatMap((one) => (one.name === 'unit' ? [one] : one.name === 'group' ? unitsOf(one) : []));
}

/** Reads a document that was ours once; whoever worked on it may have cut texts into segments and put in notes of their own. */
export function readXliff(bytes: Uint8Array): Outcome<{ target: string; units: readonly ReadUnit[] }, XliffFailure> {
  const text = decodeXml(bytes);
  if (!text.ok) return text;
  const parsed = parseXml(text.value);
  if (!parsed.ok) return parsed;
  const document = parsed.value;
  if (document.name !== 'xliff') return fail('xliff.not_xliff');
  if (document.attributes.get('xmlns') !== namespace || !/^2\.[01]$/.test(document.attributes.get('version') ?? ''))
    return fail('xliff.version', { version: (document.attributes.get('version') ?? '').slice(0, 20) });
  const target = document.attributes.get('trgLang') ?? '';
  if (!/^de(-DE)?$/i.test(document.attributes.get('srcLang') ?? '') || !target) return fail('xliff.languages');
  const units = childrenOf(document, 'file').flatMap((file) =>
    unitsOf(file).map((one) => readUnit(file.attributes.get('id') ?? '', one)),
  );
  if (!units.length) return fail('xliff.empty');
  return units.length > mostUnits ? fail('xliff.too_many', { limit: mostUnits }) : ok({ target, units });
}
