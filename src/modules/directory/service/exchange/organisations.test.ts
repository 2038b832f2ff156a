import { describe, expect, test } from 'vitest';
import { useDatabase } from '#testing';
import { findEntryBySlug } from '../../store/entries.ts';
import { findPublicOrganisation } from '../../store/public-offers.ts';
import { addEntries, towns } from '../../testing/district.ts';
import { sportHead, sportMapping, useSports } from '../../testing/sports.ts';
import { readPair } from '../duplicates/desk.ts';
import { mergeEntries } from '../duplicates/merging.ts';

const database = useDatabase();
const desk = useSports(database);
const { staff, shown } = desk;

describe('organisations that a source names', () => {
  const organisation = async (slug: string) => {
    const entry = await desk.here.visitor.transaction((trx) => findEntryBySlug(trx, 'organisation', slug));
    return entry && { ...entry, ...(await findPublicOrganisation(database.shared, desk.here.tenant.id, entry.id)) };
  };
  const fixed = { categories: 'sport', town: towns.verl };
  const columns = Object.fromEntries(
    ['name', 'description', 'organisation', 'organisationDescription', 'organisationEmail', 'organisationWebsite']
      .concat('organisationPhone', 'organisationAddress')
      .map((key) => [key, key]),
  );
  const service = (id: string, name: string, more: object) => ({ id, name, description: 'Text.', status: 'active', ...more });

  test('come with all that an HSDS file says of them, and are told before anything is taken', async () => {
    const source = await desk.bench.add(staff(), { kind: 'hsds' }, { columns, fixed });
    const ropes = {
      id: 'o1',
      name: 'Seilgarten e. V.',
      description: 'Ein Verein zum Klettern.',
      email: 'post@seilgarten.example',
      website: 'https://seilgarten.example',
      phones: [{ number: '05246 12345' }],
      locations: [{ addresses: [{ address_type: 'physical', address_1: 'Am Wald 3', postal_code: '33415', city: 'Verl' }] }],
    };
    const file = {
      organizations: [ropes, { id: 'o2', name: 'Ohne Angebot' }],
      services: [
        service('s1', 'Klettern im Wald', { organization_id: 'o1' }),
        service('s2', 'Klettern am Fels', { organization: { id: 'o1', name: 'Seilgarten e. V.' } }),
      ],
    };
    const read = await desk.bench.read(staff(), source, JSON.stringify(file));
    expect(read.report).toMatchObject({ counts: { new: 2 }, organisations: { names: ['Seilgarten e. V.'], count: 1 } });
    expect(await organisation('seilgarten-e-v')).toBeUndefined();
    const done = await desk.bench.accept(staff(), read);
    expect(done.report.outcome).toMatchObject({ added: 2, organisations: 1 });
    expect(await organisation('seilgarten-e-v')).toMatchObject({
      content: {
        description: 'Ein Verein zum Klettern.',
        email: 'post@seilgarten.example',
        website: 'https://seilgarten.example',
        phone: '05246 12345',
        place: { street: 'Am Wald 3', postcode: '33415', city: 'Verl', visibility: 'public' },
      },
    });
    // A list of organizations with their services is the same in another order.
    const nested = { contents: [{ ...ropes, services: [service('s1', 'Klettern im Wald', {})] }] };
    const again = await desk.bench.read(staff(), source, JSON.stringify(nested));
    expect(again.report).toMatchObject({ counts: { untouched: 1, gone: 1 }, organisations: { count: 0 } });
  });

  test('keep their address to themselves where their offer hides its own', async () => {
    const hidden = { ...fixed, visibility: 'hidden' };
    const source = await desk.bench.add(staff(), { kind: 'hsds' }, { columns, fixed: hidden });
    const address = { address_type: 'physical', address_1: 'Stiller Weg 1', postal_code: '33415', city: 'Verl' };
    const shelter = { id: 'h', name: 'Zuflucht', locations: [{ addresses: [address] }] };
    await desk.bench.take(
      staff(),
      source,
      JSON.stringify({ services: [service('z', 'Schutzplatz', { organization: shelter })] }),
    );
    expect(await shown('schutzplatz')).toBeDefined();
    expect(JSON.stringify(await organisation('zuflucht'))).not.toContain('Stiller Weg');
  });

  test('are known by name however it is punctuated, and after they were merged', async () => {
    const kept = await addEntries(desk.here, { organisation: { name: 'Haus Nord' }, offer: { name: 'Etwas im Norden' } });
    const gone = await addEntries(desk.here, { organisation: { name: 'Haus Nord e. V.' }, offer: { name: 'Mehr im Norden' } });
    const source = await desk.bench.add(
      staff(),
      {},
      { ...sportMapping, fixed: { ...sportMapping.fixed, organisation: 'HAUS NORD e.V.' } },
    );
    const first = await desk.bench.take(staff(), source, `${sportHead}1;Drachenbau;Text;;Turnen\n`);
    expect(first.report.outcome).toMatchObject({ added: 1, organisations: 0 });
    expect(await shown('drachenbau')).toMatchObject({ organisation: 'haus-nord-e-v' });
    const pair = await readPair(staff(), kept.organisationId, gone.organisationId);
    if (!pair.ok) throw new Error(pair.code);
    const { kept: one, gone: other } = pair.value;
    const wish = { keptVersion: one.version.version, goneVersion: other.version.version, choices: {} };
    const ids = { keptId: kept.organisationId, goneId: gone.organisationId };
    expect(await mergeEntries(staff(), { ...ids, ...wish })).toMatchObject({ ok: true });
    const next = await desk.bench.take(staff(), source, `${sportHead}1;Drachenbau;Text;;Turnen\n2;Windräder;Text;;Turnen\n`);
    expect(next.report.outcome).toMatchObject({ added: 1, changed: 0, organisations: 0 });
    for (const slug of ['drachenbau', 'windraeder']) expect(await shown(slug)).toMatchObject({ organisation: 'haus-nord' });
  });
});
