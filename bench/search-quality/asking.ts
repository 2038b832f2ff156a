import { loadDistrict } from '#modules/territory';
import { type Context, createContext } from '#platform/access';
import { uuidv7 } from '#platform/crypto';
import type { Database } from '#platform/database';
import { findInterfaceLanguage, german, translator } from '#platform/i18n';
import { createTenant, type TenantDirectory } from '#platform/tenancy';
import { loadDemonstration } from '../../src/modules/directory/service/demonstration.ts';
import { search, searchAddressSchema } from '../../src/modules/directory/service/searching.ts';
import { type Answer, labelledQueries } from './scoring.ts';

const districts = [
  { slug: 'recklinghausen', ags: '05562' },
  { slug: 'guetersloh', ags: '05754' },
  { slug: 'ennepe-ruhr', ags: '05954' },
];

/** A weekday in the morning, so that "open now" and dates are the same in every run. */
const now = () => new Date('2026-11-24T10:00:00+01:00');

/** Loads the three districts of the demonstration and asks every labelled query as a visitor of its language would. */
export async function askLabelledQueries(database: Database, tenants: TenantDirectory): Promise<Answer[]> {
  const contextOf = (slug: string, tag: string): Context => {
    const tenant = tenants.bySlug(slug);
    if (!tenant) throw new Error(slug);
    const language = findInterfaceLanguage(tag) ?? german;
    const actor = { kind: 'system', name: 'search-quality' } as const;
    const t = translator(language);
    const parts = { tenant, actor, language, t, database, now, requestId: 'search-quality', publicUrl: 'http://localhost' };
    return createContext({ ...parts, permissions: new Map() });
  };

  for (const { slug, ags } of districts) {
    await createTenant(database.shared, { id: uuidv7(), slug, ags, names: { de: slug }, demonstration: true, settings: {} });
    await tenants.refresh();
    await loadDistrict(contextOf(slug, 'de'));
    await tenants.refresh();
    await loadDemonstration(contextOf(slug, 'de'));
    await tenants.refresh();
  }
  const answers: Answer[] = [];
  for (const query of labelledQueries) {
    const address = searchAddressSchema.parse({ q: query.query });
    const { offers } = await search(contextOf(query.district, query.language), address);
    answers.push({ query, found: offers.map(({ slug }) => slug) });
  }
  return answers;
}
