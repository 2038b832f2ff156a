/** A backup cannot be written, read or restored; the message is one sentence that says what to do. */
export class BackupError extends Error {
  override name = 'BackupError';
}

/** Whatever a reader of a damaged file throws (gzip, JSON, a wrong length) becomes one sentence. */
export function asBackupError(error: unknown, file: string): Error {
  if (error instanceof BackupError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new BackupError(`There is no file ${file}.`);
  if (code === 'EACCES') return new BackupError(`The file ${file} may not be read.`);
  return new BackupError(`The backup ${file} is damaged or incomplete (${message}).`);
}
