import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#platform/days';
import { type Decision, decisionFault, isEditable, nextNumber } from './resolution.ts';
import { countVotes, isReminderDay, isVoteDay, mayClose, outcomeOf, voteChoices, votesCast } from './vote.ts';

const vote = fc.option(fc.constantFrom(...voteChoices));
const few = fc.nat({ max: 60 });
const count = fc.record({ yes: few, no: few, abstain: few });

describe('the outcome of a circular letter', () => {
  it.each([
    [{ yes: 2, no: 1, abstain: 9 }, 'passed'],
    [{ yes: 1, no: 1, abstain: 0 }, 'rejected'],
    [{ yes: 0, no: 0, abstain: 0 }, 'rejected'],
    [{ yes: 0, no: 0, abstain: 5 }, 'rejected'],
    [{ yes: 1, no: 0, abstain: 0 }, 'passed'],
  ] as const)('of %j is %s', (votes, outcome) => {
    expect(outcomeOf(votes)).toBe(outcome);
  });

  it('counts each seat at most once, and seats that say nothing not at all', () => {
    fc.assert(
      fc.property(fc.array(vote), (votes) => {
        expect(votesCast(countVotes(votes))).toBe(votes.filter((one) => one !== null).length);
      }),
    );
  });

  it('does not hang on the order, on abstentions or on who is missing, and one more yes never undoes it', () => {
    fc.assert(
      fc.property(fc.array(vote), fc.nat({ max: 5 }), (votes, more) => {
        const outcome = outcomeOf(countVotes(votes));
        expect(outcomeOf(countVotes(votes.toReversed()))).toBe(outcome);
        const silent = Array.from({ length: more }, () => null);
        expect(outcomeOf(countVotes([...votes, ...silent, ...silent.map(() => 'abstain' as const)]))).toBe(outcome);
        if (outcome === 'passed') expect(outcomeOf(countVotes([...votes, 'yes']))).toBe('passed');
        else expect(outcomeOf(countVotes([...votes, 'no']))).toBe('rejected');
      }),
    );
  });
});

describe('the days of a circular letter', () => {
  const today = '2026-11-22';

  it('end within a year, not yesterday', () => {
    expect(['2026-11-21', today, '2027-11-22', '2027-11-24'].map((day) => isVoteDay(day, today))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('let it be closed after the last day, or when nobody is missing', () => {
    expect(mayClose({ until: today, missing: 1 }, today)).toBe(false);
    expect(mayClose({ until: today, missing: 0 }, today)).toBe(true);
    expect(mayClose({ until: '2026-11-21', missing: 4 }, today)).toBe(true);
  });

  it('remind on the last three days, never on the day it was sent', () => {
    const until = '2026-12-10';
    const days = Array.from({ length: 25 }, (_, day) => addDays(today, day));
    const on = (startedOn: string) => days.filter((day) => isReminderDay({ startedOn, until }, day));
    expect(on(today)).toEqual(['2026-12-07', '2026-12-08', '2026-12-09', '2026-12-10']);
    expect(on('2026-12-09')).toEqual(['2026-12-10']);
    expect(on('2026-12-10')).toEqual([]);
  });
});

describe('a decision in a meeting', () => {
  const decision = (change: Partial<Decision> = {}): Decision => ({
    outcome: 'passed',
    count: { yes: 5, no: 1, abstain: 0 },
    chairDecision: '',
    decidedOn: '2026-11-22',
    ...change,
  });

  it('has no more votes than seats, whatever the chair finds', () => {
    expect(decisionFault(decision(), 6)).toBeUndefined();
    const fault = { code: 'networks.votes_exceed_seats', votes: 6, seats: 5 };
    expect(decisionFault(decision(), 5)).toEqual(fault);
    expect(decisionFault(decision({ chairDecision: 'Einvernehmen' }), 5)).toEqual(fault);
  });

  it('of a body without seats needs the finding of the chair', () => {
    expect(decisionFault(decision(), 0)).toEqual({ code: 'networks.seats_unknown' });
    expect(decisionFault(decision({ chairDecision: 'Niederschrift des Kreistags' }), 0)).toBeUndefined();
  });

  it('against the count needs the finding of the chair', () => {
    fc.assert(
      fc.property(count, fc.constantFrom('passed', 'rejected'), (votes, outcome) => {
        const seats = votesCast(votes) + 1;
        const fault = decisionFault(decision({ count: votes, outcome }), seats);
        expect(fault).toEqual(outcomeOf(votes) === outcome ? undefined : { code: 'networks.outcome_unexplained' });
        expect(decisionFault(decision({ count: votes, outcome, chairDecision: 'Stichentscheid' }), seats)).toBeUndefined();
      }),
    );
  });
});

describe('numbers', () => {
  it('count on in the year, over gaps and other years', () => {
    expect(nextNumber('2026', [])).toBe('2026/1');
    expect(nextNumber('2026', ['2026/2', '2025/9', '2026/10', 'alt'])).toBe('2026/11');
  });

  it('are never given twice', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('2025', '2026', '2027'), { maxLength: 40 }), (years) => {
        const given: string[] = [];
        for (const year of years) given.push(nextNumber(year, given));
        expect(new Set(given).size).toBe(given.length);
      }),
    );
  });
});

it('the wording stays while a letter is voted on, and after the decision', () => {
  expect(isEditable({ state: 'draft', meetingId: null })).toBe(true);
  expect(isEditable({ state: 'open', meetingId: null })).toBe(false);
  expect(isEditable({ state: 'open', meetingId: 'm' })).toBe(true);
  for (const state of ['passed', 'rejected', 'withdrawn'] as const) expect(isEditable({ state, meetingId: 'm' })).toBe(false);
});
