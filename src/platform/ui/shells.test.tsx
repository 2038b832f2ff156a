import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { interfaceLanguages } from '#platform/i18n';
import { renderPage } from './document.tsx';
import { PrintPage } from './print-page.tsx';
import { PublicPage } from './public-page.tsx';
import { StaffPage } from './staff-page.tsx';
import { StyleGuide } from './styleguide.tsx';
import { StaffStyleGuide } from './styleguide-staff.tsx';
import { hostile, testView } from './testing.tsx';

const publicPage = (
  <PublicPage title="Angebote">
    <h1>Angebote</h1>
  </PublicPage>
);
const documentOf = (html: string) => parseHTML(html).document;

test('each language gets its own lang and dir, the mirrored sheet and the fonts of its script', () => {
  for (const language of interfaceLanguages) {
    const html = renderPage(testView(language.tag), publicPage);
    const document = documentOf(html);
    expect(html.startsWith('<!doctype html><html')).toBe(true);
    expect(document.documentElement.getAttribute('lang')).toBe(language.htmlLang);
    expect(document.documentElement.getAttribute('dir')).toBe(language.dir);
    const sheet = document.querySelector('link[rel=stylesheet]')?.getAttribute('href');
    expect(sheet).toBe(language.dir === 'rtl' ? '/assets/public.rtl.css' : '/assets/public.css');
    const fonts = [...document.querySelectorAll('link[as=font]')].map((link) => link.getAttribute('href')).join();
    expect(fonts.includes('arabic')).toBe(language.dir === 'rtl');
    expect(fonts.includes('latin')).toBe(['de', 'de-simple', 'en', 'fr', 'sq'].includes(language.tag));
  }
});

test('the language switcher offers all languages by their own names and keeps page and query', () => {
  const links = [...documentOf(renderPage(testView('ar'), publicPage)).querySelectorAll('.dk-languages__link')];
  expect(links.map((link) => link.textContent)).toEqual(interfaceLanguages.map(({ autonym }) => autonym));
  expect(links.map((link) => link.getAttribute('lang'))).toEqual(interfaceLanguages.map(({ htmlLang }) => htmlLang));
  expect(links.map((link) => link.getAttribute('href'))).toContain('/guetersloh/tr/angebote?q=kurs');
  expect(links.filter((link) => link.hasAttribute('aria-current')).map((link) => link.getAttribute('hreflang'))).toEqual(['ar']);
});

test('the first stop is the way to the contents, and every public page has what the law asks for', () => {
  const document = documentOf(renderPage(testView('en'), publicPage));
  const skip = document.querySelector('body a');
  expect(document.querySelector(skip?.getAttribute('href') ?? '')?.tagName).toBe('MAIN');
  const addresses = [...document.querySelectorAll('footer a')].map((link) => link.getAttribute('href'));
  const pages = ['impressum', 'datenschutz', 'barrierefreiheit', 'barriere-melden'].map((page) => `/guetersloh/en/${page}`);
  expect(addresses).toEqual([...pages, '/guetersloh/de-simple/', '/guetersloh/en/open-source', '/api?lang=en']);
});

test('nothing in a page needs inline script or style', () => {
  const view = testView('de', {
    user: { name: 'Kim Muster', initials: 'KM' },
    notice: { kind: 'success', text: 'Gespeichert.' },
  });
  for (const page of [<StyleGuide key="a" />, <StaffStyleGuide key="b" />]) {
    const document = documentOf(renderPage(view, page));
    expect(document.querySelectorAll('[style], style').length).toBe(0);
    expect([...document.querySelectorAll('script')].every((script) => script.getAttribute('src') && !script.textContent)).toBe(
      true,
    );
    const handlers = [...document.querySelectorAll('*')].flatMap((element) =>
      [...element.attributes].filter(({ name }) => name.startsWith('on')),
    );
    expect(handlers).toEqual([]);
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(document.querySelectorAll('h1')).toHaveLength(1);
  }
});

test('names and messages from outside stay text', () => {
  const view = testView('de', {
    district: { slug: 'x', name: hostile, accent: '#0a5c6b', accentDark: '#7fd0dd', kopfzeile: hostile },
    user: { name: hostile, initials: hostile },
    notice: { kind: 'danger', text: hostile },
    navigation: [{ label: hostile, href: '/x', current: false }],
  });
  const document = documentOf(
    renderPage(
      view,
      <StaffPage title={hostile}>
        <h1>x</h1>
      </StaffPage>,
    ),
  );
  expect(document.querySelector('title')?.textContent).toContain(hostile);
  expect(document.querySelector('.dk-page-notice [role=alert]')?.textContent).toContain(hostile);
  expect([...document.querySelectorAll('script')].every((script) => script.hasAttribute('src'))).toBe(true);
  expect(document.querySelectorAll('[onfocus]')).toHaveLength(0);
});

test('staff pages offer the staff languages and the way out; print sheets have no navigation', () => {
  const view = testView('de', { path: '/intern/guetersloh/konzept?seite=2', user: { name: 'Kim Muster', initials: 'KM' } });
  const staff = documentOf(
    renderPage(
      view,
      <StaffPage title="Konzept">
        <h1>Konzept</h1>
      </StaffPage>,
    ),
  );
  const languages = [...staff.querySelectorAll('.dk-languages__link')].map((link) => link.getAttribute('href'));
  expect(languages).toEqual(['/intern/guetersloh/konzept?seite=2&lang=de', '/intern/guetersloh/konzept?seite=2&lang=en']);
  expect(staff.querySelector('form[action="/konto/abmelden"] [name=_token]')?.getAttribute('value')).toBe('token-1');
  expect(staff.querySelector('meta[name=robots]')?.getAttribute('content')).toBe('noindex');
  const sheet = documentOf(
    renderPage(
      view,
      <PrintPage title="Blatt" backHref="/zurueck">
        <h1>Blatt</h1>
      </PrintPage>,
    ),
  );
  expect(sheet.querySelectorAll('nav')).toHaveLength(0);
});
