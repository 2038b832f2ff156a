import type { Block } from '../text/blocks.ts';
import { longestText, type Reading, readText, type TextProblem } from '../text/reading.ts';

/** Boxes inside of each other; two are as many as a reader takes. */
const deepestBoxes = 6;
/** Of one paragraph: half a page of a newspaper. */
const longestParagraph = 6000;
/** Points and quotes inside of each other in one line. */
const deepestLine = 12;

/** What no reader of Markdown gets through in bearable time: the time grows with the square of what stands inside of each other. */
function boundsOf(markdown: string): TextProblem | undefined {
  let open = 0;
  let letters = 0;
  for (const [index, line] of markdown.split('\n').entries()) {
    const tooDeep = (what: string): TextProblem => ({ code: 'text.too_deep', line: index + 1, what: what.slice(0, 120) });
    if (/^\s*:{3,}\s*[a-z]/i.test(line)) open += 1;
    else if (/^\s*:{3,}\s*$/.test(line)) open = Math.max(0, open - 1);
    letters = line.trim() ? letters + line.length : 0;
    const [nested = ''] = /^(?:\s*(?:[>*+-]|\d{1,9}[.)]))*/.exec(line) ?? [];
    if (open > deepestBoxes || letters > longestParagraph) return tooDeep(line);
    if (nested.replaceAll(/[\s\d]/g, '').length > deepestLine) return tooDeep(line);
  }
  return undefined;
}

const nothing: readonly Block[] = [];

/** Reads what somebody typed, whatever it is. `whole`: false, when it cannot be read at all and must not be kept. */
export function readWritten(markdown: string): Reading & { readonly whole: boolean } {
  const problem = markdown.length > longestText ? ({ code: 'text.too_deep', line: 1, what: '' } as const) : boundsOf(markdown);
  if (problem) return { blocks: nothing, problems: [problem], whole: false };
  const reading = readText(markdown);
  return { ...reading, whole: !reading.problems.some(({ code }) => code === 'text.too_dense') };
}
