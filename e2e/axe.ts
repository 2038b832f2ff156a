import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** WCAG 2.2 A and AA, which BITV 2.0 and EN 301 549 ask for, and what axe's authors advise besides. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/**
 * Faults that axe finds on the open page, each with the first element that has it.
 * @param only a single rule instead of all
 */
export async function axeFaults(page: Page, only?: string): Promise<string[]> {
  const runOnly = only ? { type: 'rule', values: [only] } : { type: 'tag', values: tags };
  const options = { runOnly, resultTypes: ['violations'] };
  // Evaluated by the test, not by the page: the content policy stays as strict as it is.
  const run = `(window.axe ? 0 : (() => { ${source} })()); axe.run(document, ${JSON.stringify(options)})`;
  const { violations } = (await page.evaluate(run)) as { violations: Violation[] };
  const { pathname, search } = new URL(page.url());
  return violations.map(({ id, nodes }) => {
    const why = nodes[0]?.failureSummary?.split('\n')[1]?.trim() ?? '';
    return `${pathname}${search} ${id} (${nodes.length}): ${nodes[0]?.html.slice(0, 200)} ${why.slice(0, 200)}`;
  });
}

/** Looks at the open page in light on a desk and in dark on a phone; contrast in dark on a desk as well. */
export async function axeFaultsInAllLooks(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 900 });
  const light = await axeFaults(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await axeFaults(page, 'color-contrast');
  await page.setViewportSize({ width: 360, height: 740 });
  const small = await axeFaults(page);
  return [
    ...light.map((fault) => `light: ${fault}`),
    ...dark.map((fault) => `dark: ${fault}`),
    ...small.map((fault) => `dark, 360 px: ${fault}`),
  ];
}
