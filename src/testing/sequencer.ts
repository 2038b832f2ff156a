import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';

/**
 * The files that take longest, in the order in which they begin. Vitest knows them from the run before; a fresh clone has
 * had none, and a long file that begins last keeps one core busy alone.
 */
const longest: readonly string[] = [
  'src/testing/robustness.test.ts',
  'src/testing/access-matrix.test.ts',
  'e2e/accessibility-staff.test.ts',
  'e2e/accessibility.test.ts',
  'e2e/accessibility-phone.test.ts',
];

/** Lets the longest files begin first, the others as Vitest would. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const found = longest.findIndex((name) => moduleId.endsWith(`/${name}`));
      return found < 0 ? longest.length : found;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
