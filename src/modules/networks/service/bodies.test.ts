import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directoryModule } from '#modules/directory';
import { territoryModule } from '#modules/territory';
import type { Actor } from '#platform/access';
import { interfaceLanguages, translator } from '#platform/i18n';
import { erase, registerOf, runRetention } from '#platform/privacy';
import { openStage, openTestFiles, type Stage, useDatabase } from '#testing';
import { type FailureCode, failures, failureText } from '../failures.ts';
import type { BodyEdit, SeatEdit } from '../model/bodies.ts';
import { networksModule } from '../module.ts';
import { membersOn } from '../store/members.ts';

import { addBody, bodyChoices, closeBody, monthsBefore, readBodies, readBody, reopenBody, saveBody } from './bodies.ts';
import { networkFigures, searchNetworks } from './body-figures.ts';
import { publicBodies, publicBody } from './body-public.ts';
import { loadBodies, readBodiesFile } from './demonstration.ts';
import { exportBodySeats, readSeatLinks, readSeats } from './member-list.ts';
import { addSeat, endSeat, saveSeat } from './members.ts';

const database = useDatabase();
let stage: Stage;
let lead: Actor;
let officer: Actor;
let foreign: Actor;
const [district, marl, herten] = ['05562', '05562024', '05562020'];

beforeAll(async () => {
  const territory = territoryModule({ installation: () => ({ tenants: stage.tenants, database }) });
  stage = await openStage(database, [territory, directoryModule, networksModule({ effects: [], files: openTestFiles().files })]);
  lead = stage.add('lead', 'ki_lead');
  officer = stage.add('officer', 'integration_officer', { kind: 'territory', id: marl });
  foreign = stage.add('foreign', 'ki_lead', null, stage.there);
});
afterAll(() => stage.close());

const as = (actor: Actor, tenant = stage.here) => stage.context({ actor, tenant });

const edit = (name: string, more: Partial<BodyEdit> = {}): BodyEdit => ({
  name,
  kind: 'network',
  purpose: 'Zweck',
  territory: district,
  parentId: null,
  recurrence: '',
  public: false,
  contactEmail: null,
  source: '',
  foundedOn: null,
  ...more,
});

const seat = (more: Partial<SeatEdit>): SeatEdit => ({
  organisationName: null,
  organisationChoice: null,
  personName: null,
  email: null,
  function: 'member',
  votes: true,
  fromOn: null,
  toOn: null,
  ...more,
});

async function added(name: string, more: Partial<BodyEdit> = {}): Promise<string> {
  const outcome = await addBody(as(lead), edit(name, more));
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value;
}

const recordOf = async (id: string, actor: Actor = lead) => {
  const found = await readBody(as(actor), id);
  if (!found.ok) throw new Error(found.code);
  return found.value;
};

const listed = async (actor: Actor, query: Partial<Parameters<typeof readBodies>[1]> = {}) =>
  (await readBodies(as(actor), { state: 'open', ...query }, undefined, 100)).rows.map(({ name }) => name);

