import { describe, expect, it } from 'vitest';
import { type Mirrorable, planMirrors, topPageOf } from './mirrors.ts';

const page = (id: string, parentId: string | null, more: Partial<Mirrorable> = {}): Mirrorable => ({
  id,
  parentId,
  position: 10,
  town: null,
  mirrorOf: null,
  ...more,
});

const pages = [
  page('arrive', null),
  page('bank', 'arrive'),
  page('help', 'arrive', { position: 20 }),
  page('phone', 'help'),
  page('marl', null, { town: '05562024', position: 20 }),
  page('marl-club', 'marl', { town: '05562024' }),
];

function plan(all: readonly Mirrorable[], wish: Partial<Parameters<typeof planMirrors>[1]>) {
  let count = 0;
  const planned = planMirrors(
    all,
    { sourceId: 'arrive', branch: true, town: '05562024', parentId: 'marl', ...wish },
    () => `n${++count}`,
  );
  return planned?.map(({ id, parentId, mirrorOf }) => `${parentId}>${id}=${mirrorOf}`);
}

describe('a plan of mirrors', () => {
  it('has the shape of the branch', () => {
    expect(plan(pages, {})).toEqual(['marl>n1=arrive', 'n1>n2=bank', 'n1>n3=help', 'n3>n4=phone']);
    expect(plan(pages, { branch: false, parentId: null })).toEqual(['null>n1=arrive']);
  });

  it('adds what is missing, below what is there', () => {
    const there = [...pages, page('m', 'marl', { town: '05562024', mirrorOf: 'help' })];
    expect(plan(there, {})).toEqual(['marl>n1=arrive', 'n1>n2=bank', 'm>n3=phone']);
    expect(plan(there, { sourceId: 'help', branch: false })).toEqual([]);
  });

  it("leaves out mirrors and the town's own pages, not what hangs below them", () => {
    const mixed = [
      page('root', null),
      page('own', 'root', { town: '05562024' }),
      page('below', 'own'),
      page('copy', 'root', { mirrorOf: 'x' }),
    ];
    expect(plan(mixed, { sourceId: 'root', parentId: null })).toEqual(['null>n1=root', 'n1>n2=below']);
  });

  it('refuses a level too many', () => {
    const deep = [page('1', null), page('2', '1'), page('3', '2'), page('4', '3')];
    expect(plan([...pages, ...deep], { parentId: '3' })).toBeUndefined();
    expect(plan([...pages, ...deep], { parentId: '4', branch: false })).toHaveLength(1);
  });

  it('hangs below the highest page of the town', () => {
    expect(topPageOf(pages, '05562024')?.id).toBe('marl');
    expect(topPageOf(pages, '05562004')).toBeUndefined();
  });
});
