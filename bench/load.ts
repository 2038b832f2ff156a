import { connect, type Socket } from 'node:net';

export interface Load {
  /** Requests per second over all clients. */
  readonly throughput: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
}

/** One keep-alive connection that sends a request when the answer to the one before is complete. */
class Client {
  readonly #socket: Socket;
  #buffer: Buffer = Buffer.alloc(0);
  #done: ((status: number) => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('error', (error) => this.#failed?.(error));
    socket.on('close', () => this.#failed?.(new Error('the server closed the connection')));
  }

  static async open(port: number): Promise<Client> {
    const socket = connect(port, '127.0.0.1');
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new Client(socket);
  }

  #read(chunk: Buffer): void {
    this.#buffer = this.#buffer.length ? Buffer.concat([this.#buffer, chunk]) : chunk;
    const end = this.#buffer.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.#buffer.toString('latin1', 0, end);
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    if (length === undefined) throw new Error(`The benchmark's client needs a content-length:\n${head}`);
    if (this.#buffer.length < end + 4 + Number(length)) return;
    this.#buffer = this.#buffer.subarray(end + 4 + Number(length));
    this.#done?.(Number(head.slice(9, 12)));
  }

  get(path: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#done = resolve;
      this.#failed = reject;
      this.#socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n`);
    });
  }

  close(): void {
    this.#failed = undefined;
    this.#socket.destroy();
  }
}

/**
 * Lets `clients` ask for `paths` in turn for some seconds, after a warm-up that is not counted.
 * @throws when an answer is not 200, so that a fast error never looks like a fast page
 */
export async function measure(port: number, paths: readonly string[], seconds: number, clients = 16): Promise<Load> {
  const connections = await Promise.all(Array.from({ length: clients }, () => Client.open(port)));
  let next = 0;
  const phase = async (length: number): Promise<number[]> => {
    const times: number[] = [];
    const until = performance.now() + length * 1000;
    await Promise.all(
      connections.map(async (client) => {
        while (performance.now() < until) {
          const path = paths[next++ % paths.length] as string;
          const started = performance.now();
          const status = await client.get(path);
          if (status !== 200) throw new Error(`${path} answered ${status}`);
          times.push(performance.now() - started);
        }
      }),
    );
    return times;
  };
  await phase(Math.min(3, seconds / 3));
  const started = performance.now();
  const times = (await phase(seconds)).sort((a, b) => a - b);
  const elapsed = (performance.now() - started) / 1000;
  for (const client of connections) client.close();
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { throughput: times.length / elapsed, p50: at(0.5), p95: at(0.95) };
}
