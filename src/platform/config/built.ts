declare const programBuiltAt: string | undefined;

/** Which program runs: what it makes of the same content may differ. All that run one build say the same. */
export const programBuilt: string = typeof programBuiltAt === 'undefined' ? 'source' : programBuiltAt;
