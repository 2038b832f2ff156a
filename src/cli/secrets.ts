import { readFileSync } from 'node:fs';
import { CommandError } from './errors.ts';

/** A password from a file, so that it stands neither in the shell's history nor in the list of processes. */
export function readSecret(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    throw new CommandError(`The file ${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  if (!text) throw new CommandError(`The file ${file} is empty.`);
  return text;
}
