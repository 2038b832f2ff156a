import { type Command, InvalidArgumentError } from 'commander';
import { auditInstallation } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import { findInterfaceLanguage } from '#platform/i18n';
import { createTenant } from '#platform/tenancy';
import { CommandError } from '../errors.ts';
import { contextOf, operator, withInstallation } from '../installation.ts';
import { columns, type Terminal } from '../terminal.ts';

type Names = Record<string, string>;

function parseSlug(text: string): string {
  if (!/^[a-z][a-z0-9-]{1,62}$/.test(text))
    throw new InvalidArgumentError('A district’s short name has small letters, digits and hyphens, e.g. recklinghausen.');
  return text;
}

function parseKey(text: string): string {
  if (!/^\d{5}$/.test(text)) throw new InvalidArgumentError('The official key (AGS) of a district has five digits, e.g. 05562.');
  return text;
}

/** `ar=…` for a language, a bare name for German; may be given several times. */
function collectName(text: string, names: Names): Names {
  const [, tag = 'de', name = ''] = /^(?:([a-z-]{2,10})=)?(.+)$/.exec(text) ?? [];
  if (!findInterfaceLanguage(tag)) throw new InvalidArgumentError(`${tag} is no interface language.`);
  return { ...names, [tag]: name.trim() };
}

export function addTenantCommands(program: Command, terminal: Terminal): void {
  const tenant = program.command('tenant').description('districts of this installation');

  tenant
    .command('create')
    .description('add a district')
    .argument('<slug>', 'short name in addresses, e.g. recklinghausen', parseSlug)
    .requiredOption('--ags <key>', 'official key, five digits', parseKey)
    .requiredOption('--name <name>', 'German name; once more as tag=name for each further language', collectName, {})
    .action(async (slug: string, { ags, name: names }: { ags: string; name: Names }) => {
      if (!names.de) throw new CommandError('The German name is missing: add --name "Kreis …".');
      await withInstallation(terminal, async (installation) => {
        const { tenants, opened } = installation;
        const taken = tenants.all().find((one) => one.slug === slug || one.ags === ags);
        if (taken) throw new CommandError(`The district ${taken.slug} (${taken.ags}) is there already.`);
        const id = uuidv7();
        await opened.database.shared.transaction().execute(async (trx) => {
          await createTenant(trx, { id, slug, ags, names, demonstration: false, settings: {} });
          await auditInstallation(trx, operator('tenant create'), {
            action: 'tenant.created',
            subjectType: 'tenant',
            subjectId: id,
            details: { slug, ags },
          });
        });
        await tenants.refresh();
        const context = contextOf(installation, slug, 'tenant create');
        for (const module of installation.modules) await module.setUp?.(context);
        terminal.print(
          `District ${slug} is there. Next: dreiklang import territory.units <file> --district ${slug}, and dreiklang admin create <email> --name <name> --district ${slug}`,
        );
      });
    });

  tenant
    .command('list')
    .description('list the districts')
    .action(() =>
      withInstallation(terminal, async ({ tenants }) => {
        const rows = tenants
          .all()
          .map((one) => [one.slug, one.ags, one.names.de ?? '', one.demonstration ? 'demonstration' : '']);
        for (const line of columns(rows)) terminal.print(line);
      }),
    );
}
