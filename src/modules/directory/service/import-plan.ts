import type { Context } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import type { Trx } from '#platform/database';
import type { CsvRow } from '#platform/documents';
import { type OfferContent, type OrganisationContent, offerSchema, organisationSchema } from '../model/content.ts';
import { same } from '../model/diff.ts';
import { importedPlace } from '../model/protected/export.ts';
import { slugify } from '../model/slug.ts';
import { offerColumns } from '../model/table/columns.ts';
import { columnOf, type Lookup, readOfferRow } from '../model/table/offer-row.ts';
import { withoutPerson } from '../model/visitor-change.ts';
import { organisationKinds } from '../model/vocabulary.ts';
import { currentVersion, findOfferContents } from '../store/bulk.ts';
import { type ImportedEntry, type KnownEntry, lockKnownEntries } from '../store/bulk-insert.ts';
import { faultsOfOffer } from './ground.ts';
import type { PublishingGround } from './publishing.ts';
import { tableNames } from './table-names.ts';

/** Something wrong in one row; `key` is a translation key. */
export interface ImportProblem {
  readonly row: number;
  /** Heading of the column. */
  readonly column: string;
  readonly key: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

export interface ImportPlan {
  readonly organisations: readonly ImportedEntry<OrganisationContent>[];
  readonly added: readonly ImportedEntry[];
  readonly changed: readonly ImportedEntry[];
  readonly unchanged: number;
  /** At most two hundred; nothing is imported when there is one. */
  readonly problems: readonly ImportProblem[];
  organisationOf(offer: ImportedEntry): { readonly slug: string; readonly name: string };
}

const mostProblems = 200;
const headers = new Map(offerColumns.map(({ key, header }) => [key, header]));

export interface SchemaIssue {
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly message: string;
  readonly input?: unknown;
  readonly maximum?: unknown;
  readonly origin?: unknown;
}

/** What an issue of the content schema says in a table of problems. */
export function told(issue: SchemaIssue): { key: string; parameters: Record<string, number> } {
  if (/^[\w-]+:[\w.-]+$/.test(issue.message)) return { key: issue.message, parameters: {} };
  if (issue.code === 'invalid_type' && issue.input === undefined) return { key: 'http:field.required', parameters: {} };
  if (issue.code === 'too_big' && issue.origin === 'string')
    return { key: 'http:field.too_long', parameters: { count: Number(issue.maximum) } };
  if (issue.code === 'too_big') return { key: 'http:field.too_big', parameters: { maximum: Number(issue.maximum) } };
  return { key: 'http:field.format', parameters: {} };
}

/** Gives every new entry an address that nobody has: `treff`, `treff-2`, … */
export class Addresses {
  readonly #taken: Set<string>;
  readonly #next = new Map<string, number>();

  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken);
  }

  give(name: string, otherwise: string): string {
    const base = slugify(name) || otherwise;
    for (let number = this.#next.get(base) ?? 1; ; number++) {
      const slug = number === 1 ? base : `${base}-${number}`;
      if (this.#taken.has(slug)) continue;
      this.#taken.add(slug);
      this.#next.set(base, number + 1);
      return slug;
    }
  }
}

/** Names that differ in case, spaces and punctuation mean the same: "Brücke e.V." and "Brücke e. V.". */
export const nameKey = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '') || name;

/** For each entry the public one that stands for it: itself, or what it was merged into, however often. */
export function standing<
  T extends { readonly id: string; readonly publishedVersion: number | null; readonly mergedInto: string | null },
>(entries: readonly T[]): readonly { readonly entry: T; readonly stands: T }[] {
  const byId = new Map(entries.map((one) => [one.id, one]));
  return entries.flatMap((entry) => {
    let stands: T | undefined = entry;
    for (let step = 0; stands?.mergedInto && step < 20; step++) stands = byId.get(stands.mergedInto);
    return stands && stands.mergedInto === null && stands.publishedVersion !== null ? [{ entry, stands }] : [];
  });
}

/** Organisations by address and name, and the new ones that rows name. */
export class Organisations {
  readonly added: ImportedEntry<OrganisationContent>[] = [];
  readonly #bySlug = new Map<string, { id: string; slug: string; name: string }>();
  readonly #byName = new Map<string, { id: string; slug: string; name: string }>();
  readonly #addresses: Addresses;
  readonly #context: Context;

  constructor(context: Context, known: readonly KnownEntry[]) {
    this.#context = context;
    this.#addresses = new Addresses(known.map((one) => one.slug));
    const found = standing(known);
    for (const { entry, stands } of found) if (entry === stands) this.#remember(entry);
    // Sources go on naming what was merged.
    for (const { entry, stands } of found) if (entry !== stands) this.#remember(stands, entry);
  }

