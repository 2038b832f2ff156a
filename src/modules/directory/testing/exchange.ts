import type { Context } from '#platform/access';
import type { FileStore } from '#platform/files';
import { type Outcome, ok } from '#platform/outcome';
import type { Outgoing, OutgoingAnswer, OutgoingRequest } from '#platform/outgoing';
import { openTestFiles } from '#testing';
import type { Run, RunRecord } from '../model/exchange/run.ts';
import type { Mapping, Source, SourceSettings } from '../model/exchange/source.ts';
import { acceptRun, readRun } from '../service/exchange/jobs.ts';
import { orderAccept } from '../service/exchange/runs.ts';
import { addSource, rememberMapping, sourceOf } from '../service/exchange/sources.ts';
import { startRun } from '../service/exchange/starting.ts';
import { runOf } from '../service/exchange/viewing.ts';
import { listRecords } from '../store/exchange/run-records.ts';

/** Sources and their runs, with the jobs done at once. */
export interface ExchangeBench {
  readonly files: FileStore;
  add(context: Context, settings: Partial<SourceSettings>, mapping?: Partial<Mapping>): Promise<Source>;
  /** Brought and read. */
  read(context: Context, source: Source, content: string | Uint8Array, name?: string): Promise<Run>;
  accept(context: Context, run: Run): Promise<Run>;
  /** Brought, read and accepted. */
  take(context: Context, source: Source, content: string | Uint8Array): Promise<Run>;
  records(context: Context, run: Run): Promise<RunRecord[]>;
  close(): Promise<void>;
}

export function openExchange(): ExchangeBench {
  const { files, close } = openTestFiles();
  const again = async (context: Context, id: string, sourceId: string) =>
    (await runOf(context, (await sourceOf(context, sourceId)) as Source, id)) as Run;
  const bench: ExchangeBench = {
    files,
    add: async (context, settings, mapping) => {
      const all = {
        name: `Quelle ${Math.random()}`,
        kind: 'csv',
        url: null,
        every: 'never',
        review: true,
        active: true,
        ...settings,
      } as const;
      const id = await addSource(context, all);
      if (!id.ok) throw new Error(id.code);
      if (mapping) await rememberMapping(context, id.value, { columns: {}, fixed: {}, values: {}, ...mapping });
      return (await sourceOf(context, id.value)) as Source;
    },
    read: async (context, source, content, name = 'datei') => {
      const started = await startRun(context, files, source, { name, bytes: Buffer.from(content as string) });
      if (!started.ok) throw new Error(started.code);
      await readRun(context, { files, outgoing: otherServer(() => ({ status: 404 })) }, started.value);
      return again(context, started.value, source.id);
    },
    accept: async (context, run) => {
      const ordered = await orderAccept(context, run.id);
      if (!ordered.ok) throw new Error(`${ordered.code}: ${run.state} ${JSON.stringify(run.report)}`);
      await acceptRun(context, run.id);
      return again(context, run.id, run.sourceId);
    },
    take: async (context, source, content) => bench.accept(context, await bench.read(context, source, content)),
    records: (context, run) =>
      context.transaction((trx) =>
        listRecords(trx, run.id, ['new', 'changed', 'untouched', 'doubtful', 'gone', 'rejected'], { limit: 1000 }),
      ),
    close,
  };
  return bench;
}

export interface Heard {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Another server, as far as a source sees it. */
export function otherServer(
  answer: (url: URL, request: OutgoingRequest) => Partial<Omit<OutgoingAnswer, 'body'>> & { readonly body?: string },
): Outgoing & { readonly heard: Heard[] } {
  const heard: Heard[] = [];
  return {
    heard,
    fetch: async (url, request = {}): Promise<Outcome<OutgoingAnswer, never>> => {
      heard.push({ url, headers: request.headers ?? {} });
      const { status = 200, headers = {}, body = '' } = answer(new URL(url), request);
      return ok({ status, url, hops: [], headers, body: Buffer.from(body) });
    },
  };
}
