import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestText, readText } from '../text/reading.ts';
import { readWritten } from './problems.ts';
import { snippetOf, videoSnippet, withSnippet } from './snippets.ts';
import { actionsFor, germanVersionOf } from './states.ts';
import { fitsSegment, joined, segmentsOf } from './translating.ts';

describe('what may be done with a text', () => {
  const standing = { open: undefined, published: false, mayPublish: false, archived: false };
  it.each([
    ['nothing is written', {}, 'save review'],
    ['a draft of somebody who may not publish', { open: 'draft' }, 'save review discard'],
    ['a draft of somebody who may', { open: 'draft', mayPublish: true }, 'save review publish schedule discard'],
    ['in review, seen by its author', { open: 'review' }, 'save review discard'],
    ['in review, seen by the reviewer', { open: 'review', mayPublish: true }, 'save review publish schedule discard return'],
    ['scheduled', { open: 'scheduled', mayPublish: true }, 'save review publish schedule discard return'],
    ['public', { published: true, mayPublish: true }, 'save review publish schedule withdraw'],
    ['public, seen by somebody who may not publish', { published: true }, 'save review'],
    ['of a page in the archive', { open: 'draft', published: true, mayPublish: true, archived: true }, ''],
  ] as const)('%s', (_, changes, actions) => {
    expect([...actionsFor({ ...standing, ...changes })].join(' ')).toBe(actions);
  });
});

describe('the German version that a translation says', () => {
  it.each([
    ['the one beside it, when it is the first', { shown: 4, before: null, isFirst: true, says: false }, 4],
    ['the one beside it, when somebody says so', { shown: 4, before: 2, isFirst: false, says: true }, 4],
    ['the one it said before, when a comma was mended', { shown: 4, before: 2, isFirst: false, says: false }, 2],
    ['none, when there is no German text', { shown: null, before: null, isFirst: true, says: false }, null],
  ])('is %s', (_, saved, version) => {
    expect(germanVersionOf({ language: 'tr', ...saved })).toBe(version);
    expect(germanVersionOf({ language: 'de', ...saved })).toBeNull();
  });
});

describe('a text that nobody can read', () => {
  it.each([
    ['boxes in boxes', ':::note\n'.repeat(3000)],
    ['quotes in quotes', '>'.repeat(3000)],
    ['points in points', '- '.repeat(3000)],
    ['signs without words', '*a_'.repeat(3000)],
    ['brackets', '['.repeat(3000)],
    ['one paragraph without an end', 'Wort und noch eins.\n'.repeat(400)],
    ['more than fits', 'Wort.\n\n'.repeat(longestText)],
  ])('is not taken apart: %s', (_, text) => {
    expect(readWritten(text)).toMatchObject({
      whole: false,
      blocks: [],
      problems: [{ code: expect.stringMatching(/too_deep|too_dense/) }],
    });
  });

  it('is none that people write', () => {
    const text = `## Titel\n\n${':::field[Name]\nErklärung **wichtig**.\n:::\n\n'.repeat(14)}- eins\n  - zwei\n    1. drei\n\n${'Ein langer Absatz. '.repeat(200)}`;
    expect(readWritten(text)).toMatchObject({ whole: true, problems: [] });
  });
});

