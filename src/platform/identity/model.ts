import type { Role, RoleAssignment, Scope } from '#platform/access';

/** NIST SP 800-63B: length counts, composition rules do not. The upper bound keeps hashing cheap. */
export const minPasswordLength = 12;
export const maxPasswordLength = 128;

/** A working day; a session is never prolonged, so a forgotten browser closes by itself overnight. */
export const sessionHours = 12;
/** How long after sign-in a new way in may be added without signing in again. */
export const freshMinutes = 30;
export const resetHours = 1;
export const invitationDays = 14;

/** A role as it is granted: in a district, perhaps limited to a part of it. */
export interface Grant {
  readonly role: Role;
  readonly scope: Scope | null;
}

export interface ScopeRule {
  readonly kinds: readonly Scope['kind'][];
  readonly required: boolean;
}

const wholeDistrict: ScopeRule = { kinds: [], required: false };

/** What each role may, or must, be limited to (docs/architecture.md, "Who uses it"). */
export const roleScopes: Readonly<Record<Role, ScopeRule>> = {
  provider: { kinds: ['organisation'], required: true },
  volunteer: { kinds: ['person'], required: true },
  integration_officer: { kinds: ['territory'], required: true },
  ki_staff: { kinds: ['area'], required: false },
  ki_lead: wholeDistrict,
  kim_coordination: wholeDistrict,
  case_manager: { kinds: ['team'], required: false },
  authority_desk: { kinds: ['organisation'], required: false },
  school_authority: { kinds: ['organisation'], required: false },
  controlling: wholeDistrict,
  data_protection_officer: wholeDistrict,
  administrator: wholeDistrict,
};

export type GrantFault = 'scope_required' | 'scope_not_allowed' | 'scope_unknown';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const scopeIdPatterns: Readonly<Record<Scope['kind'], RegExp>> = {
  // AGS of a town (eight digits), or of a quarter below it.
  territory: /^\d{8}([/-][\w-]{1,60})?$/,
  organisation: uuid,
  team: uuid,
  area: /^[a-z][a-z0-9_-]{1,60}$/,
  person: uuid,
};

/** Why a role cannot be granted like this; undefined: it can. */
export function grantFault({ role, scope }: Grant): GrantFault | undefined {
  const rule = roleScopes[role];
  if (!scope) return rule.required ? 'scope_required' : undefined;
  if (!rule.kinds.includes(scope.kind)) return 'scope_not_allowed';
  return scopeIdPatterns[scope.kind].test(scope.id) ? undefined : 'scope_unknown';
}

/** Roles that a KI lead cannot hand out or take away: they watch over the KI or could make anyone anything. */
const administratorsOnly: readonly Role[] = ['administrator', 'data_protection_officer'];

/** Whether somebody with these roles may grant and revoke a role in the district. */
export function mayManageRole(held: readonly RoleAssignment[], tenantId: string, role: Role): boolean {
  const here = held.filter((one) => one.tenantId === tenantId || one.tenantId === null).map((one) => one.role);
  if (here.includes('administrator')) return true;
  return here.includes('ki_lead') && !administratorsOnly.includes(role);
}

/**
 * Where to go after sign-in: a path of ours, or the list of districts. Anything that a browser could read as another
 * host (`//host`, `/\host`, a scheme) or as a second header is refused.
 */
export function safePath(wanted: unknown): string {
  const fallback = '/konto/';
  if (typeof wanted !== 'string' || wanted.length > 2000 || !/^\/(?![/\\])/.test(wanted)) return fallback;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop these characters, which would turn "/\t/host" into "//host"
  if (/[\u0000-\u0020\\\u007f]/.test(wanted)) return fallback;
  const here = 'http://here.invalid';
  const url = URL.parse(wanted, here);
  if (!url || url.origin !== here || !/^\/(?!\/)/.test(url.pathname)) return fallback;
  // Signing out or in once more is never where somebody wants to land.
  if (/^\/konto\/(anmelden|abmelden)$/.test(url.pathname)) return fallback;
  return url.pathname + url.search;
}

/** One way to write a password and an address, however it was typed or passed on a command line. */
export const normalisePassword = (password: string): string => password.normalize('NFC').trim();
export const normaliseEmail = (email: string): string => email.normalize('NFC').trim().toLowerCase();

export type PasswordFault = 'password_short' | 'password_long' | 'password_guessable';

/** Why a password will not do; undefined: it will. */
export function passwordFault(password: string, email: string): PasswordFault | undefined {
  if ([...password].length < minPasswordLength) return 'password_short';
  if (password.length > maxPasswordLength) return 'password_long';
  const lower = password.toLowerCase();
  const mailbox = email.split('@')[0] ?? '';
  const repeated = new Set(lower).size < 5;
  const run = '01234567890123456789abcdefghijklmnopqrstuvwxyzqwertzuiopasdfghjklyxcvbnm';
  const sequence = run.includes(lower) || [...run].reverse().join('').includes(lower);
  const named = mailbox.length >= 4 && lower.replace(mailbox, '').length < 6;
  return repeated || sequence || named ? 'password_guessable' : undefined;
}

/** "Firefox · Android": enough to know one's own devices again; undefined: the browser does not say. */
export function browserName(userAgent: string | null): string | undefined {
  if (!userAgent) return undefined;
  const find = (names: readonly (readonly [string, RegExp])[]) => names.find(([, sign]) => sign.test(userAgent))?.[0];
  // In this order: each of them also names itself after the ones below.
  const browser = find([
    ['Edge', /\bEdg(A|iOS)?\//],
    ['Opera', /\bOPR\//],
    ['Samsung Internet', /\bSamsungBrowser\//],
    ['Firefox', /\b(Firefox|FxiOS)\//],
    ['Chrome', /\b(Headless)?Chrom(e|ium)\/|\bCriOS\//],
    ['Safari', /\bSafari\//],
  ]);
  const system = find([
    ['Android', /Android/],
    ['iOS', /iPhone|iPad|iPod/],
    ['Windows', /Windows/],
    ['macOS', /Mac OS X|Macintosh/],
    ['Linux', /Linux|X11/],
  ]);
  return [browser, system].filter(Boolean).join(' · ') || userAgent.slice(0, 60);
}
