/** Hard words and what is plainer; a word that ends with `*` stands for all that begin so. Lower case. */
export const plainerWords: ReadonlyMap<string, string> = new Map([
  // Words of offices.
  ['beantrag*', 'einen Antrag stellen'],
  ['benötig*', 'brauchen'],
  ['erhalt*', 'bekommen'],
  ['erhältlich', 'Sie bekommen es'],
  ['erforderlich*', 'Sie brauchen'],
  ['notwendig*', 'Sie brauchen'],
  ['verpflichtet', 'Sie müssen'],
  ['berechtigt', 'Sie dürfen'],
  ['befugt', 'Sie dürfen'],
  ['gestattet', 'Sie dürfen'],
  ['voraussetzung*', 'das muss so sein'],
  ['vereinbar*', 'ausmachen'],
  ['unverzüglich*', 'sofort'],
  ['umgehend*', 'sofort'],
  ['fristgerecht*', 'rechtzeitig'],
  ['gegebenenfalls', 'vielleicht'],
  ['gültigkeit*', 'gilt bis'],
  ['bezüglich', 'zu'],
  ['hinsichtlich', 'zu'],
  ['mittels', 'mit'],
  ['zwecks', 'für'],
  ['gemäß', 'nach'],
  ['seitens', 'von'],
  ['sowie', 'und'],
  ['jedoch', 'aber'],
  ['dennoch', 'trotzdem'],
  ['lediglich', 'nur'],
  ['ebenfalls', 'auch'],
  ['zudem', 'auch'],
  ['außerdem', 'auch'],
  ['beziehungsweise', 'oder'],
  ['erfolg*', 'es gibt'],
  ['durchführ*', 'machen'],
  ['einreich*', 'abgeben'],
  ['vorlegen', 'zeigen'],
  ['vorlage', 'zeigen'],
  ['übermittel*', 'schicken'],
  ['aufsuch*', 'hingehen'],
  ['ermöglich*', 'Sie können'],
  ['gewähr*', 'geben'],
  ['verfüg*', 'haben'],
  ['unterstütz*', 'helfen'],
  ['betreff*', 'es geht um'],
  ['mitteil*', 'sagen oder schreiben'],
  ['ermittel*', 'herausfinden'],
  ['inanspruchnahme', 'nutzen'],
  ['ehegatt*', 'Mann oder Frau'],
  ['antragsteller*', 'wer den Antrag stellt'],
  ['personensorgeberechtigt*', 'Eltern'],
  ['wohnhaft', 'Sie wohnen in'],
  ['zuständigkeit*', 'wer sich kümmert'],
  ['bewilligung*', 'Ja vom Amt'],
  ['ablehnung*', 'Nein vom Amt'],
  ['sachverhalt*', 'was passiert ist'],
  ['anliegen', 'Frage oder Wunsch'],
  // Foreign words.
  ['aktuell*', 'jetzt'],
  ['alternativ*', 'oder'],
  ['eventuell*', 'vielleicht'],
  ['generell', 'immer'],
  ['maximal*', 'höchstens'],
  ['minimal*', 'mindestens'],
  ['inklusive', 'mit'],
  ['exklusive', 'ohne'],
  ['circa', 'ungefähr'],
  ['zirka', 'ungefähr'],
  ['via', 'mit'],
  ['per', 'mit'],
  ['individuell*', 'nur für Sie'],
  ['kontaktier*', 'anrufen oder schreiben'],
  ['informier*', 'sagen oder fragen'],
  ['registrier*', 'anmelden'],
  ['reduzier*', 'weniger machen'],
  ['finanzier*', 'bezahlen'],
  ['finanziell*', 'mit Geld'],
  ['organisier*', 'vorbereiten'],
  ['dokument*', 'Papier'],
  ['kommune', 'Stadt oder Gemeinde'],
  ['kommunen', 'Städte und Gemeinden'],
  ['institution*', 'Amt oder Verein'],
  ['kooperation*', 'Zusammenarbeit'],
  ['koordin*', 'planen'],
  ['kompetenz*', 'was jemand gut kann'],
  ['qualifi*', 'was jemand gelernt hat'],
  ['zertifikat*', 'Zeugnis'],
  ['kriteri*', 'Regel'],
  ['sanktion*', 'Strafe'],
  ['relevant*', 'wichtig'],
  ['priorität*', 'was am wichtigsten ist'],
  ['prävention*', 'damit nichts passiert'],
  ['partizip*', 'mitmachen'],
  ['ressource*', 'Geld, Zeit und Menschen'],
  ['migration', 'Menschen ziehen in ein anderes Land'],
  ['inklusion*', 'alle machen mit'],
  ['workshop*', 'Kurs'],
  ['flyer*', 'Info-Blatt'],
  ['hotline*', 'Telefon·nummer'],
  ['homepage*', 'Internet-Seite'],
  ['website*', 'Internet-Seite'],
  ['webseite*', 'Internet-Seite'],
  ['download*', 'aus dem Internet holen'],
  ['feedback*', 'Ihre Meinung'],
  ['newsletter*', 'Info-Brief'],
  ['support*', 'Hilfe'],
  ['tool*', 'Programm'],
]);

