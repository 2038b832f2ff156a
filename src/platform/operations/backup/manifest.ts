import { z } from 'zod';

/** First entry of a backup: what it needs to be restored. */
export const startSchema = z.object({
  format: z.literal(1),
  program: z.literal('dreiklang'),
  version: z.string(),
  createdAt: z.string(),
  /** Derived from the master key without giving it away: tells whether a backup belongs to this installation. */
  keyCheck: z.string(),
  migrations: z.array(z.object({ number: z.int(), name: z.string(), checksum: z.string() })),
  tables: z.array(z.object({ schema: z.string(), name: z.string(), columns: z.array(z.string()) })),
});

/** Last entry: what must have been read until here. */
export const endSchema = z.object({
  tables: z.array(z.object({ schema: z.string(), name: z.string(), rows: z.int(), bytes: z.int(), sha256: z.string() })),
  sequences: z.array(z.object({ schema: z.string(), name: z.string(), value: z.int(), called: z.boolean() })),
  files: z.array(z.object({ path: z.string(), bytes: z.int(), sha256: z.string() })),
});

export type BackupStart = z.output<typeof startSchema>;
export type BackupEnd = z.output<typeof endSchema>;
export type BackupTable = BackupStart['tables'][number];

export const startEntry = 'start.json';
export const endEntry = 'end.json';

export interface BackupProgress {
  readonly step: 'check' | 'table' | 'files' | 'keys';
  readonly name: string;
  readonly done: number;
  readonly total: number;
  readonly rows?: number;
}
