/**
 * Keeps documents in memory that everybody gets alike, each made once for its key. The key says everything that the file
 * depends on: the district, the language, of what is read the version of its content.
 */
type KeptFiles = (key: readonly string[], make: () => Promise<Buffer>) => Promise<Buffer>;

interface KeptFilesOptions {
  readonly mostFiles: number;
  readonly mostBytes: number;
}

/** What is used least goes first when there is too much. */
export function keptFiles({ mostFiles, mostBytes }: KeptFilesOptions): KeptFiles {
  /** In the order of use, oldest first. A file that is being made is there already, so that nobody makes it twice. */
  const kept = new Map<string, Promise<Buffer>>();
  const sizes = new Map<string, number>();
  /** One after the other: each takes the thread for some hundred milliseconds, and pages come between two of them. */
  let last: Promise<unknown> = Promise.resolve();

  const drop = (name: string) => {
    kept.delete(name);
    sizes.delete(name);
  };
  const shrink = () => {
    for (const name of kept.keys()) {
      const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
      if (kept.size <= mostFiles && bytes <= mostBytes) return;
      drop(name);
    }
  };

  return (key, make) => {
    const name = key.join('\n');
    const found = kept.get(name);
    if (found) {
      kept.delete(name);
      kept.set(name, found);
      return found;
    }
    const file = last.then(make, make);
    last = file.catch(() => undefined);
    kept.set(name, file);
    file.then(
      (content) => {
        if (kept.get(name) !== file) return;
        sizes.set(name, content.length);
        shrink();
      },
      // A failure is not kept; whoever asked gets it.
      () => drop(name),
    );
    return file;
  };
}
