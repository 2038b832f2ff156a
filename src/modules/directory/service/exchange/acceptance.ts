import type { Context } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import { type OfferContent, offerSchema } from '../../model/content.ts';
import type { Remark } from '../../model/exchange/record.ts';
import type { Heard, Run, RunRecord } from '../../model/exchange/run.ts';
import { compare, lastingChoices, takenValues } from '../../model/exchange/three-way.ts';
import { type Values, withValues } from '../../model/exchange/units.ts';
import type { ImportedEntry, KnownEntry } from '../../store/bulk-insert.ts';
import type { RunChange } from '../../store/exchange/run-changes.ts';
import type { SourceRecord } from '../../store/exchange/source-records.ts';
import { faultsOfOffer } from '../ground.ts';
import { Addresses, identity, Organisations } from '../import-plan.ts';
import type { PublishingGround } from '../publishing.ts';
import { today } from '../releasing.ts';

export const mostRemarks = 200;

/** All that is to be done, in order: what is found out about one record matters to the ones after it. */
export class Acceptance {
  readonly added: ImportedEntry[] = [];
  readonly changed: ImportedEntry[] = [];
  readonly unpublished: KnownEntry[] = [];
  readonly changes: RunChange[] = [];
  readonly links: SourceRecord[] = [];
  readonly remarks: Remark[] = [];
  untouched = 0;
  left = 0;
  rejected = 0;
  readonly organisations: Organisations;
  readonly names = new Map<string, { slug: string; name: string }>();
  readonly #context: Context;
  readonly #run: Run;
  readonly #ground: PublishingGround;
  readonly #addresses: Addresses;
  readonly #byId: ReadonlyMap<string, KnownEntry>;
  readonly #taken = new Set<string>();
  readonly #before: ReadonlyMap<string, SourceRecord>;

  constructor(
    context: Context,
    run: Run,
    ground: PublishingGround,
    known: { readonly offers: readonly KnownEntry[]; readonly organisations: readonly KnownEntry[] },
    links: readonly SourceRecord[],
  ) {
    this.#context = context;
    this.#run = run;
    this.#ground = ground;
    this.#byId = new Map(known.offers.map((one) => [one.id, one]));
    this.#addresses = new Addresses(known.offers.map((one) => one.slug));
    for (const one of known.offers)
      if (one.publishedVersion !== null) this.#taken.add(identity(one.name, one.town, one.organisationId));
    this.organisations = new Organisations(context, known.organisations);
    this.#before = new Map(links.map((one) => [one.externalId, one]));
  }

  /** The entry that a record is by now; another run may have linked it since this one was read. */
  entryOf(record: RunRecord): KnownEntry | undefined {
    const id = this.#before.get(record.externalId)?.entryId ?? record.entryId;
    return id ? this.#byId.get(id) : undefined;
  }

