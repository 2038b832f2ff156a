import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import type { FileStore } from '#platform/files';
import { fail, type Outcome, ok } from '#platform/outcome';
import { categoryCode } from '../model/breakdown.ts';
import { type TerritoryFinder, territoryFinder } from '../model/columns-territories.ts';
import type { Place as Territory } from '../model/figures.ts';
import type { ColumnMapping, Mapping, TableMapping } from '../model/mapping.ts';
import type { Seen } from '../model/mapping-assistant.ts';
import type { Answers, Choices, NewIndicator, NewSource } from '../model/mapping-assistant-answers.ts';
import { levelOfPlace } from '../model/places.ts';
import { listDimensions, listIndicators, listSources } from '../store/indicators.ts';
import { lockAdding } from '../store/locks.ts';
import {
  deleteMapping,
  findMapping,
  findWaitingImport,
  insertDraftIndicator,
  insertSource,
  listMappings,
  type RememberedMapping,
  resetImport,
  saveMapping,
  type WaitingImport,
} from '../store/mapping-assistant.ts';
import { columnTable, readSheets, type SheetsReading } from './columns-reading.ts';
import { jsonStatTable } from './json-stat-reading.ts';
import {
  type ColumnsView,
  fileBytes,
  lookThrough,
  type Place,
  signatureOfSheets,
  viewColumns,
} from './mapping-assistant-file.ts';
import { readOfficialTable } from './official-table-reading.ts';
import { placesOf } from './reading.ts';

/** What the assistant needs of the import core. */
export interface AssistantParts {
  readonly files: FileStore;
  /** Has the file of an import read again; in the transaction that saves the answers. */
  readonly readAgain: (trx: Trx, context: Context, importId: string) => Promise<void>;
}

export type AssistantFailure =
  | 'monitoring.unknown_import'
  | 'monitoring.import_state'
  | 'monitoring.file_gone'
  | 'monitoring.changed'
  | 'monitoring.not_allowed'
  | 'monitoring.unknown_mapping';

/** Everything to choose from, and how names of territories are found. */
export interface Ground {
  readonly record: WaitingImport;
  readonly choices: Choices;
  readonly places: readonly Territory[];
  readonly finder: TerritoryFinder;
}

const open: readonly string[] = ['mapping', 'ready', 'refused'];

export async function groundOf(context: Context, id: string): Promise<Outcome<Ground, AssistantFailure>> {
  if (!context.may('monitoring.import')) return fail('monitoring.not_allowed');
  return context.transaction(async (trx) => {
    const record = await findWaitingImport(trx, id);
    if (!record) return fail('monitoring.unknown_import');
    if (!open.includes(record.state)) return fail('monitoring.import_state');
    const places = await placesOf(context, trx);
    const choices: Choices = {
      indicators: (await listIndicators(trx)).filter(({ state, figure }) => state !== 'retired' && figure === null),
      sources: await listSources(trx),
      dimensions: await listDimensions(trx),
      places: new Set(places.map(({ key }) => key)),
    };
    return ok({ record, choices, places, finder: territoryFinder(places, context.tenant.ags) });
  });
}

/** `columns`: somebody has to say what the columns are. `table`: the file says it, only its measures are unknown. */
export const kindOf = ({ report }: WaitingImport): 'columns' | 'table' =>
  report?.reader === 'official' || report?.reader === 'json-stat' ? 'table' : 'columns';

export interface OpenColumns {
  readonly signature: string | null;
  readonly view: ColumnsView;
  readonly remembered: RememberedMapping | undefined;
  readonly bytes: Buffer;
}

export type ColumnsFault = Extract<SheetsReading, { ok: false }>;

export async function openColumns(
  context: Context,
  files: FileStore,
  ground: Ground,
  place: Place,
): Promise<Outcome<OpenColumns | ColumnsFault, AssistantFailure>> {
  const bytes = await fileBytes(files, ground.record.fileKey);
  if (!bytes) return fail('monitoring.file_gone');
  const reading = await readSheets(bytes);
  if (!reading.ok) return ok(reading);
  const signature = signatureOfSheets(reading.sheets);
  const remembered = signature === null ? undefined : await context.transaction((trx) => findMapping(trx, signature));
  const view = viewColumns(reading, place, {
    finder: ground.finder,
    dimensions: ground.choices.dimensions,
    remembered: remembered?.mapping.columns ?? null,
  });
  return view ? ok({ signature, view, remembered, bytes }) : ok({ ok: false, code: 'file.empty', detail: '' });
}

export interface OpenTable {
  readonly seen: Seen;
  readonly problem: { readonly code: string; readonly detail: string } | null;
  readonly rejected: { readonly count: number; readonly list: readonly { row: number; code: string; detail: string }[] };
}

/** @param columns null: a table whose columns are known */
export async function openTableOf(
  files: FileStore,
  { record, finder }: Ground,
  columns: ColumnMapping | null,
): Promise<Outcome<OpenTable, AssistantFailure>> {
  if (columns || record.report?.reader === 'json-stat') {
    const bytes = await fileBytes(files, record.fileKey);
    if (!bytes) return fail('monitoring.file_gone');
    return ok(await lookThrough(columns ? columnTable(bytes, columns, finder) : jsonStatTable(bytes)));
  }
  const stored = record.fileKey === null ? undefined : await files.get(record.fileKey);
  if (!stored) return fail('monitoring.file_gone');
  return ok(await lookThrough(readOfficialTable(stored.body, record.fileName)));
}

