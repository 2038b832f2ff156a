import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Role, roles } from '#platform/access';
import {
  browserName,
  type Grant,
  grantFault,
  mayManageRole,
  normaliseEmail,
  normalisePassword,
  passwordFault,
  roleScopes,
  safePath,
} from './model.ts';

const id = '0198f000-0000-7000-8000-000000000001';

describe('where to go after sign-in', () => {
  test.each(['/konto', '/intern/recklinghausen/konten?suche=a&nach=b', '/konto/einladung?token=abc', '/recklinghausen/ar/'])(
    '%s is ours',
    (path) => {
      expect(safePath(path)).toBe(path);
    },
  );

  test.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/%0d%0aset-cookie:x',
    '\\/evil.example',
    'javascript:alert(1)',
    'konto',
    '/a/../..//evil.example',
    '/.//evil.example',
    '/x\u0000y',
    '/konto/abmelden',
    '',
    undefined,
    ['/konto'],
    `/${'a'.repeat(3000)}`,
  ])('%j is not, or stays on this host', (path) => {
    const result = safePath(path);
    expect(new URL(result, 'https://here.example').host).toBe('here.example');
    expect(result).not.toMatch(/[\r\n\t\\]|evil\.example\/?$|abmelden/);
  });

  test('no text leads to another host', () => {
    const pieces = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2f',
      '%5c',
      '@',
      ':',
      'evil.example',
      '\t',
      '\n',
      ' ',
      '?',
      '#',
      'a',
      'http',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((parts) => `/${parts.join('')}`),
        ),
        (text) => {
          const result = safePath(text);
          return (
            result.startsWith('/') &&
            new URL(result, 'https://here.example').host === 'here.example' &&
            safePath(result) === result
          );
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('a role can be granted', () => {
  const scopes = { organisation: id, team: id, person: id, territory: '05562020', area: 'sprache' } as const;

  test.each(roles)('%s with what it may be limited to, and never with anything else', (role) => {
    const rule = roleScopes[role];
    expect(grantFault({ role, scope: null })).toBe(rule.required ? 'scope_required' : undefined);
    for (const kind of ['territory', 'organisation', 'team', 'area', 'person'] as const) {
      const fault = grantFault({ role, scope: { kind, id: scopes[kind] } });
      expect(fault).toBe(rule.kinds.includes(kind) ? undefined : 'scope_not_allowed');
    }
  });

  test.each<Grant>([
    { role: 'provider', scope: { kind: 'organisation', id: "'; drop table" } },
    { role: 'integration_officer', scope: { kind: 'territory', id: '055' } },
    { role: 'integration_officer', scope: { kind: 'territory', id: '💩' } },
    { role: 'ki_staff', scope: { kind: 'area', id: 'Sprache und Bildung' } },
  ])('not with a key that cannot be one: %j', (grant) => {
    expect(grantFault(grant)).toBe('scope_unknown');
  });
});

describe('who may manage roles', () => {
  const held = (role: Role, tenantId: string | null = 'here') => [{ role, tenantId, scope: null }];

  test('administrators all of them, leads all but those that watch over them, nobody else any', () => {
    for (const managed of roles) {
      expect(mayManageRole(held('administrator'), 'here', managed)).toBe(true);
      expect(mayManageRole(held('administrator', null), 'here', managed)).toBe(true);
      expect(mayManageRole(held('ki_lead'), 'here', managed)).toBe(
        managed !== 'administrator' && managed !== 'data_protection_officer',
      );
      for (const role of roles.filter((one) => one !== 'administrator' && one !== 'ki_lead')) {
        expect(mayManageRole(held(role), 'here', managed)).toBe(false);
      }
      expect(mayManageRole(held('administrator', 'elsewhere'), 'here', managed)).toBe(false);
    }
  });
});

describe('a password', () => {
  test.each([
    ['Sieben Brücken am Kanal', undefined],
    ['zwölfzeichen', undefined],
    ['elf zeichen', 'password_short'],
    ['🌉🌉🌉🌉🌉🌉🌉🌉🌉🌉🌉', 'password_short'],
    ['a'.repeat(129), 'password_long'],
    ['aaaaaaaaaaaaaa', 'password_guessable'],
    ['abababababab', 'password_guessable'],
    ['qwertzuiopas', 'password_guessable'],
    ['987654321098', 'password_guessable'],
    ['ki-lead-2026', 'password_guessable'],
  ])('%s is judged %s', (password, fault) => {
    expect(passwordFault(password, 'ki-lead@nord.example')).toBe(fault);
  });

  test('is the same however the keyboard composes its letters', () => {
    expect(normalisePassword(' Bru\u0308cke ')).toBe('Br\u00fccke');
    expect(normaliseEmail(' Name@Example.ORG ')).toBe('name@example.org');
  });
});

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36', 'Chrome · Linux'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0', 'Edge · Windows'],
  ['Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0', 'Firefox · Android'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1',
    'Safari · iOS',
  ],
  ['curl/8.5.0', 'curl/8.5.0'],
  ['', undefined],
])('the browser %j is shown as %s', (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name);
});
