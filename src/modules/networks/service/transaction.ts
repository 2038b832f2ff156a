import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import type { Outcome } from '#platform/outcome';

class Refusal extends Error {
  readonly outcome: Outcome<unknown>;

  constructor(outcome: Outcome<unknown>) {
    super('The transaction is taken back');
    this.outcome = outcome;
  }
}

/** A transaction that a refusal takes back with everything done before it. */
export async function allOrNothing<Result extends Outcome<unknown>>(
  context: Context,
  work: (trx: Trx) => Promise<Result>,
): Promise<Result> {
  try {
    return await context.transaction(async (trx) => {
      const outcome = await work(trx);
      if (!outcome.ok) throw new Refusal(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof Refusal) return error.outcome as Result;
    throw error;
  }
}
