import { afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { Context } from '#platform/access';
import type { JobServices } from '#platform/module';
import type { TestDatabase } from '#testing';
import type { Stage } from '../model/upkeep/stages.ts';
import { readAsked } from '../service/upkeep/answering.ts';
import { runUpkeep } from '../service/upkeep/nightly.ts';
import { findPublicOffer, type PublicOfferRow } from '../store/public-offers.ts';
import { addDistrict, addEntries, type District, type Entries, queuedMails } from './district.ts';

export interface UpkeepDesk {
  readonly district: District;
  /** An offer of an organisation of its own for every test, last confirmed on 1 January 2026. */
  readonly made: Entries;
  /** Address of that organisation. */
  readonly mailbox: string;
  /** Tells the names of one test from those of another. */
  readonly number: number;
  now(): Date;
  /** Sets the clock. */
  at(day: string): void;
  /** What the night of a day does. */
  night(day: string): Promise<void>;
  visitor(): Context;
  /** As if somebody had confirmed it last on this day. */
  confirmedOn(id: string, day: string): Promise<void>;
  stageOf(id: string): Promise<{ stage: Stage; confirmed_on: string | null; languages_confirmed: unknown }>;
  /** The offer as visitors see it. */
  shown(): Promise<PublicOfferRow | undefined>;
  mails(to?: string): ReturnType<typeof queuedMails>;
  /** Of the link in the newest mail. */
  newestToken(): Promise<string>;
  /** What somebody sees who follows the link. */
  seen(token: string): Promise<{ id: string; version: number }[]>;
  /** The newest version of an entry. */
  readVersion(id: string): Promise<{ version: number; content: Record<string, unknown> }>;
  /** Nights until the offer is hidden, with its mails. */
  hide(): Promise<void>;
}

const tokenIn = (text = '') => /bestaetigen\/([\w-]{43})/.exec(text)?.[1] ?? '';

/** A district whose offers age, with a clock of its own; starts on 23 November 2026. */
export function useUpkeep(database: TestDatabase): UpkeepDesk {
  let district: District;
  let made: Entries;
  let number = 0;
  let now = new Date();
  const services = (): JobServices => ({
    tenantIds: () => [district.tenant.id],
    contextOf: (_id, name) => district.context({ kind: 'system', name }, 'de', () => now),
  });
  const desk: UpkeepDesk = {
    get district() {
      return district;
    },
    get made() {
      return made;
    },
    get mailbox() {
      return `treff-${number}@example.org`;
    },
    get number() {
      return number;
    },
    now: () => now,
    at: (day) => {
      now = new Date(`${day}T09:00:00+01:00`);
    },
    night: async (day) => {
      desk.at(day);
      await runUpkeep({}, services());
    },
    visitor: () => district.context({ kind: 'visitor' }, 'de', () => now),
    confirmedOn: async (id, day) => {
      await district.system.transaction((trx) =>
        trx
          .updateTable('directory_entry')
          .set({ confirmed_on: day, stage: 'fresh', stage_on: null })
          .where('id', '=', id)
          .execute(),
      );
    },
    stageOf: async (id) => {
      const row = await district.system.transaction((trx) =>
        trx
          .selectFrom('directory_entry')
          .select(['stage', 'confirmed_on', 'languages_confirmed'])
          .where('id', '=', id)
          .executeTakeFirstOrThrow(),
      );
      return { ...row, stage: row.stage as Stage };
    },
    shown: () => findPublicOffer(database.shared, district.tenant.id, made.offerSlug),
    mails: async (to = desk.mailbox) => (await queuedMails(database.ownerUrl)).filter((one) => one.to === to),
    newestToken: async () => tokenIn((await desk.mails()).at(-1)?.text),
    seen: async (token) => {
      const asked = await readAsked(desk.visitor(), token, undefined);
      if (!asked.ok) throw new Error(asked.code);
      return asked.value.offers.map(({ id, version }) => ({ id, version }));
    },
    readVersion: async (id) => {
      const row = await district.system.transaction((trx) =>
        trx
          .selectFrom('directory_version')
          .select(['version', 'content'])
          .where('entry_id', '=', id)
          .orderBy('version', 'desc')
          .limit(1)
          .executeTakeFirstOrThrow(),
      );
      return row as { version: number; content: Record<string, unknown> };
    },
    hide: async () => {
      await desk.confirmedOn(made.offerId, '2020-01-01');
      for (const day of ['2026-11-23', '2026-12-07', '2027-01-06']) await desk.night(day);
      expect(await desk.shown()).toBeUndefined();
    },
  };
  beforeAll(async () => {
    desk.at('2026-11-23');
    district = await addDistrict(database);
  });
  beforeEach(async () => {
    number += 1;
    made = await addEntries(district, {
      organisation: { name: `Treff ${number}`, email: desk.mailbox },
      offer: { name: `Café ${number}` },
    });
    await desk.confirmedOn(made.offerId, '2026-01-01');
  });
  afterEach(() => desk.at('2026-11-23'));
  return desk;
}
