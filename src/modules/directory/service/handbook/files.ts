import type { Context } from '#platform/access';
import { compilePdf, type DocxSection, docx, keptFiles } from '#platform/documents';
import { findInterfaceLanguage, german } from '#platform/i18n';
import { tenantName } from '#platform/tenancy';
import { type BookInstitution, type Handbook, readHandbook } from './handbook.ts';

export const handbookFormats = ['pdf', 'docx'] as const;
export type HandbookFormat = (typeof handbookFormats)[number];

const template = { root: 'src/modules/directory/typst', main: 'handbook.typ' };

/** The handbook as an accessible PDF: table of contents, bookmarks, running heads. */
function handbookPdf(context: Context, book: Handbook): Promise<Buffer> {
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
function handbookDocx(context: Context, book: Handbook): Promise<Buffer> {
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

const keep = keptFiles({ mostFiles: 40, mostBytes: 40_000_000 });

/** A handbook, made once for each content version of the district, language, town and format. */
export function handbookFile(context: Context, format: HandbookFormat, town: string | undefined): Promise<Buffer> {
  const { id, contentVersion, settings } = context.tenant;
  const key = [id, String(contentVersion), settings.accent ?? '', context.publicUrl, context.language.tag, format, town ?? ''];
  return keep(key, async () => {
    const book = await readHandbook(context, town);
    return format === 'pdf' ? handbookPdf(context, book) : handbookDocx(context, book);
  });
}
