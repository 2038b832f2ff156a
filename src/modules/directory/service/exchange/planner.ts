import type { OfferContent } from '../../model/content.ts';
import { type Features, toldFeatures } from '../../model/duplicates/features.ts';
import { LikeFinder } from '../../model/duplicates/like-finder.ts';
import { mapper } from '../../model/exchange/mapping.ts';
import type { IncomingRecord, Remark } from '../../model/exchange/record.ts';
import type { Candidate, Heard, RecordKind } from '../../model/exchange/run.ts';
import type { Mapping } from '../../model/exchange/source.ts';
import { offerTranslatableFields, translationsOf } from '../../model/translation/fields.ts';
import type { KnownOffer, KnownOrganisation } from '../../store/exchange/known.ts';
import type { SourceRecord } from '../../store/exchange/source-records.ts';
import { identity, nameKey, standing } from '../import-plan.ts';
import type { PublishingGround } from '../publishing.ts';
import { tableNames } from '../table-names.ts';
import type { PlannedRecord } from './comparing.ts';
import { type HearingGround, hear } from './hearing.ts';

const translationsSchema = translationsOf(offerTranslatableFields);
const mostRemarks = 200;
const mostWords = 200;

/** A record before it is compared to the entry that it is. */
interface Draft {
  readonly record: PlannedRecord;
  readonly heard?: Heard;
  readonly known?: KnownOffer;
  readonly link?: SourceRecord;
}

/** Finds out of each record in turn what it is to us: what is known of one matters to the ones after it. */
export class Planner {
  readonly remarks: Remark[] = [];
  remarkCount = 0;
  readonly unknown: Record<string, Record<string, number>> = {};
  readonly drafts: Draft[] = [];
  /** Names of organisations that are not here yet. */
  readonly organisations = new Map<string, string>();
  readonly seen = new Map<string, number>();
  readonly #claimed = new Map<string, number>();
  readonly #bySlug: ReadonlyMap<string, KnownOffer>;
  readonly #byId: ReadonlyMap<string, KnownOffer>;
  readonly #byIdentity = new Map<string, KnownOffer>();
  readonly #links: ReadonlyMap<string, SourceRecord>;
  readonly #linked: ReadonlySet<string>;
  readonly #finder = new LikeFinder<KnownOffer>();
  readonly #ground: HearingGround;
  readonly #map: ReturnType<typeof mapper>;

