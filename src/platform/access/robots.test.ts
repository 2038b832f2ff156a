import { expect, it } from 'vitest';
import { isRobot } from './index.ts';

it('tells programs that read pages from people', () => {
  expect(['', 'Googlebot/2.1', 'curl/8.5'].map(isRobot)).toEqual([true, true, true]);
  expect(isRobot('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe(false);
});
