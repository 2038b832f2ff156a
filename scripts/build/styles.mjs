// Style sheets: KERN reduced to what the pages use, then our own rules, for both reading directions.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from 'lightningcss';
import { PurgeCSS } from 'purgecss';
import rtlcss from 'rtlcss';
import { plainColours } from './colours.mjs';

// What phones without updates still run; KERN's `:has()` rules are refinements there.
const targets = { chrome: 99 << 16, firefox: 97 << 16, safari: (15 << 16) | (4 << 8), ios_saf: (15 << 16) | (4 << 8) };

async function filesBelow(folder, ending) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const readAll = async (files) => (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n');

/** KERN chooses a theme by attribute or by class; the attribute is enough, and its layers are not used here. */
function simplifyThemes(kern) {
  return kern
    .replace(/:is\(body,[^)]*\):not\(\[class\*="?kern-level-"?\]\)[^{]*/, 'body, [data-kern-theme] ')
    .replaceAll(/,\s*\.kern-(light|dark)(?=\s*[,{])/g, '');
}

/** Keeps of KERN's sheet what the pages and our own rules use; unused custom properties go too. */
async function reduceKern(kern, pages, own) {
  const [result] = await new PurgeCSS().purge({
    content: [{ raw: pages, extension: 'tsx' }],
    css: [{ raw: simplifyThemes(kern) }],
    defaultExtractor: (text) => text.match(/[A-Za-z0-9_-]+/g) ?? [],
    safelist: { variables: [...new Set(own.match(/--kern-[a-z0-9-]+/g))] },
    blocklist: [/^kern-level-/, 'kern-layer'],
    variables: true,
    keyframes: true,
  });
  return result.css.replace('@charset "UTF-8";', '');
}

function minify(name, css) {
  return transform({ filename: name, code: Buffer.from(css), minify: true, targets }).code;
}

export async function buildStyles(root, fontFaces, output) {
  const styles = join(root, 'src/platform/ui/styles');
  const [pages, kernSheet, publicOwn, staffOwn] = await Promise.all([
    filesBelow(join(root, 'src'), '.tsx').then((files) => readAll(files.filter((file) => !file.endsWith('.test.tsx')))),
    readFile(join(root, 'node_modules/@kern-ux/native/dist/kern.css'), 'utf8'),
    filesBelow(join(styles, 'public'), '.css').then(readAll),
    filesBelow(join(styles, 'staff'), '.css').then(readAll),
  ]);
  const kern = plainColours(await reduceKern(kernSheet, pages, `${publicOwn}\n${staffOwn}`));

  // KERN sits in a layer of its own: whatever we write wins without fighting over specificity.
  // It knows left and right only, so it is mirrored; our own rules are logical and must not be turned twice.
  const sheets = {
    'public.css': `${fontFaces.ltr}\n@layer kern{${kern}}\n${publicOwn}`,
    'public.rtl.css': `${fontFaces.rtl}\n@layer kern{${rtlcss.process(kern)}}\n${publicOwn}`,
    'staff.css': staffOwn,
    'staff.rtl.css': staffOwn,
  };
  for (const [name, css] of Object.entries(sheets)) output.add(name, minify(name, css));
}
