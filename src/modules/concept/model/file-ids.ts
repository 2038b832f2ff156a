/** Ids of what is there already, so that it stays the same record; a key that is not found gets a new id. */
export interface KnownIds {
  /** `<kind> <key>` → id. */
  readonly nodes: ReadonlyMap<string, string>;
  /** Number → id. */
  readonly recommendations: ReadonlyMap<number, string>;
  /** `stepName` → ids in order, for titles may repeat. */
  readonly steps: ReadonlyMap<string, readonly string[]>;
}

export const nothingKnown: KnownIds = { nodes: new Map(), recommendations: new Map(), steps: new Map() };

export const stepName = (recommendationId: string, town: string | null, title: string): string =>
  `${recommendationId} ${town ?? ''} ${title}`;
