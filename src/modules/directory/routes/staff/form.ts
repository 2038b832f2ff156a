import type { Context } from '#platform/access';
import { type FormErrors, formValues, type ParsedForm, parseForm } from '#platform/http';
import type { FieldChange as ShownChange } from '#platform/ui';
import type { OfferContent, OrganisationContent } from '../../model/content.ts';
import { changes } from '../../model/diff.ts';
import type { EntryKind, Words } from '../../model/field-text.ts';
import { offerFormSchema, offerFormValues } from '../../model/form/offer.ts';
import { organisationFormSchema, organisationFormValues } from '../../model/form/organisation.ts';
import type { FormValues } from '../../model/form/values.ts';
import type { Merge } from '../../model/merge.ts';
import type { Content } from '../../service/reviewing.ts';
import { shownChanges } from './words.ts';

/** The form as the entry stands. */
export function contentValues(kind: EntryKind, content: Content): FormValues {
  return kind === 'offer' ? offerFormValues(content as OfferContent) : organisationFormValues(content as OrganisationContent);
}

const lists = ['areaServed', 'targetGroups', 'residence', 'towns'] as const;

/** Checkboxes come in the order of the form. The same choice in another order is no change, so it keeps the order it had. */
function inOldOrder<T extends object>(content: T, base: Partial<Content>): T {
  const [fresh, old] = [content as Record<string, unknown>, base as Record<string, unknown>];
  const sorted = (value: unknown) => JSON.stringify(Array.isArray(value) ? [...value].sort() : value);
  const kept = lists.filter((name) => name in fresh && name in old && sorted(fresh[name]) === sorted(old[name]));
  return { ...content, ...Object.fromEntries(kept.map((name) => [name, old[name]])) };
}

/** Reads the form; what it does not show comes from `base`. */
export function readContent(context: Context, kind: EntryKind, body: unknown, base: Partial<Content> = {}): ParsedForm<Content> {
  const { demonstration, source, translations } = base;
  const properName = 'properName' in base ? base.properName : undefined;
  const contact = 'contact' in base ? base.contact : undefined;
  const kept = Object.fromEntries(
    Object.entries({ demonstration, source, translations, properName, contact }).filter(([, value]) => value !== undefined),
  );
  if (kind === 'organisation') {
    const parsed = parseForm(organisationFormSchema(kept), body, context.t);
    return parsed.ok ? { ...parsed, data: inOldOrder(parsed.data, base) } : parsed;
  }
  const form = parseForm(offerFormSchema(kept), body, context.t);
  return form.ok ? { ...form, data: inOldOrder(form.data.offer, base) } : form;
}

/** A button asked for more rows, or for another language: nothing is saved, the page comes back with what was typed. */
export function asksForMore(body: unknown): boolean {
  return formValues(body).more !== undefined;
}

/** Details of a failure (field → translation key) as messages beside the fields. */
export function fieldErrors(context: Context, details: object | undefined): FormErrors {
  return Object.fromEntries(Object.entries(details ?? {}).map(([field, key]) => [field, context.t(String(key))]));
}

/** The other's change, and what both changed, as people read it. */
export function conflictChanges(
  kind: EntryKind,
  versions: { readonly base: Content; readonly theirs: Content; readonly mine: Content; readonly merged: Merge<Content> },
  words: Words,
): { theirs: ShownChange[]; both: ShownChange[] } {
  const plain = (content: Content) => content as object as Readonly<Record<string, unknown>>;
  const { base, theirs, mine, merged } = versions;
  const clash = changes(plain(theirs), plain(mine)).filter(({ field }) =>
    merged.conflicts.some((conflict) => field === conflict || field.startsWith(`${conflict}.`)),
  );
  return {
    theirs: shownChanges(kind, changes(plain(base), plain(theirs)), words),
    both: shownChanges(kind, clash, words),
  };
}
