/** Where a command reads its settings from and writes to; tests pass their own. */
export interface Terminal {
  readonly environment: Record<string, string | undefined>;
  /** One line of the result. */
  print(line: string): void;
  /** One line about errors and progress, kept apart from the result. */
  note(line: string): void;
  /** Replaces the line of progress on a screen; does nothing when the output is a file. */
  progress(line: string): void;
  /** Bytes of the result, for exports. */
  write(piece: string | Uint8Array): Promise<void>;
}

function writeTo(stream: NodeJS.WriteStream): (piece: string | Uint8Array) => Promise<void> {
  return (piece) => new Promise((resolve, reject) => stream.write(piece, (error) => (error ? reject(error) : resolve())));
}

export function openTerminal(): Terminal {
  const { stdout, stderr } = process;
  // A line of progress is wiped before anything else is written below it.
  let shown = false;
  const wipe = () => {
    if (shown) stderr.write('\r\u001b[K');
    shown = false;
  };
  return {
    environment: process.env,
    print: (line) => {
      wipe();
      stdout.write(`${line}\n`);
    },
    note: (line) => {
      wipe();
      stderr.write(`${line}\n`);
    },
    progress: (line) => {
      if (!stderr.isTTY) return;
      wipe();
      stderr.write(line.slice(0, (stderr.columns ?? 80) - 1));
      shown = true;
    },
    write: writeTo(stdout),
  };
}

/** Columns side by side, as wide as their widest cell. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
