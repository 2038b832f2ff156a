import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import type { Trx } from '#platform/database';
import { fail, type Outcome, ok } from '#platform/outcome';
import type { FailureCode } from '../../failures.ts';
import { changeState, findText, insertText, latestText, listVersions, openStates, type PageText } from '../../store/texts.ts';
import { refreshPublic } from '../publishing.ts';
import { authorOf, pageToRead, pageToWrite } from './ground.ts';

export interface TextPlace {
  readonly pageId: string;
  readonly language: string;
}

const note = (trx: Trx, context: Context, action: string, { pageId, language }: TextPlace, version: number) =>
  audit(trx, context, { action, subjectType: 'orientation_page', subjectId: pageId, details: { language, version } });

/** The open version, when it is still the one that the page showed. */
async function openText(trx: Trx, { pageId, language }: TextPlace, base: number): Promise<Outcome<PageText, FailureCode>> {
  const latest = await latestText(trx, pageId, language);
  if (latest?.version !== base) return fail('orientation.changed', { version: latest?.version ?? 0 });
  return openStates.some((state) => state === latest.state) ? ok(latest) : fail('orientation.changed', { version: base });
}

/** Gives a text in review, or one that is scheduled, back to be worked on, with the reason. */
export function returnText(
  context: Context,
  place: TextPlace,
  back: { readonly base: number; readonly note: string },
): Promise<Outcome<undefined, FailureCode>> {
  return context.transaction(async (trx): Promise<Outcome<undefined, FailureCode>> => {
    const page = await pageToWrite(trx, context, place.pageId, 'orientation.publish');
    if (!page.ok) return page;
    const open = await openText(trx, place, back.base);
    if (!open.ok) return open;
    if (open.value.state === 'draft') return ok();
    const to = { state: 'draft', publishAt: null, note: back.note } as const;
    await changeState(trx, { ...place, version: back.base, from: ['review', 'scheduled'] }, to);
    await note(trx, context, 'orientation.text_returned', place, back.base);
    return ok();
  });
}

/** Puts what somebody was working on among the earlier versions; what is public stays. */
export function discardText(context: Context, place: TextPlace, base: number): Promise<Outcome<undefined, FailureCode>> {
  return context.transaction(async (trx): Promise<Outcome<undefined, FailureCode>> => {
    const page = await pageToWrite(trx, context, place.pageId);
    if (!page.ok) return page;
    const open = await openText(trx, place, base);
    if (!open.ok) return open;
    await changeState(trx, { ...place, version: base, from: openStates }, { state: 'superseded', publishAt: null });
    await note(trx, context, 'orientation.text_discarded', place, base);
    return ok();
  });
}

/** Takes a text out of the public; with the German one the page is gone in all languages. */
export function withdrawText(context: Context, place: TextPlace): Promise<Outcome<undefined, FailureCode>> {
  return context.transaction(async (trx): Promise<Outcome<undefined, FailureCode>> => {
    const page = await pageToWrite(trx, context, place.pageId, 'orientation.publish');
    if (!page.ok) return page;
    const taken = await changeState(trx, { ...place, from: ['published'] }, { state: 'superseded' });
    // Somebody else was faster.
    if (!taken) return ok();
    await refreshPublic(trx, context, [place.pageId]);
    const latest = await latestText(trx, place.pageId, place.language);
    await note(trx, context, 'orientation.text_withdrawn', place, latest?.version ?? 0);
    return ok();
  });
}

/** Makes a draft of an earlier version; a draft that was open stays among the versions. */
export function restoreText(
  context: Context,
  place: TextPlace,
  { version, base }: { readonly version: number; readonly base: number },
): Promise<Outcome<undefined, FailureCode>> {
  return context.transaction(async (trx): Promise<Outcome<undefined, FailureCode>> => {
    const page = await pageToWrite(trx, context, place.pageId);
    if (!page.ok) return page;
    const old = await findText(trx, place.pageId, place.language, version);
    if (!old) return fail('orientation.unknown_version');
    const latest = await latestText(trx, place.pageId, place.language);
    if (latest?.version !== base) return fail('orientation.changed', { version: latest?.version ?? 0 });
    await changeState(trx, { ...place, from: openStates }, { state: 'superseded', publishAt: null });
    const text = {
      ...old,
      version: base + 1,
      baseVersion: version,
      state: 'draft' as const,
      minor: false,
      note: '',
      authorUserId: authorOf(context),
      publishAt: null,
      publishedAt: null,
    };
    await insertText(trx, context.tenant.id, text, context.now());
    await note(trx, context, 'orientation.text_restored', place, base + 1);
    return ok();
  });
}

export interface VersionList {
  readonly versions: readonly PageText[];
  readonly next: number | undefined;
  /** The newest version of all. */
  readonly newest: number;
}

/** Versions of a text, newest first; undefined when there is no such page for the actor. */
export async function readVersions(
  context: Context,
  place: TextPlace,
  before: number | undefined,
  limit: number,
): Promise<VersionList | undefined> {
  return context.transaction(async (trx) => {
    if (!(await pageToRead(trx, context, place.pageId))) return undefined;
    const found = await listVersions(trx, { ...place, before, limit: limit + 1 });
    const versions = found.slice(0, limit);
    const newest = before === undefined ? versions[0] : await latestText(trx, place.pageId, place.language);
    return {
      versions,
      next: found.length > limit ? versions.at(-1)?.version : undefined,
      newest: newest?.version ?? 0,
    };
  });
}

/** Two versions of a text, the older one first. */
export async function readTwoVersions(
  context: Context,
  place: TextPlace,
  versions: readonly [number, number],
): Promise<readonly [PageText, PageText] | undefined> {
  return context.transaction(async (trx) => {
    if (!(await pageToRead(trx, context, place.pageId))) return undefined;
    const [from, to] = versions.toSorted((a, b) => a - b);
    const older = await findText(trx, place.pageId, place.language, from ?? 0);
    const newer = await findText(trx, place.pageId, place.language, to ?? 0);
    return older && newer ? [older, newer] : undefined;
  });
}
