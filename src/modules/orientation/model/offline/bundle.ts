/** A page as a device keeps it: what differs from the other pages. */
export interface KeptPage {
  /** Below `/{district}/{language}`. */
  readonly path: string;
  readonly title: string;
  readonly html: string;
}

/** Words in the frame and the search page that the device replaces; no text of ours contains them. */
export const keptMarks = {
  title: 'dk-kept-title',
  content: 'dk-kept-content',
  day: 'dk-kept-day',
  query: 'dk-kept-query',
  results: 'dk-kept-results',
} as const;

/** Everything of a district in one language that can be read without a network. */
export interface Bundle {
  /** Raised when older workers could not read it any more. */
  readonly format: 1;
  readonly district: string;
  readonly language: string;
  /** For dates, as `Intl` names it. */
  readonly locale: string;
  readonly marks: typeof keptMarks;
  /** The document around every page. */
  readonly frame: string;
  /** In place of a page that is not kept. */
  readonly missing: KeptPage;
  /** The page with the search field; results take the place of a mark. */
  readonly search: KeptPage & { readonly none: string };
  readonly pages: readonly KeptPage[];
  /** Style sheets, typefaces and scripts that the frame asks for. */
  readonly assets: readonly string[];
  /** Pictures of the pages, in the width of a phone. */
  readonly pictures: readonly string[];
}

/** How much is said of the offers: all of them in short, their names and telephone numbers, or nothing. */
export type OfferDepth = 'short' | 'names' | 'none';

/** A district in one language is sent within this many bytes, compressed. */
export const bundleBudget = 1_000_000;

/** The fullest form that fits the budget; the pages of the guide are never left out. */
export function fullestThatFits<T>(
  forms: readonly [() => T, ...(() => T)[]],
  size: (form: T) => number,
  budget: number,
): { readonly form: T; readonly index: number } {
  let index = 0;
  let form = forms[0]();
  while (size(form) > budget && index + 1 < forms.length) {
    index++;
    form = (forms[index] as () => T)();
  }
  return { form, index };
}

/** Addresses of our own files that a document asks for. */
export function assetsOf(html: string): string[] {
  const found = html.matchAll(/<(?:link|script)\b[^>]*\b(?:href|src)="(\/(?:assets\/[^"]+|[^"/]+\/theme\.css[^"]*))"/g);
  return [...new Set([...found].map(([, address = '']) => address.replaceAll('&amp;', '&')))];
}

/** Addresses of our own pictures in a page, in the width given. */
export function picturesOf(html: string, width: number): string[] {
  const found = html.matchAll(/<img\b[^>]*\bsrc="(\/[^"?]*\/bild\/[0-9a-f-]+)"/g);
  return [...new Set([...found].map(([, address]) => `${address}?b=${width}`))];
}
