export interface LineSink {
  line(text: string, row: number): void;
  tooLong(row: number, length: number): void;
}

/** Cuts text into lines. A line beyond the limit is skipped without being held. */
export class Lines {
  readonly #sink: LineSink;
  readonly #limit: number;
  #carry = '';
  #skipped = 0;
  row = 1;
  /** The text ended with a line end. */
  closed = true;

  constructor(sink: LineSink, limit: number) {
    this.#sink = sink;
    this.#limit = limit;
  }

  push(text: string): void {
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      this.#finish(text, start, end);
      start = end + 1;
    }
    const left = text.length - start;
    if (this.#skipped > 0 || this.#carry.length + left > this.#limit) {
      this.#skipped += this.#carry.length + left;
      this.#carry = '';
    } else if (left > 0) this.#carry += text.slice(start);
  }

  end(): void {
    this.closed = this.#carry === '' && this.#skipped === 0;
    if (!this.closed) this.#finish('', 0, 0);
  }

  #finish(text: string, start: number, end: number): void {
    const row = this.row;
    this.row += 1;
    const length = this.#carry.length + end - start;
    if (this.#skipped > 0 || length > this.#limit) {
      this.#sink.tooLong(row, this.#skipped + length);
      this.#skipped = 0;
      this.#carry = '';
      return;
    }
    const stop = end > start && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
    let line = text.slice(start, stop);
    if (this.#carry !== '') {
      line = this.#carry + line;
      if (stop === start && line.endsWith('\r')) line = line.slice(0, -1);
      this.#carry = '';
    }
    this.#sink.line(line, row);
  }
}

/** Takes one record apart. Quotes count only around a whole field; within others they are letters. */
export function splitFields(line: string, separator: string): string[] {
  if (!line.includes('"')) return line.split(separator);
  const fields: string[] = [];
  let at = 0;
  while (at <= line.length) {
    const quoted = line[at] === '"' ? closingQuote(line, at, separator) : -1;
    if (quoted >= 0) {
      fields.push(line.slice(at + 1, quoted).replaceAll('""', '"'));
      at = quoted + 2;
      continue;
    }
    const next = line.indexOf(separator, at);
    const end = next < 0 ? line.length : next;
    fields.push(line.slice(at, end));
    at = end + 1;
  }
  return fields;
}

/** Where the field's closing quote stands, followed by a separator or the end; -1 when there is none. */
function closingQuote(line: string, start: number, separator: string): number {
  for (let at = line.indexOf('"', start + 1); at >= 0; at = line.indexOf('"', at + 1)) {
    if (line[at + 1] === '"') at += 1;
    else return at + 1 === line.length || line[at + 1] === separator ? at : -1;
  }
  return -1;
}

const maximumRecordLines = 20;

/** Joins lines while a quoted field is open. */
export class Records {
  readonly #take: (record: string, row: number) => void;
  readonly #refuse: (row: number) => void;
  readonly #limit: number;
  #open: string[] = [];
  #length = 0;
  #firstRow = 0;
  separator = ';';

  constructor(take: (record: string, row: number) => void, refuse: (row: number) => void, limit: number) {
    this.#take = take;
    this.#refuse = refuse;
    this.#limit = limit;
  }

  line(text: string, row: number): void {
    if (this.#open.length === 0) {
      if (!this.#opens(text)) {
        this.#take(text, row);
        return;
      }
      this.#open = [text];
      this.#length = text.length;
      this.#firstRow = row;
      return;
    }
    this.#open.push(text);
    this.#length += text.length + 1;
    if (text.includes('"')) {
      const record = this.#open.join('\n');
      if (!this.#opens(record)) {
        this.#open = [];
        this.#take(record, this.#firstRow);
        return;
      }
    }
    if (this.#open.length >= maximumRecordLines || this.#length > this.#limit) this.#giveUp();
  }

  /** The quote was never closed: its line is refused and the following ones are read on their own. */
  #giveUp(): void {
    const lines = this.#open;
    const row = this.#firstRow;
    this.#open = [];
    this.#refuse(row);
    for (const [index, line] of lines.slice(1).entries()) this.line(line, row + 1 + index);
  }

  end(): void {
    while (this.#open.length > 0) this.#giveUp();
  }

  #opens(text: string): boolean {
    let quotes = 0;
    let starts = text.startsWith('"');
    for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
      quotes += 1;
      if (at > 0 && text[at - 1] === this.separator) starts = true;
    }
    return starts && quotes % 2 === 1;
  }
}
