import { splitCompound } from './compounds.ts';
import { knownShortNames, numberWords, plainerWords, preterites } from './words.ts';

/** A sentence with what stands around it. */
export interface Sentence {
  readonly text: string;
  readonly words: readonly string[];
  /** Whether the text says somewhere what a word means. */
  readonly explains: (word: string) => boolean;
}

/** The words in question, and what could stand there. */
export type Hit = readonly [what: string, instead?: string];

const lower = (word: string) => word.toLocaleLowerCase('de');
const bare = (word: string) => lower(word).replace(/[·\u00AD]/g, '');
const found = (sentence: string, pattern: RegExp): Hit[] => [...sentence.matchAll(pattern)].map(([what]) => [what.trim()]);

/** Longest sentence, in words. */
export const longestSentence = 12;
/** A longer word is hard however it is built. */
const longestWord = 16;

const becoming = /^(?:werde|wirst|wird|werden|wurde|wurden|worden|würde|würden)$/;
const participle =
  /^(?:\p{Ll}*ge\p{Ll}{2,}(?:t|en)|(?:ver|be|er|ent|zer|über|unter)\p{Ll}{2,}t|\p{Ll}+iert|anerkannt|verboten|entschieden|verloren|verschoben|vergeben|unterschrieben|beschrieben|übernommen)$/u;
/** Begin with "ge" and are no participles: "Sie werden gehen". */
const infinitives = /^(?:gehen|geben|gelten|gewinnen|gefallen|gehören|genügen|geschehen|gelingen|gestalten|gewähren|genießen)$/;

function passive({ words }: Sentence): Hit[] {
  const auxiliary = words.find((word) => becoming.test(lower(word)));
  const verb = words.find((word) => participle.test(word) && !infinitives.test(word));
  return auxiliary && verb ? [[`${auxiliary} … ${verb}`]] : [];
}

const genitives = [
  /(?<![\p{L}·])(?:des|eines|meines|deines|seines|ihres|Ihres|unseres|jedes) (?:\p{Ll}+ ){0,2}\p{Lu}[\p{L}·-]+e?s(?![\p{L}·])/gu,
  // "wegen der Miete" may be a dative, which people speak.
  /(?<![\p{L}·])(?:aufgrund|innerhalb|außerhalb|mithilfe|anstelle) (?:der|einer|Ihrer|dieser)(?![\p{L}·])/giu,
  // "die Adresse der Wohnung": a name of a thing, then an article that can only be its genitive.
  /(?<=(?<![\p{L}·])(?:der|die|das|den|dem|ein|eine|einen|einem|Ihr|Ihre|Ihren) (?:\p{Ll}+ )?)(?!Sie |Ihnen )\p{Lu}[\p{L}·-]+ (?:der|einer|Ihrer|dieser|deren|aller) (?:\p{Ll}+ )?\p{Lu}[\p{L}·-]+/gu,
  /(?<![\p{L}·])(?:Deutschlands|Europas|Nordrhein-Westfalens)(?![\p{L}·])/gu,
];

const conjunctions =
  /(?<![\p{L}·])(?:dass|daß|weil|obwohl|wenn|falls|sobald|solange|nachdem|bevor|sodass|indem|ob|sofern|soweit)(?![\p{L}·])/giu;
const afterComma =
  /,\s(?:damit|während|als|wie|wo|wer|wem|wen|was|warum|wann|wofür|womit|woher|wohin|welche[rnsm]?)(?![\p{L}·])/gu;
/** A relative clause has its verb at the end; "das ist Ihr Konto" is a sentence of its own. */
const relative =
  /,\s(?:(?:in|mit|von|für|an|bei|auf|zu|aus|über) )?(?:der|die|das|den|dem|denen|deren|dessen) (?!ist |sind |heißt|heißen|war |kann |geht |kostet |bedeutet)(?:\p{Ll}|Sie |Ihnen |er |es )[^,:;.!?]*\p{Ll}(?:t|en|ßt)(?=[,;.!?:]|$)/gu;
const infinitive =
  /(?<![\p{L}·])um (?:[^,.]+ )?(?:zu \p{Ll}+n|\p{Ll}+zu\p{Ll}+en)(?![\p{L}·])|,\s[^,.]*(?<![\p{L}·])zu \p{Ll}+n(?=[.!?]|$)/giu;

const subordinate = ({ text }: Sentence): Hit[] =>
  [conjunctions, afterComma, relative, infinitive].flatMap((pattern) =>
    found(text, pattern).map(([what]): Hit => [what.replace(/^,\s/, '')]),
  );

const compound = ({ words }: Sentence): Hit[] =>
  words.flatMap((word): Hit[] => {
    const parts = splitCompound(word);
    return parts ? [[word, parts]] : [];
  });

const longWord = ({ words, explains }: Sentence): Hit[] =>
  words.flatMap((word): Hit[] =>
    splitCompound(word) === undefined && word.split(/[·\u00AD-]/).some((part) => part.length > longestWord) && !explains(word)
      ? [[word]]
      : [],
  );

