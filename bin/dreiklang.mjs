#!/usr/bin/env node
// `npx dreiklang …`: the command line of an installation, on the pinned Node.js.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
if (!existsSync(at('dist/server/cli.js'))) {
  console.error('Dreiklang is not built yet: run `npm install` and `npm run build` (or `npm start`) in its folder first.');
  process.exit(1);
}
const child = spawn(
  at('node_modules/node/bin/node'),
  ['--enable-source-maps', at('dist/server/cli.js'), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 130 : (code ?? 1)));
