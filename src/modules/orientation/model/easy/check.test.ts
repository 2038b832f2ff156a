import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readText } from '../text/reading.ts';
import { checkEasy, type EasyRule, easyRules } from './check.ts';
import { splitCompound } from './compounds.ts';
import { cutSentences, wordsIn } from './sentences.ts';

const check = (markdown: string) => checkEasy({ title: '', summary: '', blocks: readText(markdown).blocks });
const of = (rule: EasyRule, sentence: string) =>
  check(sentence)
    .filter((finding) => finding.rule === rule)
    .map(({ what, instead }) => (instead ? `${what} → ${instead}` : what));

const broken: [EasyRule, string, string[]][] = [
  ['long_sentence', 'Sie gehen morgen früh mit Ihrem Pass und allen Briefen zu Fuß in das Amt.', ['15']],
  ['passive', 'Der Antrag wird morgen geprüft.', ['wird … geprüft']],
  ['passive', 'Die Kosten werden vom Amt bezahlt.', ['werden … bezahlt']],
  ['passive', 'Das Papier muss unterschrieben werden.', ['werden … unterschrieben']],
  ['passive', 'Sie wurden eingeladen.', ['wurden … eingeladen']],
  ['genitive', 'Hier steht die Nummer des Amtes.', ['des Amtes']],
  ['genitive', 'Das ist das Haus eines alten Mannes.', ['eines alten Mannes']],
  ['genitive', 'Schreiben Sie die Adresse der Wohnung auf.', ['Adresse der Wohnung']],
  ['genitive', 'Bezahlen Sie innerhalb der Woche.', ['innerhalb der']],
  ['subordinate', 'Sie müssen kommen, weil der Brief wichtig ist.', ['weil']],
  ['subordinate', 'Wenn Sie krank sind, gehen Sie zum Arzt.', ['Wenn']],
  ['subordinate', 'Das ist der Brief, den Sie brauchen.', ['den Sie brauchen']],
  ['subordinate', 'Gehen Sie hin, um den Pass zu holen.', ['um den Pass zu holen']],
  ['subordinate', 'Hier steht, was Sie tun.', ['was']],
  ['compound', 'Gehen Sie zum Bürgerbüro.', ['Bürgerbüro → Bürger·büro']],
  ['compound', 'Zeigen Sie die Krankenversicherungskarte.', ['Krankenversicherungskarte → Kranken·versicherungs·karte']],
  ['long_word', 'Sprechen Sie über Unwiederbringliches.', ['Unwiederbringliches']],
  ['hard_word', 'Sie benötigen einen Pass.', ['benötigen → brauchen']],
  ['hard_word', 'Bringen Sie alle Dokumente mit.', ['Dokumente → Papier']],
  ['abbreviation', 'Bringen Sie etwas mit, z. B. den Pass.', ['z.B. → zum Beispiel']],
  ['abbreviation', 'Rufen Sie ggf. an.', ['ggf. → vielleicht']],
  ['abbreviation', 'Gehen Sie zum BAMF.', ['BAMF']],
  ['number', 'Sie haben zwei Wochen Zeit.', ['zwei → 2']],
  ['number', 'Fast 20 Prozent sind da.', ['Prozent']],
  ['symbol', 'Das steht in § 24.', ['§']],
  ['symbol', 'Kommen Sie und/oder rufen Sie an.', ['/']],
  ['negation', 'Kommen Sie nicht ohne Pass.', ['nicht … ohne']],
  ['conjunctive', 'Sie könnten einen Brief bekommen.', ['könnten']],
  ['preterite', 'Das Amt schrieb einen Brief.', ['schrieb']],
  ['address', 'Hier bekommt man Hilfe.', ['man → Sie']],
  ['address', 'Bring deinen Pass mit.', ['deinen → Sie']],
];

const fine: [EasyRule, string][] = [
  ['long_sentence', 'Sie gehen morgen mit Ihrem Pass in das Amt. Dort bekommen Sie einen Brief mit allen Daten von Ihnen.'],
  ['passive', 'Sie werden bald gesund.'],
  ['passive', 'Sie werden morgen nach Hause gehen.'],
  ['passive', 'Er hat den Antrag geprüft.'],
  ['genitive', 'Das ist die Adresse von der Wohnung.'],
  ['genitive', 'Dieses Haus hat eines: Platz.'],
  ['subordinate', 'Das ist Ihre IBAN, das ist die Nummer vom Konto.'],
  ['subordinate', 'Sie brauchen Pässe, die Miete und das Papier.'],
  ['subordinate', 'Damit bekommen Sie Geld.'],
  ['compound', 'Gehen Sie zum Bürger·büro. Das Verfahren und der Vertrag sind neu. Die Beratung hilft. Die Antwort kommt.'],
  ['compound', 'Das ist in Deutschland und in Recklinghausen so.'],
  ['long_word', 'Das ist die Wohn·geld·stelle. Das ist Borgholzhausen.'],
  ['hard_word', 'Sie brauchen ein Zertifikat. Das ist ein Zeugnis vom Kurs.'],
  ['abbreviation', 'Gehen Sie zum BAMF. Das ist ein Amt für Flüchtlinge. Sie haben eine IBAN.'],
  ['abbreviation', 'Das Bundes·amt für Migration heißt kurz: BAMF. Das BAMF hilft.'],
  ['number', 'Sie haben 2 Wochen Zeit. Das ist ein Brief.'],
  ['symbol', 'Rufen Sie die 112 an: sofort!'],
  ['negation', 'Sie arbeiten nicht und suchen keine Arbeit.'],
  ['conjunctive', 'Sie können einen Brief bekommen.'],
  ['preterite', 'Sie hatten einen Brief. Er war neu.'],
  ['address', 'Ein Mann hilft Ihnen.'],
];

