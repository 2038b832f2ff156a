import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { projectRoot } from '#platform/config';

const folder = join(projectRoot, 'dist/public/assets');
let manifest: Record<string, string> | undefined;

/** Address of a built file with its content hash; throws when the build has not made it. */
export function asset(name: string): string {
  manifest ??= JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, string>;
  const path = manifest[name];
  if (!path) throw new Error(`The build made no ${name}`);
  return path;
}

/** Content of a built file, for those that must be had under a plain address. */
export function builtFile(name: string): string {
  return readFileSync(join(folder, basename(asset(name))), 'utf8');
}
