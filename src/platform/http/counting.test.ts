import { describe, expect, it } from 'vitest';
import { PageCounter } from './counting.ts';

const page = { tenantId: 'a', path: '/ankommen', language: 'de', via: 'web' };
const reader = { 'user-agent': 'Mozilla/5.0 Firefox/140.0' };

describe('the counter of pages', () => {
  it('adds up what is alike, keeps apart what is not, and begins anew when it is asked', () => {
    let now = new Date('2026-11-22T23:30:00+01:00');
    const counter = new PageCounter(() => now);
    counter.count(page, reader);
    counter.count(page, reader);
    counter.count({ ...page, language: 'ar' }, reader);
    counter.count({ ...page, via: 'kiosk' }, reader);
    now = new Date('2026-11-23T00:10:00+01:00');
    counter.count(page, reader);
    expect(counter.drain()).toEqual([
      { ...page, day: '2026-11-22', views: 2 },
      { ...page, language: 'ar', day: '2026-11-22', views: 1 },
      { ...page, via: 'kiosk', day: '2026-11-22', views: 1 },
      { ...page, day: '2026-11-23', views: 1 },
    ]);
    expect(counter.drain()).toEqual([]);
  });

  it('leaves out programs and what a browser fetches in advance', () => {
    const counter = new PageCounter();
    counter.count(page, {});
    counter.count(page, { 'user-agent': 'Googlebot/2.1' });
    counter.count(page, { ...reader, 'sec-purpose': 'prefetch;prerender' });
    counter.count(page, { ...reader, purpose: 'prefetch' });
    expect(counter.drain()).toEqual([]);
  });
});
