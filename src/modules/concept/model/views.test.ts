import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recommendation, step } from '../testing/recommendations.ts';
import { kanbanOf } from './kanban.ts';
import { attentionLists, undecidedByTown } from './lists.ts';
import { coverage, decisionTable, fieldMatrix, tallyOf, townTallies } from './matrix.ts';
import { slugOfName, stakeholdersOf } from './stakeholder-view.ts';
import { sheet, timelineOf } from './timeline.ts';
import { filteredTownRows, lateByTown, townRows } from './town-view.ts';
import { type Decision, decisions } from './vocabulary.ts';

const today = '2026-11-22';
const [marl, herten] = ['05562024', '05562020'];
const answer = (town: string, decision: Decision) => ({ town, decision, note: '', status: null, contact: '', version: 1 });

describe('the matrix', () => {
  const all = [
    recommendation({ number: 1, adoptions: [answer(marl, 'adopted'), answer(herten, 'not_applicable')] }),
    recommendation({ number: 2, adoptions: [answer(marl, 'changed')] }),
    recommendation({ number: 3, levels: ['kreis'] }),
    recommendation({ number: 4, fieldId: 'f-2', levels: ['kreis'], adoptions: [answer(herten, 'already')] }),
  ];
  const table = decisionTable(all, [marl, herten]);

  test('knows who is asked, who answered and what', () => {
    expect([...table.values()]).toEqual([
      ['adopted', 'not_applicable'],
      ['changed', 'undecided'],
      [null, null],
      [null, 'already'],
    ]);
    const [inMarl, inHerten] = townTallies(all, [marl, herten], table);
    expect(inMarl && coverage(inMarl)).toBe(100);
    expect(inHerten).toEqual({ adopted: 0, changed: 0, already: 1, not_applicable: 1, undecided: 1, asked: 3 });
    expect(inHerten && coverage(inHerten)).toBe(50);
    expect(coverage(tallyOf(['not_applicable', null]))).toBeNull();
    expect(undecidedByTown(all, [marl, herten], table).map(({ town, tally }) => [town, tally.undecided])).toEqual([[herten, 1]]);
  });

  test('adds up over fields to what the towns have', () => {
    const decision = fc.constantFrom(null, ...decisions);
    fc.assert(
      fc.property(
        fc.array(fc.record({ field: fc.constantFrom('f-1', 'f-2'), a: decision, b: decision }), { maxLength: 30 }),
        (drawn) => {
          const some = drawn.map(({ field, a, b }, index) =>
            recommendation({
              number: index + 1,
              fieldId: field,
              adoptions: [...(a ? [answer(marl, a)] : []), ...(b ? [answer(herten, b)] : [])],
            }),
          );
          const made = decisionTable(some, [marl, herten]);
          const rows = fieldMatrix(some, [{ id: 'f-1' }, { id: 'f-2' }], [marl, herten], made);
          for (const [index, total] of townTallies(some, [marl, herten], made).entries()) {
            for (const key of [...decisions, 'asked'] as const)
              expect(rows.reduce((sum, { cells }) => sum + (cells[index]?.[key] ?? 0), 0)).toBe(total[key]);
            expect(decisions.reduce((sum, key) => sum + total[key], 0)).toBe(total.asked);
            expect(townRows(some, [marl, herten][index] ?? '', today)).toHaveLength(total.asked);
          }
        },
      ),
    );
  });
});

describe('the town page', () => {
  const mine = step({ title: 'Im Ort', town: marl, dueOn: '2026-11-01' });
  const rows = townRows(
    [
      recommendation({ number: 1, steps: [mine], adoptions: [answer(marl, 'adopted')] }),
      recommendation({ number: 2, fieldId: 'f-2' }),
      recommendation({ number: 3, territories: [herten] }),
    ],
    marl,
    today,
  );

  test('shows what concerns it, its answers and its own steps', () => {
    expect(rows.map(({ item, decision, late, progress }) => [item.number, decision, late, progress])).toEqual([
      [1, 'adopted', true, 0],
      [2, 'undecided', false, null],
    ]);
    expect(filteredTownRows(rows, { decision: 'undecided' })).toHaveLength(1);
    expect(filteredTownRows(rows, { fieldId: 'f-2', decision: 'adopted' })).toHaveLength(0);
    expect(lateByTown([recommendation({ steps: [mine, { ...mine, id: 'second' }] })], today)).toEqual(new Map([[marl, 1]]));
  });
});

