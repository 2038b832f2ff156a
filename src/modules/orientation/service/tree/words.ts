import { slugOf } from '#modules/territory';
import type { Context } from '#platform/access';
import { audit } from '#platform/audit';
import { fail, type Outcome, ok } from '#platform/outcome';
import { touchContent } from '#platform/tenancy';
import type { FailureCode } from '../../failures.ts';
import type { TermDraft } from '../../model/term-form.ts';
import { deleteTerm, findTerm, insertTerm, listTerms, type Term, updateTerm, type VersionedTerm } from '../../store/terms.ts';
import { managesGuide } from '../rights.ts';

export interface WordList {
  readonly terms: readonly Term[];
  readonly total: number;
  readonly next: string | undefined;
}

/** Words in the order of their ids, those in which a text occurs in any language. A district has some hundred. */
export async function readWords(
  context: Context,
  query: { readonly text: string; readonly after: string | undefined },
  limit: number,
): Promise<WordList> {
  const wanted = query.text.toLocaleLowerCase('de');
  const all = await context.transaction(listTerms);
  const found = all.filter(({ forms, explanations }) =>
    [...Object.values(forms).flat(), ...Object.values(explanations)].some((one) => one.toLocaleLowerCase('de').includes(wanted)),
  );
  const { after } = query;
  const rest = after === undefined ? found : found.filter(({ id }) => id > after);
  const terms = rest.slice(0, limit);
  return { terms, total: found.length, next: rest.length > limit ? terms.at(-1)?.id : undefined };
}

export const readWord = (context: Context, id: string): Promise<VersionedTerm | undefined> =>
  context.transaction((trx) => findTerm(trx, id));

/** Adds a word; its id comes from its first German form. */
export async function addWord(context: Context, { forms, explanations }: TermDraft): Promise<Outcome<string, FailureCode>> {
  if (!managesGuide(context)) return fail('orientation.not_allowed');
  const id = slugOf(forms.de?.[0] ?? '') || 'wort';
  return context.transaction(async (trx): Promise<Outcome<string, FailureCode>> => {
    if (!(await insertTerm(trx, context.tenant.id, { id, forms, explanations }))) return fail('orientation.term_taken');
    await touchContent(trx, context.tenant.id);
    await audit(trx, context, { action: 'orientation.term_added', subjectType: 'orientation_term', subjectId: id });
    return ok(id);
  });
}

export async function saveWord(context: Context, id: string, draft: TermDraft): Promise<Outcome<undefined, FailureCode>> {
  if (!managesGuide(context)) return fail('orientation.not_allowed');
  return context.transaction(async (trx): Promise<Outcome<undefined, FailureCode>> => {
    const term = await findTerm(trx, id, true);
    if (!term) return fail('orientation.unknown_term');
    if (term.version !== draft.version) return fail('orientation.changed', { version: term.version });
    await updateTerm(trx, { id, forms: draft.forms, explanations: draft.explanations });
    await touchContent(trx, context.tenant.id);
    await audit(trx, context, { action: 'orientation.term_changed', subjectType: 'orientation_term', subjectId: id });
    return ok();
  });
}

/** Takes out a word: texts no longer explain it. */
export async function removeWord(context: Context, id: string): Promise<Outcome<undefined, FailureCode>> {
  if (!managesGuide(context)) return fail('orientation.not_allowed');
  return context.transaction(async (trx): Promise<Outcome<undefined, FailureCode>> => {
    if (!(await findTerm(trx, id, true))) return fail('orientation.unknown_term');
    await deleteTerm(trx, id);
    await touchContent(trx, context.tenant.id);
    await audit(trx, context, { action: 'orientation.term_removed', subjectType: 'orientation_term', subjectId: id });
    return ok();
  });
}
