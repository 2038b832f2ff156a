// `npm run bench`: builds the benchmarks and the program, runs them, prints ratios and writes bench/results.json.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
execFileSync(process.execPath, [at('scripts/build.mjs')], { stdio: ['ignore', 'ignore', 'inherit'] });
await build({
  entryPoints: [at('bench/main.ts'), at('bench/baseline-server.ts'), at('bench/statistics-import.ts')],
  outdir: at('dist/bench'),
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  packages: 'external',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  outExtension: { '.js': '.mjs' },
  logLevel: 'warning',
});
process.env.TZ = 'Europe/Berlin';
execFileSync(process.execPath, [at('dist/bench/main.mjs'), ...process.argv.slice(2)], { stdio: 'inherit' });
