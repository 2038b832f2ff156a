import { join } from 'node:path';
import type { Context } from '#platform/access';
import { projectRoot } from '#platform/config';
import { compilePdf } from '#platform/documents';
import { german, type InterfaceLanguage, translator } from '#platform/i18n';
import { tenantName } from '#platform/tenancy';
import type { Part, ReportDocument } from '../model/report-document.ts';
import { timeWords } from '../model/report-words.ts';
import { drawChart, drawMap, languageOf } from './report-drawing.ts';

const template = { root: join(projectRoot, 'src/modules/monitoring/typst'), main: 'report.typ' };

/** Where a document stands on the web, and the colour and name of who publishes it. */
export interface Sender {
  readonly name: string;
  readonly accent: string | undefined;
  readonly address: string;
}

export function senderOf({ tenant, publicUrl }: Context, language: InterfaceLanguage, path: string): Sender {
  return { name: tenantName(tenant, language), accent: tenant.settings.accent, address: `${publicUrl}${path}` };
}

/** A part as `typst/report.typ` sets it: everything in words, drawings as SVG. */
function paperPart(part: Part, language: InterfaceLanguage): object {
  if (part.kind === 'chart') return { ...part, svg: drawChart(part, language), series: [] };
  if (part.kind === 'map') return { ...part, svg: drawMap(part, language), areas: [] };
  return part;
}

/**
 * A document as PDF/UA-1: tagged, with a text for each drawing and its figures as a table below. A profile takes some
 * hundred milliseconds of this thread; whoever gives it out keeps it (service/report-files.ts).
 */
export function reportPdf(document: ReportDocument, sender: Sender, frozenAt?: Date): Promise<Buffer> {
  const language = languageOf(document.language);
  const t = translator(language);
  const date = timeWords(document.day, { t, language }, 'long');
  const data = {
    germanTag: german.tag,
    sender: sender.name,
    note: document.place.text === sender.name ? null : document.place.text,
    source: t('monitoring:report.source_line', { name: sender.name, date, address: sender.address }),
    date: t('monitoring:report.made', { date }),
    pageLabel: t('monitoring:report.page', { page: '{page}', pages: '{pages}' }),
    remarks: t('monitoring:report.remarks'),
    sources: t('monitoring:report.sources'),
    tableOf: document.parts.map((part) =>
      part.kind === 'chart' || part.kind === 'map' ? t('monitoring:report.as_table', { title: part.title.text }) : '',
    ),
    parts: document.parts.map((part) => paperPart(part, language)),
  };
  return compilePdf(template, data, {
    language,
    title: document.title.text,
    ...(sender.accent && { accent: sender.accent }),
    createdAt: frozenAt ?? new Date(`${document.day}T00:00:00Z`),
  });
}
