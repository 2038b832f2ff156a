import ical from 'ical-generator';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { addDays, dayOf } from '#platform/days';
import { findInterfaceLanguage, german, translator } from '#platform/i18n';
import { accountContacts, listAccounts } from '#platform/identity';
import { queueMail } from '#platform/mail';
import type { JobServices, WorkLine } from '#platform/module';
import { fail, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import { dayAfterUpdate, isPlanned, toRemind } from '../model/calendar.ts';
import type { Indicator } from '../model/indicator.ts';
import { timeWords } from '../model/report-words.ts';
import { monitoringPermissions } from '../permissions.ts';
import { listReminded, markReminded, planUpdates } from '../store/calendar.ts';
import { listIndicators } from '../store/indicators.ts';
import type { Saved } from './indicator-form.ts';
import { definitions } from './reading.ts';

/** Indicators that wait for figures of others: those computed from formulas come by themselves, and so do our own. */
export const waitsForFigures = ({ state, formula, figure, nextUpdateOn }: Indicator): boolean =>
  isPlanned(state) && (nextUpdateOn !== null || (formula === null && figure === null));

export interface DueGroup {
  /** Those that come together: the same source and day. */
  readonly indicators: readonly Indicator[];
  readonly sourceId: string | null;
  /** ISO day; null: nobody knows. */
  readonly day: string | null;
  /** Proposed for the time after, when these figures are there. */
  readonly next: string | null;
}

/** What is due when, the earliest first, what has no day last: one entry for the figures that an office brings together. */
export function dueGroups(indicators: readonly Indicator[], today: string): DueGroup[] {
  const waiting = indicators.filter(waitsForFigures);
  const groups = Map.groupBy(
    waiting,
    ({ nextUpdateOn, sourceId, periodicity }) => `${nextUpdateOn}\n${sourceId}\n${periodicity}`,
  );
  return [...groups.values()]
    .map((group) => {
      const [{ nextUpdateOn, sourceId, periodicity }] = group as [Indicator];
      return { indicators: group, sourceId, day: nextUpdateOn, next: dayAfterUpdate(nextUpdateOn, periodicity, today) };
    })
    .toSorted((a, b) => (a.day ?? '9').localeCompare(b.day ?? '9') || position(a) - position(b));
}

const position = ({ indicators }: DueGroup) => indicators[0]?.position ?? 0;

/** The figures are there, or come on another day: sets when the next ones are due. `seen` is the day that the page showed. */
export async function planNext(
  context: Context,
  keys: readonly string[],
  seen: string | null,
  next: string | null,
): Promise<Saved<number>> {
  if (!context.may('monitoring.edit')) return fail('monitoring.not_allowed');
  return context.transaction(async (trx) => {
    const found = (await listIndicators(trx)).filter(({ key }) => keys.includes(key));
    if (found.length === 0 || found.length !== new Set(keys).size) return fail('monitoring.unknown_indicator');
    if (found.some(({ nextUpdateOn }) => nextUpdateOn !== seen)) return fail('monitoring.changed');
    const ids = found.map(({ id }) => id);
    const count = await planUpdates(trx, ids, seen, next);
    await audit(trx, context, {
      action: 'monitoring.update_planned',
      subjectType: 'monitoring_indicator',
      subjectId: found.length === 1 ? (ids[0] ?? null) : null,
      details: { keys: found.map(({ key }) => key).join(' '), next },
    });
    await touchContent(trx, context.tenant.id);
    return ok(count);
  });
}

const nameOf = (context: Context, { names, key }: { names: Indicator['names']; key: string }) =>
  names[context.language.tag] ?? names.de ?? key;

/** Days on which figures are due, as whole days of a calendar (RFC 5545). */
export async function updateCalendar(context: Context): Promise<string> {
  const { t, tenant } = context;
  const { indicators, sources } = await definitions(context);
  const bySource = new Map(sources.map((source) => [source.id, source]));
  const calendar = ical({
    name: t('monitoring:staff.calendar.title'),
    prodId: { company: 'Dreiklang', product: 'Monitoring', language: 'DE' },
  });
  for (const { day, sourceId, indicators: due } of dueGroups(indicators, dayOf(context.now()))) {
    if (day === null) continue;
    const source = sourceId === null ? undefined : bySource.get(sourceId);
    const [first] = due;
    calendar.createEvent({
      id: `figures-${first?.id}-${day}@dreiklang`,
      stamp: context.now(),
      // A whole day is written from its UTC date; its end is the day after it.
      start: new Date(`${day}T00:00:00Z`),
      end: new Date(`${addDays(day, 1)}T00:00:00Z`),
      allDay: true,
      summary: t('monitoring:staff.calendar.event', {
        source: source ? nameOf(context, source) : first ? nameOf(context, first) : '',
      }),
      description: due.map((one) => nameOf(context, one)).join('\n'),
      url: `${context.publicUrl}/intern/${tenant.slug}/monitoring/kalender`,
    });
  }
  return calendar.toString();
}

/** Lines for the start page: figures that are due, one line for each source and day. */
export async function updateWorklist(context: Context): Promise<readonly WorkLine[]> {
  if (!context.may('monitoring.edit')) return [];
  const today = dayOf(context.now());
  const { indicators, sources } = await definitions(context);
  const names = new Map(sources.map((source) => [source.id, nameOf(context, source)]));
  return dueGroups(indicators, today)
    .filter(({ day }) => day !== null && day <= addDays(today, 14))
    .slice(0, 20)
    .map(({ day, sourceId, indicators: due }) => ({
      kind: 'monitoring:staff.calendar.line',
      title: context.t('monitoring:staff.calendar.line_title', {
        source: (sourceId && names.get(sourceId)) ?? nameOf(context, due[0] as Indicator),
        count: due.length,
      }),
      href: `/intern/${context.tenant.slug}/monitoring/kalender`,
      dueOn: day,
      late: day !== null && day < today,
    }));
}

/** The people of one district are few; more than this do not work on its figures. */
const mostAccounts = 2000;
const longestList = 20;

async function editors(trx: Trx, context: Context): Promise<readonly string[]> {
  const wanted: readonly string[] = monitoringPermissions['monitoring.edit'];
  const accounts = await listAccounts(trx, context.tenant.id, { limit: mostAccounts });
  return accounts
    .filter(({ roles }) => roles.some(({ role, scope }) => wanted.includes(role) && scope === null))
    .map(({ id }) => id);
}

/** Mails everybody who writes definitions about figures that are due; about the same ones again after two weeks. */
export async function remindDistrict(context: Context): Promise<number> {
  const today = dayOf(context.now());
  return context.transaction(async (trx) => {
    const reminded = await listReminded(trx);
    const waiting = (await listIndicators(trx)).filter(waitsForFigures);
    const due = toRemind(
      waiting.map((one) => ({ ...one, remindedOn: reminded.get(one.id) ?? null })),
      today,
    );
    if (due.length === 0) return 0;
    const contacts = await accountContacts(context.database, await editors(trx, context));
    for (const { email, language: tag } of contacts) {
      // Staff pages speak German and English; so do these mails.
      const language = (tag === 'en' && findInterfaceLanguage('en')) || german;
      const t = translator(language);
      const lines = due
        .slice(0, longestList)
        .map(
          ({ names, key, nextUpdateOn }) =>
            `- ${timeWords(nextUpdateOn ?? '', { t, language })}: ${names[language.tag] ?? names.de ?? key}`,
        );
      const more = due.length - longestList;
      await queueMail(trx, {
        to: email,
        language,
        subject: t('monitoring:staff.mail.subject', { count: due.length }),
        text: t('monitoring:staff.mail.text', {
          list: [...lines, ...(more > 0 ? [t('monitoring:staff.mail.more', { count: more })] : [])].join('\n'),
          link: `${context.publicUrl}/intern/${context.tenant.slug}/monitoring/kalender`,
        }),
      });
    }
    if (contacts.length === 0) return 0;
    await markReminded(
      trx,
      due.map(({ id }) => id),
      today,
    );
    await audit(trx, context, {
      action: 'monitoring.reminded',
      subjectType: 'monitoring_indicator',
      subjectId: null,
      details: { mails: contacts.length, indicators: due.length },
    });
    return contacts.length;
  });
}

/** Every day, in every district. */
export async function remindAll(_payload: unknown, services: JobServices): Promise<void> {
  for (const tenantId of services.tenantIds()) await remindDistrict(services.contextOf(tenantId, 'monitoring.remind'));
}
