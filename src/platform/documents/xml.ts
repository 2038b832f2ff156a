// Characters that XML 1.0 cannot hold, not even escaped.
// biome-ignore lint/suspicious/noControlCharactersInRegex: the control characters are what is looked for
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** The text without what XML 1.0 cannot hold, for writers that escape by themselves. */
export function xmlText(text: string): string {
  return text.toWellFormed().replace(notXml, '');
}

/** Text for XML content and double-quoted attributes; what XML 1.0 cannot hold is left out. */
export function escapeXml(text: string): string {
  return xmlText(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
