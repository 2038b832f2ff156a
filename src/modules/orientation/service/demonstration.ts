import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { projectRoot } from '#platform/config';
import { uuidv7 } from '#platform/crypto';
import { findInterfaceLanguage, interfaceLanguages } from '#platform/i18n';
import { tenantName } from '#platform/tenancy';
import { type ContentFile, readContentFile } from '../model/content-file.ts';
import { pageKinds, situations } from '../model/situations.ts';
import { insertPage, listPages } from '../store/pages.ts';
import { saveTerm } from '../store/terms.ts';
import { insertText } from '../store/texts.ts';
import { refreshPublic } from './publishing.ts';

const folder = join(projectRoot, 'districts');

const treeSchema = z.array(
  z.object({
    slug: z.string(),
    parent: z.string().optional(),
    kind: z.enum(pageKinds),
    /** Of a form: where the official one is, or who gives it out where every town has its own. */
    formUrl: z.url({ protocol: /^https$/ }).optional(),
    situations: z.array(z.enum(situations)),
    /** Of one district: in its own folder, and missing where it has none. */
    local: z.literal(true).optional(),
  }),
);

const termsSchema = z.array(
  z.object({
    id: z.string(),
    /** As the word occurs in German texts. */
    forms: z.array(z.string()),
    terms: z.record(z.string(), z.string()),
    explanations: z.record(z.string(), z.string()),
  }),
);

const readJson = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));

/** A page's texts by language; empty when the district has none. */
function readTexts(context: Context, place: string, slug: string): ReadonlyMap<string, ContentFile> {
  const found = new Map<string, ContentFile>();
  for (const language of interfaceLanguages) {
    const file = join(folder, place, slug, `${language.tag}.md`);
    if (!existsSync(file)) continue;
    const district = tenantName(context.tenant, findInterfaceLanguage(language.tag) ?? language);
    found.set(language.tag, readContentFile(readFileSync(file, 'utf8'), { district }));
  }
  return found;
}

/**
 * Writes the pages that every district starts with. What is there already stays, so it can run again.
 * @param published of the demonstration; a real district gets drafts, for it answers for what they say
 */
async function loadPages(context: Context, published: boolean): Promise<void> {
  const tree = treeSchema.parse(readJson('orientation/tree.json'));
  const terms = termsSchema.parse(readJson('orientation/terms.json'));
  const now = context.now();
  const tenantId = context.tenant.id;
  await context.transaction(async (trx) => {
    for (const { id, forms, terms: words, explanations } of terms) {
      const others = Object.entries(words).filter(([tag]) => tag !== 'de');
      const all = { de: forms, ...Object.fromEntries(others.map(([tag, word]) => [tag, [word]])) };
      await saveTerm(trx, tenantId, { id, forms: all, explanations });
    }
    const known = new Map((await listPages(trx)).map(({ slug, id }) => [slug, id]));
    const added: string[] = [];
    for (const [index, { slug, parent, kind, situations: lives, local, formUrl }] of tree.entries()) {
      if (known.has(slug)) continue;
      const texts = readTexts(context, local ? `${context.tenant.slug}/orientation` : 'orientation', slug);
      const german = texts.get('de');
      if (!german || (local && !published)) continue;
      const id = uuidv7();
      known.set(slug, id);
      added.push(id);
      await insertPage(trx, tenantId, id, {
        parentId: parent === undefined ? null : (known.get(parent) ?? null),
        position: (index + 1) * 10,
        slug,
        kind,
        situations: lives,
        town: null,
        organisationId: null,
        mirrorOf: null,
        mirrorOwn: 'after',
        formUrl: formUrl ?? null,
        confirmedOn: null,
        checkedOn: german.checked,
      });
      for (const [language, { title, summary, body }] of texts) {
        const text = {
          pageId: id,
          language,
          version: 1,
          baseVersion: null,
          state: published ? ('published' as const) : ('draft' as const),
          title,
          summary,
          body,
          madeBy: 'human' as const,
          germanVersion: language === 'de' ? null : 1,
          minor: false,
          note: '',
          authorUserId: null,
          publishAt: null,
          publishedAt: published ? now : null,
        };
        await insertText(trx, tenantId, text, now);
      }
    }
    if (!added.length) return;
    if (published) await refreshPublic(trx, context, added);
    await audit(trx, context, {
      action: 'orientation.pages_loaded',
      subjectType: 'orientation_page',
      subjectId: null,
      details: { pages: added.length },
    });
  });
}

export const loadDemonstration = (context: Context): Promise<void> => loadPages(context, true);

/** Drafts for a district that begins. */
export const loadDrafts = (context: Context): Promise<void> => loadPages(context, false);
