import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '#platform/config';
import type { Translate } from '#platform/i18n';
import { type Block, blocksSchema } from '../model/report.ts';
import { topics } from '../model/vocabulary.ts';

/** Which standard composition: of a town, or of the whole district. */
export type ProfileKind = 'town' | 'district';

/** Blocks whose texts are keys of translations; `values` are put into them, placeholders too. */
const text = z.union([z.string(), z.object({ key: z.string(), values: z.record(z.string(), z.string()).default({}) })]);
const block = z.looseObject({ kind: z.string(), text: text.optional(), title: text.optional() });
const schema = z.object({ town: z.array(block), district: z.array(block), eachTopic: z.array(block), end: z.array(block) });
type Template = z.output<typeof schema>;

let template: Template | undefined;

function readTemplate(): Template {
  const file = join(projectRoot, 'src/modules/monitoring/catalogue/profile.json');
  template ??= schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return template;
}

const withTopic = (blocks: Template['eachTopic'], topic: string): Template['eachTopic'] =>
  JSON.parse(JSON.stringify(blocks).replaceAll('TOPIC', topic));

/** The standard profile in a language: a beginning, each chapter of the monitoring, work done, notes and sources. */
export function profileBlocks(kind: ProfileKind, t: Translate): readonly Block[] {
  const { eachTopic, end, ...start } = readTemplate();
  const chapters = topics.filter((topic) => topic !== 'work_of_ki').flatMap((topic) => withTopic(eachTopic, topic));
  const say = (value: z.output<typeof text> | undefined) => (typeof value === 'object' ? t(value.key, value.values) : value);
  const all = [...start[kind], ...chapters, ...end];
  return blocksSchema.parse(
    all.map(({ text: words, title, ...rest }, index) => ({
      ...rest,
      id: `b${index + 1}`,
      ...(words !== undefined && { text: say(words) }),
      ...(title !== undefined && { title: say(title) }),
    })),
  );
}
