import { readFileSync, statSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** How somebody looks at the pages. */
export interface Look {
  readonly javaScript?: boolean;
  /** CSS pixels; 320 is a desktop window at 400 %. */
  readonly width?: 320 | 360 | 1280;
  readonly dark?: boolean;
  /** The browser's own language, as `Accept-Language` sends it. */
  readonly language?: string;
  /** Cookies of somebody who has signed in before. */
  readonly session?: Session;
}

export type Session = Awaited<ReturnType<BrowserContext['cookies']>>;

/** The ways in which every journey must work: with scripts and without, on a phone and on a desk. */
export const looks = [
  { javaScript: true, width: 1280 },
  { javaScript: false, width: 1280 },
  { javaScript: true, width: 360 },
  { javaScript: false, width: 360 },
] as const satisfies readonly Look[];

/** The two that differ the most, for journeys that write. */
export const farLooks = [looks[0], looks[3]] as const;

export const nameOf = (look: Look) => `${look.javaScript === false ? 'without' : 'with'} JavaScript at ${look.width} px`;

const arguments_ = [
  '--no-sandbox', // the tests may run as root
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Everything a page does that no page may do. */
function watch(page: Page, origin: string, faults: string[]): void {
  const at = () => new URL(page.url(), origin).pathname;
  page.on('pageerror', (error) => faults.push(`${at()}: script error: ${error.message}`));
  page.on('console', (message) => {
    // The browser repeats every 4xx here; statuses are looked at below.
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
    faults.push(`${at()}: console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && url.origin !== origin) faults.push(`${at()}: asks another server: ${url.href}`);
  });
  page.on('requestfailed', (request) => {
    // Aborted: by going on to another page, by a download, or by a newer search while typing.
    const reason = request.failure()?.errorText ?? '';
    if (reason !== 'net::ERR_ABORTED') faults.push(`${at()}: ${request.method()} ${request.url()} failed: ${reason}`);
  });
  page.on('response', (response) => {
    const status = response.status();
    const isDocument = response.request().isNavigationRequest();
    if (status >= 500 || (status >= 400 && !isDocument))
      faults.push(`${at()}: ${response.request().method()} ${response.url()} → ${status}`);
  });
}

let visitors = 0;

/** An address from TEST-NET-3 and its neighbours (RFC 5737), another one for each visitor. */
function nextAddress(): string {
  visitors += 1;
  return `203.0.${(process.pid + (visitors >> 8)) % 256}.${visitors % 256}`;
}

/**
 * A browser for the test file. Every page opened through it is watched: script errors, violations of the content policy,
 * failed requests, requests to other servers and errors in the server's log fail the test.
 */
export function useBrowser() {
  const { url: origin, logFile } = inject('site');
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];
  let logged = 0;

  beforeAll(async () => {
    logged = statSync(logFile).size;
    browser = await chromium.launch({ executablePath, args: arguments_ });
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    const log = readFileSync(logFile, 'utf8').slice(logged);
    logged += log.length;
    expect([...faults.splice(0), ...log.split('\n').filter(Boolean)], 'faults of pages and server').toEqual([]);
  });

  async function context(look: Look = {}): Promise<BrowserContext> {
    const width = look.width ?? 1280;
    const opened = await browser.newContext({
      baseURL: origin,
      javaScriptEnabled: look.javaScript ?? true,
      viewport: { width, height: width === 1280 ? 900 : 740 },
      hasTouch: width === 360,
      colorScheme: look.dark ? 'dark' : 'light',
      locale: look.language ?? 'de-DE',
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
      acceptDownloads: true,
      extraHTTPHeaders: { 'x-forwarded-for': nextAddress() },
    });
    if (look.session) await opened.addCookies([...look.session]);
    opened.setDefaultTimeout(15_000);
    opened.on('page', (page) => watch(page, origin, faults));
    contexts.push(opened);
    return opened;
  }

  return {
    origin,
    /** A browser window of its own: own cookies, own network address. */
    visit: async (look?: Look): Promise<Page> => (await context(look)).newPage(),
    context,
  };
}

export type UsedBrowser = ReturnType<typeof useBrowser>;

/** Goes to an address and expects a status, 200 unless said otherwise. */
export async function goTo(page: Page, path: string, status = 200): Promise<void> {
  const response = await page.goto(path);
  expect(`${path} ${response?.status()}`).toBe(`${path} ${status}`);
}

/** Does something that leads to another document, waits until it is there and tells its status. */
export async function submit(page: Page, action: () => Promise<unknown>): Promise<number> {
  const [response] = await Promise.all([
    page.waitForResponse((one) => one.request().isNavigationRequest() && ![301, 302, 303, 307].includes(one.status())),
    page.waitForEvent('load'),
    action(),
  ]);
  return response.status();
}
