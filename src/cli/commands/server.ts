import type { Command } from 'commander';
import { readConfig } from '#platform/config';
import { openInstallationDatabase } from '#platform/database';
import { createJobServices, type JobLog, startWorker } from '#platform/jobs';
import { describeDemonstration } from '../../demonstration.ts';
import { openInstallation, start } from '../../start.ts';
import { readCommandConfig } from '../installation.ts';
import type { Terminal } from '../terminal.ts';

/** Resolves when the person or the system asks the program to end. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

/** One JSON object a line, as the web server's log. */
function jsonLog(terminal: Terminal): JobLog {
  const log = (level: number) => (details: object, msg: string) =>
    terminal.print(JSON.stringify({ level, time: Date.now(), ...details, msg }));
  return { info: log(30), warn: log(40), error: log(50) };
}

export function addServerCommands(program: Command, terminal: Terminal): void {
  program
    .command('start')
    .description('run the web server and the job worker until Ctrl-C (settings: see .env.example)')
    .action(async () => {
      const running = await start(readConfig(terminal.environment), terminal.print);
      terminal.print(`Dreiklang listens on ${running.url}`);
      terminal.print(describeDemonstration(running.installation));
      await untilStopped();
      terminal.note('Stopping …');
      await running.stop();
    });

  program
    .command('worker')
    .description('run the job worker alone, for installations whose web servers have WORKER_CONCURRENCY=0')
    .action(async () => {
      const config = readConfig(terminal.environment);
      const installation = await openInstallation(config);
      try {
        const { opened, tenants, permissions, modules } = installation;
        const services = createJobServices({ database: opened.database, tenants, permissions, publicUrl: config.publicUrl });
        const concurrency = config.WORKER_CONCURRENCY || 4;
        const worker = await startWorker({
          ownerUrl: opened.ownerUrl,
          modules,
          services,
          concurrency,
          log: jsonLog(terminal),
          alone: !config.DATABASE_URL,
        });
        terminal.print(`Working on jobs, ${concurrency} side by side`);
        await untilStopped();
        terminal.note('Stopping …');
        await worker.stop();
      } finally {
        await installation.close();
      }
    });

  program
    .command('migrate')
    .description('bring the database up to date and say what was applied')
    .action(async () => {
      const { config, deriveKey } = readCommandConfig(terminal);
      const opened = await openInstallationDatabase(config, deriveKey);
      await opened.close();
      for (const name of opened.appliedMigrations) terminal.print(`applied ${name}`);
      if (!opened.appliedMigrations.length) terminal.print('The database is up to date.');
    });
}
