const separator = /(?:^|\s{2,})Kontaktadresse:\s*/g;
const mailAddress = /^[^\s@<>()]{1,64}@[^\s@<>()]{1,130}\.[a-z]{2,}$/i;

/** What a reader of the app wrote, and the address for the answer: the app puts both into one field. */
export function readComment(comment: string): { readonly text: string; readonly email: string | null } {
  const whole = comment.replaceAll('\u0000', '');
  const marker = [...whole.matchAll(separator)].at(-1);
  if (!marker) return { text: whole.trim(), email: null };
  const said = whole.slice(marker.index + marker[0].length).trim();
  const text = whole.slice(0, marker.index).trim();
  if (mailAddress.test(said)) return { text, email: said };
  // "Keine Angabe" is the app's word for nothing; anything else somebody has typed, a telephone number perhaps.
  return { text: said && said !== 'Keine Angabe' ? [text, said].filter(Boolean).join('\n') : text, email: null };
}
