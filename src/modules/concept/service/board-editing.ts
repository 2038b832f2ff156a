import type { Context } from '#platform/access';
import { fail, ok } from '#platform/outcome';
import { stepToCome } from '../model/board.ts';
import type { Recommendation, Stakeholder } from '../model/edition.ts';
import { isId } from '../model/ids.ts';
import type { SettableStatus, TimeFrame } from '../model/vocabulary.ts';
import type { Saved } from './editing.ts';
import { changeRecommendation, setProgress } from './recommendations.ts';
import { setStatus } from './status.ts';
import { saveStep } from './steps.ts';

class Refused extends Error {
  readonly outcome: Saved<never> & { readonly ok: false };
  constructor(outcome: Saved<never> & { readonly ok: false }) {
    super(outcome.code);
    this.outcome = outcome;
  }
}

/** Several use cases as one: all of them in one transaction, or none when one refuses. */
async function together<T>(context: Context, work: (inner: Context) => Promise<Saved<T>>): Promise<Saved<T>> {
  try {
    return await context.transaction(async (trx) => {
      const outcome = await work({ ...context, transaction: (inner) => inner(trx) });
      if (!outcome.ok) throw new Refused(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof Refused) return error.outcome;
    throw error;
  }
}

export interface BoardRow {
  /** Null: what steps and dates say. */
  readonly status: SettableStatus | null;
  readonly reason: string;
  readonly leads: readonly string[];
  /** Null: no day; undefined: there was no step to move. */
  readonly due?: string | null | undefined;
  readonly progress: number | null;
  readonly timeFrame: TimeFrame | null;
}

/** The stakeholders with these leads in front; who is no longer among the leads is taken out, everybody else stays. */
export function withLeads(all: readonly Stakeholder[], leads: readonly string[]): readonly Stakeholder[] {
  const same = (a: string, b: string) => a.toLocaleLowerCase('de') === b.toLocaleLowerCase('de');
  const rest = all.filter(({ name, role }) => role !== 'lead' && !leads.some((lead) => same(lead, name)));
  const led = leads.map((name): Stakeholder => {
    const known = all.find((one) => same(one.name, name));
    return known ? { ...known, role: 'lead' } : { name, role: 'lead' };
  });
  return [...led, ...rest];
}

const sameLeads = (item: Recommendation, leads: readonly string[]): boolean => {
  const now = item.stakeholders.filter(({ role }) => role === 'lead').map(({ name }) => name);
  return now.length === leads.length && now.every((name, index) => name === leads[index]);
};

/**
 * Saves a line of the board: only what differs from `item`, which is the recommendation as it stands now.
 * @param versions of the recommendation and of its next step that the editor started from
 */
export async function saveBoardRow(
  context: Context,
  item: Recommendation,
  versions: { readonly own: number; readonly step: number | undefined },
  row: BoardRow,
): Promise<Saved> {
  return together(context, async (inner) => {
    let version = versions.own;
    const text = {
      ...(sameLeads(item, row.leads) ? {} : { stakeholders: withLeads(item.stakeholders, row.leads) }),
      ...(row.timeFrame === item.timeFrame ? {} : { timeFrame: row.timeFrame }),
    };
    // Without a change it still says whether somebody else saved meanwhile.
    const changed = await changeRecommendation(inner, item.id, version, text);
    if (!changed.ok) return changed;
    version = changed.value;
    if (row.progress !== item.manualProgress) {
      const moved = await setProgress(inner, item.id, version, row.progress);
      if (!moved.ok) return moved;
      version = moved.value;
    }
    if (row.status !== item.manualStatus || (row.status !== null && row.reason !== item.statusReason)) {
      const set = await setStatus(inner, item.id, version, { status: row.status, reason: row.reason });
      if (!set.ok) return set;
      version = set.value;
    }
    const step = stepToCome(item);
    if (step && row.due !== undefined && row.due !== step.dueOn) {
      const { id, title, responsible, state, doneOn, evidence, weight } = step;
      const text = { title, responsible, state, doneOn, evidence, weight, dueOn: row.due };
      const moved = await saveStep(inner, item.id, id, versions.step ?? step.version, text);
      if (!moved.ok) return moved;
    }
    return ok(version);
  });
}

/** What is done with many at once. */
export type BulkChange =
  | { readonly action: 'status'; readonly status: SettableStatus | null; readonly reason: string }
  | { readonly action: 'lead'; readonly lead: string };

export interface Picked {
  readonly id: string;
  /** As the list showed it. */
  readonly version: number;
}

export const mostAtOnce = 100;

/** Which lines a form of checkboxes named: `<id>:<version>`; undefined: it is no form of ours, or names too many. */
export function readPicked(sent: readonly string[]): readonly Picked[] | undefined {
  if (sent.length > mostAtOnce) return undefined;
  const picked = sent.map((one) => {
    const [id = '', version = ''] = one.split(':');
    return isId(id) && /^[1-9]\d{0,8}$/.test(version) ? { id, version: Number(version) } : undefined;
  });
  return picked.some((one) => one === undefined) ? undefined : (picked as Picked[]);
}

export interface BulkReport {
  readonly done: readonly Recommendation[];
  readonly refused: readonly { readonly item: Recommendation; readonly code: string }[];
}

/** Each for itself: one that is refused does not hold up the others, and the report names it. */
export async function changeMany(
  context: Context,
  all: readonly Recommendation[],
  picked: readonly Picked[],
  change: BulkChange,
): Promise<BulkReport> {
  const byId = new Map(all.map((one) => [one.id, one]));
  const done: Recommendation[] = [];
  const refused: { item: Recommendation; code: string }[] = [];
  for (const { id, version } of picked) {
    const item = byId.get(id);
    if (!item) continue;
    const outcome = await changeOne(context, item, version, change);
    if (outcome.ok) done.push(item);
    else refused.push({ item, code: outcome.code });
  }
  return { done, refused };
}

async function changeOne(context: Context, item: Recommendation, version: number, change: BulkChange): Promise<Saved> {
  if (change.action === 'status') {
    return setStatus(context, item.id, version, { status: change.status, reason: change.reason });
  }
  if (change.lead.trim() === '') return fail('concept.invalid', { lead: 'http:field.required' });
  const leads = item.stakeholders.filter(({ role }) => role === 'lead').map(({ name }) => name);
  const known = leads.some((name) => name.toLocaleLowerCase('de') === change.lead.toLocaleLowerCase('de'));
  const stakeholders = known ? item.stakeholders : withLeads(item.stakeholders, [...leads, change.lead]);
  return changeRecommendation(context, item.id, version, { stakeholders });
}