  #remember(one: { id: string; slug: string; name: string }, named: { slug: string; name: string } = one): void {
    this.#bySlug.set(named.slug, one);
    const key = nameKey(named.name);
    if (!this.#byName.has(key)) this.#byName.set(key, one);
  }

  find(text: string): { id: string; slug: string; name: string } | undefined {
    return this.#bySlug.get(text) ?? this.#byName.get(nameKey(text));
  }

  /** A new one; the content schema's issues when its name or description will not do. */
  add(
    name: string,
    kind: string | undefined,
    description: string | undefined,
    more: {
      readonly email?: string | undefined;
      readonly website?: string | undefined;
      readonly phone?: string | undefined;
      readonly place?: Readonly<Record<string, string>> | undefined;
    } = {},
  ): { organisation?: { id: string; slug: string; name: string }; issues: readonly SchemaIssue[] } {
    const { email, website, phone, place } = more;
    const candidate = {
      ...{ name, kind: kind ?? 'other', description: description || name, towns: [] },
      ...(email ? { email } : {}),
      ...(website ? { website } : {}),
      ...(phone ? { phone } : {}),
      ...(place ? { place: { ...place, visibility: 'public', accessibility: [] } } : {}),
    };
    const parsed = organisationSchema.safeParse(candidate, { reportInput: true });
    if (!parsed.success) return { issues: parsed.error.issues };
    const id = uuidv7(this.#context.now().getTime());
    const slug = this.#addresses.give(name, 'organisation');
    this.added.push({ id, slug, organisationId: id, town: null, confirmedOn: null, content: parsed.data });
    const organisation = { id, slug, name: parsed.data.name };
    this.#remember(organisation);
    return { organisation, issues: [] };
  }
}

interface Draft {
  readonly row: number;
  readonly content: OfferContent;
  readonly organisation: { readonly id: string; readonly slug: string; readonly name: string };
  readonly known: KnownEntry | undefined;
  readonly confirmedOn: string | null;
}

export const identity = (name: string, town: string | null | undefined, organisationId: string) =>
  `${name.toLowerCase()}\n${town ?? ''}\n${organisationId}`;

/** Weekly times before dates, as the table writes them: the order of schedules means nothing. */
const comparable = (content: OfferContent) => ({
  ...content,
  schedules: [...content.schedules].sort((a, b) => (a.kind === b.kind ? 0 : a.kind === 'weekly' ? -1 : 1)),
});

class Planner {
  readonly problems: ImportProblem[] = [];
  readonly drafts: Draft[] = [];
  readonly #lookup: Lookup;
  readonly #ground: PublishingGround;
  readonly #organisations: Organisations;
  readonly #bySlug: ReadonlyMap<string, KnownEntry>;
  readonly #byIdentity = new Map<string, KnownEntry>();
  readonly #seen = new Map<string, number>();

  constructor(ground: PublishingGround, organisations: Organisations, offers: readonly KnownEntry[]) {
    this.#ground = ground;
    this.#lookup = tableNames(ground).lookup;
    this.#organisations = organisations;
    this.#bySlug = new Map(offers.map((one) => [one.slug, one]));
    for (const one of offers)
      if (one.publishedVersion !== null) this.#byIdentity.set(identity(one.name, one.town, one.organisationId), one);
  }

  #problem(row: number, column: string, key: string, parameters: ImportProblem['parameters'] = {}): void {
    if (this.problems.length < mostProblems) this.problems.push({ row, column: headers.get(column) ?? column, key, parameters });
  }

