import { expect, test } from 'vitest';
import { keptFiles } from './kept-files.ts';

const file = (text: string) => async () => Buffer.from(text);

/** Makes files that say how often they were made. */
function maker() {
  const made: string[] = [];
  return {
    made,
    make:
      (name: string, size = 1) =>
      async () => {
        made.push(name);
        return Buffer.alloc(size);
      },
  };
}

test('a file is made once for its key, also when two ask at once', async () => {
  const keep = keptFiles({ mostFiles: 5, mostBytes: 100 });
  const { made, make } = maker();
  const [one, other] = await Promise.all([keep(['a', 'b'], make('ab')), keep(['a', 'b'], make('ab'))]);
  expect(other).toBe(one);
  await keep(['a', 'c'], make('ac'));
  expect(made).toEqual(['ab', 'ac']);
});

test('files are made one after the other, and one that fails holds up none and is not kept', async () => {
  const keep = keptFiles({ mostFiles: 5, mostBytes: 100 });
  const events: string[] = [];
  const slow = (name: string) => async () => {
    events.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    events.push(`${name} ends`);
    return Buffer.from(name);
  };
  const failing = keep(['x'], async () => {
    throw new Error('no font');
  });
  await Promise.all([expect(failing).rejects.toThrow('no font'), keep(['a'], slow('a')), keep(['b'], slow('b'))]);
  expect(events).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  expect(String(await keep(['x'], file('now')))).toBe('now');
});

test('what is used least goes first, by number and by size', async () => {
  const { made, make } = maker();
  const few = keptFiles({ mostFiles: 2, mostBytes: 100 });
  for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) await few([name], make(name));
  expect(made).toEqual(['a', 'b', 'c', 'b']);
  made.length = 0;
  const small = keptFiles({ mostFiles: 10, mostBytes: 10 });
  for (const name of ['a', 'b', 'c', 'c', 'a']) await small([name], make(name, 4));
  expect(made).toEqual(['a', 'b', 'c', 'a']);
});
