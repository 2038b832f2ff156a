// `npm test`: installs what is missing, runs every check and test, and closes with one line "N passed, N failed".
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, install } from './start.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const node = join(root, 'node_modules/node/bin/node');

function installChromium() {
  if (existsSync('/usr/bin/chromium')) return;
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const run = (...command) => execFileSync(command[0], command.slice(1), { stdio: ['ignore', 'ignore', 'inherit'] });
  console.log('Installing Chromium for the browser tests …');
  try {
    run(...sudo, 'apt-get', 'update', '-qq');
    run(...sudo, 'apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium');
  } catch {
    console.error('The browser tests need /usr/bin/chromium: install the Debian package "chromium".');
    console.log('0 passed, 1 failed');
    process.exit(1);
  }
}

const totals = { passed: 0, failed: 0 };
const reports = mkdtempSync(join(tmpdir(), 'dreiklang-report-'));

function check() {
  const { status } = spawnSync(node, [join(root, 'scripts/check.mjs')], { cwd: root, stdio: 'inherit' });
  totals[status === 0 ? 'passed' : 'failed'] += 1;
}

function suite(project, environment = {}) {
  const report = join(reports, `${project}-${Object.keys(environment).length}.json`);
  const options = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = spawnSync(node, [join(root, 'node_modules/vitest/vitest.mjs'), ...options], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment, TZ: 'Europe/Berlin' },
  });
  if (!existsSync(report)) {
    totals.failed += 1;
    return;
  }
  const result = JSON.parse(readFileSync(report, 'utf8'));
  totals.passed += result.numPassedTests;
  // A file that cannot even be loaded, or an error between tests, counts as failed too.
  const broken = result.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed'),
  ).length;
  totals.failed += result.numFailedTests + broken;
  if (status !== 0 && result.numFailedTests + broken === 0) totals.failed += 1;
}

install();
installChromium();
build();
check();
const { TEST_DATABASE_URL: given, ...embedded } = process.env;
process.env = embedded;
suite('unit');
if (given) suite('unit', { TEST_DATABASE_URL: given });
suite('e2e');
rmSync(reports, { recursive: true, force: true });
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed ? 1 : 0);
