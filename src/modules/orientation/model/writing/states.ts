export type OpenState = 'draft' | 'review' | 'scheduled';

/** What may be done with a text. */
export const textActions = ['save', 'review', 'publish', 'schedule', 'return', 'discard', 'withdraw'] as const;
export type TextAction = (typeof textActions)[number];

export interface TextStanding {
  /** The version that is being worked on. */
  readonly open: OpenState | undefined;
  /** A version of it is public. */
  readonly published: boolean;
  /** The actor decides what is public of the page. */
  readonly mayPublish: boolean;
  readonly archived: boolean;
}

/** Everything the actor may do with a text as it stands. */
export function actionsFor({ open, published, mayPublish, archived }: TextStanding): ReadonlySet<TextAction> {
  if (archived) return new Set();
  const found: TextAction[] = ['save', 'review'];
  if (mayPublish) found.push('publish', 'schedule');
  if (open) found.push('discard');
  // Back to whoever wrote it: out of review with a reason, out of the calendar.
  if (mayPublish && (open === 'review' || open === 'scheduled')) found.push('return');
  if (mayPublish && published) found.push('withdraw');
  return new Set(found);
}

/** The German version that a translation says, once it is saved. */
export function germanVersionOf(saved: {
  readonly language: string;
  /** That the form showed beside it. */
  readonly shown: number | null;
  /** Of the version before. */
  readonly before: number | null;
  readonly isFirst: boolean;
  /** Somebody says that it fits the German text shown. */
  readonly says: boolean;
}): number | null {
  if (saved.language === 'de') return null;
  return saved.says || saved.isFirst ? saved.shown : saved.before;
}
