// The folder of built files: every file carries its content hash, and `manifest.json` maps the plain name to its address.
import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

export async function openOutput(folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const manifest = {};
  const sizes = [];
  const writes = [];

  async function write(file, content) {
    const text = !file.endsWith('.woff2');
    await writeFile(join(folder, file), content);
    if (!text) return { file, raw: content.length };
    // woff2 is Brotli inside already; everything else is compressed once here instead of on every reply.
    const [br, gz] = await Promise.all([
      brotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }),
      zip(content, { level: 9 }),
    ]);
    await Promise.all([writeFile(join(folder, `${file}.br`), br), writeFile(join(folder, `${file}.gz`), gz)]);
    return { file, raw: content.length, br: br.length, gz: gz.length };
  }

  return {
    /** Stores one file under `<stem>-<hash>.<ext>` and returns that hashed file name. */
    add(name, content) {
      const buffer = Buffer.isBuffer(content) ? content : Buffer.from(content);
      const dot = name.lastIndexOf('.');
      const hash = createHash('sha256').update(buffer).digest('base64url').replaceAll(/[-_]/g, '').slice(0, 8);
      const file = `${name.slice(0, dot)}-${hash}${name.slice(dot)}`;
      manifest[name] = `/assets/${file}`;
      writes.push(write(file, buffer).then((size) => sizes.push({ name, ...size })));
      return file;
    },
    async close() {
      await Promise.all(writes);
      await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, Object.keys(manifest).sort(), 2)}\n`);
      return sizes.sort((a, b) => a.name.localeCompare(b.name));
    },
  };
}
