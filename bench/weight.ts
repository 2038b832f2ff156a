import { chromium } from 'playwright-core';

/** What a browser with an empty cache transfers for a page, headers and everything it fetches included, in kB (1,000 bytes). */
export async function firstVisitKilobytes(url: string): Promise<number> {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
    const network = await page.context().newCDPSession(page);
    await network.send('Network.enable');
    let bytes = 0;
    network.on('Network.loadingFinished', (event) => {
      bytes += event.encodedDataLength;
    });
    await page.goto(url, { waitUntil: 'networkidle' });
    return bytes / 1000;
  } finally {
    await browser.close();
  }
}
