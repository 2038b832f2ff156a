import { CommanderError } from 'commander';
import { ConfigError } from '#platform/config';
import { EmbeddedServerError, MigrationError } from '#platform/database';
import { BackupError } from '#platform/operations';

/** A command cannot do what it was asked; the message is one sentence that says what to do. Exit code 1. */
export class CommandError extends Error {
  override name = 'CommandError';
}

const forPeople = [CommandError, ConfigError, EmbeddedServerError, MigrationError, BackupError];

const known: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The database of DATABASE_URL cannot be reached: is it running, and is the address right?',
  ENOTFOUND: 'The host of DATABASE_URL is unknown: check the address.',
  '28P01':
    'The database refuses the password: DATABASE_URL is wrong, or the embedded database was created under another master key (MASTER_KEY_FILE).',
  '3D000': 'The database of DATABASE_URL does not exist: create it first.',
  EADDRINUSE: 'PORT is in use by another program: set PORT to a free one.',
};

/** What the person at the terminal reads, and the exit code: 0 done, 1 failed, 2 wrong usage. */
export function explain(error: unknown, detailed: boolean): { message: string; code: number } {
  // Help and version end the same way as wrong usage, only well.
  if (error instanceof CommanderError) return { message: '', code: error.exitCode === 0 ? 0 : 2 };
  if (forPeople.some((kind) => error instanceof kind)) return { message: (error as Error).message, code: 1 };
  const { code, message, stack } = error as NodeJS.ErrnoException;
  if (detailed) return { message: stack ?? String(error), code: 1 };
  return {
    message: known[code ?? ''] ?? `Unexpected error: ${message ?? error}. Run it again with LOG_LEVEL=debug for details.`,
    code: 1,
  };
}
