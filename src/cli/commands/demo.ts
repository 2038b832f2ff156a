import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { auditInstallation } from '#platform/audit';
import type { Tenant } from '#platform/tenancy';
import { demonstrationDistricts, describeDemonstration, loadDemonstration } from '../../demonstration.ts';
import type { OpenInstallation } from '../../start.ts';
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

  /** Its accounts go too: left alone they would keep neither their roles nor their place in the list. */
  const forget = async (installation: OpenInstallation, tenant: Tenant): Promise<void> => {
    const { slug, id } = tenant;
    await installation.opened.database.shared.transaction().execute(async (trx) => {
      await trx.deleteFrom('tenant').where('id', '=', id).where('demonstration', '=', true).execute();
      // Nobody else has such an address: .example is reserved for examples (RFC 2606).
      await trx.deleteFrom('identity_user').where('email', 'like', `%@${slug}.example`).execute();
      const line = { action: 'tenant.deleted', subjectType: 'tenant', subjectId: id, details: { slug } };
      await auditInstallation(trx, operator('demo reset'), line);
    });
    const file = join(installation.config.dataDir, 'demonstration-accounts.json');
    if (existsSync(file)) {
      const { [slug]: _gone, ...rest } = JSON.parse(readFileSync(file, 'utf8'));
      writeFileSync(file, `${JSON.stringify(rest, null, 2)}\n`, { mode: 0o600 });
    }
    await installation.tenants.refresh();
  };

  demo
    .command('reset')
    .description('delete demonstration districts with everything in them, and load them anew')
    .argument('[districts...]', which)
    .action((districts: string[]) =>
      withInstallation(terminal, async (installation) => {
        for (const slug of chosen(districts)) {
          const tenant = installation.tenants.bySlug(slug);
          if (tenant && !tenant.demonstration) throw new CommandError(`${slug} is a real district: it is not touched.`);
          if (tenant) {
            terminal.progress(`deleting ${slug} …`);
            await forget(installation, tenant);
          }
          terminal.progress(`loading ${slug} …`);
          await loadDemonstration(installation, slug);
        }
        terminal.print(describeDemonstration(installation));
      }),
    );
}
