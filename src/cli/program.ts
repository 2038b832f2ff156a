import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { projectRoot } from '#platform/config';
import { addAdminCommands } from './commands/admins.ts';
import { addBackupCommands } from './commands/backups.ts';
import { addDataCommands } from './commands/data.ts';
import { addDemoCommands } from './commands/demo.ts';
import { addJobCommands } from './commands/jobs.ts';
import { addServerCommands } from './commands/server.ts';
import { addTenantCommands } from './commands/tenants.ts';
import { addVerifyCommands } from './commands/verify.ts';
import { explain } from './errors.ts';
import type { Terminal } from './terminal.ts';

/** Runs one command line; the exit code is 0 when it worked, 1 when it failed, 2 when it was not understood. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string };
  const trimmed = (write: (line: string) => void) => (text: string) => write(text.replace(/\n$/, ''));
  const program = new Command('dreiklang')
    .description('Software of a Kommunales Integrationszentrum')
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: trimmed(terminal.print), writeErr: trimmed(terminal.note) })
    .showHelpAfterError('Add --help for the possibilities.');
  addServerCommands(program, terminal);
  addTenantCommands(program, terminal);
  addAdminCommands(program, terminal);
  addDataCommands(program, terminal);
  addBackupCommands(program, terminal);
  addVerifyCommands(program, terminal);
  addDemoCommands(program, terminal);
  addJobCommands(program, terminal);
  try {
    await program.parseAsync(argv, { from: 'user' });
    return 0;
  } catch (error) {
    const { message, code } = explain(error, /^(?:debug|trace)$/.test(terminal.environment.LOG_LEVEL ?? ''));
    if (message) terminal.note(message);
    return code;
  }
}
