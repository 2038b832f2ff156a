import { uuidPattern } from '#platform/crypto';
import { tsQuery } from '../../model/query.ts';
import {
  findOrganization,
  findService,
  listOrganizations,
  listServiceIds,
  listServices,
  listServicesAfter,
  listServicesOf,
  type OrganizationRow,
  type ServiceFilter,
  type ServiceRow,
  type TermCondition,
  type Vocabulary,
} from '../../store/hsds.ts';
import { lexicon } from '../lexicon.ts';
import { organizationOf } from './organization.ts';
import type { Parameters } from './parameters.ts';
import { usualPerPage } from './parameters.ts';
import { type Plain, some } from './plain.ts';
import { fullServiceOf, linkOf, minimalServiceOf, serviceOf } from './projection.ts';
import { type HsdsScope, postcodeIn, profilePath, serviceOfLink } from './scope.ts';
import { plainTaxonomy, plainTerm, type TaxonomyCode, taxonomyCodes, taxonomyId } from './taxonomies.ts';

/** The envelope around every list. A page beyond the end is empty, not wrong: lists grow shorter while somebody reads them. */
function pageOf(contents: readonly Plain[], total: number, page: number, perPage: number): Plain {
  const pages = Math.ceil(total / perPage);
  return {
    total_items: total,
    total_pages: pages,
    page_number: page,
    size: contents.length,
    first_page: page === 1,
    last_page: page >= pages,
    empty: contents.length === 0,
    contents,
  };
}

const span = ({ page = 1, per_page: perPage = usualPerPage }: Parameters) => ({ page, perPage });
const window = (parameters: Parameters) => {
  const { page, perPage } = span(parameters);
  return { limit: perPage, offset: (page - 1) * perPage };
};

/** A list that lies in memory as a whole. */
function paged(all: readonly Plain[], parameters: Parameters): Plain {
  const { page, perPage } = span(parameters);
  return pageOf(all.slice((page - 1) * perPage, page * perPage), all.length, page, perPage);
}

/** Which terms are asked for; null: a term or vocabulary that does not exist, so nothing has it. */
function termsAsked(
  { districts }: HsdsScope,
  { taxonomy_term_id: termId, taxonomy_id: asked }: Parameters,
): { term?: TermCondition; taxonomy?: Vocabulary } | null {
  const term = termId === undefined ? undefined : districts[0]?.terms.get(termId.toLowerCase());
  const taxonomy = asked === undefined ? undefined : taxonomyCodes.find((code) => taxonomyId(code) === asked.toLowerCase());
  if ((termId !== undefined && !term) || (asked !== undefined && !taxonomy)) return null;
  return {
    ...(term ? { term: { vocabulary: term.taxonomy, code: term.code, tenantId: term.tenantId } } : {}),
    ...(taxonomy ? { taxonomy } : {}),
  };
}

/** What a query narrows services to; null: nothing can be found. */
async function filterOf(scope: HsdsScope, parameters: Parameters, located: boolean): Promise<ServiceFilter | null> {
  const { search = '', minimum_age: from, maximum_age: to, day, start_time: start, end_time: end, postcode } = parameters;
  const terms = termsAsked(scope, parameters);
  if (!terms) return null;
  const place = postcode === undefined ? undefined : await postcodeIn(scope, postcode);
  if (postcode !== undefined && !place) return null;
  const metres = parameters.proximity;
  if (metres !== undefined && !place?.point) return null;
  const text = search ? tsQuery(lexicon(scope.language.tag).analyse(search)) : '';
  // Words that name nothing at all (signs, stop words) are met by nothing.
  if (search && !text) return null;
  return {
    tenantIds: scope.tenantIds,
    text,
    ...terms,
    organisationId: parameters.organization_id,
    modifiedAfter: parameters.modified_after,
    ages: from === undefined && to === undefined ? undefined : { from: from ?? null, to: to ?? null },
    times: day || start || end ? { days: day ?? null, from: start ?? '00:00', to: end ?? '24:00' } : undefined,
    located,
    areas: place && metres === undefined ? place.towns : undefined,
    near: place?.point && metres !== undefined ? { ...place.point, metres } : undefined,
  };
}

type Show = (row: ServiceRow) => Plain;

async function services(scope: HsdsScope, parameters: Parameters, located: boolean, show: Show): Promise<Plain> {
  const { page, perPage } = span(parameters);
  const filter = await filterOf(scope, parameters, located);
  const found = filter ? await listServices(scope.shared, filter, window(parameters)) : { total: 0, rows: [] };
  return pageOf(found.rows.map(show), found.total, page, perPage);
}