describe('bodies', () => {
  it('are added with an address of their own, which stays when the name changes', async () => {
    const id = await added('Netzwerk für Öffnung');
    const { body } = await recordOf(id);
    expect(body).toMatchObject({ slug: 'netzwerk-fuer-oeffnung', version: 1 });
    expect(await addBody(as(lead), edit('Netzwerk für öffnung!'))).toMatchObject({ code: 'networks.address_taken' });
    expect(await saveBody(as(lead), id, edit('Netzwerk Vielfalt'), 1)).toEqual({ ok: true, value: undefined });
    expect((await recordOf(id)).body).toMatchObject({ name: 'Netzwerk Vielfalt', slug: 'netzwerk-fuer-oeffnung', version: 2 });
    expect((await recordOf(await added('شبكة'))).body.slug).toMatch(/^gremium-[0-9a-f]{8}$/);
  });

  it('tell the second editor of the first, and keep what the first saved', async () => {
    const id = await added('Doppelt');
    expect((await saveBody(as(lead), id, edit('Doppelt', { purpose: 'Erster' }), 1)).ok).toBe(true);
    expect(await saveBody(as(lead), id, edit('Doppelt', { purpose: 'Zweiter' }), 1)).toMatchObject({
      code: 'networks.changed',
      details: { version: 2 },
    });
    expect((await recordOf(id)).body.purpose).toBe('Erster');
  });

  it('belong to an area of the district and never to themselves', async () => {
    const top = await added('Oben');
    const middle = await added('Mitte', { parentId: top });
    expect(await addBody(as(lead), edit('X', { territory: '05754' }))).toMatchObject({ code: 'networks.unknown_territory' });
    expect(await addBody(as(lead), edit('X', { territory: "' or 1=1" }))).toMatchObject({ code: 'networks.unknown_territory' });
    for (const parentId of [top, middle])
      expect(await saveBody(as(lead), top, edit('Oben', { parentId }), 1)).toMatchObject({ code: 'networks.unknown_parent' });
    const elsewhere = await addBody(as(foreign, stage.there), edit('Dort', { territory: '05754' }));
    if (!elsewhere.ok) throw new Error(elsewhere.code);
    expect(await addBody(as(lead), edit('X', { parentId: elsewhere.value }))).toMatchObject({ code: 'networks.unknown_parent' });
    expect(await readBody(as(lead), elsewhere.value)).toMatchObject({ code: 'networks.unknown_body' });
    expect(await readBody(as(lead), 'keine-id')).toMatchObject({ code: 'networks.unknown_body' });
  });

  it('end with their seats, are told apart from open ones, and open again without members', async () => {
    const id = await added('Endlich', { foundedOn: '2026-01-01' });
    await addSeat(as(lead), id, seat({ personName: 'A' }));
    await addSeat(as(lead), id, seat({ personName: 'Früher', toOn: '2026-02-01' }));
    expect(await closeBody(as(lead), id, '2025-12-31', 1)).toMatchObject({ code: 'networks.end_before_start' });
    expect((await closeBody(as(lead), id, '2026-10-31', 1)).ok).toBe(true);
    expect(await closeBody(as(lead), id, '2026-11-01', 2)).toMatchObject({ code: 'networks.already_closed' });
    expect((await recordOf(id)).seats.map(({ toOn }) => toOn)).toEqual(['2026-10-31', '2026-02-01']);
    expect(await listed(lead)).not.toContain('Endlich');
    expect(await listed(lead, { state: 'closed' })).toEqual(['Endlich']);
    expect((await reopenBody(as(lead), id, 2)).ok).toBe(true);
    expect(await listed(lead)).toContain('Endlich');
  });

  it('are found by kind, area and text, wildcards taken literally, page by page', async () => {
    await added('Runder Tisch 100 %', { kind: 'round_table', territory: herten, purpose: 'Wohnen' });
    expect(await listed(lead, { kind: 'round_table' })).toEqual(['Runder Tisch 100 %']);
    expect(await listed(lead, { territory: herten })).toEqual(['Runder Tisch 100 %']);
    expect(await listed(lead, { text: 'wohnen' })).toEqual(['Runder Tisch 100 %']);
    expect(await listed(lead, { text: '100 %' })).toEqual(['Runder Tisch 100 %']);
    expect(await listed(lead, { text: '%' })).toEqual(['Runder Tisch 100 %']);
    const all = await listed(lead);
    const paged: string[] = [];
    let after: string | undefined;
    do {
      const page = await readBodies(as(lead), { state: 'open' }, after, 2);
      expect(page.count).toBe(all.length);
      paged.push(...page.rows.map(({ name }) => name));
      after = page.next;
    } while (after);
    expect(paged).toEqual(all);
  });

  it('that have not met for months are found by their last meeting held', async () => {
    const [id, young] = [await added('Stiller Kreis'), await added('Junger Kreis', { foundedOn: '2026-10-01' })];
    const { tenant } = as(lead);
    const meeting = (bodyId: string, state: string, day: string) =>
      database.inTenant(tenant.id, (trx) =>
        trx
          .insertInto('network_meeting')
          .values({
            tenant_id: tenant.id,
            id: crypto.randomUUID(),
            body_id: bodyId,
            title: 'Sitzung',
            starts_at: `${day}T16:00:00Z`,
            ends_at: `${day}T18:00:00Z`,
            state,
          })
          .execute(),
      );
    await meeting(id, 'held', '2026-03-01');
    await meeting(id, 'cancelled', '2026-11-01');
    await meeting(id, 'planned', '2026-12-01');
    expect(await listed(lead, { quietMonths: 6, text: 'kreis' })).toEqual(['Stiller Kreis']);
    expect(await listed(lead, { quietMonths: 12, text: 'kreis' })).toEqual([]);
    expect(young).toBeTruthy();
    const [row] = (await readBodies(as(lead), { state: 'open', text: 'Stiller' }, undefined, 1)).rows;
    expect([row?.lastMeeting?.toISOString(), row?.nextMeeting?.toISOString()]).toEqual([
      '2026-03-01T16:00:00.000Z',
      '2026-12-01T16:00:00.000Z',
    ]);
    const figures = await networkFigures(as(lead), { period: '2026', territory: district });
    expect(figures.find(({ id: name }) => name === 'networks.meetings')).toMatchObject({
      value: 1,
      period: '2026-01-01/2026-12-31',
    });
    expect((await networkFigures(as(lead), { period: '2025', territory: district })).at(-1)?.value).toBe(0);
    expect(await networkFigures(as(lead), { period: 'nie', territory: district })).toEqual([]);
  });

  it('count months back without skipping short ones', () => {
    expect(monthsBefore(new Date('2026-08-31T10:00:00Z'), 6).toISOString()).toBe('2026-02-28T10:00:00.000Z');
    expect(monthsBefore(new Date('2026-01-15T10:00:00Z'), 12).toISOString()).toBe('2025-01-15T10:00:00.000Z');
  });
});

