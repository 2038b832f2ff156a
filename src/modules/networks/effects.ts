import type { Context } from '#platform/access';
import type { Trx } from '#platform/database';
import type { Outcome } from '#platform/outcome';

/** One thing a resolution may be about, to choose from. */
export interface EffectSubject {
  readonly id: string;
  readonly label: string;
}

/** One more thing that the effect wants to know, e.g. the new status. */
export interface EffectParameter {
  readonly name: string;
  /** Translation key. */
  readonly label: string;
  readonly kind: 'choice' | 'text' | 'cents';
  /** Value → translation key, when the kind is `choice`. */
  readonly choices?: Readonly<Record<string, string>>;
}

/** What was passed, for the module that carries it out. */
export interface PassedResolution {
  readonly id: string;
  readonly bodyName: string;
  readonly number: string;
  readonly title: string;
  readonly paperNumber: string;
  /** ISO day. */
  readonly decidedOn: string;
}

/**
 * What a resolution of a body does in another module once it is passed, e.g. adopt an edition of the concept. The modules that
 * depend on this one hand theirs over when the house is put together, since this one cannot know them.
 */
export interface ResolutionEffect {
  /** `<module>.<what>`, e.g. `concept.adopt_edition`; stored with the resolution. */
  readonly kind: string;
  /** Translation key. */
  readonly label: string;
  readonly parameters: readonly EffectParameter[];
  /** What it may be about; only what the actor may see. */
  subjects(trx: Trx, context: Context): Promise<readonly EffectSubject[]>;
  /** Carries it out in the transaction in which the resolution is passed; a refusal keeps it from being passed. */
  apply(
    trx: Trx,
    context: Context,
    effect: { readonly subject: string; readonly parameters: Readonly<Record<string, string>> },
    resolution: PassedResolution,
  ): Promise<Outcome<undefined>>;
}
