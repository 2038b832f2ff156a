import type { OfferContent, Place } from './content.ts';
import { same } from './diff.ts';
import { merge } from './merge.ts';
import { publicOffer } from './public-view.ts';

type Contact = NonNullable<OfferContent['contact']>;

/** What a visitor says of the contact: never who the person is. */
export function withoutPerson(contact: Contact): Contact {
  const { person: _person, consentUntil: _consentUntil, ...office } = contact;
  return office;
}

/** The visitor's contact, with the person that is named in public already. */
function saidContact(proposed: Contact | undefined, seen: Contact | undefined): Contact | undefined {
  if (!proposed) return undefined;
  const { person, consentUntil } = seen ?? {};
  return { ...withoutPerson(proposed), ...(person === undefined ? {} : { person, consentUntil }) };
}

/**
 * A change that somebody proposes who sees the public side only. A hidden or partly hidden address is not in their
 * form, nor is a contact person whose consent has run out; leaving them out must not take them away, and nothing they
 * send may uncover or name them.
 */
export function applyVisitorChange(full: OfferContent, changed: OfferContent, today: string): OfferContent {
  const seen = publicOffer(full, today);
  const { contact: contactSaid, ...others } = changed;
  const contact = saidContact(contactSaid, seen.contact);
  const proposed: OfferContent = { ...others, ...(contact ? { contact } : {}) };
  return withHiddenPlace(full, seen, proposed, merge(seen, proposed, full).content);
}

/** What the provider sees behind the link in a mail: its contact person too, hidden addresses not (mails are read by many). */
export function linkView(full: OfferContent): OfferContent {
  return publicOffer(full, '');
}

/** A change to what `linkView` shows. */
export function applyLinkChange(full: OfferContent, changed: OfferContent): OfferContent {
  const seen = linkView(full);
  return withHiddenPlace(full, seen, changed, merge(seen, changed, full).content);
}

function withHiddenPlace(full: OfferContent, seen: OfferContent, proposed: OfferContent, content: OfferContent): OfferContent {
  const { place: hidden } = full;
  if (!hidden || hidden.visibility === 'public') return content;
  if (same(proposed.place, seen.place))
    return { ...content, place: hidden, ...(full.quarter ? { quarter: proposed.quarter ?? full.quarter } : {}) };
  const { visibility: _visibility, ...said } = proposed.place ?? ({ accessibility: hidden.accessibility } as Partial<Place>);
  return { ...content, place: { ...hidden, ...said, visibility: hidden.visibility } };
}