  #refuse({ place, name }: RunRecord, key: string, parameters: Remark['parameters'] = {}): undefined {
    this.rejected += 1;
    if (this.remarks.length < mostRemarks) this.remarks.push({ place, field: name, key, parameters });
  }

  #link(
    record: RunRecord,
    entryId: string,
    content: Values,
    decisions: SourceRecord['decisions'],
    missingSince: string | null = null,
  ): SourceRecord | null {
    const before = this.#before.get(record.externalId) ?? null;
    this.links.push({
      externalId: record.externalId,
      entryId,
      content,
      decisions,
      runId: this.#run.id,
      missingSince,
      undone: false,
    });
    return before;
  }

  gone(record: RunRecord): void {
    const [known, before] = [this.entryOf(record), this.#before.get(record.externalId)];
    if (!known || !before) return;
    this.#link(record, known.id, before.content, before.decisions, today(this.#context.now()));
    if (record.decision !== 'remove' || known.publishedVersion === null) return;
    this.unpublished.push(known);
    this.changes.push({
      entryId: known.id,
      action: 'unpublished',
      version: null,
      versionBefore: known.publishedVersion,
      externalId: record.externalId,
      recordBefore: before,
    });
  }

  #organisationOf(record: RunRecord, { organisation, values }: Heard): { id: string; slug: string; name: string } | undefined {
    const known = this.organisations.find(String(values.organisation ?? '')) ?? this.organisations.find(organisation.name);
    if (known) return known;
    const { organisation: added, issues } = this.organisations.add(
      organisation.name,
      organisation.kind,
      organisation.description,
      organisation,
    );
    if (issues.length) this.#refuse(record, 'directory:staff.exchange.remark.organisation');
    return added;
  }

  add(record: RunRecord, heard: Heard): void {
    const organisation = this.#organisationOf(record, heard);
    if (!organisation || !heard.whole) return;
    const parsed = offerSchema.safeParse({ ...heard.whole, organisation: organisation.slug });
    if (!parsed.success || faultsOfOffer(this.#ground, parsed.data, parsed.data).length) {
      this.#refuse(record, 'directory:staff.exchange.remark.no_longer_fits');
      return;
    }
    const content = parsed.data;
    const own = identity(content.name, content.town, organisation.id);
    // Somebody entered the very offer since the run was read: the next one asks.
    if (this.#taken.has(own)) {
      this.left += 1;
      return;
    }
    this.#taken.add(own);
    const id = uuidv7(this.#context.now().getTime());
    this.names.set(organisation.id, organisation);
    const slug = this.#addresses.give(content.name, 'offer');
    const { confirmedOn } = heard;
    this.added.push({ id, slug, organisationId: organisation.id, town: content.town ?? null, confirmedOn, content });
    const recordBefore = this.#link(
      record,
      id,
      { ...heard.values, ...('organisation' in heard.values ? { organisation: organisation.slug } : {}) },
      {},
    );
    this.changes.push({
      entryId: id,
      action: 'added',
      version: 1,
      versionBefore: null,
      externalId: record.externalId,
      recordBefore,
    });
  }

  change(record: RunRecord, heard: Heard, known: KnownEntry, ours: OfferContent): void {
    const link = this.#before.get(record.externalId);
    const back = known.publishedVersion === null && (link?.undone || link?.missingSince);
    const named =
      'organisation' in heard.values ? this.#organisationOf(record, heard) : this.organisations.find(ours.organisation);
    if ('organisation' in heard.values && !named) return;
    const values: Values = named && 'organisation' in heard.values ? { ...heard.values, organisation: named.slug } : heard.values;
    const { differences } = compare(values, link && !link.undone ? link.content : undefined, ours as never, {
      decisions: link?.decisions ?? {},
      trusted: (heard.trusted ?? false) || Boolean(back),
    });
    const decisions = { ...link?.decisions, ...lastingChoices(differences, record.fields) };
    const taken = takenValues(differences, record.fields);
    const parsed = offerSchema.safeParse(withValues(ours as never, taken));
    if (!parsed.success || faultsOfOffer(this.#ground, parsed.data, ours).length) {
      this.#refuse(record, 'directory:staff.exchange.remark.no_longer_fits');
      return;
    }
    const content = parsed.data;
    const organisation = this.organisations.find(content.organisation);
    const changes = Object.keys(taken).length > 0 || Boolean(back);
    if (!organisation || (known.publishedVersion === null && !back)) {
      this.untouched += 1;
      this.#linkOnly(record, known, values, decisions, link);
      return;
    }
    if (!changes) {
      this.untouched += 1;
      this.#linkOnly(record, known, values, decisions, link);
      return;
    }
    this.names.set(organisation.id, organisation);
    this.changed.push({
      id: known.id,
      slug: known.slug,
      organisationId: organisation.id,
      town: content.town ?? null,
      confirmedOn: heard.confirmedOn ?? known.confirmedOn,
      content,
      before: { latest: known.latestVersion, published: known.publishedVersion },
    });
    const recordBefore = this.#link(record, known.id, values, decisions);
    this.changes.push({
      entryId: known.id,
      action: 'changed',
      version: known.latestVersion + 1,
      versionBefore: known.publishedVersion,
      externalId: record.externalId,
      recordBefore,
    });
  }

  /** Nothing of ours changes; what they say is remembered, and so is that the entry is theirs. */
  #linkOnly(
    record: RunRecord,
    known: KnownEntry,
    values: Values,
    decisions: SourceRecord['decisions'],
    link: SourceRecord | undefined,
  ): void {
    const recordBefore = this.#link(record, known.id, values, decisions);
    if (link && !link.undone && JSON.stringify(link.content) === JSON.stringify(values) && !link.missingSince) return;
    this.changes.push({
      entryId: known.id,
      action: 'linked',
      version: null,
      versionBefore: known.publishedVersion,
      externalId: record.externalId,
      recordBefore,
    });
  }
}
