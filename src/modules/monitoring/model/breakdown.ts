/** A breakdown as text: '' is the total; otherwise `dimension=category`, joined by `;` in the order of the dimensions' keys. */
export function writeBreakdown(parts: Readonly<Record<string, string>>): string {
  return Object.keys(parts)
    .toSorted()
    .map((dimension) => `${dimension}=${parts[dimension]}`)
    .join(';');
}

/** @returns dimension → category; undefined when the text is no breakdown in its one spelling */
export function readBreakdown(text: string): Readonly<Record<string, string>> | undefined {
  if (text === '') return {};
  const parts: Record<string, string> = {};
  for (const part of text.split(';')) {
    const match = /^([a-z][a-z0-9_]*)=([a-z0-9]+(?:[._-][a-z0-9]+)*)$/.exec(part);
    if (!match?.[1] || !match[2]) return undefined;
    parts[match[1]] = match[2];
  }
  return writeBreakdown(parts) === text ? parts : undefined;
}

/** An attribute code of an office as the code of a category: lower case, other signs become `-`. */
export function categoryCode(attributeCode: string): string {
  return (
    attributeCode
      .toLowerCase()
      .replaceAll('ä', 'ae')
      .replaceAll('ö', 'oe')
      .replaceAll('ü', 'ue')
      .replaceAll('ß', 'ss')
      .normalize('NFKD')
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '') || 'x'
  );
}

/**
 * True for categories that hold others of their dimension (`group-eu`, `group-15-64`): they stand beside the parts and are
 * no part of the total themselves.
 */
export const isGroupOfCategories = (category: string): boolean => category.startsWith('group-');
