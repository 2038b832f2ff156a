import pg from 'pg';
import type { JobServices, PersonalDataTable } from '#platform/module';
import type { Tenant } from '#platform/tenancy';
import type { TestDatabase } from '#testing';
import { contextIn } from '../audit/testing.ts';
import type { RegisterEntry } from './model.ts';

/** Tables as a module would bring them: notes of a person, comments on them, readings without a person, a list of the installation. */
export async function addSampleTables(database: TestDatabase): Promise<void> {
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query(`
    create table sample_note (
      tenant_id uuid not null, id uuid not null default gen_random_uuid(), email text, body text, closed_on date, secret text default 'key',
      primary key (tenant_id, id)
    );
    call protect_tenant_table('sample_note');
    create table sample_comment (
      tenant_id uuid not null, id uuid not null default gen_random_uuid(), note_id uuid not null, author_id uuid, author_name text,
      written_at timestamptz, primary key (tenant_id, id), foreign key (tenant_id, note_id) references sample_note (tenant_id, id)
    );
    call protect_tenant_table('sample_comment');
    create table sample_login (id uuid primary key default gen_random_uuid(), user_id uuid not null, ended_at timestamptz);
  `);
  await owner.end();
}

function entry(table: string, rest: Partial<PersonalDataTable>): RegisterEntry {
  return {
    module: 'sample',
    table,
    purpose: `Zweck ${table}`,
    legalBasis: '§ 1',
    categories: ['a'],
    recipients: [],
    retention: null,
    person: null,
    ...rest,
  };
}

export const sampleRegister: readonly RegisterEntry[] = [
  entry('sample_note', {
    retention: { anchor: 'closed_on', months: 6, action: 'delete' },
    person: { column: 'email', by: 'email' },
  }),
  entry('sample_comment', {
    retention: { anchor: 'written_at', months: 12, action: 'anonymise' },
    person: { column: 'author_id', by: 'user_id' },
    anonymised: { author_id: null, author_name: 'gelöscht' },
  }),
  entry('sample_login', {
    retention: { anchor: 'ended_at', months: 0, action: 'delete' },
    person: { column: 'user_id', by: 'user_id' },
  }),
];

/** Job services of these districts; the clock is the caller's. */
export function servicesOf(database: TestDatabase, tenants: readonly Tenant[]): JobServices {
  return {
    tenantIds: () => tenants.map(({ id }) => id),
    contextOf: (tenantId) => contextIn(database, tenants.find(({ id }) => id === tenantId) as Tenant),
  };
}
