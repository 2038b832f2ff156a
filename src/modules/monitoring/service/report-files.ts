import type { Context } from '#platform/access';
import type { ReportDocument } from '../model/report-document.ts';
import { reportDocx } from './report-docx.ts';
import { reportPdf, type Sender } from './report-pdf.ts';

export const reportFormats = ['pdf', 'docx'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** Files kept in memory; the profiles of the demonstration's towns in two languages are some 20 MB. */
const mostFiles = 100;
const mostBytes = 40_000_000;

/** Kept in the order of use, oldest first. A file that is being made is there already, so that nobody makes it twice. */
const kept = new Map<string, Promise<Buffer>>();
const sizes = new Map<string, number>();

function drop(key: string): void {
  kept.delete(key);
  sizes.delete(key);
}

function shrink(): void {
  for (const key of kept.keys()) {
    const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    if (kept.size <= mostFiles && bytes <= mostBytes) return;
    drop(key);
  }
}

/** One after the other: each takes the thread for some hundred milliseconds, and pages come between two of them. */
let last: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work, work);
  last = mine.catch(() => undefined);
  return mine;
}

/**
 * A file that everybody gets alike, made once for each `key`. The key says everything that the file depends on: of what is
 * read the version of the district's content, of a frozen edition its id.
 */
export function keptFile(context: Context, key: readonly string[], make: () => Promise<Buffer>): Promise<Buffer> {
  const { id, settings } = context.tenant;
  const name = [id, settings.accent ?? '', context.publicUrl, ...key].join('\n');
  const found = kept.get(name);
  if (found) {
    kept.delete(name);
    kept.set(name, found);
    return found;
  }
  const file = inTurn(make);
  kept.set(name, file);
  file.then(
    (content) => {
      if (kept.get(name) !== file) return;
      sizes.set(name, content.length);
      shrink();
    },
    // A failure is not kept; whoever asked gets it.
    () => drop(name),
  );
  return file;
}

/** A document as a file. */
export function reportFile(format: ReportFormat, document: ReportDocument, sender: Sender, frozenAt?: Date): Promise<Buffer> {
  return format === 'pdf' ? reportPdf(document, sender, frozenAt) : reportDocx(document, sender);
}
