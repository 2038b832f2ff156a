import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { loadDistrict } from '#modules/territory';
import { copyIn, copyOut } from '#platform/database';
import { conceptFileSchema } from '../src/modules/concept/model/file.ts';
import { matrixCsv, matrixWorkbook } from '../src/modules/concept/service/file-formats.ts';
import { applyFile, previewFile } from '../src/modules/concept/service/file-import.ts';
import { areasOf, loadConcept } from '../src/modules/concept/service/loading.ts';
import { addTenant, benchTowns, openGround } from './ground.ts';
import type { Result } from './main.ts';
import { generator } from './synthetic.ts';

const words = 'Sprache Begleitung Quartier Beratung Netz Lotsen Schule Verein Wohnen Arbeit Treffen Kurs Angebot Stelle'.split(
  ' ',
);

/** An edition as large as one may be: steps, stakeholders, resources and answers of towns at each recommendation. */
export function syntheticConcept(count: number, territory: string) {
  const random = generator(11);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const sentence = (length: number) => Array.from({ length }, () => pick(words)).join(' ');
  const fields = Array.from({ length: 10 }, (_, at) => ({
    key: `feld-${at}`,
    title: `Feld ${at} ${sentence(2)}`,
    guideline: sentence(20),
    challenges: Array.from({ length: 5 }, (_one, place) => ({
      key: `feld-${at}-h${place}`,
      title: `Herausforderung ${at}.${place}`,
      rank: place + 1,
    })),
    goals: Array.from({ length: 5 }, (_one, place) => ({ key: `feld-${at}-z${place}`, title: `Ziel ${at}.${place}` })),
  }));
  const recommendations = Array.from({ length: count }, (_, at) => {
    const field = Math.floor((at * fields.length) / count);
    return {
      number: at + 1,
      field: `feld-${field}`,
      challenge: `feld-${field}-h${at % 5}`,
      goal: `feld-${field}-z${at % 5}`,
      title: `Empfehlung ${at + 1}: ${sentence(5)}`,
      wording: sentence(40),
      summary: sentence(25),
      targetGroups: [pick(words), sentence(2)],
      levels: ['kreis', 'kommune'],
      territories: [pick(benchTowns)],
      stakeholders: [{ name: sentence(3), role: 'lead' }, { name: sentence(2) }],
      responsibilities: ['district', 'town'],
      resources: [{ kind: 'money', text: sentence(3), plannedCents: 500_000 }],
      timeFrame: 'medium',
      endsOn: '2027-12-31',
      needs: at > 0 && at % 7 === 0 ? [at] : [],
      steps: Array.from({ length: 3 }, (_one, place) => ({
        title: `${sentence(4)} ${place}`,
        dueOn: '2026-12-31',
        responsible: 'KI',
      })),
      adoptions: benchTowns.slice(0, 3).map((town) => ({ town, decision: 'adopted' })),
      source: 'Abschnitt 4',
    };
  });
  return conceptFileSchema.parse({
    concept: { slug: 'konzept', title: 'Konzept', territory },
    edition: { title: 'Ausgabe' },
    fields,
    recommendations,
  });
}

const tables = [
  'concept',
  'concept_edition',
  'concept_node',
  'concept_recommendation',
  'concept_step',
  'concept_adoption',
  'concept_dependency',
];

async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; value: T }> {
  const started = performance.now();
  const value = await work();
  return { seconds: (performance.now() - started) / 1000, value };
}

/** A plain COPY of the very rows into an empty database. */
async function copySeconds(serverUrl: string, fromUrl: string): Promise<number> {
  const bare = await openGround(serverUrl, 'bench_concept_copy');
  const [from, to] = [new pg.Client({ connectionString: fromUrl }), new pg.Client({ connectionString: bare.ownerUrl })] as const;
  try {
    await from.connect();
    await to.connect();
    const all = ['tenant', 'territory_unit', ...tables];
    const chunks = new Map<string, Buffer[]>();
    for (const table of all) {
      const parts: Buffer[] = [];
      for await (const part of copyOut(from, `copy ${table} to stdout`)) parts.push(part);
      chunks.set(table, parts);
    }
    const copy = (table: string) =>
      copyIn(
        to,
        `copy ${table} from stdin`,
        (async function* pieces() {
          yield* chunks.get(table) ?? [];
        })(),
      );
    for (const table of ['tenant', 'territory_unit']) await copy(table);
    const { seconds } = await timed(async () => {
      await to.query('begin');
      for (const table of tables) await copy(table);
      await to.query('commit');
    });
    return seconds;
  } finally {
    await from.end().catch(() => undefined);
    await to.end().catch(() => undefined);
    await bare.close();
  }
}

/**
 * A matrix of 5,000 recommendations out and in, against the five seconds that the issue allows, and storing it against COPY.
 */
export async function benchConceptFile(serverUrl: string, quick: boolean): Promise<Result[]> {
  const count = quick ? 500 : 5000;
  const allowed = 5 * (count / 5000);
  const ground = await openGround(serverUrl, 'bench_concept_file');
  try {
    const context = await addTenant(ground, 'recklinghausen', '05562');
    await loadDistrict(context);
    await ground.tenants.refresh();
    const file = syntheticConcept(count, '05562');
    const areas = await areasOf(context);
    const loading = await timed(() => loadConcept(context, file));
    const copy = await copySeconds(serverUrl, ground.ownerUrl);
    const inputs = {
      XLSX: await timed(() => matrixWorkbook(context, file, areas)),
      CSV: await timed(async () => Buffer.from(matrixCsv(file, areas))),
      JSON: await timed(async () => Buffer.from(JSON.stringify(file))),
    };
    const results: Result[] = [
      {
        name: `Storing an edition of ${count} recommendations`,
        value: count / loading.seconds,
        baseline: count / copy,
        unit: 'recommendations/s',
        target: 0.2,
        better: 'higher',
      },
    ];
    const within = (name: string, value: number): Result => ({
      name,
      value,
      baseline: allowed,
      unit: 's',
      target: 1,
      better: 'lower',
    });
    for (const [format, { seconds, value: bytes }] of Object.entries(inputs)) {
      results.push(within(`${format} export of ${count} recommendations`, seconds));
      const target = { kind: 'area', territory: benchTowns[results.length % benchTowns.length] as string } as const;
      const request = { target, bytes, remove: false };
      const preview = await timed(() => previewFile(context, request));
      if (!preview.value.ok || preview.value.value.problems.length) throw new Error(JSON.stringify(preview.value).slice(0, 500));
      const { digest } = preview.value.value;
      const applied = await timed(() => applyFile(context, request, digest));
      if (!applied.value.ok || !('editionId' in applied.value.value)) throw new Error('not applied');
      results.push(within(`${format} preview of ${count} recommendations`, preview.seconds));
      results.push(within(`${format} import of ${count} recommendations`, applied.seconds));
    }
    return results;
  } finally {
    await ground.close();
  }
}
