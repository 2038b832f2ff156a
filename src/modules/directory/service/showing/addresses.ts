import type { Context } from '#platform/access';
import type { Visitor } from '../../model/eligibility.ts';
import { facetGroups, type SearchAddress } from '../searching.ts';

type Place = Pick<Context, 'tenant' | 'language'>;

/** Addresses of the public pages; they stay. */
export const paths = {
  start: ({ tenant, language }: Place) => `/${tenant.slug}/${language.tag}/`,
  search: (place: Place) => `${paths.start(place)}angebote`,
  offer: (place: Place, slug: string) => `${paths.search(place)}/${slug}`,
  organisation: (place: Place, slug: string) => `${paths.start(place)}anbieter/${slug}`,
  town: (place: Place, slug: string) => `${paths.start(place)}orte/${slug}`,
  propose: (place: Place) => `${paths.start(place)}angebot-vorschlagen`,
  missing: (place: Place) => `${paths.start(place)}fehlt-mir`,
  shortList: (place: Place) => `${paths.start(place)}merkliste`,
  suggestions: (place: Place) => `${paths.search(place)}/vorschlaege`,
};

type Parameter = { readonly name: string; readonly value: string };

const single = [
  'plz',
  'umkreis',
  'offen',
  'status',
  'niveau',
  'alter',
  'geschlecht',
  'wohnort',
  'sortierung',
  'ansicht',
  'genau',
  'seite',
] as const;

/** The parameters of a search address, always in the same order, so that one search has one address. */
export function parametersOf(address: Partial<SearchAddress>): Parameter[] {
  const out: Parameter[] = [];
  if (address.q) out.push({ name: 'q', value: address.q });
  for (const name of facetGroups) for (const value of address[name] ?? []) out.push({ name, value });
  for (const name of single) {
    const value = address[name];
    if (value !== undefined && !(name === 'seite' && value === 1)) out.push({ name, value: String(value) });
  }
  return out;
}

/** `?…` of a search; empty when nothing is asked. Another choice begins at page one. */
export function queryOf(address: SearchAddress, changes: Partial<SearchAddress> = {}): string {
  const next = { ...address, seite: undefined, ...changes };
  const query = new URLSearchParams(parametersOf(next).map(({ name, value }) => [name, value])).toString();
  return query ? `?${query}` : '';
}

/** Parameters in which visitors say something of themselves. */
const aboutVisitor = ['status', 'niveau', 'alter', 'geschlecht', 'wohnort'] as const;
type AboutVisitor = Pick<SearchAddress, (typeof aboutVisitor)[number]>;

/** The visitor said something of themselves. */
export const saysSomething = (address: AboutVisitor): boolean => aboutVisitor.some((name) => address[name] !== undefined);

/** What the visitor said of themselves, out of the address. */
export function visitorOf({ status, niveau, alter, geschlecht, wohnort }: AboutVisitor): Visitor {
  return {
    ...(status ? { residence: status } : {}),
    ...(niveau ? { germanLevel: niveau } : {}),
    ...(alter === undefined ? {} : { age: alter }),
    ...(geschlecht ? { gender: geschlecht } : {}),
    ...(wohnort ? { home: wohnort } : {}),
  };
}

/** The same again as a query, for links from the list to an offer; it lives in addresses only. */
export function visitorQuery(address: AboutVisitor): string {
  const said = Object.fromEntries(aboutVisitor.map((name) => [name, address[name]])) as Partial<SearchAddress>;
  const query = new URLSearchParams(parametersOf(said).map(({ name, value }) => [name, value])).toString();
  return query ? `?${query}` : '';
}
