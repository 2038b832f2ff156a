import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { audit } from '#platform/audit';
import type { ModuleDefinition } from '#platform/module';
import { CommandError } from '../errors.ts';
import { contextOf, withInstallation } from '../installation.ts';
import { columns, type Terminal } from '../terminal.ts';
import { addStatisticsCommand } from './statistics.ts';

/** All importers or exporters by name; each name begins with its module's. */
export function commandsOf<Kind extends 'import' | 'export'>(modules: readonly ModuleDefinition[], kind: Kind) {
  type Found = NonNullable<NonNullable<ModuleDefinition['commands']>[Kind]>[string];
  const found = new Map<string, Found>();
  for (const module of modules) {
    for (const [name, command] of Object.entries(module.commands?.[kind] ?? {}) as [string, Found][]) {
      if (!name.startsWith(`${module.name}.`))
        throw new Error(`Command ${name} must begin with its module's name, ${module.name}.`);
      found.set(name, command);
    }
  }
  return found;
}

function pick<T extends { description: string }>(found: ReadonlyMap<string, T>, name: string): T {
  const chosen = found.get(name);
  if (chosen) return chosen;
  const known = columns([...found].map(([key, { description }]) => [`  ${key}`, description]));
  throw new CommandError([`There is no ${name || 'such format'}. Known:`, ...known].join('\n'));
}

function readFile(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new CommandError(`The file ${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

interface ImportOptions {
  readonly district?: string;
  readonly dryRun?: boolean;
}

export function addDataCommands(program: Command, terminal: Terminal): void {
  const importing = program
    .command('import')
    .description('read a file into a district: all of it, or nothing when a row has a problem')
    .argument('<format>', 'what the file holds; an unknown one lists what there is')
    .argument('<file>', 'file to read')
    .option('--district <slug>', 'district to read it into')
    .option('--dry-run', 'check the file only, store nothing')
    .action(async (format: string, file: string, { district, dryRun = false }: ImportOptions) => {
      if (!district) throw new CommandError('The district is missing: add --district <slug>.');
      await withInstallation(terminal, async (installation) => {
        const importer = pick(commandsOf(installation.modules, 'import'), format);
        const context = contextOf(installation, district, `import ${format}`);
        const result = await importer.run(context, { name: basename(file), content: readFile(file), dryRun });
        if ('problems' in result) {
          for (const { row, message } of result.problems) terminal.note(row === null ? message : `Row ${row}: ${message}`);
          throw new CommandError(`${result.problems.length} problems in ${file}; nothing was stored.`);
        }
        terminal.print(
          dryRun
            ? `${result.imported} rows are sound; nothing was stored.`
            : `${result.imported} rows imported into ${district}.`,
        );
      });
    });

  addStatisticsCommand(importing, terminal);

  program
    .command('export')
    .description('write a district’s data to a file, or to the terminal')
    .argument('<format>', 'what to write; an unknown one lists what there is')
    .requiredOption('--district <slug>', 'district to read from')
    .option('--output <file>', 'new file to write to')
    .action(async (format: string, { district, output }: { district: string; output?: string }) => {
      if (output && existsSync(output)) throw new CommandError(`The file ${output} is there already: name another one.`);
      await withInstallation(terminal, async (installation) => {
        const exporter = pick(commandsOf(installation.modules, 'export'), format);
        const context = contextOf(installation, district, `export ${format}`);
        const line = { action: 'data.exported', subjectType: 'tenant', subjectId: context.tenant.id, details: { format } };
        await context.transaction((trx) => audit(trx, context, line));
        if (!output) {
          for await (const piece of exporter.run(context)) await terminal.write(piece);
          return;
        }
        try {
          await pipeline(exporter.run(context), createWriteStream(`${output}.part`, { mode: 0o600 }));
          await rename(`${output}.part`, output);
        } catch (error) {
          await rm(`${output}.part`, { force: true });
          throw error;
        }
        terminal.print(`${output} is written.`);
      });
    });
}
