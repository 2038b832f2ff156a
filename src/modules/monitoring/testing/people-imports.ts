import type { Context } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import { openStage, type Stage, type useDatabase } from '#testing';
import { monitoringModule } from '../module.ts';
import { addTestIndicators } from './import-definitions.ts';
import { type ImportBench, openImportBench, peopleMapping, rememberMapping } from './import-files.ts';

export interface PeopleImports {
  readonly stage: Stage;
  readonly staff: Context;
  readonly bench: ImportBench;
  close(): Promise<void>;
}

/** The name of a table whose mapping is remembered. */
export const peopleTable = '12411-01-01-4_de_flat.csv';

/** A district with one indicator, whose figures come in with `peopleTable`. */
export async function openPeopleImports(database: ReturnType<typeof useDatabase>): Promise<PeopleImports> {
  const stage = await openStage(database, [monitoringModule]);
  const staff = stage.context({ actor: stage.add('staff', 'ki_staff') });
  const bench = await openImportBench();
  await addTestIndicators(staff, ['people']);
  await rememberMapping(staff, uuidv7(), 'table:12411-01-01-4', peopleMapping);
  return {
    stage,
    staff,
    bench,
    close: async () => {
      await bench.close();
      await stage.close();
    },
  };
}
