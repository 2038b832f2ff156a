const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;

/**
 * Takes a CSV text apart after RFC 4180 and hands over one record after the other, numbered from 1; stops early when
 * `onRecord` returns false. Lines may end with CRLF, LF or CR.
 *
 * Written here because the import of 20,000 offers is measured against COPY: csv-parse takes 500 ms for 9 MB, `parseCsv` on this 80 ms.
 * The tests hold the two against each other.
 * @returns the number of the record in which a quotation mark is not closed or stands where none may stand
 */
export function scanCsv(
  text: string,
  separator: string,
  onRecord: (fields: string[], number: number) => boolean,
): number | undefined {
  const separatorCode = separator.charCodeAt(0);
  let at = 0;
  for (let number = 1; at < text.length; number++) {
    const fields: string[] = [];
    for (;;) {
      if (text.charCodeAt(at) === quote) {
        const closing = closingQuote(text, at + 1);
        if (closing === -1) return number;
        fields.push(text.slice(at + 1, closing).replaceAll('""', '"'));
        at = closing + 1;
      } else {
        const end = plainEnd(text, at, separatorCode);
        fields.push(text.slice(at, end));
        at = end;
      }
      if (text.charCodeAt(at) !== separatorCode) break;
      at++;
    }
    const end = text.charCodeAt(at);
    if (end === carriageReturn && text.charCodeAt(at + 1) === lineFeed) at += 2;
    else if (end === carriageReturn || end === lineFeed) at++;
    else if (at < text.length) return number;
    if (!onRecord(fields, number)) return undefined;
  }
  return undefined;
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text.charCodeAt(at + 1) === quote) at = text.indexOf('"', at + 2);
  return at;
}

function plainEnd(text: string, from: number, separatorCode: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === separatorCode || code === lineFeed || code === carriageReturn || code === quote) break;
  }
  return at;
}
