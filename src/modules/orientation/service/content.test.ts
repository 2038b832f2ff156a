import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '#platform/config';
import { readContentFile } from '../model/content-file.ts';
import { checkEasy } from '../model/easy/check.ts';
import { eachBlock, embeddedIn } from '../model/text/blocks.ts';
import { readText } from '../model/text/reading.ts';

const folder = join(projectRoot, 'districts');
const districts = ['recklinghausen', 'guetersloh', 'ennepe-ruhr'];
const languages = ['de', 'de-simple', 'en', 'ar', 'tr'];
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const tree = read('orientation/tree.json') as { slug: string; parent?: string; kind: string; local?: true }[];
const slugs = new Set(tree.map(({ slug }) => slug));
const places = tree.flatMap(({ slug, kind, local }) =>
  (local ? districts : [undefined]).map((district) => ({
    slug,
    kind,
    district,
    folder: join(...(district ? [district] : []), 'orientation', slug),
  })),
);

/** Types of the blocks in their order: what a translation shares with the German text. */
const shapeOf = (file: string) => [...eachBlock(readText(file).blocks)].map(({ type }) => type);

describe('the content to start with', () => {
  it('is no page fewer and no page more than the tree says', () => {
    const own = readdirSync(join(folder, 'orientation')).filter((name) => !name.includes('.'));
    expect(own.sort()).toEqual(
      tree
        .filter(({ local }) => !local)
        .map(({ slug }) => slug)
        .sort(),
    );
    for (const { parent } of tree) if (parent) expect(slugs).toContain(parent);
    expect(tree.length).toBeGreaterThanOrEqual(25);
  });

  it.each(places)('says the same in five languages: $folder', ({ folder: place, kind, district }) => {
    const german = readContentFile(readFileSync(join(folder, place, 'de.md'), 'utf8'), { district: 'Kreis Beispiel' });
    const offers: string[] = district ? read(`${district}/directory.json`).offers.map(({ slug }: { slug: string }) => slug) : [];
    const organisations: string[] = district
      ? read(`${district}/directory.json`).organisations.map(({ slug }: { slug: string }) => slug)
      : [];
    for (const language of languages) {
      expect(existsSync(join(folder, place, `${language}.md`)), language).toBe(true);
      const file = readContentFile(readFileSync(join(folder, place, `${language}.md`), 'utf8'), { district: 'Kreis Beispiel' });
      const { blocks, problems } = readText(file.body);
      expect({ language, problems }).toEqual({ language, problems: [] });
      const embedded = embeddedIn(blocks);
      expect(embedded.pages.filter((slug) => !slugs.has(slug))).toEqual([]);
      expect(embedded.offers.filter((slug) => !offers.includes(slug))).toEqual([]);
      expect(embedded.organisations.filter((slug) => !organisations.includes(slug))).toEqual([]);
      const firm = (type: string) => type !== 'paragraph' && type !== 'list';
      expect({ language, shape: shapeOf(file.body).filter(firm) }).toEqual({
        language,
        shape: shapeOf(german.body).filter(firm),
      });
      expect(file.title.length, file.title).toBeLessThanOrEqual(90);
      if (kind === 'form') expect(shapeOf(file.body).filter((type) => type === 'field').length).toBeGreaterThanOrEqual(8);
      if (kind === 'situation') expect(shapeOf(file.body)).toContain('steps');
    }
  });

  it.each(places)('is Leichte Sprache where it says so: $folder', ({ folder: place }) => {
    const file = readContentFile(readFileSync(join(folder, place, 'de-simple.md'), 'utf8'), { district: 'Kreis Beispiel' });
    expect(checkEasy({ ...file, blocks: readText(file.body).blocks })).toEqual([]);
  });
});
