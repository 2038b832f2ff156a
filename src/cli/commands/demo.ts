import type { Command } from 'commander';
import { auditInstallation } from '#platform/audit';
import { demonstrationDistricts, describeDemonstration, loadDemonstration } from '../../demonstration.ts';
import { CommandError } from '../errors.ts';
import { operator, withInstallation } from '../installation.ts';
import type { Terminal } from '../terminal.ts';

function chosen(districts: readonly string[]): string[] {
  const known = [...demonstrationDistricts];
  const unknown = districts.find((slug) => !known.includes(slug));
  if (unknown) throw new CommandError(`There is no demonstration of ${unknown}. Known: ${known.join(', ')}.`);
  return districts.length ? [...districts] : known;
}

export function addDemoCommands(program: Command, terminal: Terminal): void {
  const demo = program.command('demo').description('demonstration districts with an account for each role');
  const which = 'districts; without any: all';

  demo
    .command('load')
    .description('load demonstration districts; what is there already stays')
    .argument('[districts...]', which)
    .action((districts: string[]) =>
      withInstallation(terminal, async (installation) => {
        for (const slug of chosen(districts)) {
          terminal.progress(`loading ${slug} …`);
          await loadDemonstration(installation, slug);
        }
        terminal.print(describeDemonstration(installation));
      }),
    );

  demo
    .command('reset')
    .description('delete demonstration districts with everything in them, and load them anew')
    .argument('[districts...]', which)
    .action((districts: string[]) =>
      withInstallation(terminal, async (installation) => {
        const { tenants, opened } = installation;
        for (const slug of chosen(districts)) {
          const tenant = tenants.bySlug(slug);
          if (tenant && !tenant.demonstration) throw new CommandError(`${slug} is a real district: it is not touched.`);
          if (tenant) {
            terminal.progress(`deleting ${slug} …`);
            await opened.database.shared.transaction().execute(async (trx) => {
              await trx.deleteFrom('tenant').where('id', '=', tenant.id).where('demonstration', '=', true).execute();
              await auditInstallation(trx, operator('demo reset'), {
                action: 'tenant.deleted',
                subjectType: 'tenant',
                subjectId: tenant.id,
                details: { slug },
              });
            });
            await tenants.refresh();
          }
          terminal.progress(`loading ${slug} …`);
          await loadDemonstration(installation, slug);
        }
        terminal.print(describeDemonstration(installation));
      }),
    );
}
