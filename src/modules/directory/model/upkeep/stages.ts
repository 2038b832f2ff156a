import { addDays } from '#platform/days';

/** What follows when nobody confirms an offer (decision 23), in its order. */
export const stages = ['fresh', 'badge', 'reminded', 'demoted', 'hidden'] as const;
export type Stage = (typeof stages)[number];

/** After how many days without confirmation which stage begins. */
export interface UpkeepRule {
  /** Leaf or top category; '' is the rule for all that have none of their own. */
  readonly category: string;
  readonly badgeDays: number;
  readonly remindDays: number;
  readonly demoteDays: number;
  readonly hideDays: number;
}

export const generalRule: UpkeepRule = { category: '', badgeDays: 180, remindDays: 210, demoteDays: 300, hideDays: 400 };

/** What every district starts with: courses and holiday programmes are out of date sooner than an office is. */
export const defaultRules: readonly UpkeepRule[] = [
  generalRule,
  { category: 'language', badgeDays: 120, remindDays: 150, demoteDays: 210, hideDays: 300 },
  { category: 'holiday-programme', badgeDays: 60, remindDays: 90, demoteDays: 120, hideDays: 180 },
  { category: 'protection', badgeDays: 120, remindDays: 150, demoteDays: 300, hideDays: 400 },
];

/** The rule of an offer: of its categories the one that asks first; a leaf without a rule has that of its top. */
export function ruleOf(
  rules: ReadonlyMap<string, UpkeepRule>,
  categories: readonly string[],
  topOf: (leaf: string) => string | undefined,
): UpkeepRule {
  const general = rules.get('') ?? generalRule;
  const own = categories.map((leaf) => rules.get(leaf) ?? rules.get(topOf(leaf) ?? '') ?? general);
  return own.toSorted((a, b) => a.badgeDays - b.badgeDays || a.hideDays - b.hideDays)[0] ?? general;
}

export const rank = (stage: Stage): number => stages.indexOf(stage);

/** Days after the last confirmation on which a stage begins. */
export function daysUntil(stage: Stage, rule: UpkeepRule): number {
  return { fresh: 0, badge: rule.badgeDays, reminded: rule.remindDays, demoted: rule.demoteDays, hidden: rule.hideDays }[stage];
}

/** How long an offer stays in a stage at least: whoever was asked gets time to answer, however old the entry is. */
const stayDays: Readonly<Record<Stage, number>> = { fresh: 0, badge: 0, reminded: 14, demoted: 30, hidden: 0 };

const between = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

export interface Standing {
  readonly stage: Stage;
  /** Day on which the stage began. */
  readonly stageOn: string | null;
  /** Day of the last confirmation; of what was never confirmed, the day it came into the directory. */
  readonly since: string;
}

export interface Circumstances {
  readonly today: string;
  /** Staff talk to the organisation: nothing goes further meanwhile. */
  readonly held: boolean;
  /** A mail has gone out since the last confirmation, or there is no address to write to. */
  readonly asked: boolean;
}

/** The stage an offer is in from today. */
export function nextStage({ stage, stageOn, since }: Standing, rule: UpkeepRule, { today, held, asked }: Circumstances): Stage {
  const age = between(since, today);
  const target = stages.findLast((one) => age >= daysUntil(one, rule)) ?? 'fresh';
  if (rank(target) <= rank(stage)) return target;
  if (held) return stage;
  let now = stage;
  let stayed = stageOn === null ? Number.POSITIVE_INFINITY : between(stageOn, today);
  while (rank(now) < rank(target) && stayed >= stayDays[now]) {
    const next = stages[rank(now) + 1] as Stage;
    if (next === 'hidden' && !asked) break;
    now = next;
    stayed = 0;
  }
  return now;
}

/** What happens next, and on which day, if nobody confirms; nothing follows the last stage. */
export function whatNext({ stage, stageOn, since }: Standing, rule: UpkeepRule): { stage: Stage; on: string } | undefined {
  const next = stages[rank(stage) + 1];
  if (!next) return undefined;
  const byAge = addDays(since, daysUntil(next, rule));
  const byStay = stageOn === null ? byAge : addDays(stageOn, stayDays[stage]);
  return { stage: next, on: [byAge, byStay].sort().at(-1) as string };
}
