import { expect, it } from 'vitest';
import { compilePdf } from '#platform/documents';
import { findInterfaceLanguage, german } from '#platform/i18n';
import { chart } from './index.ts';

it('draws charts that a PDF/UA document can hold', async () => {
  for (const [index, kind] of (['bar', 'line', 'stacked'] as const).entries()) {
    const language = index === 1 ? (findInterfaceLanguage('ar') ?? german) : german;
    const points = [
      { x: '2023', y: 3 },
      { x: '2024', y: null },
    ];
    const series = ['Männer & Frauen 中', 'العربية'].map((label) => ({ label, points }));
    const { svg } = chart({ kind, title: 'Titel', description: 'Text', unit: '%', xLabel: 'Jahr', series, language });
    const data = { chart: { svg, description: 'Text' } };
    const pdf = await compilePdf({ root: 'src/platform/documents/typst', main: 'sample.typ' }, data, {
      language,
      title: 'Titel',
    });
    expect(pdf.toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');
  }
});
