import { CompiledQuery } from 'kysely';
import type pg from 'pg';
import type { Trx } from './database.ts';

// The parts of pg's connection that COPY needs; its types do not list them.
interface CopyConnection {
  stream: NodeJS.WriteStream & { pause(): void; resume(): void };
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
}

/** The messages PostgreSQL sends while a COPY runs; what does not concern it is ignored. */
class CopyStatement {
  readonly text: string;
  onReady: (connection: CopyConnection) => void = () => undefined;
  onData: (chunk: Buffer) => void = () => undefined;
  rows = 0;
  readonly #settled = Promise.withResolvers<void>();
  readonly done: Promise<void> = this.#settled.promise;
  connection: CopyConnection | undefined;

  constructor(text: string) {
    this.text = text;
    // Awaited by whoever reads; until then a failure must not count as unhandled.
    this.done.catch(() => undefined);
  }

  submit(connection: CopyConnection): void {
    this.connection = connection;
    connection.query(this.text);
  }
  handleCopyInResponse(connection: CopyConnection): void {
    this.onReady(connection);
  }
  handleCopyData(message: { chunk: Buffer }): void {
    // A copy: the driver reads the next packet into the same memory.
    this.onData(Buffer.from(message.chunk));
  }
  handleCommandComplete(message: { text: string }): void {
    this.rows = Number(/^COPY (\d+)/.exec(message.text)?.[1] ?? 0);
  }
  handleError(error: Error): void {
    // The driver forgets a statement with its error: no ReadyForQuery of it is told any more.
    this.#settled.reject(error);
  }
  handleReadyForQuery(): void {
    this.#settled.resolve();
  }
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}
}

function submit(client: pg.Client, text: string): CopyStatement {
  const statement = new CopyStatement(text);
  client.query(statement as unknown as pg.Submittable);
  return statement;
}

const highWater = 4 * 1024 * 1024;

/** The rows of `copy … to stdout`, and in the end their number; the server is held back while the reader is behind. */
export async function* copyOut(client: pg.Client, text: string): AsyncGenerator<Buffer, number> {
  const waiting: Buffer[] = [];
  let bytes = 0;
  let ended = false;
  let wake = () => {};
  const statement = submit(client, text);
  statement.onData = (chunk) => {
    waiting.push(chunk);
    bytes += chunk.length;
    if (bytes > highWater) statement.connection?.stream.pause();
    wake();
  };
  const finish = () => {
    ended = true;
    wake();
  };
  statement.done.then(finish, finish);
  while (true) {
    const batch = waiting.splice(0);
    bytes = 0;
    if (batch.length) statement.connection?.stream.resume();
    yield* batch;
    if (waiting.length) continue;
    if (ended) break;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  await statement.done;
  return statement.rows;
}

/** Feeds `copy … from stdin`; returns the number of rows. When the source throws, the statement fails with it. */
export async function copyIn(client: pg.Client, text: string, source: AsyncIterable<Buffer>): Promise<number> {
  return feed(submit(client, text), source);
}

/**
 * The same within a transaction, which must do nothing else meanwhile. Kysely hands the statement to the driver as it
 * hands over any text, and the driver lets a statement of one's own submit itself.
 */
export async function copyInto(trx: Trx, text: string, source: AsyncIterable<Buffer>): Promise<number> {
  const statement = new CopyStatement(text);
  await trx.executeQuery(CompiledQuery.raw(statement as unknown as string));
  return feed(statement, source);
}

async function feed(statement: CopyStatement, source: AsyncIterable<Buffer>): Promise<number> {
  const ready = new Promise<CopyConnection>((resolve) => {
    statement.onReady = resolve;
  });
  const connection = await Promise.race([ready, statement.done.then(() => undefined)]);
  if (!connection) return statement.rows;
  let failed = false;
  statement.done.catch(() => {
    failed = true;
  });
  try {
    for await (const chunk of source) {
      if (failed) break;
      connection.sendCopyFromChunk(chunk);
      if (connection.stream.writableNeedDrain) {
        const drained = new Promise((resolve) => connection.stream.once('drain', resolve));
        await Promise.race([drained, statement.done.catch(() => undefined)]);
      }
    }
  } catch (error) {
    connection.sendCopyFail('the source failed');
    await statement.done.catch(() => undefined);
    throw error;
  }
  connection.endCopyFrom();
  await statement.done;
  return statement.rows;
}
