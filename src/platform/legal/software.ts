import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';

/** A package that this program is built on. */
export interface Package {
  readonly name: string;
  readonly version: string;
  /** SPDX expression, as the package itself says. */
  readonly licence: string;
}

interface Manifest {
  readonly version?: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const read = (path: string) => JSON.parse(readFileSync(join(projectRoot, path, 'package.json'), 'utf8')) as Manifest;

let packages: readonly Package[] | undefined;

/** The packages that run here, as they are installed; read once. */
export function usedPackages(): readonly Package[] {
  packages ??= Object.keys(read('.').dependencies ?? {})
    .sort()
    .map((name) => {
      const { version = '', license = '' } = read(join('node_modules', name));
      return { name, version, licence: license };
    });
  return packages;
}
