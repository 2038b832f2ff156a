import { type ParsedCronItem, parseCrontab } from 'graphile-worker';

/**
 * Reads crontab lines as modules write them, e.g. `0 3 * * * directory.remind ?fill=1d` (times in UTC).
 * graphile-worker's own reader knows no dot in job names, so it sees a slash in its place.
 * @throws when a line cannot be read, or two lines start the same job without an `id`
 */
export function readCrontab(lines: readonly string[]): ParsedCronItem[] {
  const adapted = lines.map((line) =>
    line.replace(/^((?:\S+\s+){5})(\S+)/, (_, times: string, name: string) => times + name.replaceAll('.', '/')),
  );
  const dotted = (name: string) => name.replaceAll('/', '.');
  return parseCrontab(adapted.join('\n')).map((item) => ({
    ...item,
    task: dotted(item.task),
    identifier: dotted(item.identifier),
  }));
}
