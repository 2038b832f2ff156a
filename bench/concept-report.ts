import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { listTowns, loadDistrict } from '#modules/territory';
import { projectRoot } from '#platform/config';
import { uuidv7 } from '#platform/crypto';
import { dayOf } from '#platform/days';
import { compilePdf } from '#platform/documents';
import { german } from '#platform/i18n';
import { reportFields } from '../src/modules/concept/model/report.ts';
import { reportPaper, reportPdf } from '../src/modules/concept/service/report-pdf.ts';
import { reportViewIn } from '../src/modules/concept/service/report-reading.ts';
import { insertReport } from '../src/modules/concept/store/reports.ts';
import { insertSyntheticConcept } from '../src/modules/concept/testing/synthetic.ts';
import { addTenant, openGround } from './ground.ts';
import type { Result } from './main.ts';

const plain = { root: join(projectRoot, 'src/platform/documents/typst'), main: 'sample.typ' };

/** All texts of a report one below the other, as they come. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.startsWith('<svg') || value === '' ? [] : [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(textsOf) : [];
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** The yearly report of 500 recommendations as PDF/UA against the same text without any table, picture or heading. */
export async function benchConceptReport(serverUrl: string, quick: boolean): Promise<Result[]> {
  const count = quick ? 50 : 500;
  const ground = await openGround(serverUrl, 'bench_report');
  try {
    const context = await addTenant(ground, 'recklinghausen', '05562');
    await loadDistrict(context);
    await ground.tenants.refresh();
    const towns = (await listTowns(context)).map(({ key, names }) => ({ ags: key, name: names.de ?? key }));
    const today = dayOf(context.now());
    const view = await context.transaction(async (trx) => {
      const { id: tenantId } = context.tenant;
      const [editionId = ''] = await insertSyntheticConcept(trx, {
        tenantId,
        territory: '05562',
        towns: towns.map(({ ags }) => ags),
        editions: 1,
        recommendations: count,
        today,
      });
      const id = uuidv7();
      const year = today.slice(0, 4);
      const text = {
        title: `Umsetzungsbericht ${year}`,
        startsOn: `${year}-01-01`,
        endsOn: `${year}-12-31`,
        fields: reportFields,
        summary: '',
        paperNumber: '',
        committees: '',
        proposal: '',
        previousId: null,
      };
      await insertReport(trx, { tenantId, id, editionId, text });
      return reportViewIn(trx, context, id, { isPublic: false, towns });
    });
    if (view?.items.length !== count) throw new Error('The report is not what was measured');
    const report = (items: typeof view.items) => reportPdf(context, { ...view, items });
    const text = (items: typeof view.items) =>
      compilePdf(
        plain,
        { text: textsOf(reportPaper(context, { ...view, items })).join('\n\n') },
        { language: german, title: 'Text' },
      );
    // Two recommendations first: fonts and template are read once for all documents. Then each once only, because Typst
    // remembers what it has set before.
    await report(view.items.slice(0, 2));
    await text(view.items.slice(0, 2));
    const baseline = await milliseconds(() => text(view.items));
    const value = await milliseconds(() => report(view.items));
    return [
      {
        name: `Yearly report of ${count} recommendations as PDF/UA`,
        value,
        baseline,
        unit: 'ms',
        target: 2,
        better: 'lower',
      },
    ];
  } finally {
    await ground.close();
  }
}
