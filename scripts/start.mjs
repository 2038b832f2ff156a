// `npm start`: installs, builds when something changed, and runs the server on the pinned Node.js.
// Plain JavaScript for any Node.js >= 20.19, because nothing is installed yet when it begins.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (path) => `${root}${path}`;
const time = (path) => (existsSync(at(path)) ? statSync(at(path)).mtimeMs : 0);

export function install() {
  if (time('node_modules/.package-lock.json') >= time('package-lock.json')) return;
  console.log('Installing packages …');
  // Not `npm ci`: it refuses a lockfile without the optional packages of every other platform, and not every registry
  // mirror carries those. `--no-save` installs what the lockfile says and leaves the file alone.
  execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}

function newest(path) {
  return readdirSync(at(path), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((latest, entry) => Math.max(latest, statSync(`${entry.parentPath}/${entry.name}`).mtimeMs), 0);
}

export function build() {
  const built = time('dist/public/assets/manifest.json');
  if (built > newest('src') && built > newest('scripts') && built > time('package-lock.json')) return;
  console.log('Building …');
  // Its table of sizes is for those who work on the program; a failure still speaks.
  execFileSync(at('node_modules/node/bin/node'), [at('scripts/build.mjs')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  install();
  build();
  const server = spawn(at('node_modules/node/bin/node'), ['--enable-source-maps', at('dist/server/main.js')], {
    cwd: root,
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal));
  server.on('exit', (code, signal) => process.exit(signal ? 130 : (code ?? 1)));
}
