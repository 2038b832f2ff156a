import { createECDH } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { momentForm, newsForm, pathBelow } from './form.ts';
import { newsSince, plainNews, readNewsText, shortened } from './news.ts';
import { arePushKeys, isPushEndpoint, pushResultOf } from './push.ts';

const here = { slug: 'recklinghausen', publicUrl: 'https://ankommen.example' };

describe('the page that a message leads to', () => {
  it.each([
    ['', ''],
    ['/ankommen/bankkonto', '/ankommen/bankkonto'],
    ['/recklinghausen/ar/ankommen/bankkonto/', '/ankommen/bankkonto'],
    ['https://ankommen.example/recklinghausen/de/angebote/sprachcafe?x=1#y', '/angebote/sprachcafe'],
    ['https://elsewhere.example/recklinghausen/de/ankommen/bankkonto', undefined],
    ['//elsewhere.example/de/x', undefined],
    ['javascript:alert(1)', undefined],
    ['ankommen/bankkonto', undefined],
    ['/../../etc/passwd', '/etc/passwd'],
    ['/ankommen/<script>', undefined],
    ['/recklinghausen', '/recklinghausen'],
    ['/recklinghausen/xx/ankommen', undefined],
    ['/guetersloh/de/ankommen', '/guetersloh/de/ankommen'],
  ])('%s', (typed, path) => {
    expect(pathBelow(typed, here)).toBe(path);
  });

  test('never leaves the district', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const path = pathBelow(typed, here);
        if (path === undefined || path === '') return;
        expect(new URL(`/recklinghausen/de${path}`, here.publicUrl).pathname).toBe(`/recklinghausen/de${path}`);
      }),
    );
  });
});

describe('the words of a message', () => {
  it('are paragraphs, lists and links, and nothing else', () => {
    const { blocks, problems } = readNewsText('Heute **zu**.\n\n- [Mehr](https://example.org)\n- Telefon');
    expect(problems).toEqual([]);
    expect(blocks.map(({ type }) => type)).toEqual(['paragraph', 'list']);
    expect(plainNews('Heute **zu**.\n\n- [Mehr](https://example.org)')).toBe('Heute zu.\nMehr');
  });

  it.each([
    '# Laut',
    '> zitiert',
    '<b>fett</b>',
    '![Bild](https://example.org/a.png)',
    '[hier](javascript:alert(1))',
    '[hier](offer:sprachcafe)',
    '::offer[sprachcafe]',
    '|a|b|\n|-|-|\n|1|2|',
    '>'.repeat(3000),
  ])('refuse %s', (text) => {
    expect(readNewsText(text).problems.length).toBeGreaterThan(0);
  });

  test('are shortened at a word, and never longer than asked for', () => {
    expect(shortened('Das Amt ist am Montag geschlossen.', 15)).toBe('Das Amt ist am…');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 5, max: 60 }), (text, length) => {
        const short = shortened(text, length);
        expect(short.length).toBeLessThanOrEqual(length + 1);
        expect(short.isWellFormed()).toBe(true);
      }),
    );
  });

  test('are checked field by field', () => {
    const sent = {
      channel: 'spam',
      title: 'zwei\nZeilen',
      text: '',
      towns: ['05562024', 'x'],
      path: 'https://elsewhere.example/',
    };
    const parsed = newsForm(here).safeParse(sent);
    expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual(['channel', 'towns', 'title', 'text', 'path']);
  });
});

test('the moment is that of a clock in Germany', () => {
  const at = (moment: string) => momentForm.safeParse({ version: '1', moment }).data?.moment.toISOString();
  expect(at('2026-12-01T08:00')).toBe('2026-12-01T07:00:00.000Z');
  expect(at('2026-07-01T08:00')).toBe('2026-07-01T06:00:00.000Z');
  expect(at('2026-02-31T08:00')).toBeUndefined();
  expect(at('2026-02-01 08:00')).toBeUndefined();
  expect(at('2026-02-01T25:00')).toBeUndefined();
  expect(newsSince(new Date('2026-11-29T12:00:00Z')).toISOString()).toBe('2026-11-01T12:00:00.000Z');
});

describe('the address of a device', () => {
  it.each([
    ['https://fcm.googleapis.com/fcm/send/abc', true],
    ['https://updates.push.services.mozilla.com/wpush/v2/abc', true],
    ['https://web.push.apple.com/abc', true],
    ['https://wns2-par02p.notify.windows.com/w/?token=abc', true],
    ['http://fcm.googleapis.com/fcm/send/abc', false],
    ['https://fcm.googleapis.com:8443/fcm/send/abc', false],
    ['https://fcm.googleapis.com.evil.example/', false],
    ['https://evilnotify.windows.com/', false],
    ['https://user@fcm.googleapis.com/', false],
    ['https://127.0.0.1/', false],
    ['https://push.own.example:8080/a', true],
    [`https://fcm.googleapis.com/${'a'.repeat(1000)}`, false],
    ['nothing', false],
  ])('%s', (endpoint, isOne) => {
    expect(isPushEndpoint(endpoint, ['push.own.example:8080'])).toBe(isOne);
  });

  it('comes with keys with which something can be sealed', () => {
    const device = createECDH('prime256v1');
    device.generateKeys();
    const auth = Buffer.alloc(16, 1).toString('base64url');
    expect(arePushKeys({ p256dh: device.getPublicKey('base64url'), auth })).toBe(true);
    expect(arePushKeys({ p256dh: device.getPublicKey('base64url'), auth: 'abc' })).toBe(false);
    const offCurve = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 9)]).toString('base64url');
    expect(arePushKeys({ p256dh: offCurve, auth })).toBe(false);
    fc.assert(fc.property(fc.string(), fc.string(), (p256dh, other) => !arePushKeys({ p256dh, auth: other })));
  });

  it('is gone, wants to be asked later, or refuses, as its service says', () => {
    expect([201, 204, 404, 410, 429, 503, 400, 403, 301].map(pushResultOf)).toEqual([
      'reached',
      'reached',
      'gone',
      'gone',
      'later',
      'later',
      'refused',
      'refused',
      'refused',
    ]);
  });
});
