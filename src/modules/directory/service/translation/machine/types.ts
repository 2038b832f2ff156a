import type { Outcome } from '#platform/outcome';

/**
 * Why a service gave no translation: its own quota is used up, it is overloaded, it refuses the key, cannot be reached,
 * took too long, answered something that is no translation, or does not know the language.
 */
export type MachineFailure =
  | 'machine.quota'
  | 'machine.busy'
  | 'machine.refused'
  | 'machine.unavailable'
  | 'machine.timeout'
  | 'machine.nonsense'
  | 'machine.language';

/** A service that translates; the one thing that differs between providers. */
export interface MachineTranslator {
  /** As people know it, e.g. `DeepL`. */
  readonly name: string;
  supports(tag: string): boolean;
  /**
   * Translates German texts, in order. `{1}`, `{2}` in a text stand for what has to stay and to come back; the caller
   * checks that. Never throws for what the service does.
   */
  translate(tag: string, texts: readonly string[]): Promise<Outcome<readonly string[], MachineFailure>>;
}
