import { type Command, InvalidArgumentError } from 'commander';
import { deleteJob, listJobs, retryJob } from '#platform/jobs';
import { CommandError } from '../errors.ts';
import { withInstallation } from '../installation.ts';
import { columns, type Terminal } from '../terminal.ts';

function parseId(text: string): string {
  if (!/^\d{1,18}$/.test(text)) throw new InvalidArgumentError('The number of a job, as “dreiklang jobs list” shows it.');
  return text;
}

export function addJobCommands(program: Command, terminal: Terminal): void {
  const jobs = program.command('jobs').description('the queue of background work');

  jobs
    .command('list', { isDefault: true })
    .description('list waiting, failing and dead jobs, dead ones first')
    .action(() =>
      withInstallation(terminal, async ({ opened }) => {
        const found = await listJobs(opened.ownerUrl, 200);
        if (!found.length) {
          terminal.print('The queue is empty.');
          return;
        }
        const head = ['ID', 'JOB', 'STATE', 'TRIES', 'NEXT RUN (UTC)', 'LAST ERROR'];
        const rows = found.map((job) => [
          job.id,
          job.name,
          job.state,
          `${job.attempts}/${job.maxAttempts}`,
          job.runAt.toISOString().slice(0, 19).replace('T', ' '),
          (job.lastError ?? '').split('\n')[0]?.slice(0, 100) ?? '',
        ]);
        for (const line of columns([head, ...rows])) terminal.print(line);
      }),
    );

  const act = (name: string, description: string, work: (ownerUrl: string, id: string) => Promise<boolean>, done: string) =>
    jobs
      .command(name)
      .description(description)
      .argument('<id>', 'number of the job', parseId)
      .action((id: string) =>
        withInstallation(terminal, async ({ opened }) => {
          if (!(await work(opened.ownerUrl, id))) throw new CommandError(`There is no job ${id}, or it is running.`);
          terminal.print(done.replace('%', id));
        }),
      );
  act('retry', 'give a failed job all its tries again', retryJob, 'Job % will run again.');
  act('delete', 'take a job out of the queue undone', deleteJob, 'Job % is out of the queue.');
}