describe('the check of Leichte Sprache', () => {
  test.each(broken)('finds %s in: %s', (rule, sentence, expected) => {
    expect(of(rule, sentence)).toEqual(expected);
  });

  test.each(fine)('lets pass, as to %s: %s', (rule, sentence) => {
    expect(of(rule, sentence)).toEqual([]);
  });

  it('has an example of every rule, broken and kept', () => {
    expect(new Set(broken.map(([rule]) => rule))).toEqual(new Set(easyRules));
    expect(new Set(fine.map(([rule]) => rule))).toEqual(new Set(easyRules));
  });

  it('names the sentence in title, summary, lists and tables, and a word once', () => {
    const { blocks } = readText(
      '- Wohngeld ist Geld.\n\n| Was | Wo |\n|---|---|\n| Kindergeld | Wohngeld bekommen Sie im Amt. |',
    );
    const found = checkEasy({ title: 'Hilfe vom Sozialamt', summary: 'Man bekommt Hilfe.', blocks });
    expect(found.map(({ rule, sentence }) => `${rule}: ${sentence}`)).toEqual([
      'compound: Hilfe vom Sozialamt',
      'address: Man bekommt Hilfe.',
      'compound: Wohngeld ist Geld.',
      'compound: Kindergeld',
    ]);
  });

  it('reads the label of an official field as it is printed', () => {
    expect(check(':::field[Weiterleistungsantrag des Antragstellers]\nSchreiben Sie Ihren Namen.\n:::')).toEqual([]);
  });

  it('answers for anything that somebody may write, and every finding is of a sentence of the text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(...broken.map(([, sentence]) => sentence), ', der ', ' um ', ' zu ', ' 5. ', 'z. B. '),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const title = pieces.join(' ');
        const sentences = cutSentences(title);
        for (const { sentence, what } of checkEasy({ title, summary: '', blocks: [] })) {
          expect(sentences).toContain(sentence);
          expect(what).not.toBe('');
        }
      }),
    );
  });
});

describe('a text in sentences', () => {
  test.each([
    ['Das ist so. Und das?', ['Das ist so.', 'Und das?']],
    ['Kommen Sie am 5. März. Dort hilft Dr. Muster.', ['Kommen Sie am 5. März.', 'Dort hilft Dr. Muster.']],
    ['Das steht in Paragraf 24. Ein Paragraf ist kurz.', ['Das steht in Paragraf 24.', 'Ein Paragraf ist kurz.']],
    ['Beispiel: 05.03.1990.', ['Beispiel:']],
    ['„Kommen Sie.“ Das sagt das Amt.', ['„Kommen Sie.“', 'Das sagt das Amt.']],
    ['', []],
  ])('%j', (text, expected) => {
    expect(cutSentences(text)).toEqual(expected);
  });

  test.each([
    ['Das Bürger·büro und die SIM-Karte', ['Das', 'Bürger·büro', 'und', 'die', 'SIM-Karte']],
    ['Lesen Sie www.beispiel.de oder https://a.example/b.', ['Lesen', 'Sie', 'oder']],
  ])('words of %j', (sentence, expected) => {
    expect(wordsIn(sentence)).toEqual(expected);
  });

  it('loses no word, whatever is written', () => {
    const letters = (text: string) => text.match(/\p{L}/gu)?.join('') ?? '';
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(letters(cutSentences(text).join(' '))).toBe(letters(text));
      }),
    );
  });
});

test.each([
  ['Wohngeld', 'Wohn·geld'],
  ['Beratungsstelle', 'Beratungs·stelle'],
  ['Ausländerbehörde', 'Ausländer·behörde'],
  ['Asylverfahrensberatung', 'Asyl·verfahrens·beratung'],
  ['Vertrag', undefined],
  ['Unrecht', undefined],
  ['Anmeldung', undefined],
  ['Wohn·geld', undefined],
])('the parts of %s', (word, expected) => {
  expect(splitCompound(word)).toBe(expected);
});
