import { createHash } from 'node:crypto';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import type { FileStore } from '#platform/files';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../../failures.ts';
import type { Run } from '../../model/exchange/run.ts';
import type { Source, SourceKind } from '../../model/exchange/source.ts';
import { insertRun, runOfSameFile, setFile } from '../../store/exchange/runs.ts';
import { order, readJob, subject } from './runs.ts';
import { managesSources } from './sources.ts';

const extensions: Readonly<Record<SourceKind, readonly [extension: string, type: string]>> = {
  csv: ['csv', 'text/csv'],
  xlsx: ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  hsds: ['json', 'application/json'],
  dreiklang: ['json', 'application/json'],
  geojson: ['json', 'application/geo+json'],
  icalendar: ['ics', 'text/calendar'],
};

/** Only the name itself, without folders and signs that no name has. */
const plainName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? '').replaceAll(/\p{C}/gu, '').trim().slice(-200) || 'datei';

export interface BroughtFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Keeps a file of a source and orders its reading. */
export async function startRun(
  context: Context,
  files: FileStore,
  source: Source,
  file: BroughtFile,
  how: Run['how'] = 'upload',
): Promise<Outcome<string, FailureCode>> {
  if (!managesSources(context)) return fail('import.not_allowed');
  const id = uuidv7(context.now().getTime());
  const tenantId = context.tenant.id;
  const [extension, type] = extensions[source.kind];
  const fileKey = `${tenantId}/directory/${id}.${extension}`;
  const sha256 = createHash('sha256').update(file.bytes).digest();
  await files.put(fileKey, file.bytes, type);
  try {
    await context.transaction(async (trx) => {
      const same = await runOfSameFile(trx, source.id, sha256);
      const createdBy = context.actor.kind === 'user' ? context.actor.userId : null;
      const facts = { id, sourceId: source.id, fileName: plainName(file.name), fileKey, sha256, how, createdBy };
      await insertRun(trx, tenantId, { ...facts, createdAt: context.now(), report: same ? { sameAs: same.id } : {} });
      await order(trx, readJob, tenantId, id);
      await audit(trx, context, { action: 'directory.run_started', ...subject(id), details: { source: source.id, how } });
    });
  } catch (error) {
    await files.delete(fileKey);
    throw error;
  }
  return ok(id);
}

/** Orders a source to be fetched; what comes is kept with the run and read. */
export async function startFetch(context: Context, source: Source): Promise<Outcome<string, FailureCode>> {
  if (!managesSources(context)) return fail('import.not_allowed');
  if (!source.url) return fail('exchange.no_address');
  const id = uuidv7(context.now().getTime());
  const tenantId = context.tenant.id;
  const createdBy = context.actor.kind === 'user' ? context.actor.userId : null;
  const fileName = (URL.parse(source.url)?.hostname ?? source.url).slice(0, 200);
  await context.transaction(async (trx) => {
    const nothingYet = { fileKey: '', sha256: Buffer.alloc(32), report: {} };
    await insertRun(trx, tenantId, {
      id,
      sourceId: source.id,
      fileName,
      ...nothingYet,
      how: 'fetch',
      createdBy,
      createdAt: context.now(),
    });
    await order(trx, readJob, tenantId, id);
    await audit(trx, context, { action: 'directory.run_started', ...subject(id), details: { source: source.id, how: 'fetch' } });
  });
  return ok(id);
}

/** Keeps what was fetched for a run that waited for it. */
export async function attachFile(context: Context, files: FileStore, source: Source, run: Run, file: BroughtFile): Promise<Run> {
  const [extension, type] = extensions[source.kind];
  const fileKey = `${context.tenant.id}/directory/${run.id}.${extension}`;
  const sha256 = createHash('sha256').update(file.bytes).digest();
  await files.put(fileKey, file.bytes, type);
  return context.transaction(async (trx) => {
    const same = await runOfSameFile(trx, source.id, sha256);
    const facts = { fileKey, sha256, fileName: plainName(file.name), report: same ? { sameAs: same.id } : {} };
    await setFile(trx, run.id, facts);
    return { ...run, ...facts };
  });
}
