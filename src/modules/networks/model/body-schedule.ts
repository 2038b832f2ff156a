import rrule from 'rrule';

// The package is CommonJS, so its members come through the default import.
const { RRule } = rrule;

/**
 * How often bodies meet as a rule, as RRULE values: not fixed, monthly, every two months, quarterly, three times a year,
 * twice a year, yearly. Labels: `networks:rhythm.<word>`.
 */
export const rhythmWords = {
  '': 'none',
  'FREQ=MONTHLY': 'monthly',
  'FREQ=MONTHLY;INTERVAL=2': 'two_monthly',
  'FREQ=MONTHLY;INTERVAL=3': 'quarterly',
  'FREQ=MONTHLY;INTERVAL=4': 'thrice_yearly',
  'FREQ=MONTHLY;INTERVAL=6': 'twice_yearly',
  'FREQ=YEARLY': 'yearly',
} as const;
export type Rhythm = keyof typeof rhythmWords;

export const rhythms = Object.keys(rhythmWords) as Rhythm[];
/** Value of the form for a rule of its own. */
export const ownRule = 'own';

type Rule = Partial<InstanceType<typeof RRule>['origOptions']>;

function parse(rule: string): Rule | undefined {
  if (!/(?:^|;)FREQ=(?:WEEKLY|MONTHLY|YEARLY)(?:;|$)/.test(rule) || /DTSTART|EXRULE|[\r\n]/.test(rule)) return undefined;
  try {
    const options = RRule.parseString(rule);
    // The constructor checks what parsing alone lets through, e.g. BYSETPOS without a set.
    new RRule(options);
    const whole = (value: unknown, most: number) =>
      value === undefined || value === null || (Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most);
    return whole(options.interval, 60) && whole(options.count, 500) ? options : undefined;
  } catch {
    return undefined;
  }
}

/** True for an RRULE value (RFC 5545) by which a body can meet: at most weekly, at least every sixty years. */
export function isSchedule(rule: string): boolean {
  return rule.length <= 200 && parse(rule) !== undefined;
}

/** A rule in words, for translation. */
export interface SpokenRule {
  /** Translation key: `networks:rhythm.<word>`, `networks:rhythm.every.<unit>`, or of one that has no short wording. */
  readonly key: string;
  readonly count: number;
}

const units = new Map<number, string>([
  [RRule.YEARLY, 'years'],
  [RRule.MONTHLY, 'months'],
  [RRule.WEEKLY, 'weeks'],
]);

/** "Twice a year", "every 6 weeks", or (when the rule holds more than an interval) "by a rule of its own"; never fails. */
export function spokenRule(rule: string): SpokenRule {
  const usual = rhythmWords[rule as Rhythm];
  if (usual) return { key: `networks:rhythm.${usual}`, count: 1 };
  const options = parse(rule);
  const unit = options && units.get(options.freq as number);
  const [, plain] = /^FREQ=[A-Z]+(;INTERVAL=\d+)?$/.exec(rule) ? [rule, true] : [rule, false];
  if (!unit || !plain) return { key: 'networks:rhythm.own', count: 1 };
  const interval = options.interval ?? 1;
  const sameAsUsual = rhythms.find((one) => one && parse(one)?.freq === options.freq && (parse(one)?.interval ?? 1) === interval);
  return sameAsUsual
    ? { key: `networks:rhythm.${rhythmWords[sameAsUsual]}`, count: 1 }
    : { key: `networks:rhythm.every.${unit}`, count: interval };
}
