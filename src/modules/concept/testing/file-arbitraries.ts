import fc from 'fast-check';
import type { ConceptFile } from '../model/file.ts';
import { sameTitle } from '../model/file-check.ts';
import {
  adoptionStatuses,
  decisions,
  fieldIcons,
  levels,
  linkKinds,
  resourceKinds,
  responsibilities,
  settableStatuses,
  stakeholderRoles,
  stepStates,
  timeFrames,
} from '../model/vocabulary.ts';

/** What people and attackers put into cells: bullets, brackets, formulas, markup, quotes, line breaks. */
const awkward = fc.constantFrom(
  '• ',
  '- ',
  '– ',
  '1. ',
  '; ',
  ', ',
  ' (Federführung)',
  ' [bis 31.12.2026]',
  '\\',
  '\\[',
  '[',
  ']',
  ':',
  '=1+1',
  '@SUM(A1)',
  '<script>alert(1)</script>',
  '&amp;',
  '"',
  "'",
  '\n',
  '\t',
  '_x0041_',
  'ä',
  'ﷺ',
  '😀',
  'ja',
  'Kreis',
  'kurzfristig',
  'Geld:',
  'Herten',
);
const piece = fc.oneof(awkward, fc.string({ maxLength: 6 }), fc.lorem({ maxCount: 3 }));

const storable = (one: string) =>
  one === '\n' || one === '\t' || (one >= ' ' && one < '\ufffd') || (one.codePointAt(0) ?? 0) > 0xffff;

/** A text as the schema gives it out: trimmed, without what XML cannot hold. */
const text = (max: number) =>
  fc.array(piece, { maxLength: 5 }).map((parts) =>
    [...parts.join('').toWellFormed()]
      .filter(storable)
      .join('')
      .slice(0, max)
      .replace(/[\ud800-\udbff]$/, '')
      .trim(),
  );
const line = (max: number) =>
  fc.tuple(fc.constantFrom('Kurs', 'Treff', 'Netz', '-', '=1'), text(max - 10)).map(([a, b]) => `${a} ${b}`.trim());
const day = fc.option(
  fc.integer({ min: 0, max: 20_000 }).map((n) => new Date(Date.UTC(1990, 0, 1 + n)).toISOString().slice(0, 10)),
  { nil: null },
);
const period = fc.tuple(day, day).map(([a, b]) => (a && b && b < a ? { startsOn: b, endsOn: a } : { startsOn: a, endsOn: b }));
const cents = fc.option(fc.integer({ min: 0, max: 1_000_000_000 }), { nil: undefined });
const key = (prefix: string) => fc.integer({ min: 0, max: 99 }).map((n) => `${prefix}-${n}`);
const some = <T>(one: fc.Arbitrary<T>, maxLength = 3) => fc.array(one, { maxLength });
const weight = fc.integer({ min: 1, max: 10 });
const optional = <T extends object>(given: T): T =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;

const step = fc.record({
  title: line(200),
  dueOn: day,
  responsible: text(100),
  state: fc.constantFrom(...stepStates),
  doneOn: day,
  evidence: text(100),
  weight,
});

const stakeholder = fc
  .record({
    name: line(100),
    role: fc.constantFrom(...stakeholderRoles),
    organisation: fc.option(key('verein'), { nil: undefined }),
  })
  .map(optional);

const resource = fc
  .record({
    kind: fc.constantFrom(...resourceKinds),
    text: text(100),
    plannedCents: cents,
    securedCents: cents,
    spentCents: cents,
  })
  .map(optional);

const link = fc.record({
  kind: fc.constantFrom(...linkKinds),
  label: line(100),
  href: fc.constantFrom('/recklinghausen/de/angebote', 'https://example.org/a;b]c?d=[e]', 'https://example.org/\\x'),
});

function fieldArbitrary(index: number) {
  const challenge = (place: number) =>
    fc.record({
      key: fc.constant(`feld${index}-h${place}`),
      title: line(200),
      rank: fc.option(fc.integer({ min: 1, max: 20 }), { nil: null }),
      method: text(100),
      evidence: text(100),
      source: text(60),
    });
  return fc.integer({ min: 0, max: 3 }).chain((count) =>
    fc.record({
      key: fc.constant(`feld${index}`),
      title: line(100),
      guideline: text(200),
      colour: fc.constantFrom(null, '#0a5c6b', '#ffffff'),
      icon: fc.constantFrom(null, ...fieldIcons),
      source: text(60),
      challenges: fc.tuple(...Array.from({ length: count }, (_, place) => challenge(place))) as unknown as fc.Arbitrary<
        ConceptFile['fields'][number]['challenges']
      >,
      goals: fc.integer({ min: 0, max: 2 }).chain((goals) =>
        fc.tuple(
          ...Array.from({ length: goals }, (_, place) =>
            fc.record({
              key: fc.constant(`feld${index}-z${place}`),
              title: line(200),
              challenge: fc.constantFrom(null, ...Array.from({ length: count }, (_, at) => `feld${index}-h${at}`)),
              source: text(60),
            }),
          ),
        ),
      ) as unknown as fc.Arbitrary<ConceptFile['fields'][number]['goals']>,
    }),
  );
}

