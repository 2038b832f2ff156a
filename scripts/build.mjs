// `npm run build`: server programs, style sheets, fonts and page helpers into `dist/`.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildFonts } from './build/fonts.mjs';
import { openOutput } from './build/output.mjs';
import { buildClient, buildServer } from './build/programs.mjs';
import { buildStyles } from './build/styles.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const started = performance.now();

const output = await openOutput(join(root, 'dist/public/assets'));
output.add('mark.svg', await readFile(join(root, 'src/platform/ui/mark.svg')));
const styles = buildFonts(root, output).then((fontFaces) => buildStyles(root, fontFaces, output));
const [programs] = await Promise.all([buildServer(root), buildClient(root, output), styles]);
const assets = await output.close();

const kilobytes = (bytes) => (bytes === undefined ? '' : (bytes / 1000).toFixed(1)).padStart(9);
console.log(`${'file'.padEnd(34)}${'kB'.padStart(9)}${'brotli'.padStart(9)}${'gzip'.padStart(9)}`);
for (const { name, raw, br, gz } of [...programs, ...assets])
  console.log(`${name.padEnd(34)}${kilobytes(raw)}${kilobytes(br)}${kilobytes(gz)}`);
console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