describe('seats', () => {
  it('take their organisation from the directory: by its name, after asking, or as it was written', async () => {
    await directoryModule.demo?.(stage.context());
    const id = await added('Mit Organisationen');
    expect((await addSeat(as(lead), id, seat({ organisationName: 'stadt marl' }))).ok).toBe(true);
    const asked = await addSeat(as(lead), id, seat({ organisationName: 'Stadt' }));
    expect(asked).toMatchObject({ ok: false, code: 'networks.choose_organisation' });
    const choices = 'organisations' in asked ? asked.organisations : [];
    expect(choices.map(({ name }) => name)).toContain('Stadt Herten');
    const chosen = choices.find(({ name }) => name === 'Stadt Herten')?.id as string;
    expect((await addSeat(as(lead), id, seat({ organisationName: 'Stadt', organisationChoice: chosen }))).ok).toBe(true);
    expect((await addSeat(as(lead), id, seat({ organisationName: 'Stadt', organisationChoice: 'other' }))).ok).toBe(true);
    expect((await addSeat(as(lead), id, seat({ organisationName: 'Gibt es nirgends e. V.' }))).ok).toBe(true);
    const { seats } = await recordOf(id);
    expect(seats.map(({ organisationName, organisationId }) => [organisationName, organisationId !== null])).toEqual([
      ['Gibt es nirgends e. V.', false],
      ['Stadt', false],
      ['Stadt Herten', true],
      ['Stadt Marl', true],
    ]);
  });

  it('find the account of their person by its address, in this district only', async () => {
    const id = await added('Mit Konto');
    const account = crypto.randomUUID();
    const { shared } = database;
    await shared
      .insertInto('identity_user')
      .values({ id: account, email: 'mitglied@example.org', name: 'M', language: 'de' })
      .execute();
    const grant = (tenantId: string) =>
      database.inTenant(tenantId, (trx) =>
        trx
          .insertInto('role_assignment')
          .values({
            id: crypto.randomUUID(),
            tenant_id: tenantId,
            user_id: account,
            role: 'ki_staff',
            granted_at: new Date(),
            granted_by: 'test',
          })
          .execute(),
      );
    await grant(stage.there.id);
    const outcome = await addSeat(as(lead), id, seat({ personName: 'M', email: 'mitglied@example.org' }));
    expect((await recordOf(id)).seats[0]?.userId).toBeNull();
    await grant(stage.here.id);
    const place = { bodyId: id, seatId: outcome.ok ? outcome.value : '', version: 1 };
    expect((await saveSeat(as(lead), place, seat({ personName: 'M', email: 'mitglied@example.org' }))).ok).toBe(true);
    expect((await recordOf(id)).seats[0]?.userId).toBe(account);
    const member: Actor = { ...(officer as Extract<Actor, { kind: 'user' }>), userId: account };
    // Whoever sits in a body opens its record, wherever the own town lies; keeping it is another matter.
    expect((await readBody(as(member), id)).ok).toBe(true);
    expect(await saveBody(as(member), id, edit('Mit Konto'), 1)).toMatchObject({ code: 'networks.not_allowed' });
    expect(await readBody(as(officer), id)).toMatchObject({ code: 'networks.unknown_body' });
    await endSeat(as(lead), { ...place, version: 2 }, '2026-11-21');
    expect(await readBody(as(member), id)).toMatchObject({ code: 'networks.unknown_body' });
  });

  it('are changed by one editor at a time, end once, and keep their body', async () => {
    const [id, other] = [await added('Eins'), await added('Zwei')];
    const outcome = await addSeat(as(lead), id, seat({ personName: 'P', fromOn: '2026-01-01' }));
    const seatId = outcome.ok ? outcome.value : '';
    const place = { bodyId: id, seatId, version: 1 };
    expect((await saveSeat(as(lead), place, seat({ personName: 'Q', fromOn: '2026-01-01' }))).ok).toBe(true);
    expect(await saveSeat(as(lead), place, seat({ personName: 'R' }))).toMatchObject({ code: 'networks.changed' });
    expect(await endSeat(as(lead), { ...place, version: 2 }, '2025-12-31')).toMatchObject({ code: 'networks.end_before_start' });
    expect((await endSeat(as(lead), { ...place, version: 2 }, '2026-06-30')).ok).toBe(true);
    expect(await endSeat(as(lead), { ...place, version: 3 }, '2026-07-30')).toMatchObject({ code: 'networks.seat_ended' });
    expect(await saveSeat(as(lead), { bodyId: other, seatId, version: 3 }, seat({ personName: 'R' }))).toMatchObject({
      code: 'networks.unknown_member',
    });
    const on = (day: string) => as(lead).transaction(async (trx) => (await membersOn(trx, id, day)).length);
    expect([await on('2025-12-31'), await on('2026-01-01'), await on('2026-06-30'), await on('2026-07-01')]).toEqual([
      0, 1, 1, 0,
    ]);
  });

  it('forget their person two years after the end, or when asked to, and stay as seats', async () => {
    const id = await added('Vergesslich');
    await addSeat(as(lead), id, seat({ personName: 'Alt', email: 'alt@example.org', toOn: '2024-11-21' }));
    await addSeat(as(lead), id, seat({ personName: 'Noch da', email: 'noch@example.org', toOn: '2024-11-22' }));
    await addSeat(as(lead), id, seat({ personName: 'Gewünscht', organisationName: 'Verein', email: 'wunsch@example.org' }));
    const register = registerOf([networksModule({ effects: [], files: openTestFiles().files })]);
    const services = { contextOf: (_id: string) => stage.context(), tenantIds: () => [stage.here.id] };
    await runRetention({ database, services, register, now: new Date('2026-11-22T12:00:00Z') });
    const person = { email: 'wunsch@example.org', userId: null, elsewhere: false };
    await as(lead).transaction((trx) => erase(trx, as(lead), register, person));
    const { seats } = await recordOf(id);
    expect(seats.map(({ personName, organisationName, email }) => [personName, organisationName, email])).toEqual([
      ['Noch da', null, 'noch@example.org'],
      [null, 'Verein', null],
      [null, null, null],
    ]);
    expect((await readSeats(as(lead), { by: 'person', text: 'Vergesslich', all: true }, undefined, 10)).count).toBe(1);
  });

  it('leave no personal data in the audit log', async () => {
    const lines = await database.inTenant(stage.here.id, (trx) =>
      trx.selectFrom('audit_entry').select(['action', 'details']).where('action', 'like', 'networks.%').execute(),
    );
    expect(new Set(lines.map(({ action }) => action))).toEqual(
      new Set([
        'networks.body_added',
        'networks.body_changed',
        'networks.body_closed',
        'networks.body_reopened',
        'networks.seat_added',
        'networks.seat_changed',
        'networks.seat_ended',
      ]),
    );
    expect(JSON.stringify(lines)).not.toMatch(/mitglied@|Früher/);
  });
});