describe('something put into a text', () => {
  it.each([
    ['at the end', 'Text', '::offer[x]', undefined, 'Text\n\n::offer[x]'],
    ['in an empty text', '', '::offer[x]', 0, '::offer[x]'],
    ['behind the line where the cursor stood', 'Eins zwei\n\nDrei', '::offer[x]', 4, 'Eins zwei\n\n::offer[x]\n\nDrei'],
    ['at the beginning of a line', 'Eins\n\nZwei', '::offer[x]', 6, 'Eins\n\nZwei\n\n::offer[x]'],
    ['a link within a sentence', 'Siehe dort.', '[Konto](page:konto)', 5, 'Siehe [Konto](page:konto) dort.'],
    ['a link behind the text, for itself', '::offer[x]', '[Konto](page:konto)', undefined, '::offer[x]\n\n[Konto](page:konto)'],
    ['a link beside a building block, for itself', '::offer[x]\n\nEins', '[K](page:k)', 4, '::offer[x]\n\n[K](page:k)\n\nEins'],
    ['behind a cursor that is nowhere', 'Eins', '::offer[x]', 99, 'Eins\n\n::offer[x]'],
  ] as const)('stands %s', (_, text, snippet, at, whole) => {
    expect(withSnippet(text, snippet, at)).toBe(whole);
  });

  it('is read again as what it is, wherever it stands', () => {
    const kind = fc.constantFrom('offer', 'organisation', 'category', 'page', 'image');
    const name = fc.string({ maxLength: 30 });
    const sentence = fc.constantFrom('Ein Satz.', '## Titel', '- Punkt', '1. Punkt', '');
    fc.assert(
      fc.property(kind, name, fc.array(sentence, { maxLength: 5 }), fc.nat(60), (kind_, name_, lines, at) => {
        fc.pre(/[\p{L}\p{N}]/u.test(name_));
        const id = kind_ === 'image' ? '01900000-0000-7000-8000-000000000001' : 'ein-name';
        const { blocks } = readText(withSnippet(lines.join('\n\n'), snippetOf(kind_, id, name_), at));
        expect(JSON.stringify(blocks)).toContain(kind_ === 'page' ? `page:${id}` : id);
      }),
    );
  });

  it('may be a video with all that is known of it', () => {
    const facts = {
      url: 'https://vimeo.com/1',
      title: 'Der "Film" {kurz}',
      sign: false,
      subtitles: 'https://kreis.example/a.vtt',
      minutes: '3',
      megabytes: '',
    };
    expect(readText(videoSnippet(facts))).toMatchObject({
      problems: [],
      blocks: [{ type: 'video', url: 'https://vimeo.com/1', title: 'Der  Film   kurz', minutes: 3, megabytes: null }],
    });
    expect(readText(videoSnippet({ ...facts, url: 'https://evil.example/]{x}' })).problems).toMatchObject([
      { code: 'text.video' },
    ]);
  });
});

describe('a text for a machine', () => {
  const german = `## Konto öffnen

Gehen Sie zur **Bank** und
fragen Sie [dort](page:bankkonto).

- [ ] Ausweis
- [x] Adresse

:::field[Familienname]
Ihr Name.
:::

| Wer | Was |
| - | - |
| Sie | A \\| B |

::offers[integration-courses]

> Ruhe`;

  it('is its words, piece by piece, without labels of forms and references', () => {
    expect(segmentsOf(german).map(({ text }) => text)).toEqual([
      'Konto öffnen',
      'Gehen Sie zur **Bank** und fragen Sie [dort](page:bankkonto).',
      'Ausweis',
      'Adresse',
      'Ihr Name.',
      'Wer',
      'Was',
      'Sie',
      'A \\| B',
      'Ruhe',
    ]);
  });

  it('comes back in its form, and what was lost stays German', () => {
    const segments = segmentsOf(german);
    const answers = segments.map(({ text }, index) => (index === 3 ? undefined : index === 8 ? 'x | y' : `${text} tr`));
    const { text, left } = joined(german, segments, answers);
    expect(left).toBe(1);
    expect(text).toContain('## Konto öffnen tr\n\nGehen Sie zur **Bank** und fragen Sie [dort](page:bankkonto). tr\n');
    expect(text).toContain('- [x] Adresse\n');
    expect(text).toContain(':::field[Familienname]\nIhr Name. tr\n:::');
    expect(text).toContain('x \\| y');
    expect(readText(text).problems).toEqual([]);
    expect(readText(text).blocks.map(({ type }) => type)).toEqual(readText(german).blocks.map(({ type }) => type));
  });

  it.each([
    ['a link that leads elsewhere', 'Hier [dort](https://evil.example/)'],
    ['a link that is gone', 'Hier dort'],
    ['HTML', '[dort](page:bankkonto) <script>x</script>'],
    ['a heading', '# [dort](page:bankkonto)'],
    ['a building block', '::offer[x]'],
    ['nothing', ''],
  ])('is no translation: %s', (_, answer) => {
    const [segment] = segmentsOf('Hier [dort](page:bankkonto)');
    expect(segment && fitsSegment(segment, answer)).toBe(false);
  });
});
