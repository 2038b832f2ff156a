import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { type CommandResult, importStatistics, previewStatistics, readStatistics } from '#modules/monitoring';
import { openFileStore } from '#platform/files';
import type { OpenInstallation } from '../../start.ts';
import { CommandError } from '../errors.ts';
import { contextOf, withInstallation } from '../installation.ts';
import type { Terminal } from '../terminal.ts';

interface StatisticsOptions {
  readonly district?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

interface FileResult extends CommandResult {
  readonly file: string;
  readonly district: string | null;
}

function checkFile(path: string): string {
  try {
    if (statSync(path).isFile()) return path;
  } catch (error) {
    throw new CommandError(`The file ${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  throw new CommandError(`${path} is no file.`);
}

/** The district named, or the only one there is. */
function districtFor(installation: OpenInstallation, named: string | undefined): string {
  if (named) return named;
  const known = installation.tenants.all().map(({ slug }) => slug);
  if (known.length === 1 && known[0]) return known[0];
  throw new CommandError(
    known.length
      ? `There are several districts: add --district <slug>, one of ${known.join(', ')}.`
      : 'There is no district yet: create one with “dreiklang tenant create” first.',
  );
}

/** What `--json` prints of a file. */
function asJson({ file, district, state, report, preview, outcome }: FileResult) {
  const { reading, problem } = report;
  return {
    file,
    district,
    state,
    layout: reading.layout,
    tableCode: reading.tableCode,
    statistic: reading.statisticCode,
    title: reading.title,
    periods: reading.periods,
    levels: reading.levels,
    rows: reading.rows,
    values: reading.observations,
    markers: reading.markers,
    rejected: reading.rejected,
    notices: reading.notices,
    duplicates: reading.duplicates,
    encoding: reading.encoding,
    asOf: reading.asOf,
    licence: reading.licence,
    error: problem,
    ...(preview && {
      preview: {
        figures: preview.figures,
        indicators: preview.indicators,
        added: preview.added,
        revised: preview.revised,
        unchanged: preview.unchanged,
        missing: preview.missing,
        unused: preview.unused.rows,
        unknownTerritories: preview.unknownTerritories,
        territories: preview.territories.total,
      },
    }),
    ...(outcome && { stored: { added: outcome.added, revised: outcome.revised, unchanged: outcome.unchanged } }),
  };
}

function describe(terminal: Terminal, { file, report, preview, outcome, state }: FileResult): void {
  const { reading, problem } = report;
  const periods = Object.keys(reading.periods);
  const list = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([name, count]) => `${name}: ${count}`)
      .join(', ');
  terminal.print(`${file}: ${reading.layout}, ${reading.tableCode ?? reading.statisticCode ?? 'no table code'}`);
  if (periods.length) terminal.print(`  periods   ${periods.length}: ${periods[0]} … ${periods.at(-1)}`);
  const levels = Object.entries(reading.levels).map(
    ([level, one]) => `${level}: ${one.territories} (${one.observations} values)`,
  );
  if (levels.length) terminal.print(`  levels    ${levels.join(', ')}`);
  terminal.print(`  values    ${reading.observations} in ${reading.rows} rows (${list(reading.markers)})`);
  if (reading.rejected.count) terminal.print(`  rejected  ${reading.rejected.count} (${list(reading.rejected.perCode)})`);
  if (preview)
    terminal.print(
      `  figures   ${preview.figures}: ${preview.added} new, ${preview.revised} revised, ${preview.unchanged} unchanged; ${preview.unused.rows} rows not used`,
    );
  if (outcome) terminal.print(`  stored    ${outcome.added} new, ${outcome.revised} revised, ${outcome.unchanged} unchanged`);
  if (state === 'mapping') terminal.note(`  ${file} is not known yet: say what is in it on the page “Daten einspielen”.`);
  if (problem) terminal.note(`  ${problem.code}: ${problem.detail}`);
}

async function eachFile(
  paths: readonly string[],
  options: StatisticsOptions,
  terminal: Terminal,
  work: (path: string, name: string, onBytes: (bytes: number) => void) => Promise<CommandResult>,
  district: string | null,
): Promise<void> {
  const results: FileResult[] = [];
  for (const path of paths) {
    const { size } = statSync(path);
    let taken = 0;
    const onBytes = (bytes: number) => {
      taken += bytes;
      terminal.progress(
        `${basename(path)}: ${Math.min(100, Math.round((100 * taken) / (options.district ? 2 * size : size)))} %`,
      );
    };
    const result = { file: path, district, ...(await work(path, basename(path), onBytes)) };
    if (!options.json) describe(terminal, result);
    results.push(result);
  }
  if (options.json) terminal.print(JSON.stringify(results.map(asJson), null, 2));
  const failed = results.filter(({ state, report }) => report.problem !== null || state === 'mapping' || state === 'refused');
  if (failed.length)
    throw new CommandError(
      `${failed.length} of ${paths.length} files were not read in: ${failed.map(({ file }) => file).join(', ')}`,
    );
}

export function addStatisticsCommand(importing: Command, terminal: Terminal): void {
  importing
    .command('statistics')
    .description('read tables of statistical offices: recognised by themselves, each all or nothing')
    .argument('<files...>', 'CSV, TXT, ZIP, XLSX or JSON as it was delivered')
    .option('--district <slug>', 'district to read them into; not needed where there is only one')
    .option('--dry-run', 'say what they are and what would change, store nothing')
    .option('--json', 'print layout, table, periods, levels, values, markers and rejected rows as JSON')
    .action(async (paths: string[], _own: StatisticsOptions, command: Command) => {
      // The options stand at `import` as well, and count wherever they are written.
      const options = command.optsWithGlobals<StatisticsOptions>();
      for (const path of paths) checkFile(path);
      if (options.dryRun && !options.district) {
        if (!options.json) terminal.note('Without --district nothing is compared with what is stored.');
        return eachFile(paths, options, terminal, readStatistics, null);
      }
      return withInstallation(terminal, async (installation) => {
        const district = districtFor(installation, options.district);
        const context = contextOf(installation, district, 'import statistics');
        const files = openFileStore(installation.config);
        await eachFile(
          paths,
          options,
          terminal,
          options.dryRun
            ? (path, name, onBytes) => previewStatistics(context, path, name, onBytes)
            : (path, name) => importStatistics(context, files, path, name),
          district,
        );
      });
    });
}