/** Last parts of the compounds that offices use, singular and plural, without those that end other words too (Ort, Tag, Ruf). */
export const compoundHeads: readonly string[] = (
  'amt ämter ämtern geld gelder büro büros behörde behörden kurs kurse kursen center zentrum zentren schule schulen ' +
  'stelle stellen verfahren nummer nummern schein scheine urkunde urkunden kasse kassen titel karte karten versicherung ' +
  'versicherungen arzt ärzte ärztin ärztinnen dienst dienste beratung beratungen bescheinigung bescheinigungen vertrag verträge ' +
  'pass pässe bestätigung konto konten bildung haus häuser telefon recht rechte beitrag beiträge antrag anträge erlaubnis ' +
  'gesetz gesetze wohnung wohnungen kosten gestattung gericht gerichte berechtigung zuschuss zuschüsse mieter hilfe hilfen ' +
  'praxis sprache sprachen schutz zentrale gruppe gruppen verein vereine unterricht zuschlag seelsorge seite seiten ' +
  'leistung leistungen angebot angebote miete kalender prüfung papier papiere ausweis ausweise formular formulare bogen frist ' +
  'fristen termin termine gebühr gebühren abschluss abschlüsse zeugnis zeugnisse ausbildung betrieb betriebe nachweis ' +
  'nachweise platz plätze pflicht agentur arbeit'
)
  .split(' ')
  .toSorted((a, b) => b.length - a.length);

/** What begins words that are no compounds: "Vertrag", "Beratung", "Unrecht". */
export const prefixes: ReadonlySet<string> = new Set(
  'ab an auf aus be bei bi da durch ein ent er ex fort ge her hin in los miss mit nach neben um un ur über unter ver vor weg weiter wider wieder zer zu zurück zusammen'.split(
    ' ',
  ),
);

/** Words that end like a compound and are read as one word all the same. */
export const wholeWords: ReadonlySet<string> = new Set(
  'gesamt beamt beamten verfahren erfahren gefahren kompass rathaus rathäuser antwort hochzeit freizeit mahlzeit'.split(' '),
);

/** Numbers that are easier to read as digits; "ein" is an article too. */
export const numberWords: ReadonlyMap<string, string> = new Map(
  (
    'zwei 2 drei 3 vier 4 fünf 5 sechs 6 sieben 7 acht 8 neun 9 zehn 10 elf 11 zwölf 12 dreizehn 13 vierzehn 14 fünfzehn 15 sechzehn 16 siebzehn 17 ' +
    'achtzehn 18 neunzehn 19 zwanzig 20 dreißig 30 vierzig 40 fünfzig 50 sechzig 60 siebzig 70 achtzig 80 neunzig 90 hundert 100 tausend 1000'
  )
    .match(/\S+ \d+/g)
    ?.map((pair) => pair.split(' ') as [string, string]),
);

/** Written forms of the past that the spoken language does not use; "war", "hatte", "konnte" and their kind it does. */
export const preterites: ReadonlySet<string> = new Set(
  (
    'ging gingen kam kamen gab gaben fand fanden nahm nahmen schrieb schrieben sah sahen sprach sprachen half halfen bekam bekamen ' +
    'erhielt erhielten begann begannen blieb blieben entschied entschieden stellte stellten machte machten sagte sagten fragte fragten ' +
    'brauchte brauchten wohnte wohnten arbeitete arbeiteten lernte lernten zahlte zahlten suchte suchten lebte lebten zog zogen verlor verloren'
  ).split(' '),
);

/** Short names that everybody knows. */
export const knownShortNames: ReadonlySet<string> = new Set(
  'EU NRW SIM IBAN BIC ID PDF WC TV CD SMS AOK DRK AWO PIN TAN PC LKW PKW A B C A1 A2 B1 B2 C1 C2 HIV DNA USA QR'.split(' '),
);
