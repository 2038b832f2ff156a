import pg from 'pg';
import { expect, test } from 'vitest';
import { useDatabase } from '#testing';
import { enqueue } from './index.ts';

const database = useDatabase();

async function waiting(): Promise<
  { task_identifier: string; payload: unknown; key: string | null; priority: number; run_at: Date }[]
> {
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    const jobs =
      'select tasks.identifier as task_identifier, payload, key, jobs.priority, run_at from graphile_worker._private_jobs jobs';
    const { rows } = await owner.query(
      `${jobs} join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id order by jobs.id`,
    );
    return rows;
  } finally {
    await owner.end();
  }
}

test('a job comes with its transaction and goes with it', async () => {
  await database.shared.transaction().execute((trx) => enqueue(trx, 'test.kept', { id: 1 }));
  const undone = database.shared.transaction().execute(async (trx) => {
    await enqueue(trx, 'test.undone', { id: 2 });
    throw new Error('changed my mind');
  });
  await expect(undone).rejects.toThrow('changed my mind');
  expect(await waiting()).toMatchObject([{ task_identifier: 'test.kept', payload: { id: 1 } }]);
});

test('a key replaces the waiting job; time and priority are kept', async () => {
  const runAt = new Date('2030-01-02T03:04:05Z');
  await database.shared.transaction().execute(async (trx) => {
    await enqueue(trx, 'test.keyed', { turn: 1 }, { key: 'same', priority: 5 });
    await enqueue(trx, 'test.keyed', { turn: 2 }, { key: 'same', priority: 7, runAt });
  });
  const keyed = (await waiting()).filter((job) => job.key === 'same');
  expect(keyed).toEqual([{ task_identifier: 'test.keyed', payload: { turn: 2 }, key: 'same', priority: 7, run_at: runAt }]);
});

test('the application reaches the queue in no other way', async () => {
  await expect(database.pool.query('select * from graphile_worker._private_jobs')).rejects.toMatchObject({ code: '42501' });
});
