import type { Context } from '#platform/access';
import { type AuditValue, audit } from '#platform/audit';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import { fail, type Outcome } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import type { FailureCode } from '../failures.ts';
import type { Edition, Note } from '../model/edition.ts';
import { insertNote } from '../store/notes.ts';

/** What every use case of editing returns: the version that is now stored, unless it says otherwise. */
export type Saved<T = number> = Outcome<T, FailureCode>;

/** Why something was changed, in the editor's words; shown to the public when the editor says so. */
export interface Remark {
  readonly reason?: string | undefined;
  readonly public?: boolean | undefined;
}

export const longestReason = 1000;

/** The edition is in force, or the public discusses it: what changes in it is told. */
export const isTold = (edition: Edition): boolean => edition.state === 'adopted' || edition.state === 'consultation';

/** A superseded edition stays as it is. */
export function closedFailure(edition: Edition) {
  return edition.state === 'superseded' ? fail('concept.edition_closed') : undefined;
}

export const changedFailure = (version: number) => fail('concept.changed', { version });

/** A reason that fits, or the failure that says it does not. */
export function readReason({ reason }: Remark): Outcome<string, 'concept.invalid'> {
  const text = (reason ?? '').trim();
  return text.length > longestReason ? fail('concept.invalid', { reason: 'http:field.format' }) : { ok: true, value: text };
}

interface Happening {
  readonly recommendationId: string;
  readonly edition: Edition;
  readonly action: string;
  readonly details?: Readonly<Record<string, AuditValue>>;
  /** Told beside the recommendation; `always` also of a draft. */
  readonly note?:
    | (Pick<Note, 'kind' | 'text' | 'from' | 'to' | 'public'> & { readonly town?: string | null; readonly always?: boolean })
    | undefined;
}

/** Closes a change of a recommendation: the audit line, what is told of it, and pages made anew. */
export async function tell(trx: Trx, context: Context, happening: Happening): Promise<void> {
  const { recommendationId, edition, action, details = {}, note } = happening;
  await audit(trx, context, { action, subjectType: 'concept_recommendation', subjectId: recommendationId, details });
  if (note && (note.always || isTold(edition))) {
    const user = context.actor.kind === 'user' ? context.actor : undefined;
    await insertNote(trx, {
      tenantId: context.tenant.id,
      id: uuidv7(context.now().getTime()),
      recommendationId,
      town: note.town ?? null,
      kind: note.kind,
      text: note.text,
      from: note.from,
      to: note.to,
      public: note.public,
      authorName: user?.name ?? '',
      authorUserId: user?.userId ?? null,
      now: context.now(),
    });
  }
  await touchContent(trx, context.tenant.id);
}