describe('kanban', () => {
  test('shows the columns work passes through, what is due first on top, and counts all', () => {
    const due = (number: number, dueOn: string) => recommendation({ number, steps: [step({ dueOn })] });
    const columns = kanbanOf([due(1, '2027-02-01'), due(2, '2027-01-01'), due(3, '2026-01-01')], 1);
    expect(columns.map(({ status, count }) => [status, count])).toEqual([
      ['idea', 0],
      ['planned', 2],
      ['running', 0],
      ['late', 1],
      ['done', 0],
    ]);
    expect(columns[1]?.cards.map(({ number }) => number)).toEqual([2]);
  });
});

test('lists of what needs somebody count all and show the most urgent', () => {
  const all = [
    recommendation({ number: 1, reportedOn: '2020-01-01' }),
    recommendation({ number: 2, needsMoney: true, responsibilities: ['district'], reportedOn: today }),
    recommendation({ number: 3, steps: [step({ dueOn: '2026-11-01', responsible: 'KI' })], reportedOn: '2019-01-01' }),
  ];
  expect(attentionLists(all, 1).map(({ kind, count, items }) => [kind, count, items.map(({ number }) => number)])).toEqual([
    ['ownerless', 1, [1]],
    ['late', 1, [3]],
    ['stale', 2, [3]],
    ['unfunded', 1, [2]],
  ]);
});

describe('stakeholders', () => {
  test('are gathered by name with their roles', () => {
    const found = stakeholdersOf([
      recommendation({ number: 1, stakeholders: [{ name: 'Volkshochschule Bünde', role: 'lead' }] }),
      recommendation({ number: 2, stakeholders: [{ name: 'volkshochschule  bünde', role: 'partner' }], manualStatus: 'done' }),
    ]);
    expect(found.map(({ slug, name, leads, open, named }) => [slug, name, leads, open, named.length])).toEqual([
      ['volkshochschule-buende', 'Volkshochschule Bünde', 1, 1, 2],
    ]);
  });

  test('have an address whatever their name', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (name) => {
        expect(slugOfName(name)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      }),
    );
    expect(slugOfName('Straße & Łódź')).toBe('strasse-lodz');
  });
});

describe('the timeline', () => {
  const day = fc.constantFrom(null, '1990-01-01', '2024-02-29', '2026-11-22', '2027-05-05', '2099-12-31');

  test('keeps everything on the sheet', () => {
    const drawn = fc.array(
      fc.record({
        startsOn: day,
        endsOn: day,
        steps: fc.array(
          day.map((dueOn) => step({ dueOn })),
          { maxLength: 3 },
        ),
      }),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(drawn, (some) => {
        const all = some.map((changes, index) =>
          recommendation({ ...changes, number: index + 1, needs: index ? [`r-${index}`] : [] }),
        );
        const { rows, links, years, today: now, height } = timelineOf(all, today);
        expect(years.length).toBeGreaterThan(0);
        expect(years.length).toBeLessThanOrEqual(40);
        const places = [
          now,
          ...rows.flatMap(({ bar, diamonds, label }) => [bar?.x ?? 0, label.x - 4, ...diamonds.map(({ x }) => x)]),
        ];
        for (const x of places) expect(x >= -4 && x <= sheet.width).toBe(true);
        for (const { bar } of rows) expect(bar === null || bar.width >= 4).toBe(true);
        for (const { from, to } of links) expect([from.y, to.y].every((y) => y > 0 && y < height)).toBe(true);
      }),
    );
  });

  test('puts a year where it begins, and a bar from first to last day', () => {
    const { rows, years } = timelineOf([recommendation({ startsOn: '2026-01-01', endsOn: '2027-12-31' })], '2026-06-01');
    expect(years).toEqual([
      { year: 2026, x: 0 },
      { year: 2027, x: sheet.width / 2 },
    ]);
    expect(rows[0]?.bar?.x).toBe(0);
    expect(rows[0]?.bar?.width).toBeCloseTo((sheet.width * 729) / 730, 3);
  });
});
