import type { Context } from '#platform/access';
import { type App, type FastifyReply, type FastifyRequest, formValues } from '#platform/http';
import { languages } from '#platform/i18n';
import { targets } from '../../model/exchange/headings.ts';
import { missingColumns, vocabularyColumns } from '../../model/exchange/mapping.ts';
import type { Mapping, Source } from '../../model/exchange/source.ts';
import { tableVocabularies } from '../../model/table/offer-row.ts';
import {
  type FixedField,
  leaveOut,
  MappingPage,
  NoColumnsPage,
  undecided,
  type WordList,
} from '../../pages/exchange/mapping.tsx';
import { orderRead } from '../../service/exchange/runs.ts';
import { type Assistant, assistantOf, rememberMapping } from '../../service/exchange/sources.ts';
import { categoryName, type FormGround, readFormGround } from '../../service/ground.ts';
import { deskFrame, one } from '../staff/parts.ts';
import { config, forSource, onePath, sourceBase } from './parts.ts';

const headerOf = new Map(targets.map(({ key, header }) => [key, header]));
const labelOf = (column: string) => headerOf.get(column) ?? column;
/** What all entries of a source may get. */
const fixedColumns = [
  'organisation',
  'organisationKind',
  'categories',
  'town',
  'kind',
  'fee',
  'registration',
  'sourceDocument',
] as const;
const mostWords = 100;

type Options = NonNullable<FixedField['options']>;

/** What may be chosen where our column has a vocabulary; values are ids, which the table understands. */
function optionsOf(context: Context, ground: FormGround, column: string): Options | undefined {
  const name = vocabularyColumns[column]?.name;
  if (!name) return undefined;
  const { categories, towns } = ground;
  if (name === 'category')
    return categories.tops.map((top) => ({
      label: categoryName(context, categories, top.id),
      options: categories.leavesOf(top.id).map(({ id }) => ({ value: id, label: categoryName(context, categories, id) })),
    }));
  if (name === 'town') return [...towns.values()].map(({ key, names }) => ({ value: key, label: names.de ?? key }));
  if (name === 'language') return languages.map(({ id, german }) => ({ value: id, label: german }));
  return (tableVocabularies[name] ?? []).map((id) => ({
    value: id,
    label: name === 'level' ? id : context.t(`directory:${name}.${id}`),
  }));
}

/** Words of theirs that we do not know, the most frequent first, and those that were assigned before. */
function wordLists(context: Context, ground: FormGround, { run, mapping }: Assistant): WordList[] {
  const unknown = run.report.unknown ?? {};
  const columns = [...new Set([...Object.keys(unknown), ...Object.keys(mapping.values)])];
  return columns.flatMap((column) => {
    const options = optionsOf(context, ground, column);
    const said = mapping.values[column] ?? {};
    const counts = new Map(Object.keys(said).map((word) => [word, 0]));
    for (const [word, count] of Object.entries(unknown[column] ?? {})) {
      const key = word.toLowerCase();
      counts.set(key, (counts.get(key) ?? 0) + count);
    }
    const words = [...counts]
      .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, mostWords)
      .map(([word, count]) => ({ word, count, chosen: said[word] === '' ? leaveOut : (said[word] ?? '') }));
    return options && words.length ? [{ column, label: labelOf(column), words, options }] : [];
  });
}

async function show(request: FastifyRequest, reply: FastifyReply, source: Source, posted?: Mapping): Promise<FastifyReply> {
  const { context } = request;
  const frame = await deskFrame(context);
  const assistant = await assistantOf(context, source);
  if (!assistant) return reply.page(<NoColumnsPage frame={frame} source={source} />);
  const ground = await readFormGround(context);
  const mapping = posted ?? assistant.mapping;
  return reply.page(
    <MappingPage
      frame={frame}
      source={source}
      runId={assistant.run.id}
      fileName={assistant.run.fileName}
      columns={assistant.run.report.columns ?? []}
      mapping={mapping}
      proposed={assistant.proposed}
      targets={targets.map(({ key, header }) => ({ value: key, label: header }))}
      fixed={fixedColumns.map((column) => ({ column, label: labelOf(column), options: optionsOf(context, ground, column) }))}
      words={wordLists(context, ground, { ...assistant, mapping })}
      missing={missingColumns(mapping).map(labelOf)}
      refused={posted !== undefined}
    />,
    posted ? 422 : 200,
  );
}

/** What the form says; names of columns and words come with it, so that nothing moves when the file changes meanwhile. */
function mappingOf(body: unknown, before: Mapping | null): Mapping {
  const values = formValues(body);
  const [columns, fixed]: [Record<string, string>, Record<string, string>] = [{ ...before?.columns }, {}];
  const words: Record<string, Record<string, string>> = structuredClone(
    (before?.values ?? {}) as Record<string, Record<string, string>>,
  );
  for (const name of Object.keys(values)) {
    const text = one(values, name);
    const [kind, ...rest] = name.split('.');
    const key = rest.join('.');
    if (kind === 'k' && text && text.length <= 200) {
      const column = one(values, `c.${key}`);
      columns[text] = headerOf.has(column) ? column : '';
    } else if (kind === 'f' && (fixedColumns as readonly string[]).includes(key) && text) fixed[key] = text.slice(0, 1000);
    else if (kind === 'v' && text && vocabularyColumns[rest[0] ?? '']) {
      const column = rest[0] as string;
      const chosen = one(values, `w.${key}`).slice(0, 300);
      const table = { ...words[column] };
      const word = text.toLowerCase().slice(0, 300);
      if (chosen && chosen !== undecided) table[word] = chosen === leaveOut ? '' : chosen;
      else delete table[word];
      words[column] = table;
    }
  }
  return { columns, fixed, values: words };
}

async function save(request: FastifyRequest, reply: FastifyReply, source: Source): Promise<FastifyReply> {
  const { context } = request;
  const mapping = mappingOf(request.body, source.mapping);
  if (missingColumns(mapping).length) return show(request, reply, source, mapping);
  const outcome = await rememberMapping(context, source.id, mapping);
  if (!outcome.ok) return reply.refuse(404);
  // The newest run is read again with it, unless it is over.
  const run = one(formValues(request.body), 'lauf');
  const again = /^[0-9a-f-]{36}$/.test(run) ? await orderRead(context, run) : undefined;
  const address = sourceBase(request, source);
  return again?.ok
    ? reply.redirect(`${address}/laeufe/${run}`, 303)
    : reply.redirectWithNotice(address, 'success', 'directory:staff.exchange.saved');
}

export function mappingRoutes(app: App): void {
  app.get(
    `${onePath}/zuordnung`,
    { config },
    forSource((request, reply, source) => show(request, reply, source)),
  );
  app.post(`${onePath}/zuordnung`, { config }, forSource(save));
}