const piece = 500;

/** All that is found, one object after the other; one piece of it at a time is in memory. */
async function* allServices(scope: HsdsScope, parameters: Parameters, located: boolean, show: Show): AsyncIterable<Plain> {
  const filter = await filterOf(scope, parameters, located);
  if (!filter) return;
  let after: string | null = null;
  for (;;) {
    const rows: ServiceRow[] = await listServicesAfter(scope.shared, filter, after, piece);
    for (const row of rows) yield show(row);
    after = rows.at(-1)?.offerId ?? null;
    if (rows.length < piece) return;
  }
}

const showService = (scope: HsdsScope, full: boolean): Show => {
  const plain = full ? fullServiceOf : serviceOf;
  return (row) => plain(row, scope.of(row.tenantId));
};

const showLink =
  (scope: HsdsScope, full: boolean): Show =>
  (row) => {
    const district = scope.of(row.tenantId);
    return { ...linkOf(row, district, full), service: showService(scope, full)(row) };
  };

export interface Lists {
  page(scope: HsdsScope, parameters: Parameters): Promise<Plain>;
  all(scope: HsdsScope, parameters: Parameters): AsyncIterable<Plain>;
}

async function* each(list: readonly Plain[] | Promise<readonly Plain[]>): AsyncIterable<Plain> {
  yield* await list;
}

async function minimal(scope: HsdsScope, parameters: Parameters): Promise<readonly Plain[]> {
  const filter = await filterOf(scope, parameters, false);
  return filter ? (await listServiceIds(scope.shared, filter)).map(minimalServiceOf) : [];
}

export const serviceLists: Lists = {
  page: async (scope, parameters) => {
    if (!parameters.minimal) return services(scope, parameters, false, showService(scope, parameters.full === true));
    // "Aim to return all services within one page", unless pages are asked for.
    const all = await minimal(scope, parameters);
    const { page = 1, per_page: perPage = Math.max(all.length, 1) } = parameters;
    return pageOf(all.slice((page - 1) * perPage, page * perPage), all.length, page, perPage);
  },
  all: (scope, parameters) =>
    parameters.minimal
      ? each(minimal(scope, parameters))
      : allServices(scope, parameters, false, showService(scope, parameters.full === true)),
};

export const linkLists: Lists = {
  page: (scope, parameters) => services(scope, parameters, true, showLink(scope, parameters.full === true)),
  all: (scope, parameters) => allServices(scope, parameters, true, showLink(scope, parameters.full === true)),
};

/** Organizations as they are shown: `services` holds ids and names, or with `full_service` all of each. */
async function plainOrganizations(
  scope: HsdsScope,
  rows: readonly OrganizationRow[],
  { full, fullService }: { full: boolean; fullService: boolean },
): Promise<Plain[]> {
  const nested = fullService
    ? await listServicesOf(
        scope.shared,
        scope.tenantIds,
        rows.map(({ organisationId }) => organisationId),
      )
    : [];
  const byOrganisation = Map.groupBy(nested, ({ organisationId }) => organisationId);
  return rows.map((row) => {
    const { context, terms } = scope.of(row.tenantId);
    const whole = full || fullService;
    const plain = organizationOf(row.organisationId, row, context, whole ? terms : undefined);
    if (!whole) return plain;
    const services = fullService
      ? (byOrganisation.get(row.organisationId) ?? []).map(showService(scope, true))
      : row.services.map(({ id, name }) => ({ id, name, status: 'active' }));
    return { ...plain, services: some(services) };
  });
}

async function organizations(scope: HsdsScope, parameters: Parameters, limits: { limit: number; offset: number }) {
  const terms = termsAsked(scope, parameters);
  const filter = { tenantIds: scope.tenantIds, text: parameters.search ?? '', ...terms };
  const found = terms ? await listOrganizations(scope.shared, filter, limits) : { total: 0, rows: [] };
  const how = { full: parameters.full === true, fullService: parameters.full_service === true };
  return { total: found.total, plain: await plainOrganizations(scope, found.rows, how) };
}

