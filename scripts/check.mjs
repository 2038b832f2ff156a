// `npm run check`: format, lint, types, module boundaries, unused code, all side by side.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const checks = {
  'format and lint': [at('node_modules/@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'],
  types: [at('node_modules/typescript-7/bin/tsc'), '-p', '.'],
  'module boundaries': [
    at('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'err',
    'src',
    'packages',
  ],
  'unused code': [at('node_modules/knip/bin/knip.js'), '--no-progress'],
};

const run = ([name, command]) =>
  new Promise((resolve) => {
    const started = Date.now();
    const child = spawn(process.execPath, command, { cwd: at(''), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('close', (code) => {
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
      if (code !== 0) console.log(output.trimEnd());
      resolve(code === 0);
    });
  });

const results = await Promise.all(Object.entries(checks).map(run));
process.exit(results.every(Boolean) ? 0 : 1);
