import type { Context } from '#platform/access';
import { compilePdf, type DocxSection, docx } from '#platform/documents';
import { findInterfaceLanguage, german } from '#platform/i18n';
import { tenantName } from '#platform/tenancy';
import { type BookInstitution, type Handbook, readHandbook } from './handbook.ts';

export const handbookFormats = ['pdf', 'docx'] as const;
export type HandbookFormat = (typeof handbookFormats)[number];

const template = { root: 'src/modules/directory/typst', main: 'handbook.typ' };

/** The handbook as an accessible PDF: table of contents, bookmarks, running heads. */
export function handbookPdf(context: Context, book: Handbook): Promise<Buffer> {
  const { accent } = context.tenant.settings;
  return compilePdf(template, book, { language: context.language, title: book.title, accent, createdAt: context.now() });
}

function institutionSections({ name, kind, towns, description, rows }: BookInstitution, tag: string): DocxSection[] {
  const foreign = (own: string) => (own === tag ? {} : { language: findInterfaceLanguage(own) ?? german });
  return [
    { kind: 'heading', level: 2, text: name.text, ...foreign(name.tag) },
    { kind: 'paragraph', text: `${kind} · ${towns}` },
    { kind: 'paragraph', text: description.text, ...foreign(description.tag) },
    ...(rows.length
      ? [
          {
            kind: 'factList' as const,
            facts: rows.map(({ label, lines }) => [label, lines.map(({ text }) => text).join('\n')] as const),
          },
        ]
      : []),
  ];
}

/** The same for Word, with headings for its navigation. */
export function handbookDocx(context: Context, book: Handbook): Promise<Buffer> {
  const sections: DocxSection[] = [
    { kind: 'paragraph', text: book.lead },
    ...(book.note ? [{ kind: 'paragraph' as const, text: book.note }] : []),
    ...book.chapters.flatMap(({ title, institutions, also }): DocxSection[] => [
      { kind: 'heading', level: 1, text: title },
      ...institutions.flatMap((one) => institutionSections(one, book.tag)),
      ...(also.length
        ? [
            { kind: 'heading' as const, level: 2 as const, text: book.alsoLabel },
            { kind: 'paragraph' as const, text: also.map(({ name }) => name.text).join('\n') },
          ]
        : []),
    ]),
    { kind: 'paragraph', text: book.source },
  ];
  return docx({ title: book.title, language: context.language, sections, creator: tenantName(context.tenant, context.language) });
}

/** Files kept in memory, oldest use first; a file that is being made is there already, so nobody makes it twice. */
const kept = new Map<string, Promise<Buffer>>();
const mostFiles = 40;
/** One after the other: each takes the thread for some hundred milliseconds, and pages come between two of them. */
let last: Promise<unknown> = Promise.resolve();

/** A handbook, made once for each content version of the district, language, town and format. */
export function handbookFile(context: Context, format: HandbookFormat, town: string | undefined): Promise<Buffer> {
  const { id, contentVersion, settings } = context.tenant;
  const key = [id, contentVersion, settings.accent ?? '', context.publicUrl, context.language.tag, format, town ?? ''].join('\n');
  const found = kept.get(key);
  if (found) {
    kept.delete(key);
    kept.set(key, found);
    return found;
  }
  const make = async () => {
    const book = await readHandbook(context, town);
    return format === 'pdf' ? handbookPdf(context, book) : handbookDocx(context, book);
  };
  const file = last.then(make, make);
  last = file.catch(() => undefined);
  kept.set(key, file);
  // A failure is not kept; whoever asked gets it.
  file.catch(() => kept.delete(key));
  for (const old of kept.keys()) {
    if (kept.size <= mostFiles) break;
    kept.delete(old);
  }
  return file;
}
