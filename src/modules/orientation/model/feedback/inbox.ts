/** How the inbox tells messages apart; the kinds are those of the Integreat interface. */
export const topics = {
  seite: ['page'],
  angebot: ['poi', 'event'],
  liste: ['categories', 'map', 'events', 'imprint-page'],
  suche: ['search'],
  barriere: ['barrier'],
} as const;

export type Topic = keyof typeof topics;
export const topicNames = Object.keys(topics) as Topic[];

export const topicOf = (kind: string): Topic =>
  topicNames.find((topic) => (topics[topic] as readonly string[]).includes(kind)) ?? 'seite';

export const feedbackStates = ['open', 'answered', 'closed'] as const;
export type FeedbackState = (typeof feedbackStates)[number];

/** What to see of the inbox, as its address says it. */
export interface InboxFilter {
  readonly state: FeedbackState;
  readonly topic: Topic | undefined;
  /** Only what is late. */
  readonly late: boolean;
  /** Interface language tag. */
  readonly language: string | undefined;
}

const stateNames = { offen: 'open', beantwortet: 'answered', geschlossen: 'closed' } as const;
const stateName = (state: FeedbackState) =>
  (Object.keys(stateNames) as (keyof typeof stateNames)[]).find((name) => stateNames[name] === state) ?? 'offen';

/** Anything that an address may say; what means nothing is left out. */
export function readInboxFilter(query: Readonly<Record<string, unknown>>, languages: readonly string[]): InboxFilter {
  const one = (name: string) => [query[name]].flat().find((value) => typeof value === 'string') ?? '';
  const state = one('stand');
  return {
    state: Object.hasOwn(stateNames, state) ? stateNames[state as keyof typeof stateNames] : 'open',
    topic: topicNames.find((topic) => topic === one('art')),
    late: one('frist') === 'vorbei',
    language: languages.find((tag) => tag === one('sprache')),
  };
}

/** The filter as the address of the list says it. */
export function inboxValues({ state, topic, late, language }: InboxFilter): Record<string, string> {
  return { stand: stateName(state), art: topic ?? '', frist: late ? 'vorbei' : '', sprache: language ?? '' };
}

/** The address with the values that say something. */
export function withQuery(path: string, values: Readonly<Record<string, string | undefined>>): string {
  const said = Object.entries(values).filter(([, value]) => value) as [string, string][];
  return said.length ? `${path}?${new URLSearchParams(said)}` : path;
}
