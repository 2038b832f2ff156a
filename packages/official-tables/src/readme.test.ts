import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { defaultLimits, noticeCodes, problemCodes, rejectionCodes } from './index.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

it.each([...problemCodes, ...rejectionCodes, ...noticeCodes])('the README explains %s', (code) => {
  expect(readme.split('\n').some((line) => line.startsWith(`| \`${code}\` `))).toBe(true);
});

it('the README names the limits', () => {
  expect(readme).toContain(`\`ratio\` (${defaultLimits.ratio})`);
  expect(readme).toContain(`\`limits.columns\` (${defaultLimits.columns.toLocaleString('en')})`);
  expect(readme).toContain(`\`zipEntries\` (${defaultLimits.zipEntries})`);
});