/**
 * Editions that hang together, with everything in them that a file can hold.
 * @param towns AGS of towns of the district
 * @param territories keys of further areas
 */
export function conceptFiles(towns: readonly string[], territories: readonly string[]): fc.Arbitrary<ConceptFile> {
  const adoptions = fc.uniqueArray(
    fc.record({
      town: fc.constantFrom(...towns),
      decision: fc.constantFrom(...decisions),
      note: text(100),
      status: fc.constantFrom(null, ...adoptionStatuses),
      contact: text(60),
      steps: some(step, 2),
    }),
    { selector: ({ town }) => town, maxLength: 3 },
  );
  const recommendation = fc.record({
    title: line(200),
    wording: text(300),
    summary: text(200),
    targetGroups: some(line(60)),
    levels: fc.uniqueArray(fc.constantFrom(...levels)),
    territories: fc.uniqueArray(fc.constantFrom(...towns, ...territories), { maxLength: 3 }),
    stakeholders: some(stakeholder),
    responsibilities: fc.uniqueArray(fc.constantFrom(...responsibilities), { maxLength: 4 }),
    resources: some(resource, 2),
    needsMoney: fc.boolean(),
    fundingReservation: text(100),
    timeFrame: fc.constantFrom(null, ...timeFrames),
    period,
    indicators: some(line(60), 2),
    figures: some(line(60), 2),
    links: some(link, 2),
    steps: some(step),
    adoptions,
    status: fc.constantFrom(null, ...settableStatuses),
    statusReason: line(100),
    progress: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
    weight,
    internal: fc.boolean(),
    contact: text(60),
    source: text(60),
    place: fc.nat(),
    branch: fc.nat(),
  });
  return fc
    .record({
      concept: fc.record({
        slug: key('konzept'),
        title: line(100),
        territory: fc.constantFrom(...towns),
        umbrella: fc.constant(null),
      }),
      edition: fc.record({
        title: line(100),
        state: fc.constantFrom('draft' as const, 'consultation' as const),
        summary: text(300),
        period,
        adoptedOn: day,
        adoptedBy: text(60),
        paperNumber: text(40),
        source: text(60),
      }),
      themes: fc.uniqueArray(fc.record({ key: key('thema'), title: line(100), body: text(200), source: text(60) }), {
        selector: (one) => one.key,
        maxLength: 3,
      }),
      fields: fc
        .integer({ min: 1, max: 3 })
        .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => fieldArbitrary(index)))),
      recommendations: fc.uniqueArray(recommendation, { selector: ({ title }) => sameTitle(title), maxLength: 6 }),
      firstNumber: fc.integer({ min: 1, max: 50 }),
    })
    .map(({ concept, edition: { period: whole, ...edition }, themes, fields, recommendations, firstNumber }) => ({
      concept,
      edition: { ...edition, ...whole },
      themes,
      fields,
      recommendations: recommendations
        .map(({ place, branch, period: own, statusReason, ...one }, index) => {
          const field = fields[place % fields.length] as ConceptFile['fields'][number];
          const challenge = [null, ...field.challenges.map((some) => some.key)][branch % (field.challenges.length + 1)] ?? null;
          const goal = [null, ...field.goals.map((some) => some.key)][branch % (field.goals.length + 1)] ?? null;
          const number = firstNumber + 2 * index;
          const needs = index > 0 && branch % 3 === 0 ? [firstNumber + 2 * (branch % index)] : [];
          const reason = one.status === null ? '' : statusReason.replace(/\d/g, '');
          return { ...one, ...own, number, field: field.key, challenge, goal, needs, statusReason: reason.trim() };
        })
        // As an edition is read: field by field.
        .toSorted((a, b) => a.field.localeCompare(b.field)),
    }))
    .map((file) => ({
      ...file,
      recommendations: file.recommendations.map((one) => ({
        ...one,
        adoptions: one.adoptions.toSorted((a, b) => a.town.localeCompare(b.town)),
      })),
    }));
}
