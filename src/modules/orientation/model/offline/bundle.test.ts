import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText } from '../text/reading.ts';
import { assetsOf, fullestThatFits, picturesOf } from './bundle.ts';
import { handedLinks } from './handover.ts';

describe('what a device fetches', () => {
  it('is the fullest form that fits, and the smallest where none does', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 5 }), fc.nat(1000), (sizes, budget) => {
        const made: number[] = [];
        const forms = sizes.map((size, index) => () => {
          made.push(index);
          return size;
        }) as [() => number, ...(() => number)[]];
        const { form, index } = fullestThatFits(forms, (size) => size, budget);
        const fitting = sizes.findIndex((size) => size <= budget);
        expect(index).toBe(fitting < 0 ? sizes.length - 1 : fitting);
        expect(form).toBe(sizes[index]);
        // What is not needed is not made.
        expect(made).toEqual(sizes.slice(0, index + 1).map((_, at) => at));
      }),
    );
  });

  it('holds the files that the document asks for, and none of other pages', () => {
    const html =
      '<link rel="stylesheet" href="/assets/public-1.css"/><link rel="stylesheet" href="/kreis/theme.css?v=1&amp;w=2"/>' +
      '<link rel="manifest" href="/kreis/de/manifest.webmanifest"/><script type="module" src="/assets/steps-1.js"></script>' +
      '<a href="/assets/no.pdf">x</a><link rel="stylesheet" href="/assets/public-1.css"/>';
    expect(assetsOf(html)).toEqual(['/assets/public-1.css', '/kreis/theme.css?v=1&w=2', '/assets/steps-1.js']);
  });

  it('holds its pictures in one width', () => {
    const html = '<img src="/kreis/de/bild/0190" srcset="/kreis/de/bild/0190?b=480 480w"/><img src="data:image/svg+xml,x"/>';
    expect(picturesOf(html, 960)).toEqual(['/kreis/de/bild/0190?b=960']);
  });
});

describe('what a public device hands over', () => {
  const lists = new Map([
    ['courses', { href: '/kreis/de/angebote?thema=courses', name: 'Kurse', total: 4 }],
    ['nothing', { href: '/kreis/de/angebote?thema=nothing', name: 'Nichts', total: 0 }],
  ]);
  it.each([
    ['websites, once', 'Siehe [BAMF](https://www.bamf.de) und [hier](https://www.bamf.de).', ['https://www.bamf.de']],
    ['no telephone, no page of ours', '[112](tel:112) [Mail](mailto:a@example.org) [Konto](page:bankkonto)', []],
    ['full lists of offers', '::offers[courses]\n\n::offers[nothing]', ['/kreis/de/angebote?thema=courses']],
    [
      'links inside of notes and steps',
      ':::note\n[A](https://a.example)\n:::\n\n- [ ] [B](https://b.example)',
      ['https://a.example', 'https://b.example'],
    ],
  ])('%s', (_, text, hrefs) => {
    expect(handedLinks(readText(text).blocks, lists).map(({ href }) => href)).toEqual(hrefs);
  });
});
