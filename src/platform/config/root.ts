import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder with `package.json`: source, migrations and locale files lie below it, in the built program too. */
export const projectRoot: string = (() => {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`No package.json above ${import.meta.dirname}`);
    folder = parent;
  }
  return folder;
})();
