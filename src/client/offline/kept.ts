// What a device keeps of a district: one cache for each district and language, and one for what is known of them.
// The page that keeps and the service worker that answers share it.

/** Caches of other formats are thrown away. */
const format = 'dk-kept-1';
const register = `${format} register`;

export interface Kept {
  /** `/{district}/{language}`. */
  readonly scope: string;
  readonly cache: string;
  /** "Kreis Recklinghausen · العربية" */
  readonly name: string;
  readonly locale: string;
  readonly etag: string;
  /** When the server was last asked, in milliseconds. */
  readonly checkedAt: number;
  readonly pages: number;
  readonly bytes: number;
  readonly missingPictures: number;
}

export interface KeptPage {
  readonly path: string;
  readonly title: string;
  readonly html: string;
}

/** As `src/modules/orientation/model/offline/bundle.ts` describes it. */
export interface Bundle {
  readonly format: 1;
  readonly district: string;
  readonly language: string;
  readonly locale: string;
  readonly marks: Readonly<Record<'title' | 'content' | 'day' | 'query' | 'results', string>>;
  readonly frame: string;
  readonly missing: KeptPage;
  readonly search: KeptPage & { readonly none: string };
  readonly pages: readonly KeptPage[];
  readonly assets: readonly string[];
  readonly pictures: readonly string[];
}

/** What is needed for every page: the bundle without its pages, and the words to search. */
export interface Frame extends Omit<Bundle, 'pages' | 'assets' | 'pictures' | 'format'> {
  /** Content policy of the server; a page made on the device gets the same. */
  readonly policy: string;
  readonly index: readonly { readonly path: string; readonly title: string; readonly words: string }[];
}

export type Outcome =
  | { readonly kind: 'kept' | 'current'; readonly kept: Kept }
  | { readonly kind: 'full'; readonly needed: number; readonly free: number };

/** Lower case without marks over letters, so that one finds what one cannot type. */
export const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}|[·\u00ad]/gu, '')
    .toLowerCase();

const wordsOf = (html: string) =>
  plain(
    html
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/&[a-z#0-9]+;/g, ' ')
      .replaceAll(/\s+/g, ' '),
  );

const json = (value: unknown) => new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json' } });
const inside = (scope: string, name: string) => `${scope}/kept/${name}`;
export const pageKey = (scope: string, path: string): string => inside(scope, `page${path}`);

/** What this device keeps; nothing where it has no such storage. */
export async function readKept(): Promise<readonly Kept[]> {
  const found = await (await caches.open(register)).match('/kept');
  return found ? ((await found.json()) as Kept[]) : [];
}

const writeKept = async (all: readonly Kept[]) => (await caches.open(register)).put('/kept', json(all));

/** Throws away what no entry names: earlier versions, other formats, what was broken off. */
export async function tidy(): Promise<void> {
  const used = new Set([register, ...(await readKept()).map(({ cache }) => cache)]);
  for (const name of await caches.keys()) if (name.startsWith('dk-kept') && !used.has(name)) await caches.delete(name);
}

async function room(): Promise<number> {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  return quota === undefined ? Number.POSITIVE_INFINITY : quota - (usage ?? 0);
}

/** A picture for a phone; how large it is, is known only when it is here. */
const pictureBytes = 90_000;
const assetBytes = 60_000;

async function addAll(cache: Cache, addresses: readonly string[]): Promise<number> {
  let missing = 0;
  for (const address of addresses)
    await cache.add(address).catch(() => {
      missing++;
    });
  return missing;
}

/** The address of a district's bundle, as the server has it now. */
export const bundleAddress = (scope: string): string => `${scope}/offline.json`;

/**
 * Fetches a district in one language and keeps it; an older version is thrown away when the new one is complete.
 * @throws when the network or the device fails; what was kept before stays
 */
export async function keep(scope: string): Promise<Outcome> {
  const answer = await fetch(bundleAddress(scope), { cache: 'no-cache' });
  if (!answer.ok) throw new Error(String(answer.status));
  const etag = answer.headers.get('etag') ?? '';
  const all = await readKept();
  const known = all.find((one) => one.scope === scope);
  const others = all.filter((one) => one.scope !== scope);
  if (known && known.etag === etag) {
    const kept = { ...known, checkedAt: Date.now() };
    await writeKept([...others, kept]);
    return { kind: 'current', kept };
  }
  const text = await answer.text();
  const { pages, assets, pictures, format: _format, ...rest } = JSON.parse(text) as Bundle;
  // Text twice: for reading and for searching. Old and new stand beside each other for a moment.
  const bytes = text.length * 2 + assets.length * assetBytes;
  const free = await room();
  if (free < bytes * 1.1) return { kind: 'full', needed: bytes, free };
  const withPictures = free > (bytes + pictures.length * pictureBytes) * 1.1;
  const name = `${format} ${scope} ${crypto.randomUUID()}`;
  try {
    const cache = await caches.open(name);
    const frame: Frame = {
      ...rest,
      policy: answer.headers.get('content-security-policy') ?? '',
      index: pages.map(({ path, title, html }) => ({ path, title, words: wordsOf(html) })),
    };
    await cache.put(inside(scope, 'frame'), json(frame));
    for (let from = 0; from < pages.length; from += 50)
      await Promise.all(pages.slice(from, from + 50).map((page) => cache.put(pageKey(scope, page.path), json(page))));
    if (await addAll(cache, assets)) throw new Error('assets');
    const kept: Kept = {
      scope,
      cache: name,
      name: `${rest.district} · ${rest.language}`,
      locale: rest.locale,
      etag,
      checkedAt: Date.now(),
      pages: pages.length,
      bytes,
      missingPictures: withPictures ? await addAll(cache, pictures) : pictures.length,
    };
    await writeKept([...others, kept]);
    await tidy();
    return { kind: 'kept', kept };
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
}

/** @returns what is still kept */
export async function forget(scope: string): Promise<readonly Kept[]> {
  const left = (await readKept()).filter((one) => one.scope !== scope);
  await writeKept(left);
  await tidy();
  return left;
}

/** What every page of a kept district needs. */
export async function frameOf(cache: Cache, scope: string): Promise<Frame | undefined> {
  return (await cache.match(inside(scope, 'frame')))?.json();
}
