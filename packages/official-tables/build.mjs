// `npm run build`: writes the package as it is published, plain JavaScript with types, to `dist/`; then `npm publish dist`.
// Within this repository the sources are imported as they are, so nothing has to be built for the program around it.
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
rmSync(at('dist'), { recursive: true, force: true });
execFileSync(process.execPath, [at('../../node_modules/typescript-7/bin/tsc'), '-p', at('tsconfig.build.json')], {
  stdio: 'inherit',
});
const { private: _, scripts, devDependencies, ...published } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
published.exports = { '.': { types: './index.d.ts', default: './index.js' } };
writeFileSync(at('dist/package.json'), `${JSON.stringify(published, null, 2)}\n`);
copyFileSync(at('README.md'), at('dist/README.md'));
copyFileSync(at('../../LICENSE'), at('dist/LICENSE'));
