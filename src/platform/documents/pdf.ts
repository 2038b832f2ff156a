import { isAbsolute, relative, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler';
import { projectRoot } from '#platform/config';
import { type InterfaceLanguage, interfaceLanguages } from '#platform/i18n';
import { documentFonts, fontChain } from './fonts.ts';
import { printable, printableText } from './printable.ts';

/** A `.typ` file that lies beside the module that owns it: `{ root: 'src/modules/directory/print', main: 'offer.typ' }`. */
export interface PdfTemplate {
  /** Folder, relative to the project (the built program lies elsewhere than its source), or absolute inside of it. */
  readonly root: string;
  /** File name in that folder. */
  readonly main: string;
}

export interface PdfOptions {
  readonly language: InterfaceLanguage;
  /** Title of the document: shown in the window's title bar and read first by a screen reader. */
  readonly title: string;
  readonly format?: 'a4' | 'a5';
  /** Colour of the district, `#rrggbb`; its contrast on white is the district's setting to get right. */
  readonly accent?: string;
  /** Moment that the file carries as its creation date; without it the same data give the same bytes. */
  readonly createdAt?: Date;
}

let compiler: NodeCompiler | undefined;

/**
 * Sets a document: Typst template and data in, PDF/UA-1 out, tagged, with language, title and direction.
 *
 * The data reach the template as JSON (`#import "/src/platform/documents/typst/dreiklang.typ": *`, then `data.…`), never as
 * markup, so a text with `#`, `*` or `$` stays what it is. Characters that no font can draw become U+FFFD.
 *
 * Typst runs in this thread: a print sheet takes about 12 ms (the first one 60 ms), a
 * report of 75 pages 430 ms on one core. Reports belong in a job.
 *
 * @param data anything JSON can hold; the template says which fields it needs
 * @throws Error with Typst's own diagnostics (file and message) when the template is wrong or the result is not PDF/UA-1
 */
export async function compilePdf(template: PdfTemplate, data: unknown, options: PdfOptions): Promise<Buffer> {
  // Requests that came in meanwhile go first when several documents are asked for in a row.
  await setImmediate();
  const typst = warmCompiler();
  const compiled = typst.compile({
    mainFilePath: templatePath(template),
    inputs: { data: JSON.stringify(printable(data)), meta: JSON.stringify(describe(options)) },
  });
  if (!compiled.result) throw new Error(`${template.main}: ${messages(compiled.takeDiagnostics())}`);
  try {
    return typst.pdf(compiled.result, {
      pdfStandard: 'ua-1',
      ...(options.createdAt && { creationTimestamp: Math.floor(options.createdAt.getTime() / 1000) }),
    });
  } catch (error) {
    throw new Error(`${template.main}: ${(error as Error).message}`);
  } finally {
    // Typst remembers every intermediate result for ever unless told; ten documents back is enough to stay warm.
    typst.evictCache(10);
  }
}

function warmCompiler(): NodeCompiler {
  compiler ??= NodeCompiler.create({
    workspace: projectRoot,
    fontArgs: [{ fontBlobs: documentFonts().flatMap(({ files }) => files) }],
  });
  return compiler;
}

function templatePath({ root, main }: PdfTemplate): string {
  const path = resolve(projectRoot, root, main);
  const inside = relative(projectRoot, path);
  if (inside.startsWith('..') || isAbsolute(inside)) throw new Error(`The template ${path} lies outside of the project`);
  return path;
}

function describe({ language, title, format = 'a4', accent = '#0a5c6b', createdAt }: PdfOptions): object {
  if (!/^#[0-9a-f]{6}$/i.test(accent)) throw new Error(`${accent} is no colour of the form #rrggbb`);
  return {
    // PDF/UA-1 does without neither title nor heading text.
    title: printableText(title).replaceAll('\n', ' ').trim() || '–',
    language: language.tag,
    format,
    accent,
    dated: createdAt !== undefined,
    languages: Object.fromEntries(interfaceLanguages.map((entry) => [entry.tag, typstLanguage(entry)])),
  };
}

function typstLanguage({ htmlLang, dir, autonym, locale }: InterfaceLanguage): object {
  const digits = new Intl.NumberFormat(locale, { useGrouping: false });
  return {
    // Typst takes the language alone: `de-simple` is German to a hyphenator and to a screen reader.
    lang: htmlLang.split('-')[0],
    dir,
    autonym,
    fonts: fontChain(dir),
    digits: Array.from({ length: 10 }, (_, digit) => digits.format(digit)),
  };
}

function messages(error: NodeError | null): string {
  const found = (error?.shortDiagnostics ?? []) as { message: string; path: string; hints?: string[] }[];
  return found.map(({ message, path }) => `${message} (${path})`).join('; ') || 'Typst gave no reason';
}
