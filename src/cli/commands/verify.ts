import { join } from 'node:path';
import type { Command } from 'commander';
import { type AuditProblem, auditKey, installationChain, readWitness, verifyAudit } from '#platform/audit';
import { readBackup } from '#platform/operations';
import { CommandError } from '../errors.ts';
import { withInstallation } from '../installation.ts';
import { readSecret } from '../secrets.ts';
import { columns, type Terminal } from '../terminal.ts';
import { showProgress, summary } from './backups.ts';

const words: Readonly<Record<AuditProblem, string>> = {
  changed: 'was changed',
  replaced: 'was changed, and its checksum computed anew',
  missing: 'is missing',
  inserted: 'was inserted',
  reordered: 'stood at another place',
  cut: 'is gone: the end of the log was cut off here',
  rewritten: 'is not the line that was sealed: it or a line before it was written anew',
  forged_seal: 'carries a seal that was not made with this installation’s key',
};

export function addVerifyCommands(program: Command, terminal: Terminal): void {
  const verify = program.command('verify').description('prove that the audit log or a backup is whole');

  verify
    .command('audit')
    .description('walk every chain of the audit log and name the first line that does not hold')
    .action(() =>
      withInstallation(terminal, async ({ config, deriveKey, opened, tenants }) => {
        const nameOf = (chain: string) => (chain === installationChain ? '(installation)' : (tenants.byId(chain)?.slug ?? chain));
        const reports = await verifyAudit(opened.database, {
          key: auditKey(deriveKey),
          witness: readWitness(join(config.dataDir, 'audit-seals.json')),
          onProgress: (chain, lines, total) => terminal.progress(`${nameOf(chain)}: ${lines} of ${total} lines`),
        });
        const rows = reports.map((report) => [
          nameOf(report.chain),
          `${report.lines} lines hold`,
          `sealed up to ${report.sealed}`,
          report.broken ? `BROKEN: line ${report.broken.sequence} ${words[report.broken.problem]}` : '',
        ]);
        for (const line of columns(rows)) terminal.print(line);
        const broken = reports.filter((report) => report.broken).length;
        if (broken)
          throw new CommandError(
            `${broken} of ${reports.length} chains do not hold: keep the database as it is and tell the data protection officer.`,
          );
      }),
    );

  verify
    .command('backup')
    .description('read a backup to its end and hold everything against its checksums')
    .argument('<file>', 'file that “dreiklang backup” wrote')
    .option('--passphrase-file <file>', 'file with the passphrase of an encrypted backup')
    .action(async (file: string, { passphraseFile }: { passphraseFile?: string }) => {
      const passphrase = passphraseFile ? readSecret(passphraseFile) : undefined;
      const { start, end } = await readBackup(file, passphrase, {}, showProgress(terminal));
      terminal.print(`${file} is whole: version ${start.version}, ${start.createdAt}, ${summary(end)}.`);
    });
}
