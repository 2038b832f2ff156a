import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { pathInLanguage, publicPath } from './addresses.ts';
import { Card, TagList, Verdict } from './card.tsx';
import { ExternalLink, MailLink, PhoneLink } from './contact-links.tsx';
import { DescriptionList } from './description-list.tsx';
import { Diff } from './diff.tsx';
import { FacetList } from './facet-list.tsx';
import { FilterPanel } from './filter-panel.tsx';
import { Icon } from './icon.tsx';
import { LanguageBlock } from './language-block.tsx';
import { Pagination } from './pagination.tsx';
import { Progress } from './progress.tsx';
import { ScopeSelector } from './scope-selector.tsx';
import { StateMark, type WorkState } from './state-mark.tsx';
import { Table } from './table.tsx';
import { hostile, render, testView } from './testing.tsx';

const documentOf = (node: Parameters<typeof render>[0], tag = 'de') =>
  parseHTML(`<body>${render(node, testView(tag))}</body>`).document;

test('the address keeps everything but its language', () => {
  expect(pathInLanguage('/guetersloh/de/angebote?q=a%2Fb&ort=1', 'ar')).toBe('/guetersloh/ar/angebote?q=a%2Fb&ort=1');
  expect(pathInLanguage('/guetersloh/de/', 'de-simple')).toBe('/guetersloh/de-simple/');
  expect(pathInLanguage('/', 'tr')).toBe('/?lang=tr');
  expect(pathInLanguage('/intern/guetersloh/x?lang=de&a=1', 'en')).toBe('/intern/guetersloh/x?lang=en&a=1');
  expect(publicPath(testView('fr'), 'angebote')).toBe('/guetersloh/fr/angebote');
});

test('a card is one link, and a title in another language says so without changing sides', () => {
  const document = documentOf(
    <Card title={hostile} href="/a" lang="de" dir="ltr">
      <Verdict kind="yes">Ja</Verdict>
      <TagList tags={[hostile]} />
    </Card>,
    'ar',
  );
  expect(document.querySelectorAll('a')).toHaveLength(1);
  expect(document.querySelector('a')?.textContent).toBe(hostile);
  expect(document.querySelector('h3')?.hasAttribute('dir')).toBe(false);
  expect(document.querySelector('h3 > span')?.getAttribute('lang')).toBe('de');
  expect(document.querySelectorAll('script')).toHaveLength(0);
});

test('icons are silent unless they are named', () => {
  expect(
    documentOf(<Icon name="forward" />)
      .querySelector('svg')
      ?.getAttribute('aria-hidden'),
  ).toBe('true');
  expect(
    documentOf(<Icon name="forward" />)
      .querySelector('svg')
      ?.classList.contains('dk-mirror'),
  ).toBe(true);
  const named = documentOf(<Icon name="search" label="Suche" />).querySelector('svg');
  expect(named?.getAttribute('role')).toBe('img');
  expect(named?.getAttribute('aria-label')).toBe('Suche');
});

test('text in another language carries lang and dir', () => {
  const block = documentOf(
    <LanguageBlock lang="ar" dir="rtl">
      مقهى
    </LanguageBlock>,
  ).querySelector('div');
  expect([block?.getAttribute('lang'), block?.getAttribute('dir')]).toEqual(['ar', 'rtl']);
});

test('states differ in shape, not in colour alone', () => {
  const states: WorkState[] = ['draft', 'planned', 'running', 'waiting', 'late', 'done', 'stopped'];
  const drawings = states.map((state) => documentOf(<StateMark state={state}>x</StateMark>).querySelector('svg')?.innerHTML);
  expect(new Set(drawings).size).toBe(states.length);
});

test('differences are marked as inserted and deleted text', () => {
  const document = documentOf(
    <Diff
      changes={[
        { label: 'Zeit', before: 'Dienstag 16 Uhr', after: 'Mittwoch 16 Uhr' },
        { label: 'Name', before: hostile, after: hostile },
      ]}
    />,
  );
  expect(document.querySelector('del')?.textContent).toBe('Dienstag');
  expect(document.querySelector('ins')?.textContent).toBe('Mittwoch');
  expect(document.querySelectorAll('dd')[1]?.textContent).toBe(hostile);
});

