import { openGround } from '../ground.ts';
import type { Result } from '../main.ts';
import { askLabelledQueries } from './asking.ts';
import { qualityByLanguage, recallOf, recallTarget, reciprocalRank } from './scoring.ts';

/** How well the labelled queries are answered, per language; `--misses` names those that are not. */
export async function benchSearchQuality(serverUrl: string): Promise<Result[]> {
  const ground = await openGround(serverUrl, 'bench_search_quality');
  try {
    const answers = await askLabelledQueries(ground.database, ground.tenants);
    if (process.argv.includes('--misses')) {
      for (const answer of answers) {
        const { query, found } = answer;
        if (recallOf(answer) === 1 && reciprocalRank(answer) === 1) continue;
        console.log(
          `${recallOf(answer).toFixed(2)} ${reciprocalRank(answer).toFixed(2)} ${query.language} ${query.district} "${query.query}"`,
        );
        console.log(`     wanted: ${query.relevant.join(' ')}\n     found:  ${found.slice(0, 6).join(' ')}`);
      }
    }
    return qualityByLanguage(answers).flatMap(({ language, queries, recall, mrr }) => [
      {
        name: `search quality: recall@10, ${language} (${queries} queries)`,
        value: recall,
        baseline: 1,
        unit: '',
        target: recallTarget(language),
        better: 'higher' as const,
      },
      // Where the first good answer stands is reported; the issue sets no target, half means second place on average.
      { name: `search quality: MRR, ${language}`, value: mrr, baseline: 1, unit: '', target: 0.5, better: 'higher' as const },
    ]);
  } finally {
    await ground.close();
  }
}
