import { ConfigError, readConfig } from '#platform/config';
import { EmbeddedServerError, MigrationError } from '#platform/database';
import { describeDemonstration } from './demonstration.ts';
import { start } from './start.ts';

// Opening hours and dates are local to the districts, wherever the server stands.
process.env.TZ = 'Europe/Berlin';

const print = (text: string) => void process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const starting = start(readConfig(process.env), print);
  let stopping = false;
  const stop = (code = 0) => {
    // npm and the shell may both pass the same Ctrl-C on.
    if (stopping) return;
    stopping = true;
    print('\nStopping …');
    // A start that is under way is waited for: it owns the database server, which would outlive this process.
    starting
      .then((running) => running.stop())
      .then(
        () => process.exit(code),
        (error) => {
          process.stderr.write(`${error}\n`);
          process.exit(1);
        },
      );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop());
  const running = await starting;
  if (stopping) return;
  // Whoever watches over this process starts it again, and the database with it.
  running.installation.opened.ended.then(() => {
    if (stopping) return;
    process.stderr.write('The database server has ended unexpectedly.\n');
    stop(1);
  });
  print(`\nDreiklang listens on ${running.url}`);
  print(describeDemonstration(running.installation));
  print('Ctrl-C stops everything.');
}

main().catch((error: unknown) => {
  const forPeople = error instanceof ConfigError || error instanceof EmbeddedServerError || error instanceof MigrationError;
  const address =
    (error as NodeJS.ErrnoException)?.code === 'EADDRINUSE'
      ? 'PORT is in use by another program: set PORT to a free one.'
      : undefined;
  process.stderr.write(`${address ?? (forPeople ? error.message : ((error as Error)?.stack ?? error))}\n`);
  process.exit(1);
});
