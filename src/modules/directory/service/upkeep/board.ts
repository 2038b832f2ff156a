import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { addDays, dayOf } from '#platform/days';
import type { WorkLine } from '#platform/module';
import { fail, type Outcome, ok } from '#platform/outcome';
import { schoolHolidaysUntil } from '../../model/school-holidays.ts';
import { consentNotice, mailFrom } from '../../model/upkeep/mails.ts';
import { ruleOf, type Stage, type UpkeepRule, whatNext } from '../../model/upkeep/stages.ts';
import { type CategoryTree, readCategories } from '../../store/categories.ts';
import { findEntry } from '../../store/entries.ts';
import {
  type BoardCounts,
  type BoardFilter,
  countStanding,
  type Grouping,
  type GroupRow,
  groupStanding,
  listEndingConsents,
  listStanding,
  type StandingRow,
} from '../../store/upkeep/board.ts';
import { type Confirmation, listConfirmations } from '../../store/upkeep/confirmations.ts';
import { type Askable, endPause, findAskable, findPause, lockAskable, pause } from '../../store/upkeep/organisations.ts';
import { deleteRule, readRules, type StoredRule, saveRule } from '../../store/upkeep/rules.ts';
import { leavesOf } from '../exporting.ts';
import { reaches, reachOf } from '../reach.ts';
import { addressOf, mailLink } from './mailing.ts';

export type { StoredRule };

const reach = (context: Context) => reachOf(context, 'directory.edit');

export interface BoardQuery {
  readonly stage?: Stage | undefined;
  readonly town?: string | undefined;
  /** Leaf or top. */
  readonly category?: string | undefined;
  readonly organisationId?: string | undefined;
}

export interface BoardRow extends StandingRow {
  /** What follows if nobody confirms; undefined: nothing, or staff talk to the organisation. */
  readonly next: { readonly stage: Stage; readonly on: string } | undefined;
}

export interface Board {
  readonly counts: BoardCounts;
  readonly rows: readonly BoardRow[];
  readonly next: string | undefined;
  readonly groups: readonly GroupRow[];
}

/** Where the offers in reach stand, and what happens next with them. */
export async function readBoard(
  context: Context,
  query: BoardQuery,
  page: { readonly grouping: Grouping | undefined; readonly after: string | undefined; readonly limit: number },
): Promise<Board> {
  const today = dayOf(context.now());
  return context.transaction(async (trx) => {
    const categories = await readCategories(trx);
    const { stage, town, organisationId } = query;
    const filter: BoardFilter = {
      reach: reach(context),
      stage,
      town,
      organisationId,
      categories: leavesOf(categories, query.category),
    };
    const counts = await countStanding(trx, filter, today);
    if (page.grouping) {
      const most = page.grouping === 'organisation' ? page.limit : 500;
      const groups = await groupStanding(trx, filter, page.grouping, page.after, most + 1);
      const shown = groups.slice(0, most);
      const last = shown.at(-1);
      return { counts, rows: [], next: groups.length > most && last ? `${last.name} ${last.id}` : undefined, groups: shown };
    }
    const rules = await readRules(trx);
    const rows = await listStanding(trx, filter, today, page.after, page.limit + 1);
    const shown = rows.slice(0, page.limit);
    return {
      counts,
      rows: shown.map((row) => ({
        ...row,
        next: row.pausedUntil ? undefined : whatNext(row, ruleOf(rules, row.categories, categories.topOf)),
      })),
      next: rows.length > page.limit ? shown.at(-1)?.cursor : undefined,
      groups: [],
    };
  });
}

export interface OrganisationUpkeep {
  readonly organisation: Askable;
  readonly address: string | undefined;
  /** First day on which a mail may go out; null: at once. */
  readonly mailFrom: string | null;
  readonly pause: { readonly until: string; readonly reason: string } | undefined;
  readonly mails: readonly Confirmation[];
}

const mailsShown = 24;

export async function readOrganisationUpkeep(
  context: Context,
  id: string,
): Promise<Outcome<OrganisationUpkeep, 'entry.not_found'>> {
  const today = dayOf(context.now());
  return context.transaction(async (trx) => {
    const organisation = await findAskable(trx, today, id);
    if (!organisation || !reaches(reach(context), organisation.town)) return fail('entry.not_found');
    const from = mailFrom(organisation.lastSent);
    return ok({
      organisation,
      address: addressOf(context, organisation),
      mailFrom: from !== null && from > today ? from : null,
      pause: await findPause(trx, id, today),
      mails: await listConfirmations(trx, id, mailsShown),
    });
  });
}