const stems = [...plainerWords].filter(([word]) => word.endsWith('*')).map(([word, instead]) => [word.slice(0, -1), instead]);

function hardWord({ words, explains }: Sentence): Hit[] {
  return words.flatMap((word): Hit[] => {
    const plain = bare(word);
    const instead = plainerWords.get(plain) ?? stems.find(([stem]) => stem !== undefined && plain.startsWith(stem))?.[1];
    return instead && !explains(word) ? [[word, instead]] : [];
  });
}

const abbreviations: ReadonlyMap<string, string> = new Map([
  ['z. B.', 'zum Beispiel'],
  ['d. h.', 'das heißt'],
  ['u. a.', 'und andere'],
  ['u. ä.', 'und Ähnliches'],
  ['i. d. R.', 'meistens'],
  ['bzw.', 'oder'],
  ['usw.', 'und so weiter'],
  ['etc.', 'und so weiter'],
  ['ggf.', 'vielleicht'],
  ['evtl.', 'vielleicht'],
  ['inkl.', 'mit'],
  ['ca.', 'ungefähr'],
  ['Std.', 'Stunden'],
  ['Min.', 'Minuten'],
  ['Tel.', 'Telefon'],
  ['Nr.', 'Nummer'],
  ['Str.', 'Straße'],
  ['Abs.', 'Absatz'],
  ['Art.', 'Artikel'],
  ['Mio.', 'Millionen'],
  ['max.', 'höchstens'],
  ['min.', 'mindestens'],
  ['sog.', 'so genannt'],
  ['bspw.', 'zum Beispiel'],
  ['vgl.', 'sehen Sie auch'],
  ['gem.', 'nach'],
]);
const spaceless = (text: string) => text.replace(/\s/g, '');
const shortenings = [...abbreviations].map(([short, long]) => [spaceless(short), long] as const);

function abbreviation({ text, words, explains }: Sentence): Hit[] {
  const written = ` ${text.replace(/\b(\p{L})\.\s(?=\p{L}\.)/gu, '$1.')}`;
  const shortened = shortenings.flatMap(([short, long]): Hit[] =>
    written.includes(` ${short}`) || written.includes(`(${short}`) ? [[short, long]] : [],
  );
  const names = words.filter(
    (word) => /^\p{Lu}[\p{Lu}\d]+$/u.test(word) && word.length <= 6 && !knownShortNames.has(word) && !explains(word),
  );
  return [...shortened, ...names.map((word): Hit => [word])];
}

const number = ({ words }: Sentence): Hit[] =>
  words.flatMap((word): Hit[] => {
    const digits = numberWords.get(lower(word));
    if (digits) return [[word, digits]];
    return /^(?:Prozent|[IVX]{2,})$/.test(word) ? [[word]] : [];
  });

const negatives = /^(?:nicht|nichts|kein\p{Ll}*|nie|niemals|niemand\p{Ll}*|ohne)$/u;
const negated = /^un(?:möglich|gültig|nötig|wichtig|zulässig|vollständig)\p{Ll}*$/u;

/** "nicht ohne", "nie ungültig"; of two parts of a sentence each may have its own. */
const negation = ({ text }: Sentence): Hit[] =>
  text.split(/,|(?<!\p{L})(?:und|oder|aber|sondern|weder|noch)(?!\p{L})/u).flatMap((part): Hit[] => {
    const all = (part.match(/\p{L}+/gu) ?? []).filter((word) => negatives.test(lower(word)) || negated.test(word));
    return all.length > 1 ? [[all.join(' … ')]] : [];
  });

const conjunctive = ({ words }: Sentence): Hit[] =>
  words
    .filter((word) => /^(?:hätte|wäre|würde|könnte|müsste|dürfte|möge|gäbe|käme|bräuchte)(?:n|st|t)?$/.test(lower(word)))
    .map((word): Hit => [word]);

const preterite = ({ words }: Sentence): Hit[] => words.filter((word) => preterites.has(word)).map((word): Hit => [word]);

const address = ({ words }: Sentence): Hit[] =>
  words.filter((word) => /^(?:man|du|dich|dir|dein\p{Ll}*)$/u.test(lower(word))).map((word): Hit => [word, 'Sie']);

/** Every rule of Leichte Sprache that can be told from a sentence: what breaks it. */
export const rules = {
  long_sentence: ({ words }: Sentence): Hit[] => (words.length > longestSentence ? [[String(words.length)]] : []),
  passive,
  genitive: ({ text }: Sentence) => genitives.flatMap((pattern) => found(text, pattern)),
  subordinate,
  compound,
  long_word: longWord,
  hard_word: hardWord,
  abbreviation,
  number,
  symbol: ({ text }: Sentence) => found(text, /[§%&;/\\*#~<>|^=+_]|(?<=\p{L})\((?=\p{L})|\[|\]/gu).slice(0, 1),
  negation,
  conjunctive,
  preterite,
  address,
} as const satisfies Readonly<Record<string, (sentence: Sentence) => readonly Hit[]>>;
