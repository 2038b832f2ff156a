// JavaScript: the server and the command line for Node, and the small helpers of single pages for the browser.
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const entries = [
  { source: 'src/main.ts', target: 'main' },
  { source: 'src/cli/main.ts', target: 'cli' },
];

/** Bundles the server programs to `dist/server/`; packages stay in `node_modules`. Returns their sizes by name. */
export async function buildServer(root) {
  const present = entries.filter(({ source }) => {
    if (existsSync(join(root, source))) return true;
    console.warn(`  ${source} is not there yet, so no server program is built from it.`);
    return false;
  });
  if (present.length === 0) return [];
  const result = await build({
    entryPoints: Object.fromEntries(present.map(({ source, target }) => [target, join(root, source)])),
    outdir: join(root, 'dist/server'),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    metafile: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: { programBuiltAt: JSON.stringify(new Date().toISOString()) },
    logLevel: 'warning',
  });
  return Object.entries(result.metafile.outputs)
    .filter(([file]) => file.endsWith('.js'))
    .map(([file, { bytes }]) => ({ name: basename(file), raw: bytes }));
}

/** Builds each `src/client/<name>.ts` to a module of its own. */
export async function buildClient(root, output) {
  const folder = join(root, 'src/client');
  if (!existsSync(folder)) return;
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const result = await build({
    entryPoints: files.map((file) => join(folder, file)),
    outdir: join(root, 'dist/public/assets'),
    bundle: true,
    platform: 'browser',
    target: ['chrome99', 'firefox97', 'safari15.4'],
    format: 'esm',
    minify: true,
    write: false,
    logLevel: 'warning',
  });
  for (const { path, contents } of result.outputFiles) output.add(basename(path), Buffer.from(contents));
}
