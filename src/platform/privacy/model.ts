import type { ModuleDefinition, PersonalDataTable } from '#platform/module';

/** A row of the processing register together with the module that answers for it. */
export interface RegisterEntry extends PersonalDataTable {
  readonly module: string;
}

export function registerOf(modules: readonly ModuleDefinition[]): RegisterEntry[] {
  return modules.flatMap((module) => (module.personalData ?? []).map((table) => ({ ...table, module: module.name })));
}

/** Whom a dossier or an erasure concerns. Without an account there is only the address. */
export interface Person {
  readonly email: string;
  readonly userId: string | null;
  /** The account works in other districts too: what belongs to the installation is not this district's to delete. */
  readonly elsewhere: boolean;
}

/** A calendar day as `YYYY-MM-DD`; all periods of the law count in days, in Berlin. */
export type Day = string;

const berlin = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' });

export function dayOf(moment: Date): Day {
  return berlin.format(moment);
}

/** The same day some months later, or the last of the month when that month has no such day (§ 188 Abs. 3 BGB). */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const index = year * 12 + month - 1 + months;
  const [targetYear, targetMonth] = [Math.floor(index / 12), index % 12];
  const last = new Date(Date.UTC(targetYear, targetMonth + 1, 0)).getUTCDate();
  return [
    String(targetYear).padStart(4, '0'),
    String(targetMonth + 1).padStart(2, '0'),
    String(Math.min(date, last)).padStart(2, '0'),
  ].join('-');
}

/** True from the day after the period's last day. `store.ts` says the same in SQL; a test compares the two. */
export function isDue(anchor: Day, months: number, today: Day): boolean {
  return addMonths(anchor, months) < today;
}

/** Art. 12 (3) GDPR: an answer is due within one month of receipt. */
export function answerDue(receivedOn: Day): Day {
  return addMonths(receivedOn, 1);
}

/** Secrets are nobody's to read, not even the person's: they would open the account to whoever finds the file. */
export function isSecret(column: string, type: string): boolean {
  return type === 'bytea' || /password|secret|token|backup_codes|public_key|credential_id|_hash$|^value$/.test(column);
}

const personalWords =
  /(?:^|_)(?:name|email|mail|phone|mobile|fax|street|postcode|address|birth\w*|gender|nationality|photo|iban|user|account|person|actor|author|contact|ip|agent|by)(?:_|$)/;

/** Columns that by their name hold something about a person; each must be in the register or be excused with a reason. */
export function looksPersonal(column: string): boolean {
  return personalWords.test(column) && !/_(?:kind|type|count|verified|language|table)$|^table_name$/.test(column);
}
