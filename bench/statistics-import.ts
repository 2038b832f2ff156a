// One import in a process of its own, because peak memory never falls. Prints what it took as JSON.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createContext } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import { openDatabase } from '#platform/database';
import { localFileStore } from '#platform/files';
import { german, translator } from '#platform/i18n';
import { openTenantDirectory } from '#platform/tenancy';
import { diskFile } from '../src/modules/monitoring/service/import-file.ts';
import { acceptImport, readImport } from '../src/modules/monitoring/service/import-jobs.ts';
import { importOf, orderAccept, uploadImport } from '../src/modules/monitoring/service/imports.ts';

const [appUrl = '', folder = '', fileName = ''] = process.argv.slice(2);
const database = openDatabase(appUrl, 4);
const tenants = await openTenantDirectory(database, appUrl);
const tenant = tenants.bySlug('recklinghausen');
if (!tenant) throw new Error('no district');
const context = createContext({
  tenant,
  actor: { kind: 'system', name: 'bench' },
  language: german,
  t: translator(german),
  requestId: uuidv7(),
  publicUrl: 'http://localhost',
  database,
  permissions: new Map(),
});
const files = localFileStore(join(folder, 'files'));
const path = join(folder, fileName);
const { size, firstBytes } = await diskFile(path, fileName);
/** Bytes. Of this program alone: `resourceUsage` also knows how large the one was that started it. */
const peakMemory = () => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024;
const before = process.memoryUsage.rss();

const uploaded = await uploadImport(
  context,
  files,
  { path, name: fileName, bytes: size, sha256: process.argv[5] ?? '', firstBytes },
  'here',
);
if (!uploaded.ok) throw new Error(uploaded.code);
const previewStarted = performance.now();
await readImport(context, files, uploaded.value);
const previewSeconds = (performance.now() - previewStarted) / 1000;
const previewGrowth = peakMemory() - before;
await orderAccept(context, uploaded.value, 'here');
const started = performance.now();
await acceptImport(context, files, uploaded.value);
const seconds = (performance.now() - started) / 1000;
const record = await importOf(context, uploaded.value);
const peak = peakMemory();
const { state, outcome, report } = record ?? {};
console.log(
  JSON.stringify({
    seconds,
    previewSeconds,
    growth: peak - before,
    previewGrowth,
    state,
    added: outcome?.added ?? 0,
    problem: report?.problem,
  }),
);
await tenants.close();
await database.close();
