import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';
import { benchConcept } from './concept.ts';
import { benchConceptFile } from './concept-file.ts';
import { benchConceptReport } from './concept-report.ts';
import { benchDisclosure } from './disclosure.ts';
import { benchDuplicates } from './duplicates.ts';
import { benchFigures } from './figures.ts';
import { benchGaps } from './gaps.ts';
import { openServer } from './ground.ts';
import { benchHsds } from './hsds.ts';
import { benchImport } from './import.ts';
import { benchIntegreat } from './integreat.ts';
import { benchSearch } from './search.ts';
import { benchSearchQuality } from './search-quality/bench.ts';
import { benchStatistics } from './statistics.ts';
import { benchTenants } from './tenants.ts';

/** A figure and what it is measured against in the same run; the ratio is what counts. */
export interface Result {
  readonly name: string;
  readonly value: number;
  readonly baseline: number;
  readonly unit: string;
  /** The ratio to reach, at least or at most. */
  readonly target: number;
  readonly better: 'higher' | 'lower';
}

const quick = process.argv.includes('--quick');
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice(7);
const benchmarks = {
  search: benchSearch,
  hsds: benchHsds,
  integreat: benchIntegreat,
  'search-quality': benchSearchQuality,
  tenants: benchTenants,
  import: benchImport,
  duplicates: benchDuplicates,
  concept: benchConcept,
  'concept-file': benchConceptFile,
  'concept-report': benchConceptReport,
  statistics: benchStatistics,
  figures: benchFigures,
  disclosure: benchDisclosure,
  gaps: benchGaps,
};

const server = await openServer();
const results: Result[] = [];
try {
  for (const [name, run] of Object.entries(benchmarks)) {
    if (only && only !== name) continue;
    console.log(`${name} …`);
    results.push(...(await run(server.url, quick)));
  }
} finally {
  await server.stop();
}
const rows = results.map((result) => {
  const ratio = result.value / result.baseline;
  return { ...result, ratio, met: result.better === 'higher' ? ratio >= result.target : ratio <= result.target };
});
for (const { name, value, baseline, unit, ratio, target, better, met } of rows) {
  const figures = `${value.toFixed(1)} ${unit} against ${baseline.toFixed(1)} ${unit}`;
  console.log(
    `${met ? 'met   ' : 'MISSED'} ${name}: ${ratio.toFixed(2)} (${better === 'higher' ? 'at least' : 'at most'} ${target}; ${figures})`,
  );
}
const machine = { node: process.version, cpu: cpus()[0]?.model ?? '', cores: cpus().length };
if (!quick && !only)
  writeFileSync(join(projectRoot, 'bench/results.json'), `${JSON.stringify({ machine, results: rows }, null, 2)}\n`);
process.exit(rows.every(({ met }) => met) ? 0 : 1);
