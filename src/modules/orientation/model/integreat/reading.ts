import { placeOf } from './paths.ts';

/** What the app shows when it asks so, as our own address below `/{district}/{language}`; undefined: nothing that somebody reads. */
export function readInApp(name: string, query: Readonly<Record<string, string | undefined>>): string | undefined {
  if (name === 'locations' || name === 'events') return '/angebote';
  if (name === 'news') return '/ankommen/aktuelles';
  if (name === 'pages') return '/ankommen';
  if (name !== 'children' && name !== 'page') return undefined;
  const [kind, slug, more] = query.url ? placeOf(query.url).split('/') : [];
  if (!kind) return '/ankommen';
  return kind === 'ankommen' && slug && !more && /^[a-z0-9-]{1,100}$/.test(slug) ? `/ankommen/${slug}` : undefined;
}