describe('who may what', () => {
  it('an integration officer keeps and sees the bodies of the own town', async () => {
    const own = await addBody(as(officer), edit('Marler Netzwerk', { territory: marl }));
    expect(own.ok).toBe(true);
    for (const territory of [district, herten])
      expect(await addBody(as(officer), edit('Fremd', { territory }))).toMatchObject({ code: 'networks.not_allowed' });
    const id = own.ok ? own.value : '';
    // A body cannot be moved out of one's own town, nor another's into it.
    expect(await saveBody(as(officer), id, edit('Marler Netzwerk', { territory: herten }), 1)).toMatchObject({
      code: 'networks.not_allowed',
    });
    expect((await addSeat(as(officer), id, seat({ personName: 'Marlerin' }))).ok).toBe(true);
    expect(await listed(officer)).toEqual(['Marler Netzwerk']);
    const seats = await readSeats(as(officer), { by: 'person', all: true }, undefined, 100);
    expect(seats.rows.map(({ personName }) => personName)).toEqual(['Marlerin']);
    expect((await bodyChoices(as(officer))).territories.map(({ key }) => key.slice(0, 8))).toEqual([marl]);
    expect((await searchNetworks(as(officer), 'kreis')).length).toBe(0);
    expect((await searchNetworks(as(lead), 'marler')).map(({ kind }) => kind)).toEqual([
      'networks:staff.hit.body',
      'networks:staff.hit.seat',
    ]);
  });

  it('others keep and see nothing', async () => {
    const id = await added('Geschlossen');
    for (const actor of [foreign, stage.add('provider', 'provider'), { kind: 'visitor' } as Actor]) {
      expect(await readBody(as(actor), id)).toMatchObject({ code: 'networks.unknown_body' });
      expect(await saveBody(as(actor), id, edit('X'), 1)).toMatchObject({ code: 'networks.unknown_body' });
      expect(await addSeat(as(actor), id, seat({ personName: 'X' }))).toMatchObject({ code: 'networks.unknown_body' });
      expect(await addBody(as(actor), edit('Ungebeten'))).toMatchObject({ code: 'networks.not_allowed' });
      expect(await exportBodySeats(as(actor), id, 'csv')).toMatchObject({ code: 'networks.unknown_body' });
      expect(await listed(actor)).toEqual([]);
      expect(await searchNetworks(as(actor), 'netz')).toEqual([]);
    }
  });
});

