import type { FormErrors, FormValues } from '#platform/ui';

/** What an effect is called, and its parameters in words. */
export interface EffectText {
  readonly label: string;
  readonly subject: string;
  readonly parameters: readonly { readonly label: string; readonly value: string }[];
  readonly appliedAt: string | undefined;
}

/** A rejected form of the page. */
export interface RecordForm {
  readonly kind: 'decision' | 'vote' | 'notice';
  readonly values: FormValues;
  readonly errors: FormErrors;
}