/** A key that nothing has yet: `einwohner`, `einwohner_2`, … */
function freeKey(name: string, separator: '_' | '-', taken: ReadonlySet<string>): string {
  const base = categoryCode(name).replaceAll('-', separator).slice(0, 50).replace(/[-_]$/, '');
  const start = /^[a-z]/.test(base) || separator === '-' ? base : `k_${base}`;
  let key = start;
  for (let number = 2; taken.has(key); number += 1) key = `${start}${separator}${number}`;
  return key;
}

async function sourceKey(
  trx: Trx,
  context: Context,
  source: Answers['source'],
  choices: Choices,
): Promise<{ key: string; id: string }> {
  if ('key' in source) return { key: source.key, id: choices.sources.find(({ key }) => key === source.key)?.id as string };
  const key = freeKey((source as NewSource).name, '-', new Set((await listSources(trx)).map((one) => one.key)));
  const id = await insertSource(trx, { ...source, tenantId: context.tenant.id, at: context.now(), key });
  await audit(trx, context, {
    action: 'monitoring.source_added',
    subjectType: 'monitoring_source',
    subjectId: id,
    details: { key },
  });
  return { key, id };
}

async function rulesOf(
  trx: Trx,
  context: Context,
  answers: Answers,
  { choices, seen, sourceId }: { choices: Choices; seen: Seen; sourceId: string },
): Promise<TableMapping['rules']> {
  const taken = new Set(choices.indicators.map(({ key }) => key).concat((await listIndicators(trx)).map(({ key }) => key)));
  const levels = [...new Set([...seen.keys.keys(), ...Object.values(answers.territories)].map(levelOfPlace))];
  const breakdowns = seen.variables
    .filter(({ variable }) => !(variable in answers.where))
    .flatMap(({ variable }) => answers.dimensions[variable] ?? []);
  const rules: TableMapping['rules'] = [];
  for (const { measure, indicator, factor } of answers.rules) {
    let key: string;
    if ('key' in indicator) key = indicator.key;
    else {
      const fresh: NewIndicator = indicator;
      key = freeKey(fresh.name, '_', taken);
      taken.add(key);
      const id = await insertDraftIndicator(trx, {
        ...fresh,
        tenantId: context.tenant.id,
        at: context.now(),
        key,
        sourceId,
        levels,
        breakdowns,
        position: 1000 + taken.size,
      });
      await audit(trx, context, {
        action: 'monitoring.indicator_added',
        subjectType: 'monitoring_indicator',
        subjectId: id,
        details: { key },
      });
    }
    rules.push({ indicator: key, measure, where: { ...answers.where }, factor });
  }
  return rules;
}

/** Stores what was answered under the signature of the file, with new sources and draft indicators, and has the file read again. */
export async function saveAnswers(
  context: Context,
  parts: AssistantParts,
  ground: Ground,
  input: {
    readonly version: number;
    readonly signature: string;
    readonly columns: ColumnMapping | null;
    readonly answers: Answers;
    readonly seen: Seen;
  },
): Promise<Outcome<{ mappingId: string }, AssistantFailure>> {
  const { answers, signature } = input;
  return context.transaction(async (trx) => {
    const record = await findWaitingImport(trx, ground.record.id, true);
    if (!record) return fail('monitoring.unknown_import');
    if (!open.includes(record.state)) return fail('monitoring.import_state');
    if (record.version !== input.version) return fail('monitoring.changed');
    await lockAdding(trx, context.tenant.id, 'mapping');
    const source = await sourceKey(trx, context, answers.source, ground.choices);
    const rules = await rulesOf(trx, context, answers, { choices: ground.choices, seen: input.seen, sourceId: source.id });
    const { dimensions, categories, territories } = answers;
    const mapping: Mapping = {
      columns: input.columns,
      table: { source: source.key, rules, dimensions, categories, territories },
    };
    const mappingId = await saveMapping(trx, {
      tenantId: context.tenant.id,
      at: context.now(),
      name: answers.name,
      signature,
      mapping,
    });
    await resetImport(trx, record.id, mappingId);
    await audit(trx, context, {
      action: 'monitoring.mapping_saved',
      subjectType: 'monitoring_mapping',
      subjectId: mappingId,
      details: { signature },
    });
    await parts.readAgain(trx, context, record.id);
    return ok({ mappingId });
  });
}

export async function rememberedMappings(context: Context): Promise<RememberedMapping[]> {
  return context.transaction(listMappings);
}

/** The next file of that shape is asked about again; figures that came by the mapping stay. */
export async function forgetMapping(context: Context, id: string): Promise<Outcome<undefined, AssistantFailure>> {
  if (!context.may('monitoring.import')) return fail('monitoring.not_allowed');
  return context.transaction(async (trx) => {
    const gone = await deleteMapping(trx, id);
    if (!gone) return fail('monitoring.unknown_mapping');
    await audit(trx, context, {
      action: 'monitoring.mapping_forgotten',
      subjectType: 'monitoring_mapping',
      subjectId: id,
      details: { signature: gone.signature },
    });
    return ok();
  });
}
