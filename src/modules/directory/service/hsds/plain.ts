/** An object of the interface; keys whose value is undefined are left out when it is written. */
export type Plain = Record<string, unknown>;

/** A list, or nothing at all instead of an empty one. */
export const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length ? list : undefined);
