import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Trx } from '#platform/database';
import type { OfferContent } from '../../model/content.ts';
import { mapper } from '../../model/exchange/mapping.ts';
import type { IncomingRecord, Reading, Remark } from '../../model/exchange/record.ts';
import type { Candidate, Heard, RecordKind, RunRecord, RunReport } from '../../model/exchange/run.ts';
import { LikeFinder } from '../../model/exchange/similarity.ts';
import type { Mapping, Source } from '../../model/exchange/source.ts';
import { compare } from '../../model/exchange/three-way.ts';
import { offerTranslatableFields, translationsOf } from '../../model/translation/fields.ts';
import { findVersions } from '../../store/bulk.ts';
import { type KnownOffer, type KnownOrganisation, listKnownOffers, listKnownOrganisations } from '../../store/exchange/known.ts';
import { listSourceRecords, type SourceRecord } from '../../store/exchange/source-records.ts';
import { identity, nameKey, standing } from '../import-plan.ts';
import type { PublishingGround } from '../publishing.ts';
import { tableNames } from '../table-names.ts';
import { type HearingGround, hear } from './hearing.ts';

export type PlannedRecord = Omit<RunRecord, 'decision' | 'fields'>;

export interface RunPlan {
  readonly records: readonly PlannedRecord[];
  readonly report: Required<Pick<RunReport, 'counts' | 'conflicts' | 'unknown' | 'organisations' | 'remarks' | 'remarkCount'>>;
}

const translationsSchema = translationsOf(offerTranslatableFields);
const mostRemarks = 200;
const mostWords = 200;
const mostNames = 100;
const portion = 500;

interface Draft {
  readonly record: PlannedRecord;
  readonly heard?: Heard;
  readonly known?: KnownOffer;
  readonly link?: SourceRecord;
}

/** Content of entries by id, as far as a comparison needs it. */
async function contentsOf(trx: Trx, offers: readonly KnownOffer[]): Promise<ReadonlyMap<string, OfferContent>> {
  const contents = new Map<string, OfferContent>();
  for (let start = 0; start < offers.length; start += 2000) {
    const wanted = offers
      .slice(start, start + 2000)
      .map((one) => ({ entryId: one.id, version: one.publishedVersion ?? one.latestVersion }));
    for (const version of await findVersions(trx, wanted)) contents.set(version.entryId, version.content as OfferContent);
  }
  return contents;
}

class Planner {
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
      const { phone, email, website, street, postcode, town } = one;
      this.#finder.add(one, {
        name: one.name,
        organisation: one.organisation,
        town: town ?? undefined,
        phone: phone ?? undefined,
        email: email ?? undefined,
        website: website ?? undefined,
        street: street ?? undefined,
        postcode: postcode ?? undefined,
      });
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
        {
          name,
          organisation: heard.organisation.name,
          town: offer.town,
          phone: offer.contact?.phone,
          email: offer.contact?.email,
          website: offer.contact?.website,
          street: offer.place?.street,
          postcode: offer.place?.postcode,
        },
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

/** The record with what comparing it to our entry shows. */
export function compared(
  record: PlannedRecord,
  heard: Heard,
  ours: OfferContent,
  link: SourceRecord | undefined,
  published: boolean,
): PlannedRecord {
  const { whole: _whole, ...content } = heard;
  // People took it down: it stays so, whatever they say.
  if (!published) return { ...record, kind: 'untouched', content, details: { kept: ['published'] } };
  const { differences, kept } = compare(heard.values, link && !link.undone ? link.content : undefined, ours as never, {
    decisions: link?.decisions ?? {},
    trusted: heard.trusted ?? false,
  });
  return {
    ...record,
    kind: differences.length ? 'changed' : 'untouched',
    content,
    details: { ...record.details, differences, kept },
  };
}

/** Works out what a run would do, and stores nothing. */
export async function planRun(
  trx: Trx,
  source: Pick<Source, 'id' | 'kind'>,
  reading: Reading,
  mapping: Mapping,
  ground: PublishingGround,
  progress: (share: number) => void,
): Promise<RunPlan> {
  const offers = await listKnownOffers(trx);
  const links = await listSourceRecords(trx, source.id);
  const planner = new Planner(
    { ground, mapping, elsewhere: source.kind === 'dreiklang' },
    offers,
    await listKnownOrganisations(trx),
    links,
  );
  for (const remark of reading.remarks) planner.remark(remark);
  for (const problem of reading.rejected) planner.reject(problem, `#${problem.place}`, '');
  for (let start = 0; start < reading.records.length; start += portion) {
    for (const record of reading.records.slice(start, start + portion)) planner.read(record);
    progress(start / reading.records.length);
    await nextTurn();
  }
  planner.missing(reading.passed);
  const contents = await contentsOf(
    trx,
    planner.drafts.flatMap(({ known, record }) => (known && record.kind === 'untouched' ? [known] : [])),
  );
  const records = planner.drafts.map(({ record, heard, known, link }): PlannedRecord => {
    const ours = known && contents.get(known.id);
    if (heard && known && ours) return compared(record, heard, ours, link, known.publishedVersion !== null);
    return heard ? { ...record, content: heard } : record;
  });
  const counts = { new: 0, changed: 0, untouched: 0, doubtful: 0, gone: 0, rejected: 0 };
  for (const { kind } of records) counts[kind] += 1;
  const conflicts = records.reduce(
    (sum, { details }) => sum + (details.differences?.filter((one) => one.conflict).length ?? 0),
    0,
  );
  const { unknown, remarks, remarkCount } = planner;
  const names = [...planner.organisations.values()];
  const organisations = { names: names.slice(0, mostNames), count: names.length };
  return { records, report: { counts, conflicts, unknown, organisations, remarks, remarkCount } };
}
