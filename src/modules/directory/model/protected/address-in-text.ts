interface Noted {
  readonly note?: string | undefined;
}

/** Every text of an entry that is public, by the field a form shows it under. */
export type PublicTexts = Iterable<readonly [field: string, text: string | undefined]>;

/** The texts of an offer, by shape: the content schema itself is made with this rule. */
interface OfferTexts {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly documents: readonly string[];
  readonly participation: { readonly how?: string | undefined };
  readonly fees: Noted;
  readonly contact?: { readonly role?: string | undefined } | undefined;
  readonly schedules: readonly Noted[];
  readonly breaks: readonly { readonly reason?: string | undefined }[];
  readonly languages: readonly Noted[];
  readonly translations?:
    | Readonly<Record<string, Readonly<Record<string, { readonly text: string } | undefined>> | undefined>>
    | undefined;
}

/** One spelling of a street: "Hauptstraße 5", "Hauptstr. 5" and "HAUPTSTRASSE 5" are the same. */
function streetForm(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/str(?:asse|\.)/g, 'str')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Without the number: the street alone leads there too. */
const streetName = (street: string) => streetForm(street).replace(/ \d+ ?[a-z]?(?: \d+ ?[a-z]?)*$/, '');

export function* offerTexts(offer: OfferTexts): PublicTexts {
  yield ['name', offer.name];
  yield ['summary', offer.summary];
  yield ['description', offer.description];
  yield ['documents', offer.documents.join('\n')];
  yield ['participation.how', offer.participation.how];
  yield ['fees.note', offer.fees.note];
  yield ['contact.role', offer.contact?.role];
  for (const [index, { note }] of offer.schedules.entries()) yield [`schedules.${index}.note`, note];
  for (const [index, { reason }] of offer.breaks.entries()) yield [`breaks.${index}.reason`, reason];
  for (const [index, { note }] of offer.languages.entries()) yield [`languages.${index}.note`, note];
  for (const [tag, fields] of Object.entries(offer.translations ?? {}))
    for (const [field, translation] of Object.entries(fields ?? {}))
      if (field !== 'directions') yield [`translations.${tag}.${field}`, translation?.text];
}

interface OrganisationTexts {
  readonly name: string;
  readonly shortName?: string | undefined;
  readonly description: string;
  readonly tasks?: readonly string[] | undefined;
  readonly contactPoints?:
    | readonly { readonly topic: string; readonly role?: string | undefined; readonly room?: string | undefined }[]
    | undefined;
  readonly translations?: OfferTexts['translations'];
}

export function* organisationTexts(organisation: OrganisationTexts): PublicTexts {
  yield ['name', organisation.name];
  yield ['shortName', organisation.shortName];
  yield ['description', organisation.description];
  yield ['tasks', organisation.tasks?.join('\n')];
  for (const [index, { topic, role, room }] of (organisation.contactPoints ?? []).entries())
    yield [`contactPoints.${index}.topic`, [topic, role, room].join('\n')];
  for (const [tag, fields] of Object.entries(organisation.translations ?? {}))
    for (const [field, translation] of Object.entries(fields ?? {})) yield [`translations.${tag}.${field}`, translation?.text];
}

/** Shortest street that is looked for: "Am Hof" is told from a sentence, "Weg" is not. */
const shortestStreet = 5;

/**
 * Fields whose text gives away the address that the entry hides: a shelter is not protected by an empty address line when
 * its description ends with the street.
 */
export function fieldsWithAddress(texts: PublicTexts, street: string): string[] {
  const name = streetName(street);
  if (name.length < shortestStreet) return [];
  return [...texts].flatMap(([field, text]) =>
    text !== undefined && ` ${streetForm(text)} `.includes(` ${name} `) ? [field] : [],
  );
}