/** Sends the mail now instead of waiting for the night; not more often than the nights may. */
export async function sendNow(
  context: Context,
  id: string,
): Promise<Outcome<undefined, 'entry.not_found' | 'upkeep.no_address' | 'upkeep.mail_too_soon'>> {
  const today = dayOf(context.now());
  return context.transaction(async (trx) => {
    const organisation = await lockAskable(trx, today, id);
    if (!organisation || !reaches(reach(context), organisation.town) || !organisation.offers.length)
      return fail('entry.not_found');
    if (addressOf(context, organisation) === undefined) return fail('upkeep.no_address');
    if (organisation.pausedUntil !== null || (mailFrom(organisation.lastSent) ?? today) > today)
      return fail('upkeep.mail_too_soon');
    await mailLink(trx, context, organisation);
    return ok();
  });
}

/** Staff talk to the organisation themselves: no mails, no further stage until then; null ends it. */
export async function pauseUntil(
  context: Context,
  id: string,
  until: string | null,
  reason: string,
): Promise<Outcome<undefined, 'entry.not_found'>> {
  return context.transaction(async (trx) => {
    const entry = await findEntry(trx, id);
    if (entry?.kind !== 'organisation' || !reaches(reach(context), entry.town)) return fail('entry.not_found');
    if (until === null) await endPause(trx, id);
    else await pause(trx, context.tenant.id, id, until, reason);
    await audit(trx, context, {
      action: until === null ? 'directory.upkeep_resumed' : 'directory.upkeep_paused',
      subjectType: 'organisation',
      subjectId: id,
      details: { until },
    });
    return ok();
  });
}

export async function readUpkeepRules(context: Context): Promise<{ rules: readonly StoredRule[]; categories: CategoryTree }> {
  return context.transaction(async (trx) => ({
    rules: [...(await readRules(trx)).values()],
    categories: await readCategories(trx),
  }));
}

export type RuleFailure = 'category.unknown' | 'upkeep.rule_order' | 'upkeep.rule_changed';

/** Writes a rule; it counts from the coming night. */
export async function changeRule(context: Context, rule: UpkeepRule, seen: number): Promise<Outcome<undefined, RuleFailure>> {
  const { badgeDays, remindDays, demoteDays, hideDays } = rule;
  if (!(badgeDays <= remindDays && remindDays <= demoteDays && demoteDays <= hideDays)) return fail('upkeep.rule_order');
  return context.transaction(async (trx) => {
    if (rule.category !== '' && !(await readCategories(trx)).find(rule.category)) return fail('category.unknown');
    if (!(await saveRule(trx, context.tenant.id, rule, seen))) return fail('upkeep.rule_changed');
    await audit(trx, context, {
      action: 'directory.upkeep_rule_changed',
      subjectType: 'category',
      subjectId: null,
      details: { ...rule },
    });
    return ok();
  });
}

/** Takes the rule of a category away: it has that of its top again, or the general one. */
export async function removeRule(context: Context, category: string): Promise<Outcome<undefined, 'category.unknown'>> {
  return context.transaction(async (trx) => {
    if (!(await deleteRule(trx, category))) return fail('category.unknown');
    await audit(trx, context, {
      action: 'directory.upkeep_rule_removed',
      subjectType: 'category',
      subjectId: null,
      details: { category },
    });
    return ok();
  });
}

const mostLines = 5;

/** Consents that end soon; and, a year before it runs out, that the table of the school holidays needs its next decree. */
export async function upkeepWork(context: Context): Promise<readonly WorkLine[]> {
  if (!context.may('directory.edit')) return [];
  const today = dayOf(context.now());
  const base = `/intern/${context.tenant.slug}/wegweiser`;
  const consents = await context.transaction((trx) =>
    listEndingConsents(trx, reach(context), { from: today, until: addDays(today, consentNotice) }, mostLines),
  );
  const holidays = context.may('directory.manage') && addDays(schoolHolidaysUntil, -365) <= today;
  return [
    ...consents.map(({ id, name, until }) => ({
      kind: 'directory:staff.work.consent',
      title: name,
      href: `${base}/eintraege/${id}`,
      dueOn: until,
      late: false,
    })),
    ...(holidays
      ? [
          {
            kind: 'directory:staff.work.holidays',
            title: context.t('directory:staff.work.holidays_title', { date: schoolHolidaysUntil }),
            href: `${base}/aktualitaet`,
            dueOn: schoolHolidaysUntil,
            late: schoolHolidaysUntil < today,
          },
        ]
      : []),
  ];
}
