import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { uuidv7 } from '#platform/crypto';
import { migrate, readMigrations } from '#platform/database';
import { onServer } from '#testing';
import { type OfferContent, offerSchema, organisationSchema } from '../../model/content.ts';
import { offer } from '../../model/testing.ts';
import { fingerprint } from '../../model/translation/fingerprint.ts';
import { translationState } from '../../model/translation/state.ts';

const name = `test_${uuidv7().replaceAll('-', '')}`;
const all = readMigrations();
const number = 13;
const ids = { tenant: uuidv7(), entry: uuidv7(), organisation: uuidv7() };
let client: pg.Client;
let url: string;

const german = offer({ name: '  Café\u00a0 für   Alle ', summary: 'Kaffee' });
const old = {
  ...german,
  translations: {
    ar: { state: 'machine', fields: { name: 'مقهى', summary: 'قهوة', description: '' } },
    tr: { state: 'human', fields: { summary: 'Kahve' } },
    fr: { state: 'human', fields: {} },
  },
};

beforeAll(async () => {
  await onServer((server) => server.query(`create database ${name}`));
  const owner = new URL(inject('serverUrl'));
  owner.pathname = `/${name}`;
  url = owner.href;
  await migrate(url, 'migration_test', 'secret', all.slice(0, number - 1));
  client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`insert into tenant (id, slug, ags, names) values ($1, 'kreis', '05754', '{"de":"Kreis"}')`, [ids.tenant]);
  await client.query(
    `insert into directory_entry (tenant_id, id, kind, slug, name) values ($1, $2, 'offer', 'cafe', 'Café'), ($1, $3, 'organisation', 'verein', 'Verein')`,
    [ids.tenant, ids.entry, ids.organisation],
  );
  await client.query(
    `insert into directory_version (tenant_id, entry_id, version, state, content, author_kind)
     values ($1, $2, 1, 'published', $3, 'staff'), ($1, $2, 2, 'proposed', $4, 'staff')`,
    [ids.tenant, ids.entry, JSON.stringify(old), JSON.stringify(german)],
  );
  await client.query(
    `insert into directory_public_offer (tenant_id, offer_id, slug, organisation_id, name, facets, gates, document, published_at, card, titles, content)
     values ($1, $2, 'cafe', $3, 'Café', '{}', '{}', '', now(), '{}', $4, $5)`,
    [
      ids.tenant,
      ids.entry,
      ids.organisation,
      JSON.stringify({
        de: { name: german.name, summary: 'Kaffee' },
        ar: { name: 'مقهى', summary: 'قهوة', state: 'machine' },
        tr: { name: german.name, summary: 'Kahve', state: 'human' },
      }),
      JSON.stringify(old),
    ],
  );
  await client.query(
    `insert into directory_public_organisation (tenant_id, organisation_id, slug, content) values ($1, $2, 'verein', $3)`,
    [
      ids.tenant,
      ids.organisation,
      JSON.stringify({
        name: 'Verein',
        kind: 'association',
        description: 'Wir helfen.',
        towns: [],
        translations: { en: { state: 'human', fields: { description: 'We help.' } } },
      }),
    ],
  );
  await migrate(url, 'migration_test', 'secret', all);
});

afterAll(async () => {
  await client?.end();
  await onServer(async (server) => {
    await server.query(`drop database if exists ${name} with (force)`);
  });
});

const converted = {
  ar: {
    name: { text: 'مقهى', by: 'machine', of: fingerprint(german.name) },
    summary: { text: 'قهوة', by: 'machine', of: fingerprint('Kaffee') },
  },
  tr: { summary: { text: 'Kahve', by: 'human', of: fingerprint('Kaffee') } },
};

test('stored versions say of each text who made it and from what', async () => {
  const { rows } = await client.query('select content from directory_version order by version');
  expect(rows[0].content.translations).toEqual(converted);
  const content = offerSchema.parse(rows[0].content) as OfferContent;
  expect(translationState(content, 'ar', 'name').state).toBe('current');
  expect(translationState(rows[0].content, 'ar', 'name')).toEqual({ state: 'current', by: 'machine' });
  expect(translationState(content, 'tr', 'summary')).toEqual({ state: 'current', by: 'human' });
  expect(translationState(content, 'tr', 'name')).toEqual({ state: 'missing' });
  expect(rows[1].content).toEqual(german);
});

test('what is public says the same, and cards mark each title', async () => {
  const { rows } = await client.query('select content, titles from directory_public_offer');
  expect(rows[0].content.translations).toEqual(converted);
  expect(rows[0].titles).toEqual({
    de: { name: german.name, summary: 'Kaffee' },
    ar: { name: 'مقهى', summary: 'قهوة', machine: ['name', 'summary'] },
    tr: { name: german.name, summary: 'Kahve', german: ['name'] },
  });
  const { rows: organisations } = await client.query('select content from directory_public_organisation');
  expect(organisationSchema.parse(organisations[0].content).translations).toEqual({
    en: { description: { text: 'We help.', by: 'human', of: fingerprint('Wir helfen.') } },
  });
});
