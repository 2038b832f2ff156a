import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { organisationsByName } from '#modules/directory';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { projectRoot } from '#platform/config';
import { uuidv7 } from '#platform/crypto';
import { touchContent } from '#platform/tenancy';
import { bodyKinds, type Seat, seatFunctions } from '../model/bodies.ts';
import { isSchedule } from '../model/body-schedule.ts';
import { findBodyBySlug, insertBody } from '../store/bodies.ts';
import { insertMembers } from '../store/members.ts';

const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);

/** `districts/<slug>/networks.json`: what the district's own documents say of its bodies. Organisations sit in them, never persons. */
const fileSchema = z.strictObject({
  bodies: z.array(
    z.strictObject({
      slug,
      name: z.string().min(1).max(200),
      kind: z.enum(bodyKinds),
      purpose: z.string().min(1).max(5000),
      territory: z.string(),
      parent: slug.optional(),
      recurrence: z.string().refine(isSchedule).optional(),
      public: z.boolean(),
      foundedOn: z.iso.date().optional(),
      endedOn: z.iso.date().optional(),
      source: z.string().min(1).max(300),
      seats: z.array(
        z.strictObject({
          /** Name as in the directory, when it is there. */
          organisation: z.string().min(1).max(200),
          function: z.enum(seatFunctions).default('member'),
          votes: z.boolean().default(true),
        }),
      ),
    }),
  ),
});

export type BodiesFile = z.output<typeof fileSchema>;

/** Reads and checks a district's file; throws when it does not follow the model, undefined when there is none. */
export function readBodiesFile(districtSlug: string): BodiesFile | undefined {
  const file = join(projectRoot, 'districts', districtSlug, 'networks.json');
  return existsSync(file) ? fileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

/** Ids of the directory's organisations by the names that the file uses. */
async function directoryIds(context: Context, names: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const name of new Set(names)) {
    const [first] = await organisationsByName(context, name);
    if (first?.name.toLocaleLowerCase('de') === name.toLocaleLowerCase('de')) found.set(name, first.id);
  }
  return found;
}

/**
 * Loads the bodies that the district's own documents name. What is there already stays as it is, so it can run again
 * after an update.
 */
export async function loadBodies(context: Context): Promise<void> {
  const file = readBodiesFile(context.tenant.slug);
  if (!file) return;
  const known = await directoryIds(
    context,
    file.bodies.flatMap(({ seats }) => seats.map(({ organisation }) => organisation)),
  );
  await context.transaction(async (trx) => {
    const now = context.now();
    let added = 0;
    for (const { parent, seats, recurrence, foundedOn, endedOn, ...body } of file.bodies) {
      const above = parent ? await findBodyBySlug(trx, parent) : undefined;
      if (parent && !above) throw new Error(`${context.tenant.slug}: ${body.slug} names the unknown parent ${parent}`);
      const id = uuidv7();
      const row = {
        ...body,
        id,
        parentId: above?.id ?? null,
        recurrence: recurrence ?? '',
        contactEmail: null,
        foundedOn: foundedOn ?? null,
        endedOn: endedOn ?? null,
      };
      if (!(await insertBody(trx, context.tenant.id, row, now))) continue;
      added += 1;
      const rows = seats.map(
        (seat): Omit<Seat, 'version'> => ({
          id: uuidv7(),
          bodyId: id,
          organisationId: known.get(seat.organisation) ?? null,
          organisationName: seat.organisation,
          personName: null,
          email: null,
          userId: null,
          function: seat.function,
          votes: seat.votes,
          fromOn: foundedOn ?? null,
          toOn: endedOn ?? null,
        }),
      );
      await insertMembers(trx, context.tenant.id, rows, now);
    }
    if (!added) return;
    await audit(trx, context, {
      action: 'networks.demonstration_loaded',
      subjectType: 'body',
      subjectId: null,
      details: { bodies: added },
    });
    await touchContent(trx, context.tenant.id);
  });
}
