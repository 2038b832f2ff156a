// The service worker: answers from what the visitor keeps when the network does not, and shows messages.
// It is registered only by those who ask for one of the two (§ 25 TDDDG), and touches no page that is not kept.
import { answerFrom } from './offline/answering.ts';
import { type Kept, keep, readKept, tidy } from './offline/kept.ts';
import { showMessages } from './sw-push.ts';

/** What the worker's own types would say; the page helpers are compiled for pages. */
interface Waiting {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Waiting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  readonly registration: ServiceWorkerRegistration;
  readonly location: Location;
  readonly clients: Parameters<typeof showMessages>[0]['clients'] & { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: string, listener: (event: never) => void): void;
}
const worker = self as unknown as Worker;

/** Slower than this, and the kept page is better than none. */
const patience = 5_000;
/** How old what is kept may grow while one reads with a network. */
const freshFor = 12 * 3_600_000;

interface Found {
  readonly kept: Kept;
  /** In the language of the address; else the district is kept in another one, which can say that at least. */
  readonly own: boolean;
}

async function keptFor({ pathname }: URL): Promise<Found | undefined> {
  const all = await readKept();
  const own = all.find(({ scope }) => pathname === scope || pathname.startsWith(`${scope}/`));
  if (own) return { kept: own, own: true };
  const [, district] = pathname.split('/');
  const other = all.find(({ scope }) => scope.split('/')[1] === district);
  return other && { kept: other, own: false };
}

const savesData = () => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;

/** Whoever reads with a network gets what is new by the way. */
async function refresh(kept: Kept): Promise<void> {
  if (Date.now() - kept.checkedAt < freshFor || savesData()) return;
  await keep(kept.scope).catch(() => undefined);
}

async function open(event: Fetching, url: URL): Promise<Response> {
  const found = await keptFor(url);
  if (!found) return fetch(event.request);
  const { kept } = found;
  const own = (whole: boolean) => answerFrom(kept, url, whole).catch(() => undefined);
  const network = fetch(event.request);
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, patience));
  try {
    const answer = await Promise.race([network, late]);
    if (answer && answer.status < 500) {
      if (found.own) event.waitUntil(refresh(kept));
      return answer;
    }
    return (await own(true)) ?? (await network);
  } catch (error) {
    const page = await own(false);
    if (page) return page;
    throw error;
  }
}

/** Built files never change, so the kept one is as good; pictures come from the network while there is one. */
async function file(request: Request, url: URL): Promise<Response> {
  const lasting = url.pathname.startsWith('/assets/') || url.pathname.endsWith('/theme.css');
  const own = () => caches.match(request, { ignoreSearch: !lasting });
  if (lasting) return (await own()) ?? fetch(request);
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await own();
    if (kept) return kept;
    throw error;
  }
}

worker.addEventListener('install', (event: Waiting) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event: Waiting) => event.waitUntil(Promise.all([worker.clients.claim(), tidy()])));
worker.addEventListener('fetch', (event: Fetching) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
  const { pathname } = url;
  if (request.mode === 'navigate') {
    // Only pages of visitors are ever kept; `/intern/…`, accounts and machines are none of its business.
    if (/^\/(?!intern\/|api\/|hsds\/|open-data\/)[a-z0-9-]+\/[a-z-]+(?:\/|$)/.test(pathname)) event.respondWith(open(event, url));
  } else if (pathname.startsWith('/assets/') || /^\/[^/]+\/theme\.css$|\/bild\/[0-9a-f-]+$/.test(pathname)) {
    event.respondWith(file(request, url));
  }
});
showMessages(worker);