test('chosen facets never fold away, and counts are read out in the right plural', () => {
  const facets = Array.from({ length: 9 }, (_, index) => ({
    value: `${index}`,
    label: `O${index}`,
    count: index,
    checked: index === 8,
  }));
  const document = documentOf(<FacetList name="ort" legend="Ort" facets={facets} open={3} />, 'ar');
  const folded = [...document.querySelectorAll('details input')].map((box) => box.getAttribute('value'));
  expect(folded).toEqual(['3', '4', '5', '6', '7']);
  expect(document.querySelector('input[value="2"]')?.parentElement?.textContent).toContain('نتيجتان');
});

test('the filter panel is a GET form that works without script and keeps the search word', () => {
  const document = documentOf(
    <FilterPanel action="/liste" active={2} resetHref="/liste?q=kurs" keep={[{ name: 'q', value: 'kurs' }]}>
      <p>…</p>
    </FilterPanel>,
  );
  expect(document.querySelector('summary')?.textContent).toBe('Filter (2)');
  expect(document.querySelector('form')?.getAttribute('method')).toBe('get');
  expect(document.querySelector('input[name=q]')?.getAttribute('value')).toBe('kurs');
  expect(document.querySelectorAll('button[type=submit]')).toHaveLength(1);
  expect(document.querySelector('details')?.nextElementSibling?.tagName).toBe('FORM');
});

test('a table names itself, its rows and its sorting', () => {
  const rows = [{ id: '1', name: hostile, size: 3 }];
  const document = documentOf(
    <Table
      caption="Orte"
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: 'name', label: 'Name', cell: (row) => row.name, rowHeader: true, sortHref: '?s=name', sorted: 'ascending' },
        { key: 'size', label: 'Größe', cell: (row) => row.size, numeric: true, sortHref: '?s=size' },
      ]}
      selection={{ name: 'ids', form: 'f', value: (row) => row.id, label: (row) => `Auswählen: ${row.name}` }}
    />,
  );
  expect(document.querySelector('caption')?.textContent).toBe('Orte');
  expect(document.querySelector('th[aria-sort=ascending] a')?.getAttribute('href')).toBe('?s=name');
  expect(document.querySelector('tbody th[scope=row]')?.textContent).toBe(hostile);
  expect(document.querySelector('td[data-label="Größe"]')?.textContent).toBe('3');
  expect(document.querySelector('td input')?.getAttribute('form')).toBe('f');
  expect(document.querySelectorAll('script')).toHaveLength(0);
});

test('small things: progress in words, empty parts left out, arcs for the three levels', () => {
  expect(
    documentOf(<Progress label="Schritte" value={3} max={5} />)
      .querySelector('progress')
      ?.getAttribute('aria-label'),
  ).toBe('Schritte: 3 von 5');
  expect(render(<Pagination />)).toBe('');
  expect(render(<TagList tags={[]} />)).toBe('');
  expect(
    documentOf(
      <DescriptionList
        items={[
          { term: 'A', value: '' },
          { term: 'B', value: 0 },
        ]}
      />,
    ).querySelectorAll('dt'),
  ).toHaveLength(1);
  const scope = documentOf(
    <ScopeSelector
      choices={[
        { level: 'district', href: '/k', current: false },
        { level: 'town', label: 'Verl', href: '/v', current: true },
        { level: 'quarter', current: false },
      ]}
    />,
  );
  expect([...scope.querySelectorAll('li')].map((item) => item.textContent?.trim())).toEqual(['Kreis', 'Verl', 'Quartier']);
  expect(scope.querySelector('[aria-current]')?.textContent).toBe('Verl');
});

test('contacts keep their order on right-to-left pages, and no address runs script', () => {
  const phone = documentOf(<PhoneLink number="05241 85-2130" />, 'ar').querySelector('a');
  expect(phone?.getAttribute('href')).toBe('tel:05241852130');
  expect(phone?.querySelector('bdi')?.getAttribute('dir')).toBe('ltr');
  expect(
    documentOf(<MailLink address="ki@example.org" />)
      .querySelector('a')
      ?.getAttribute('href'),
  ).toBe('mailto:ki@example.org');
  expect(documentOf(<ExternalLink href="https://example.org/a" />).querySelector('a')?.textContent).toContain('example.org/a');
  expect(render(<ExternalLink href={['javascript', 'alert(1)'].join(':')}>Seite</ExternalLink>)).toBe('Seite');
});