describe('the public', () => {
  it('sees public bodies with their organisations, and never a person', async () => {
    const id = await added('Offenes Netzwerk', { public: true, parentId: await added('Verborgen') });
    await addSeat(
      as(lead),
      id,
      seat({ organisationName: 'Verein Eins', personName: 'Geheime Person', email: 'geheim@example.org' }),
    );
    await addSeat(as(lead), id, seat({ organisationName: 'Verein Eins', personName: 'Noch eine' }));
    await addSeat(as(lead), id, seat({ organisationName: 'Verein Alt', toOn: '2026-11-21' }));
    await addSeat(as(lead), id, seat({ personName: 'Ohne Organisation' }));
    const visitor = as({ kind: 'visitor' });
    expect((await publicBodies(visitor)).map(({ name }) => name)).toEqual(['Offenes Netzwerk']);
    const found = await publicBody(visitor, 'offenes-netzwerk');
    expect(found?.organisations).toEqual([{ id: null, name: 'Verein Eins' }]);
    expect(found?.parent).toBeUndefined();
    expect(await publicBody(visitor, 'verborgen')).toBeUndefined();
    const links = await readSeatLinks(visitor, 'public');
    expect(links.map(({ bodySlug, organisationName }) => [bodySlug, organisationName])).toEqual([
      ['offenes-netzwerk', 'Verein Eins'],
    ]);
    expect(JSON.stringify([found?.organisations, links])).not.toMatch(/Geheim|geheim|Noch eine/);
  });
});

describe('the demonstration', () => {
  it.each(['recklinghausen', 'guetersloh', 'ennepe-ruhr'])(
    'of %s has a council, sources, no persons, and only areas of the district',
    (slug) => {
      const file = readBodiesFile(slug);
      expect(file?.bodies.filter(({ kind }) => kind === 'council').map((body) => body.slug)).toEqual(['kreistag']);
      expect(new Set(file?.bodies.map((body) => body.slug)).size).toBe(file?.bodies.length);
      const key = { recklinghausen: '05562', guetersloh: '05754', 'ennepe-ruhr': '05954' }[slug] as string;
      for (const body of file?.bodies ?? []) {
        expect(body.territory.startsWith(key), body.slug).toBe(true);
        const before = file?.bodies.slice(0, file.bodies.indexOf(body)).map((one) => one.slug) ?? [];
        if (body.parent) expect(before).toContain(body.parent);
      }
    },
  );

  it('is loaded once, linked to the directory', async () => {
    const there = stage.context({ tenant: stage.there });
    await directoryModule.demo?.(there);
    await loadBodies(there);
    await loadBodies(there);
    const bodies = await publicBodies(there);
    const file = readBodiesFile('guetersloh');
    expect(bodies.length).toBe(file?.bodies.filter((body) => body.public).length);
    const group = await publicBody(there, 'steuerungsgruppe-integrationskonzept');
    expect(group?.organisations.find(({ name }) => name === 'Diakonie Gütersloh')?.id).toBeTruthy();
    expect(group?.organisations.find(({ name }) => name === 'Ibis Institut')?.id).toBeNull();
  });
});

it('every refusal has a text in German and English', () => {
  for (const language of interfaceLanguages.filter((one) => one.staff)) {
    for (const code of Object.keys(failures) as FailureCode[])
      expect(translator(language)(failureText(code), { count: 2 }), code).toMatch(/[.!?]$/);
  }
});
