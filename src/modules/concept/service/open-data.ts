import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { listTowns, nameIn } from '#modules/territory';
import type { Context } from '#platform/access';
import { dayOf } from '#platform/days';
import { csv, type TableColumn } from '#platform/documents';
import { german, translator } from '#platform/i18n';
import type { OpenDataset } from '#platform/module';
import { tenantName } from '#platform/tenancy';
import { type OpenData, openData, openDataLicenceIri, openDataSchema } from '../model/open-data.ts';
import { publicConcepts, publicEditionData } from './public-reading.ts';

/** A file with what browsers and harvesters compare before they fetch it again. */
export interface OpenFile {
  readonly body: string;
  readonly etag: string;
}

const file = (body: string): OpenFile => ({
  body,
  etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`,
});

const t = translator(german);

async function readOpenData(context: Context): Promise<OpenData | undefined> {
  const site = await publicEditionData(context);
  if (!site) return undefined;
  const { publicUrl, tenant } = context;
  return openData({
    tree: site.tree,
    lineage: site.lineage,
    editions: site.editions,
    publisher: tenantName(tenant, german),
    asOf: dayOf(context.now()),
    schemaUrl: `${publicUrl}/open-data/${tenant.slug}/concept.schema.json`,
    conceptUrl: `${publicUrl}/${tenant.slug}/${german.tag}/konzept/${site.concept.slug}`,
    urlOf: (number) => `${publicUrl}/${tenant.slug}/e/${number}`,
  });
}

const lines = (items: readonly string[]) => items.join('\n');

/** One row per recommendation, in German like the tables the districts work with; several values stand below each other in a cell. */
async function table(context: Context, data: OpenData): Promise<string> {
  const fields = new Map(data.fields.map((field) => [field.key, field]));
  const towns = new Map((await listTowns(context)).map((town) => [town.key, nameIn(town, german.tag)]));
  const place = (key: string) => towns.get(key) ?? key;
  const column = (key: string, kind: TableColumn['kind'] = 'text'): TableColumn => ({
    key,
    kind,
    header: t(`concept:staff.open.${key}`),
  });
  const rows = data.recommendations.map((one) => {
    const field = fields.get(one.field);
    const challenge = field?.challenges.find(({ key }) => key === one.challenge);
    return {
      number: one.number,
      field: field?.title,
      challenge: challenge?.title,
      rank: challenge?.rank,
      goal: field?.goals.find(({ key }) => key === one.goal)?.title,
      title: one.title,
      summary: one.summary,
      wording: one.wording,
      target: lines(one.targetGroups),
      levels: lines(one.levels.map((level) => t(`concept:level.${level}`))),
      territories: lines(one.territories.map(place)),
      stakeholders: lines(one.stakeholders.map(({ name, role }) => `${name} (${t(`concept:role.${role}`)})`)),
      responsible: lines(one.responsibilities.map((each) => t(`concept:responsibility.${each}`))),
      resources: lines(one.resources.map(({ kind, text }) => [t(`concept:resource.${kind}`), text].filter(Boolean).join(': '))),
      funding: one.fundingReservation,
      time: one.timeFrame && t(`concept:time.${one.timeFrame}`),
      starts: one.startsOn,
      ends: one.endsOn,
      status: t(`concept:status.${one.status}`),
      progress: one.progress === null ? null : one.progress / 100,
      reported: one.reportedOn,
      steps: lines(
        one.steps.filter(({ town }) => town === null).map(({ title, state }) => `${title} (${t(`concept:step.${state}`)})`),
      ),
      adoption: lines(one.adoptions.map(({ town, decision }) => `${place(town)}: ${t(`concept:decision.${decision}`)}`)),
      needs: lines(one.needs.map(String)),
      source: one.source,
      url: one.url,
    };
  });
  const kinds: Readonly<Record<string, TableColumn['kind']>> = {
    number: 'integer',
    rank: 'integer',
    starts: 'date',
    ends: 'date',
    progress: 'percent',
    reported: 'date',
  };
  const columns = openColumns.map((key) => column(key, kinds[key]));
  return csv(columns, rows, { separator: ';', bom: true });
}

const openColumns = [
  'number',
  'field',
  'challenge',
  'rank',
  'goal',
  'title',
  'summary',
  'wording',
  'target',
  'levels',
  'territories',
  'stakeholders',
  'responsible',
  'resources',
  'funding',
  'time',
  'starts',
  'ends',
  'status',
  'progress',
  'reported',
  'steps',
  'adoption',
  'needs',
  'source',
  'url',
] as const;

interface OpenFiles {
  readonly json: OpenFile;
  readonly csv: OpenFile;
}

// Kept under the district's content version and the day, on both of which the files depend: a version is known only after what
// it stands for has been committed, so an entry is never older than its key.
const kept = new LRUCache<string, OpenFiles>({ max: 60, ttl: 3_600_000 });

/** The published edition as files; undefined: there is none. */
export async function openFiles(context: Context): Promise<OpenFiles | undefined> {
  const key = [context.tenant.id, context.tenant.contentVersion, dayOf(context.now()), context.publicUrl].join(' ');
  const known = kept.get(key);
  if (known) return known;
  const data = await readOpenData(context);
  if (!data) return undefined;
  const files = { json: file(JSON.stringify(data)), csv: file(await table(context, data)) };
  kept.set(key, files);
  return files;
}

/** The published edition as a dataset of the district's catalogue. */
export async function openDatasets(context: Context): Promise<readonly OpenDataset[]> {
  const { slug, ags } = context.tenant;
  const site = (await publicConcepts(context)).find(({ concept }) => concept.territory === ags);
  if (!site) return [];
  const { edition, concept } = site;
  const day = (value: string) => new Date(`${value}T12:00:00Z`);
  const terms = {
    licence: openDataLicenceIri,
    attribution: tenantName(context.tenant, german),
  };
  return [
    {
      id: 'concept',
      titles: { de: edition.title },
      descriptions: { de: edition.summary || edition.title },
      keywords: ['Integration', t('concept:nav.concept'), t('concept:public.fields')],
      themes: ['SOCI', 'GOVE'],
      frequency: 'IRREG',
      temporal: edition.startsOn && edition.endsOn ? { from: edition.startsOn, to: edition.endsOn } : null,
      territories: [ags],
      level: 'administrativeDistrict',
      issued: edition.adoptedOn ? day(edition.adoptedOn) : null,
      modified: day(edition.adoptedOn ?? edition.startsOn ?? dayOf(context.now())),
      page: `/${slug}/de/konzept/${concept.slug}`,
      distributions: [
        {
          path: `/open-data/${slug}/concept.json`,
          format: 'JSON',
          mediaType: 'application/json',
          titles: { de: `${edition.title} (JSON)` },
          ...terms,
          conformsTo: [`${context.publicUrl}/open-data/${slug}/concept.schema.json`],
        },
        {
          path: `/open-data/${slug}/concept.csv`,
          format: 'CSV',
          mediaType: 'text/csv',
          titles: { de: `${edition.title} (CSV)` },
          ...terms,
        },
      ],
    },
  ];
}

/** JSON Schema (2020-12) of the JSON file. */
export function openSchema(context: Context): OpenFile {
  const schema = z.toJSONSchema(openDataSchema, { target: 'draft-2020-12' });
  return file(JSON.stringify({ $id: `${context.publicUrl}/open-data/${context.tenant.slug}/concept.schema.json`, ...schema }));
}
