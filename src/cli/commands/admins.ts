import { randomBytes } from 'node:crypto';
import { type Command, Option } from 'commander';
import { type Role, roles } from '#platform/access';
import { CommandError } from '../errors.ts';
import { contextOf, operator, withInstallation } from '../installation.ts';
import { readSecret } from '../secrets.ts';
import type { Terminal } from '../terminal.ts';

interface AdminOptions {
  readonly name?: string;
  readonly district?: string;
  readonly role: Role;
  readonly passwordFile?: string;
}

const faults: Readonly<Record<string, string>> = {
  address_taken: 'There is an account with this address already: leave --name out to give it the role.',
  held_already: 'The account has this role already.',
  unknown: 'The account is closed.',
  scope_missing:
    'This role is limited to something in the district, e.g. an organisation: invite the person on the page “Konten” instead.',
};

function expectOk(outcome: { ok: true } | { ok: false; code: string }): void {
  if (!outcome.ok) throw new CommandError(faults[outcome.code] ?? `The password or the role is not possible (${outcome.code}).`);
}

export function addAdminCommands(program: Command, terminal: Terminal): void {
  const admin = program.command('admin').description('accounts that manage others');
  admin
    .command('create')
    .description('open an account with a role, or give the role to an account that is there')
    .argument('<email>', 'address of the person')
    .option('--name <name>', 'name of the person; leave it out for an account that is there already')
    .option('--district <slug>', 'the role holds in this district; without it: administrator of the whole installation')
    .addOption(new Option('--role <role>', 'role in the district').choices(roles).default('administrator'))
    .option('--password-file <file>', 'file with the password; without it one is made up and shown once')
    .action(async (email: string, options: AdminOptions) => {
      const { name, district, role } = options;
      if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new CommandError(`${email} is no e-mail address.`);
      if (!district && role !== 'administrator')
        throw new CommandError(`The role ${role} needs a district: add --district <slug>.`);
      const given = options.passwordFile ? readSecret(options.passwordFile) : undefined;
      await withInstallation(terminal, async (installation) => {
        const { identity } = installation;
        const by = operator('admin create');
        const context = district ? contextOf(installation, district, 'admin create') : undefined;
        const password = given ?? randomBytes(15).toString('base64url');
        if (name) expectOk(await identity.createUser({ email, name, password }, by));
        const account = await identity.findUser(email);
        if (!account) throw new CommandError(`There is no account ${email}: add --name <name> to open it.`);
        expectOk(
          context
            ? await identity.grantRole(context, { userId: account.id, grant: { role, scope: null } })
            : await identity.grantInstallation(account.id, by),
        );
        terminal.print(`${email} is ${role} ${district ? `in ${district}` : 'of the whole installation'}.`);
        if (name && !given) terminal.print(`Password, shown this once: ${password}`);
      });
    });
}
