import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { fail, type Outcome, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import type { FailureCode } from '../failures.ts';
import { applyEdit, changedSections, emptyProfile, type Profile, type ProfileEdit, profileEditSchema } from '../model/profile.ts';
import type { Territory } from '../model/tree.ts';
import { insertProfile, listProfiles, listUnits, lockProfile, updateProfile } from '../store.ts';
import { mayEdit, townToEdit } from './scope.ts';

/** What the profile form shows: read from the database, not from the published copy. */
export async function profileToEdit(
  context: Context,
  ags: string,
): Promise<Outcome<{ town: Territory; profile: Profile; quarters: Territory[] }, FailureCode>> {
  return context.transaction(async (trx) => {
    const town = await townToEdit(trx, context, ags);
    if (!town.ok) return town;
    const profile = (await listProfiles(trx)).find((one) => one.town === ags) ?? emptyProfile(ags);
    const quarters = (await listUnits(trx)).filter((unit) => unit.parentKey === ags);
    return ok({ town: town.value, profile, quarters });
  });
}

/** The towns that the actor may edit, with their profiles and quarters, for the list of the staff pages. */
export async function townsToEdit(
  context: Context,
): Promise<{ town: Territory; profile: Profile | undefined; quarters: number }[]> {
  return context.transaction(async (trx) => {
    const units = await listUnits(trx);
    const profiles = new Map((await listProfiles(trx)).map((profile) => [profile.town, profile]));
    return units
      .filter((unit) => unit.level === 'kommune' && mayEdit(context, unit.key))
      .map((town) => ({
        town,
        profile: profiles.get(town.key),
        quarters: units.filter((unit) => unit.parentKey === town.key && !unit.validTo).length,
      }));
  });
}

/**
 * Saves a profile in one language and publishes it.
 * @param version of the profile that the editor started from (0: there was none)
 * @returns the new version, or `territory.profile_changed` with the version of the other editor
 */
export async function saveProfile(
  context: Context,
  ags: string,
  edit: ProfileEdit,
  version: number,
): Promise<Outcome<number, FailureCode>> {
  const parsed = profileEditSchema.safeParse(edit);
  if (!parsed.success) return fail('territory.profile_invalid');
  const { language, ...rest } = parsed.data;
  return context.transaction(async (trx) => {
    const town = await townToEdit(trx, context, ags);
    if (!town.ok) return town;
    return writeProfile(trx, context, ags, language === undefined ? rest : { ...rest, language }, version);
  });
}

async function writeProfile(
  trx: Trx,
  context: Context,
  ags: string,
  edit: ProfileEdit,
  version: number,
): Promise<Outcome<number, FailureCode>> {
  const current = await lockProfile(trx, ags);
  if ((current?.version ?? 0) !== version) return fail('territory.profile_changed', { version: current?.version ?? 0 });
  const before = current ?? emptyProfile(ags);
  const profile = { ...before, ...applyEdit(before, edit) };
  const change = {
    tenantId: context.tenant.id,
    profile,
    now: context.now(),
    by: context.actor.kind === 'user' ? context.actor.userId : null,
  };
  if (current) await updateProfile(trx, change);
  else if (!(await insertProfile(trx, change))) {
    return fail('territory.profile_changed', { version: (await lockProfile(trx, ags))?.version ?? 0 });
  }
  await audit(trx, context, {
    action: 'territory.profile_saved',
    subjectType: 'territory',
    subjectId: ags,
    details: {
      version: version + 1,
      language: edit.language ?? before.sourceLanguage,
      sections: changedSections(before.sections, profile.sections),
    },
  });
  await touchContent(trx, context.tenant.id);
  return ok(version + 1);
}
