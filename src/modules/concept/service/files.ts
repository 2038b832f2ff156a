import { organisationSlugsById } from '#modules/directory';
import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import { dayOf } from '#platform/days';
import type { Exporter, Importer } from '#platform/module';
import type { EditionTree } from '../model/edition.ts';
import { type ConceptFile, conceptFileSchema } from '../model/file.ts';
import { listConcepts, readTree } from '../store/tree.ts';
import { fileOfTree } from './file-tree.ts';
import { ConceptFileError, loadConcept } from './loading.ts';
import { currentEdition } from './reading.ts';

/** An edition as a file, with the names that the file has instead of ids. */
export async function fileOf(trx: Trx, tree: EditionTree): Promise<ConceptFile> {
  const ids = tree.recommendations.flatMap(({ stakeholders }) =>
    stakeholders.flatMap(({ organisationId }) => organisationId ?? []),
  );
  const organisations = await organisationSlugsById(trx, [...new Set(ids)]);
  const { umbrellaId } = tree.concept;
  const all = umbrellaId === null ? [] : await listConcepts(trx);
  const umbrella = all.find(({ concept }) => concept.id === umbrellaId)?.concept.slug ?? null;
  return fileOfTree(tree, { organisations, umbrella });
}

function parsed(content: Buffer): { file: ConceptFile } | { problems: { row: null; message: string }[] } {
  let json: unknown;
  try {
    json = JSON.parse(content.toString('utf8'));
  } catch (error) {
    return { problems: [{ row: null, message: `This is no JSON: ${(error as Error).message}` }] };
  }
  const result = conceptFileSchema.safeParse(json);
  if (result.success) return { file: result.data };
  return { problems: result.error.issues.map(({ path, message }) => ({ row: null, message: `${path.join('.')}: ${message}` })) };
}

/** `dreiklang import concept.edition`: the next edition of the concept that the file names. */
export const editionImporter: Importer = {
  description: 'One edition of an integration concept as JSON (export concept.edition shows the format)',
  async run(context, { content, dryRun }) {
    const read = parsed(content);
    if ('problems' in read) return read;
    try {
      const { recommendations } = await loadConcept(context, read.file, { dryRun });
      return { imported: recommendations };
    } catch (error) {
      if (!(error instanceof ConceptFileError)) throw error;
      return {
        problems: error.faults.map(({ code, at, value }) => ({
          row: null,
          message: `${at === null ? '' : `recommendations.${at}: `}${code} ${value}`,
        })),
      };
    }
  },
};

async function current(context: Context): Promise<ConceptFile | undefined> {
  return context.transaction(async (trx) => {
    const all = await listConcepts(trx);
    const own = all.find(({ concept }) => concept.territory === context.tenant.ags) ?? all[0];
    const edition = own && currentEdition(own, true);
    const tree = edition && (await readTree(trx, edition.id, { today: dayOf(context.now()), internal: true }));
    return tree && fileOf(trx, tree);
  });
}

/** `dreiklang export concept.edition`: the edition in force of the district's concept. */
export const editionExporter: Exporter = {
  description: 'The edition in force of the district’s integration concept as JSON, which the import reads again',
  async *run(context) {
    const file = await current(context);
    if (file) yield `${JSON.stringify(file, null, 2)}\n`;
  },
};
