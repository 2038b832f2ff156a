// Writes src/platform/database/types.ts from a freshly migrated database.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate, startEmbedded } from '#platform/database';

const folder = mkdtempSync(join(tmpdir(), 'dreiklang-types-'));
const server = await startEmbedded(join(folder, 'postgres'), 'types', true);
const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
try {
  await migrate(server.url, 'dreiklang_app', 'types');
  const options = [
    '--dialect',
    'postgres',
    '--url',
    server.url,
    '--out-file',
    at(process.argv[2] ?? 'src/platform/database/types.ts'),
  ];
  const parsers = ['--date-parser', 'string', '--numeric-parser', 'number', '--type-mapping', JSON.stringify({ int8: 'number' })];
  execFileSync(
    process.execPath,
    [at('node_modules/kysely-codegen/dist/cli/bin.js'), ...options, ...parsers, '--exclude-pattern', 'graphile_worker.*'],
    { stdio: 'inherit' },
  );
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
