import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { auditInstallation, auditKey, readWitness, sealChains } from '#platform/audit';
import { projectRoot } from '#platform/config';
import { openServer } from '#platform/database';
import { type BackupEnd, type BackupProgress, backup, restore } from '#platform/operations';
import { operator, readCommandConfig, withInstallation } from '../installation.ts';
import { readSecret } from '../secrets.ts';
import type { Terminal } from '../terminal.ts';

const version = (): string =>
  (JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string }).version;

export function showProgress(terminal: Terminal): (progress: BackupProgress) => void {
  const words = { check: 'checking', table: 'table', files: 'file', keys: 'checking the rules of the tables' };
  return ({ step, name, done, total, rows }) =>
    terminal.progress(`[${done}/${total}] ${words[step]} ${name}${rows === undefined ? '' : `, ${rows} rows`}`);
}

export function summary({ tables, files }: BackupEnd): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return `${tables.length} tables, ${rows} rows, ${files.length} files`;
}

export function addBackupCommands(program: Command, terminal: Terminal): void {
  program
    .command('backup')
    .description('write database and files into one file, while the installation runs on')
    .argument('<file>', 'new file to write; keep it elsewhere, and the master key at another place')
    .option('--passphrase-file <file>', 'encrypt the backup with the passphrase in this file')
    .action(async (file: string, { passphraseFile }: { passphraseFile?: string }) => {
      const passphrase = passphraseFile ? readSecret(passphraseFile) : undefined;
      await withInstallation(terminal, async ({ config, deriveKey, opened }) => {
        const filesFolder = join(config.dataDir, 'files');
        const parts = {
          ownerUrl: opened.ownerUrl,
          file,
          filesFolder,
          deriveKey,
          version: version(),
          now: new Date(),
          onProgress: showProgress(terminal),
        };
        const end = await backup(passphrase ? { ...parts, passphrase } : parts);
        const line = {
          action: 'backup.written',
          subjectType: 'installation',
          subjectId: null,
          details: { encrypted: !!passphrase, tables: end.tables.length },
        };
        await opened.database.shared.transaction().execute((trx) => auditInstallation(trx, operator('backup'), line));
        terminal.print(`${file}: ${summary(end)}.`);
        if (!passphrase) terminal.note('The backup is not encrypted: add --passphrase-file <file> to protect it.');
        if (config.S3_URL) terminal.note('Files in the object store of S3_URL are not part of it: back the store up as well.');
      });
    });

  program
    .command('restore')
    .description('load a backup into an empty installation; Dreiklang must be stopped')
    .argument('<file>', 'file that “dreiklang backup” wrote')
    .option('--passphrase-file <file>', 'file with the passphrase of an encrypted backup')
    .option('--force', 'replace what is in the installation')
    .option('--other-key', 'go on although the backup was made under another master key')
    .action(async (file: string, options: { passphraseFile?: string; force?: boolean; otherKey?: boolean }) => {
      const passphrase = options.passphraseFile ? readSecret(options.passphraseFile) : undefined;
      const { config, deriveKey } = readCommandConfig(terminal);
      const end = await restore({
        openDatabase: () => openServer(config, deriveKey),
        file,
        filesFolder: join(config.dataDir, 'files'),
        deriveKey,
        appRole: config.DATABASE_APP_ROLE,
        force: options.force ?? false,
        otherKey: options.otherKey ?? false,
        onProgress: showProgress(terminal),
        ...(passphrase ? { passphrase } : {}),
      });
      terminal.print(`Restored: ${summary(end)}.`);
      await settle(terminal, options.otherKey ?? false);
    });
}

/**
 * After a restore: newer migrations are applied, the log gets its line, and the audit chains are sealed as they are now.
 * The witness of the time before is kept aside, for it remembers heads that the backup does not have.
 */
async function settle(terminal: Terminal, otherKey: boolean): Promise<void> {
  await withInstallation(terminal, async ({ config, deriveKey, opened, tenants }) => {
    const { database } = opened;
    const witnessFile = join(config.dataDir, 'audit-seals.json');
    if (readWitness(witnessFile).length)
      renameSync(witnessFile, `${witnessFile}.before-${new Date().toISOString().replaceAll(':', '-')}`);
    const line = { action: 'backup.restored', subjectType: 'installation', subjectId: null, details: { otherKey } };
    await database.shared.transaction().execute((trx) => auditInstallation(trx, operator('restore'), line));
    if (otherKey) {
      terminal.note(
        'The seals of the audit log were made under the other key and cannot be checked: “dreiklang verify audit” will say so.',
      );
      return;
    }
    await sealChains(database, {
      key: auditKey(deriveKey),
      witnessFile,
      tenantIds: tenants.all().map(({ id }) => id),
      now: new Date(),
    });
  });
}
