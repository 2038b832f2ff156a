/**
 * Expected failure is a value, a bug is an exception. A use case returns `ok(value)` or `fail('offer.unknown_town', { at })`;
 * the code is listed in the module's `failures` and has a text `<module>:failure.<code>` in every language.
 */
export type Outcome<T, Code extends string = string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: Code; readonly details: Readonly<Record<string, string | number>> };

export function ok(): Outcome<undefined, never>;
export function ok<T>(value: T): Outcome<T, never>;
export function ok<T>(value?: T): Outcome<T | undefined, never> {
  return { ok: true, value };
}

export function fail<Code extends string>(code: Code, details: Record<string, string | number> = {}): Outcome<never, Code> {
  return { ok: false, code, details };
}