  constructor(
    parts: { readonly ground: PublishingGround; readonly mapping: Mapping; readonly elsewhere: boolean },
    offers: readonly KnownOffer[],
    features: ReadonlyMap<string, Features>,
    organisations: readonly KnownOrganisation[],
    links: readonly SourceRecord[],
  ) {
    this.#map = mapper(parts.mapping);
    this.#bySlug = new Map(offers.map((one) => [one.slug, one]));
    this.#byId = new Map(offers.map((one) => [one.id, one]));
    this.#links = new Map(links.map((one) => [one.externalId, one]));
    this.#linked = new Set(links.flatMap((one) => (one.undone ? [] : [one.entryId])));
    const bySlug = new Map<string, KnownOrganisation>();
    const byName = new Map<string, KnownOrganisation>();
    // Public ones first: what was merged gives way to one that has its name today.
    for (const { entry, stands } of standing(organisations).toSorted(
      (a, b) => Number(a.entry !== a.stands) - Number(b.entry !== b.stands),
    )) {
      bySlug.set(entry.slug, stands);
      if (!byName.has(nameKey(entry.name))) byName.set(nameKey(entry.name), stands);
    }
    for (const one of offers) {
      if (one.publishedVersion === null) continue;
      this.#byIdentity.set(identity(one.name, one.town, one.organisationId), one);
      const own = features.get(one.id);
      if (own) this.#finder.add(one, own);
    }
    this.#ground = {
      ground: parts.ground,
      elsewhere: parts.elsewhere,
      lookup: tableNames(parts.ground).lookup,
      organisation: (text) => bySlug.get(text) ?? byName.get(nameKey(text)),
      unknown: (column, word) => this.#count(column, word),
    };
  }

  #count(column: string, word: string): void {
    const words = this.unknown[column] ?? {};
    this.unknown[column] = words;
    if (word in words || Object.keys(words).length < mostWords) words[word] = (words[word] ?? 0) + 1;
  }

  remark(remark: Remark): void {
    this.remarkCount += 1;
    if (this.remarks.length < mostRemarks) this.remarks.push(remark);
  }

  #draft(place: number, externalId: string, kind: RecordKind, more: Partial<PlannedRecord> & Omit<Draft, 'record'> = {}): void {
    const { heard, known, link, ...facts } = more;
    const record: PlannedRecord = {
      position: this.drafts.length,
      place,
      externalId,
      kind,
      entryId: null,
      name: externalId,
      content: {},
      details: {},
      ...facts,
    };
    this.drafts.push({ record, ...(heard ? { heard } : {}), ...(known ? { known } : {}), ...(link ? { link } : {}) });
  }

  reject(problem: Remark, externalId: string, name: string, problems: readonly Remark[] = [problem]): void {
    this.#draft(problem.place, externalId, 'rejected', { name: name.slice(0, 200), details: { problems } });
  }

  read(incoming: IncomingRecord): void {
    const mapped = this.#map(incoming);
    const { cells } = mapped;
    const { place } = incoming;
    const name = cells.name ?? '';
    const named = [name, cells.town ?? cells.city ?? '', cells.organisation ?? ''].join('|').toLowerCase();
    const externalId = (cells.externalId || incoming.id || cells.slug || named).slice(0, 300);
    const refuse = (key: string, field: string, parameters: Remark['parameters']) =>
      this.reject({ place, field, key, parameters }, externalId, name);
    const before = this.seen.get(externalId);
    if (before !== undefined) {
      refuse('directory:field.duplicate_row', externalId === named ? 'Name' : 'Kennung', { row: before });
      return;
    }
    this.seen.set(externalId, place);
    const hearing = hear(incoming, mapped, this.#ground);
    if (!hearing.ok) {
      this.reject(hearing.problems[0] as Remark, externalId, name || externalId, hearing.problems);
      return;
    }
    for (const remark of hearing.remarks) this.remark(remark);
    const slug = cells.slug?.trim();
    const known = slug ? this.#bySlug.get(slug) : undefined;
    if (slug && !known) {
      refuse('directory:field.unknown_slug', 'Kennung', { value: slug.slice(0, 60) });
      return;
    }
    const { offer } = hearing;
    if (incoming.translations === undefined) {
      this.#place(place, externalId, hearing.heard, offer, known);
      return;
    }
    const parsed = translationsSchema.safeParse(incoming.translations);
    if (!parsed.success)
      this.remark({ place, field: 'translations', key: 'directory:staff.exchange.remark.translations', parameters: {} });
    const texts = parsed.success ? { translations: parsed.data } : {};
    const heard = { ...hearing.heard, values: { ...hearing.heard.values, ...texts } };
    this.#place(place, externalId, heard, { ...offer, ...texts }, known);
  }

  /** Finds the entry of ours that a record is. */
  #place(place: number, externalId: string, heard: Heard, offer: OfferContent, bySlug: KnownOffer | undefined): void {
    const { name } = offer;
    const link = this.#links.get(externalId);
    const linked = link && this.#byId.get(link.entryId);
    const organisation = this.#ground.organisation(heard.organisation.name);
    if (!organisation && !this.organisations.has(nameKey(heard.organisation.name)))
      this.organisations.set(nameKey(heard.organisation.name), heard.organisation.name);
    const exact = organisation && this.#byIdentity.get(identity(name, offer.town, organisation.id));
    const known = linked ?? bySlug ?? (exact && !this.#linked.has(exact.id) ? exact : undefined);
    if (known) {
      const claimed = this.#claimed.get(known.id);
      if (claimed !== undefined) {
        const remark = { place, field: 'Name', key: 'directory:field.duplicate_row', parameters: { row: claimed } };
        this.reject(remark, externalId, name);
        return;
      }
      this.#claimed.set(known.id, place);
      // Taken down by undoing its run, or because it was missing: it is back.
      const back = known.publishedVersion === null && (link?.undone || link?.missingSince);
      const kind = back ? 'new' : 'untouched';
      this.#draft(place, externalId, kind, {
        name,
        entryId: known.id,
        heard: { ...heard, whole: offer },
        known,
        ...(link ? { link } : {}),
      });
      return;
    }
    const candidates = this.#finder
      .find(
        toldFeatures(offer, organisation?.id, Object.keys(heard.values)),
        (one) => this.#linked.has(one.id) || this.#claimed.has(one.id),
      )
      .map(({ known: { id, name: theirs, slug }, score, reasons }): Candidate => ({ id, name: theirs, slug, score, reasons }));
    this.#draft(place, externalId, candidates.length ? 'doubtful' : 'new', {
      name,
      heard: { ...heard, whole: offer },
      ...(candidates.length ? { details: { candidates } } : {}),
    });
  }

  /** Entries that are theirs and no longer in their file. */
  missing(passed: ReadonlySet<string>): void {
    for (const link of this.#links.values()) {
      const known = this.#byId.get(link.entryId);
      if (link.undone || link.missingSince || this.seen.has(link.externalId) || passed.has(link.externalId)) continue;
      if (known && known.publishedVersion !== null && !this.#claimed.has(known.id))
        this.#draft(0, link.externalId, 'gone', { name: known.name, entryId: known.id });
    }
  }
}
