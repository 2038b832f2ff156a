import { hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigError } from '#platform/config';

/** Derives an independent 32-byte key for a named purpose from the installation's master key (HKDF-SHA-256). */
export type DeriveKey = (purpose: string) => Buffer;

/**
 * Reads the master key, or creates it (64 hexadecimal digits, mode 600) on the first start.
 * @throws {ConfigError} when the file is readable for others or holds something else
 */
export function openMasterKey(file: string): DeriveKey {
  mkdirSync(dirname(file), { recursive: true });
  try {
    // 'wx' lets exactly one of two processes that start together create the key.
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    chmodSync(file, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new ConfigError(`MASTER_KEY_FILE ${file} can be read by other users of this machine: run chmod 600 on it.`);
  }
  const text = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/i.test(text)) {
    throw new ConfigError(`MASTER_KEY_FILE ${file} must hold 64 hexadecimal digits.`);
  }
  const master = Buffer.from(text, 'hex');
  return (purpose) => Buffer.from(hkdfSync('sha256', master, 'dreiklang', purpose, 32));
}