export const organizationLists: Lists = {
  page: async (scope, parameters) => {
    const { page, perPage } = span(parameters);
    const { total, plain } = await organizations(scope, parameters, window(parameters));
    return pageOf(plain, total, page, perPage);
  },
  async *all(scope, parameters) {
    for (let offset = 0; ; offset += piece) {
      const { plain } = await organizations(scope, parameters, { limit: piece, offset });
      yield* plain;
      if (plain.length < piece) return;
    }
  },
};

const mentions = (search: string | undefined, ...texts: readonly string[]) =>
  !search || texts.some((text) => text.toLocaleLowerCase().includes(search.toLocaleLowerCase()));

const profileOf = ({ origin }: HsdsScope) => `${origin}${profilePath}`;

function taxonomies(scope: HsdsScope, { search }: Parameters): Plain[] {
  const all = taxonomyCodes.map((code) => plainTaxonomy(code, scope.language, profileOf(scope)));
  return all.filter(({ name, description }) => mentions(search, String(name), String(description)));
}

export const taxonomyLists: Lists = {
  page: async (scope, parameters) => paged(taxonomies(scope, parameters), parameters),
  all: (scope, parameters) => each(taxonomies(scope, parameters)),
};

function terms(scope: HsdsScope, { search, taxonomy_id: taxonomy, top_only: topOnly, parent_id: parent }: Parameters): Plain[] {
  return [...(scope.districts[0]?.terms.values() ?? [])]
    .filter(
      (term) =>
        term.listed &&
        mentions(search, term.name, term.code) &&
        (taxonomy === undefined || taxonomyId(term.taxonomy) === taxonomy.toLowerCase()) &&
        (!topOnly || term.parentId === null) &&
        (parent === undefined || term.parentId === parent.toLowerCase()),
    )
    .map(plainTerm);
}

export const termLists: Lists = {
  page: async (scope, parameters) => paged(terms(scope, parameters), parameters),
  all: (scope, parameters) => each(terms(scope, parameters)),
};

/** One thing by its id; undefined: there is none, or it is not public. */
type One = (scope: HsdsScope, id: string, parameters: Parameters) => Promise<Plain | undefined>;

const byId =
  (find: One): One =>
  async (scope, id, parameters) =>
    uuidPattern.test(id) ? find(scope, id.toLowerCase(), parameters) : undefined;

export const oneService: One = byId(async (scope, id) => {
  const row = await findService(scope.shared, scope.tenantIds, id);
  return row && showService(scope, true)(row);
});

export const oneLink: One = byId(async (scope, id) => {
  const service = await serviceOfLink(scope, id);
  const row = service && (await findService(scope.shared, scope.tenantIds, service));
  return row ? showLink(scope, true)(row) : undefined;
});

export const oneOrganization: One = byId(async (scope, id, parameters) => {
  const row = await findOrganization(scope.shared, scope.tenantIds, id);
  if (!row) return undefined;
  return (await plainOrganizations(scope, [row], { full: true, fullService: parameters.full_service === true }))[0];
});

export const oneTaxonomy: One = byId(async (scope, id) => {
  const code = taxonomyCodes.find((one: TaxonomyCode) => taxonomyId(one) === id);
  return code && plainTaxonomy(code, scope.language, profileOf(scope));
});

export const oneTerm: One = byId(async (scope, id) => {
  const term = scope.districts[0]?.terms.get(id);
  return term && plainTerm(term);
});

/** What the interface says of itself. */
export function aboutHsds({ districts, origin, language }: HsdsScope): Plain {
  const [only, ...others] = districts;
  const tenant = others.length ? undefined : only?.context.tenant;
  const { t } = only?.context ?? {};
  const name = tenant?.names[language.tag] ?? tenant?.names.de;
  return {
    version: '3.0',
    profile: `${origin}${profilePath}`,
    openapi_url: `${origin}/hsds/3/${tenant ? `${tenant.slug}/` : ''}openapi.json`,
    description: name ? t?.('directory:staff.hsds.about_one', { district: name }) : t?.('directory:staff.hsds.about_all'),
    publisher: tenant
      ? {
          name: tenant.settings.legal?.authority ?? name,
          email: tenant.settings.legal?.email,
          website: `${origin}/${tenant.slug}/${language.tag}/`,
        }
      : undefined,
    dreiklang: {
      languages_url: `${origin}${profilePath}#lang`,
      districts: districts.map(({ context }) => ({
        slug: context.tenant.slug,
        name: context.tenant.names.de,
        ags: context.tenant.ags,
        url: `${origin}/hsds/3/${context.tenant.slug}/`,
      })),
    },
  };
}
