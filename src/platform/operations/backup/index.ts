export { BackupError } from './error.ts';
export type { BackupEnd, BackupProgress, BackupStart } from './manifest.ts';
export { readBackup } from './read.ts';
export { type RestoreOptions, restore } from './restore.ts';
export { type BackupOptions, backup } from './write.ts';
