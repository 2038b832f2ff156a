import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { fail, type Outcome, ok } from '#platform/outcome';
import { changes, type FieldChange, same } from '../model/diff.ts';
import type { Correction } from '../store/corrections.ts';
import { countAnswers, listCorrectionsOf } from '../store/corrections.ts';
import { listMergedInto } from '../store/duplicates/merges.ts';
import { type Entry, findEntry, findVersion, listVersions, lockEntry, type Version } from '../store/entries.ts';
import { checkContent, type EditFailure, editableVersion, publishVersion } from './editing.ts';
import { readGround, readTowns } from './ground.ts';
import { reaches, reachOf } from './reach.ts';

export interface History {
  readonly entry: Entry;
  /** Newest first, without what visitors have not confirmed. */
  readonly versions: readonly Version[];
  readonly corrections: readonly Correction[];
  readonly answers: { readonly stillRight: number; readonly outdated: number };
  /** Entries that were merged into this one; their versions stand at their own pages. */
  readonly merged: readonly { readonly id: string; readonly name: string }[];
}

export async function readHistory(context: Context, entryId: string): Promise<Outcome<History, 'entry.not_found'>> {
  const reach = reachOf(context, 'directory.edit');
  return context.transaction(async (trx) => {
    const entry = await findEntry(trx, entryId);
    if (!entry || !reaches(reach, entry.town)) return fail('entry.not_found');
    const versions = (await listVersions(trx, entryId)).filter((version) => version.state !== 'unconfirmed');
    if (!versions.length) return fail('entry.not_found');
    return ok({
      entry,
      versions,
      corrections: await listCorrectionsOf(trx, entryId),
      answers: await countAnswers(trx, entryId),
      merged: await listMergedInto(trx, entryId),
    });
  });
}

export interface Comparison {
  readonly entry: Entry;
  readonly from: Version;
  readonly to: Version;
  readonly changes: readonly FieldChange[];
}

/** Any two versions of an entry, field by field. */
export async function compareVersions(
  context: Context,
  entryId: string,
  from: number,
  to: number,
): Promise<Outcome<Comparison, 'entry.not_found' | 'version.not_found'>> {
  const reach = reachOf(context, 'directory.edit');
  return context.transaction(async (trx) => {
    const entry = await findEntry(trx, entryId);
    if (!entry || !reaches(reach, entry.town)) return fail('entry.not_found');
    const [old, fresh] = [await findVersion(trx, entryId, from), await findVersion(trx, entryId, to)];
    if (!old || !fresh || old.state === 'unconfirmed' || fresh.state === 'unconfirmed') return fail('version.not_found');
    return ok({
      entry,
      from: old,
      to: fresh,
      changes: changes(old.content as object as Record<string, unknown>, fresh.content as object as Record<string, unknown>),
    });
  });
}

/** Makes an old version the public one again, as a new version; what lay between stays in the history. */
export async function restoreVersion(
  context: Context,
  restore: { readonly entryId: string; readonly version: number; readonly base: number },
): Promise<Outcome<{ slug: string }, EditFailure | 'version.not_found' | 'version.changed_since'>> {
  const towns = await readTowns(context);
  return context.transaction(async (trx) => {
    const entry = await lockEntry(trx, restore.entryId);
    if (!entry || !reaches(reachOf(context, 'directory.edit'), entry.town)) return fail('entry.not_found');
    const [old, current] = [
      await findVersion(trx, entry.id, restore.version),
      await findVersion(trx, entry.id, editableVersion(entry)),
    ];
    if (!old || old.state === 'unconfirmed' || !current) return fail('version.not_found');
    if (current.version !== restore.base) return fail('version.changed_since');
    if (entry.publishedVersion !== null && same(old.content, current.content)) return fail('version.nothing_changed');
    const ground = await readGround(trx, towns);
    // Categories may have been hidden since; what the entry had it may have again.
    const checked = await checkContent(trx, context, ground, entry.kind, old.content, old.content);
    if (!checked.ok) return checked;
    const number = await publishVersion(trx, context, ground, entry, old.content, current.version, checked.value);
    await audit(trx, context, {
      action: `${entry.kind}.restored`,
      subjectType: entry.kind,
      subjectId: entry.id,
      details: { from: old.version, version: number },
    });
    return ok({ slug: entry.slug });
  });
}
