import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Actor, type Role, roles } from '#platform/access';
import type { DemonstrationAccount } from '#platform/identity';
import type { TestHouse } from './house.ts';

export type Person = Extract<Actor, { kind: 'user' }>;

/** Where the demonstration account of a role works in these tests. */
export const places = ['full', 'bare'] as const;

/** The session under which a role calls: at home in one of the districts, with or without its second factor. */
export const sessionName = (role: Role, place: (typeof places)[number], secondFactor = true) =>
  `${role}-${place}${secondFactor ? '' : '-weak'}`;

/** The accounts of the demonstration as callers; each exists twice, with the same roles in the one or the other district. */
export async function castOf(house: TestHouse): Promise<Map<string, Person>> {
  const { installation, full } = house;
  const file = join(installation.config.dataDir, 'demonstration-accounts.json');
  const accounts = (JSON.parse(readFileSync(file, 'utf8')) as Record<string, DemonstrationAccount[]>)[full.slug] ?? [];
  const cast = new Map<string, Person>();
  for (const role of roles) {
    const email = accounts.find((one) => one.role === role)?.email;
    const user = email && (await installation.identity.findUser(email));
    if (!user) throw new Error(`The demonstration has no account for ${role}`);
    const held = await installation.identity.rolesOf(user.id);
    for (const place of places) {
      for (const secondFactor of [true, false]) {
        cast.set(sessionName(role, place, secondFactor), {
          kind: 'user',
          userId: user.id,
          sessionId: '01900000-0000-7000-8000-000000000001',
          name: `Test ${role}`,
          email,
          secondFactor,
          assignments: held.map((one) => ({ role: one.role, scope: one.scope, tenantId: house[place].id })),
        });
      }
    }
  }
  return cast;
}
