import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offerSchema } from './content.ts';
import { changes, same } from './diff.ts';
import { isOpenToAll, obstacles } from './eligibility.ts';
import { facetWords } from './facets.ts';
import { publicOffer } from './public-view.ts';
import { slugify } from './slug.ts';
import { anyOffer, offer } from './testing.ts';
import { germanLevels, residenceGroups } from './vocabulary.ts';

describe('content', () => {
  it('accepts a complete offer and tells apart what cannot be', () => {
    expect(offerSchema.safeParse(offer()).success).toBe(true);
    const wrong: [Partial<Record<string, unknown>>, string][] = [
      [{ name: 'Zeile\nUmbruch' }, 'name'],
      [{ ages: { min: 20, max: 10 } }, 'ages.max'],
      [{ germanLevel: { min: 'B1', max: 'A1' } }, 'germanLevel.max'],
      [{ capacity: { total: 5, free: 6, waiting: 'none' } }, 'capacity.free'],
      [{ breaks: [{ from: '2026-02-30', to: '2026-03-01' }] }, 'breaks.0.from'],
      [{ breaks: [{ from: '2026-03-02', to: '2026-03-01' }] }, 'breaks.0.to'],
      [{ schedules: [{ kind: 'weekly', hours: 'immer mal' }] }, 'schedules.0.hours'],
      [{ schedules: [{ kind: 'dates', start: '2026-13-01T10:00', minutes: 60 }] }, 'schedules.0.start'],
      [{ schedules: [{ kind: 'dates', start: '2026-12-01T10:00', minutes: 60, rrule: 'FREQ=OFTEN' }] }, 'schedules.0.rrule'],
      [{ place: { visibility: 'public', accessibility: [], lat: 51 } }, 'place.lat'],
      [{ place: { visibility: 'public', accessibility: [], lat: 7, lon: 51 } }, 'place.lat'],
      [{ languages: [{ code: 'de', mode: 'spoken' }] }, 'languages.0.code'],
      [{ kind: 'something' }, 'kind'],
      [{ contact: { website: 'javascript:alert(1)' } }, 'contact.website'],
    ];
    for (const [change, path] of wrong) {
      const parsed = offerSchema.safeParse({ ...offer(), ...change });
      expect(parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.')), JSON.stringify(change)).toContain(
        path,
      );
    }
  });
});

describe('may I go there?', () => {
  it('lets nobody be refused where nothing is asked', () => {
    fc.assert(
      fc.property(
        anyOffer,
        fc.constantFrom(...residenceGroups),
        fc.constantFrom('none' as const, ...germanLevels),
        fc.nat(99),
        (any, residence, germanLevel, age) => {
          const found = obstacles(any, { residence, germanLevel, age, gender: 'women' });
          if (isOpenToAll(any)) expect(found).toEqual([]);
          expect(obstacles(any, {})).toEqual([]);
        },
      ),
    );
  });
  it.each([
    [{ residence: ['tolerated' as const] }, { residence: 'eu' as const }, ['residence']],
    [{ germanLevel: { min: 'A2' as const } }, { germanLevel: 'none' as const }, ['german_too_low']],
    [{ germanLevel: { max: 'A2' as const } }, { germanLevel: 'B1' as const }, ['german_too_high']],
    [{ germanLevel: { min: 'A2' as const, max: 'B1' as const } }, { germanLevel: 'B1' as const }, []],
    [{ ages: { min: 16, max: 27 } }, { age: 15 }, ['too_young']],
    [{ ages: { min: 16, max: 27 } }, { age: 28 }, ['too_old']],
    [{ gender: 'women' as const }, { gender: 'men' as const }, ['gender']],
    [{ areaServed: ['05754008'] }, { home: '05754044' }, ['area']],
    [{ areaServed: [] }, { home: '05754044' }, []],
  ])('%j for %j: %j', (rules, visitor, expected) => {
    expect(obstacles(offer(rules), visitor)).toEqual(expected);
  });
  it('agrees with the words that the search filters by', () => {
    fc.assert(
      fc.property(
        anyOffer,
        fc.constantFrom(...residenceGroups),
        fc.constantFrom('none' as const, ...germanLevels),
        (any, residence, germanLevel) => {
          const { gates } = facetWords({ offer: any, topOf: () => undefined, towns: any.areaServed });
          expect(gates.includes(`status:${residence}`)).toBe(!obstacles(any, { residence }).length);
          for (const home of any.areaServed) expect(gates).toContain(`wohnort:${home}`);
          expect(gates.includes(`niveau:${germanLevel}`)).toBe(!obstacles(any, { germanLevel }).length);
        },
      ),
    );
  });
});

describe('public view', () => {
  it('leaves nothing of a hidden place, and no street of a partly hidden one', () => {
    fc.assert(
      fc.property(anyOffer, (any) => {
        const text = JSON.stringify(publicOffer(any, '2026-11-23'));
        if (any.place?.visibility === 'hidden') expect(text).not.toMatch(/Geheim|45770|51\.65|7\.08/);
        if (any.place?.visibility === 'partial')
          expect(text).not.toMatch(/Geheimweg|Geheimhaus|Geheimer Hinweis|51\.6543|7\.0876/);
        if (any.place?.visibility === 'public') expect(text).toContain('Geheimweg 7');
      }),
    );
  });
});

describe('facets', () => {
  it('name town, district-wide offers, categories with their top, and marks', () => {
    const { facets } = facetWords({
      offer: offer({ childcare: 'yes', schedules: [{ kind: 'weekly', hours: 'Tu 10:00-11:00' }] }),
      topOf: () => 'language',
      towns: [],
    });
    expect(facets).toEqual([
      'art:offer',
      'merkmal:childcare',
      'merkmal:free',
      'merkmal:no-registration',
      'ort:05562024',
      'tag:2',
      'thema:conversation',
      'thema:language',
    ]);
    const { town: _town, ...districtWide } = offer();
    expect(facetWords({ offer: districtWide, topOf: () => undefined, towns: [] }).facets).toContain('ort:kreis');
  });
});

describe('comparison', () => {
  it('finds nothing between equal versions and names each changed field', () => {
    fc.assert(fc.property(anyOffer, (any) => void expect(changes(any, structuredClone(any))).toEqual([])));
    const before = offer({
      translations: { ar: { name: { text: 'أ', by: 'machine', of: '0123456789ab' }, summary: { text: 'ج', by: 'human' } } },
    });
    const after = offer({
      name: 'Anders',
      fees: { kind: 'paid', cents: 500 },
      translations: {
        ar: {
          name: { text: 'ب', by: 'human', of: 'ba9876543210' },
          summary: { text: 'ج', by: 'human', of: 'ba9876543210' },
        },
      },
    });
    expect(changes(before, after).map(({ field }) => field)).toEqual([
      'name',
      'fees',
      'translations.ar.name',
      'translations.ar.summary.of',
    ]);
  });
  it('does not mind the order of keys', () => {
    expect(same({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 })).toBe(true);
  });
});

describe('slugs', () => {
  it.each([
    ['Café für Alle (Mitte)', 'cafe-fuer-alle-mitte'],
    ['Haus der Kulturen – Größe', 'haus-der-kulturen-groesse'],
    ['مقهى', ''],
  ])('%s → %s', (name, slug) => {
    expect(slugify(name)).toBe(slug);
  });
  it('are always address parts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => void expect(slugify(name)).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/)),
    );
  });
});