  #organisation({ number, values }: CsvRow, named: string): Draft['organisation'] | undefined {
    const known = this.#organisations.find(named);
    if (known) return known;
    const kindText = values.organisationKind?.trim();
    const kind = kindText ? this.#lookup('organisationKind', kindText) : undefined;
    if (kindText && !kind)
      this.#problem(number, 'organisationKind', 'directory:field.unknown_value', {
        value: kindText.slice(0, 60),
        choices: organisationKinds.length,
      });
    const { organisation, issues } = this.#organisations.add(named, kind, values.organisationDescription?.trim() || undefined);
    for (const issue of issues) {
      const { key, parameters } = told(issue);
      this.#problem(number, issue.path[0] === 'description' ? 'organisationDescription' : 'organisation', key, parameters);
    }
    return organisation;
  }

  #confirmedOn({ number, values }: CsvRow): string | null {
    const text = values.confirmedOn?.trim();
    if (!text) return null;
    const date = new Date(`${text}T00:00Z`);
    if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)) return text;
    this.#problem(number, 'confirmedOn', 'http:field.date');
    return null;
  }

  read(row: CsvRow): void {
    const before = this.problems.length;
    const { candidate, faults } = readOfferRow(row.values, this.#lookup);
    for (const { column, key, value } of faults) this.#problem(row.number, column, key, { value });
    const named = candidate.organisation as string | undefined;
    const organisation = named === undefined ? undefined : this.#organisation(row, named);
    if (named === undefined) this.#problem(row.number, 'organisation', 'http:field.required');
    const parsed = offerSchema.safeParse({ ...candidate, organisation: organisation?.slug ?? 'neu' }, { reportInput: true });
    const faulty = new Set(faults.map((fault) => fault.column));
    for (const issue of parsed.error?.issues ?? []) {
      const column = columnOf(issue.path.join('.'), candidate);
      const { key, parameters } = told(issue as SchemaIssue);
      if (!faulty.has(column)) this.#problem(row.number, column, key, parameters);
      faulty.add(column);
    }
    const confirmedOn = this.#confirmedOn(row);
    if (!parsed.success || !organisation || this.problems.length > before) return;
    for (const { field, key } of faultsOfOffer(this.#ground, parsed.data, parsed.data))
      this.#problem(row.number, field.split('.')[0] as string, key);
    this.#place(row, parsed.data, organisation, confirmedOn);
  }

  /** Finds the entry that a row means, and rows that mean the same one. */
  #place(row: CsvRow, content: OfferContent, organisation: Draft['organisation'], confirmedOn: string | null): void {
    const slug = row.values.slug?.trim();
    const key = identity(content.name, content.town, organisation.id);
    const known = slug ? this.#bySlug.get(slug) : this.#byIdentity.get(key);
    if (slug && !known) {
      this.#problem(row.number, 'slug', 'directory:field.unknown_slug', { value: slug.slice(0, 60) });
      return;
    }
    const seenAt = this.#seen.get(known?.id ?? key);
    if (seenAt !== undefined) {
      this.#problem(row.number, 'name', 'directory:field.duplicate_row', { row: seenAt });
      return;
    }
    this.#seen.set(known?.id ?? key, row.number);
    this.drafts.push({ row: row.number, content, organisation, known, confirmedOn });
  }
}

/** Tables name no persons: whoever is named stays so as long as the table says the same of how to reach them. */
function withNamed(content: OfferContent, contact: OfferContent['contact']): OfferContent {
  return contact?.person !== undefined && same(withoutPerson(contact), content.contact ?? {}) ? { ...content, contact } : content;
}

/** Works out what an import means: which entries are new, which change, which rows are wrong. */
export async function planImport(
  trx: Trx,
  context: Context,
  ground: PublishingGround,
  rows: readonly CsvRow[],
): Promise<ImportPlan> {
  const offers = await lockKnownEntries(trx, 'offer');
  const organisations = new Organisations(context, await lockKnownEntries(trx, 'organisation'));
  const planner = new Planner(ground, organisations, offers);
  for (const row of rows) planner.read(row);
  const addresses = new Addresses(offers.map((one) => one.slug));
  const existing = planner.drafts.flatMap(({ known }) => (known ? [currentVersion(known)] : []));
  const contents = await findOfferContents(trx, existing);
  const [added, changed]: [ImportedEntry[], ImportedEntry[]] = [[], []];
  const names = new Map<string, { slug: string; name: string }>();
  let unchanged = 0;
  for (const { content, organisation, known, confirmedOn } of planner.drafts) {
    names.set(organisation.id, organisation);
    const facts = { organisationId: organisation.id, town: content.town ?? null };
    if (!known) {
      added.push({
        ...facts,
        id: uuidv7(context.now().getTime()),
        slug: addresses.give(content.name, 'offer'),
        confirmedOn,
        content,
      });
      continue;
    }
    const before = contents.get(known.id);
    const { demonstration, translations, properName } = before ?? {};
    const place = importedPlace(before?.place, content.place);
    const kept = {
      ...withNamed(content, before?.contact),
      ...(place ? { place } : {}),
      ...(demonstration ? { demonstration } : {}),
      ...(translations ? { translations } : {}),
      ...(properName ? { properName } : {}),
    };
    if (before && known.publishedVersion !== null && same(comparable(before), comparable(kept))) unchanged += 1;
    else
      changed.push({
        ...facts,
        id: known.id,
        slug: known.slug,
        confirmedOn: confirmedOn ?? known.confirmedOn,
        content: kept,
        before: { latest: known.latestVersion, published: known.publishedVersion },
      });
  }
  return {
    organisations: organisations.added,
    added,
    changed,
    unchanged,
    problems: planner.problems,
    organisationOf: (offer) => names.get(offer.organisationId) as { slug: string; name: string },
  };
}
