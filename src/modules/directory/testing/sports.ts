import { afterAll, beforeAll } from 'vitest';
import type { Context } from '#platform/access';
import type { TestDatabase } from '#testing';
import type { OfferContent } from '../model/content.ts';
import type { Source } from '../model/exchange/source.ts';
import { readForEditing, saveEdit } from '../service/editing.ts';
import { findEntryBySlug } from '../store/entries.ts';
import { findPublicOffer } from '../store/public-offers.ts';
import { addDistrict, type District } from './district.ts';
import { type ExchangeBench, openExchange } from './exchange.ts';

/** Head of a table of offers of a sports association, and what its columns mean. */
export const sportHead = 'Nr;Titel;Text;Tel;Rubrik\n';
export const sportMapping = {
  columns: { Nr: 'externalId', Titel: 'name', Text: 'description', Tel: 'phone', Rubrik: 'categories' },
  fixed: { organisation: 'Sportbund', town: 'Verl' },
  values: { categories: { turnen: 'sport' } },
};

export interface SportDesk {
  readonly here: District;
  readonly bench: ExchangeBench;
  staff(): Context;
  /** A new source of such tables. */
  csvSource(): Promise<Source>;
  /** An offer as visitors see it. */
  shown(slug: string): Promise<OfferContent | undefined>;
  /** An editor changes fields of a public offer. */
  edit(slug: string, changes: Partial<OfferContent>): Promise<void>;
}

/** A district that takes tables of a sports association. */
export function useSports(database: TestDatabase): SportDesk {
  let here: District;
  let bench: ExchangeBench;
  beforeAll(async () => {
    here = await addDistrict(database);
    bench = openExchange();
  });
  afterAll(() => bench.close());
  const staff = () => here.staff();
  return {
    get here() {
      return here;
    },
    get bench() {
      return bench;
    },
    staff,
    csvSource: () => bench.add(staff(), {}, sportMapping),
    shown: async (slug) => (await findPublicOffer(database.shared, here.tenant.id, slug))?.content,
    edit: async (slug, changes) => {
      const entry = await here.visitor.transaction((trx) => findEntryBySlug(trx, 'offer', slug));
      const read = await readForEditing(staff(), entry?.id ?? '');
      if (!read.ok) throw new Error(read.code);
      const content = { ...(read.value.version.content as OfferContent), ...changes };
      const saved = await saveEdit(staff(), { entryId: read.value.entry.id, base: read.value.version.version, content });
      if (!saved.ok) throw new Error(saved.code);
    },
  };
}
