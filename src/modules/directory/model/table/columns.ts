import { kindColumns } from '../kinds/row.ts';

/** Columns of the directory's table: what an export writes and an import reads, in this order. */
export interface Column {
  readonly key: string;
  /** German heading; further ones are understood on import. */
  readonly header: string;
  readonly also?: readonly string[];
  readonly required?: true;
  /** What may stand there, for the template and the handbook; German like the headings. */
  readonly help: string;
}

const column = (key: string, header: string, help: string, more: Pick<Column, 'also' | 'required'> = {}): Column => ({
  key,
  header,
  help,
  ...more,
});

export const offerColumns: readonly Column[] = [
  column('slug', 'Kennung', 'Leer bei neuen Angeboten. Mit Kennung wird das vorhandene Angebot geändert.', { also: ['slug'] }),
  column('kind', 'Art', 'Angebot, Projekt, Ehrenamt oder Ansprechstelle. Leer: Angebot.'),
  column('name', 'Name', 'Höchstens 200 Zeichen.', { required: true }),
  column('summary', 'Kurz gesagt', 'Was man dort bekommt, in einem Satz.', { also: ['Kurzbeschreibung'], required: true }),
  column('description', 'Beschreibung', 'Zwei bis sechs Sätze.', { required: true }),
  column('organisation', 'Organisation', 'Name oder Kennung. Unbekannte Organisationen werden angelegt.', {
    also: ['Träger', 'Anbieter'],
    required: true,
  }),
  column('organisationKind', 'Art der Organisation', 'Nur für neue: Verein, Behörde oder Amt, Schule …'),
  column('organisationDescription', 'Über die Organisation', 'Nur für neue: ein bis vier Sätze.'),
  column('categories', 'Themen', 'Eines bis fünf, durch | getrennt: Deutschkurse | Sport', { also: ['Thema'], required: true }),
  column('town', 'Kommune', 'Name oder AGS. Leer: ganzer Kreis.', { also: ['Ort'] }),
  column('quarter', 'Stadtteil', 'Name des Stadtteils.', { also: ['Quartier'] }),
  column('areaServed', 'Für Menschen aus', 'Kommunen, durch | getrennt. Leer: ganzer Kreis.', { also: ['Einzugsgebiet'] }),
  column('placeName', 'Gebäude', 'Zum Beispiel Stadtbücherei.'),
  column('street', 'Straße', 'Straße und Hausnummer.', { also: ['Strasse'] }),
  column('postcode', 'PLZ', 'Fünf Ziffern.', { also: ['Postleitzahl'] }),
  column('city', 'Stadt', 'Zum Ort der Adresse.'),
  column('lat', 'Breite', 'Grad, zum Beispiel 51,9067.'),
  column('lon', 'Länge', 'Grad, zum Beispiel 8,3785.'),
  column('visibility', 'Adresse zeigen', 'Adresse zeigen, Nur die Gegend zeigen oder Adresse nicht zeigen.'),
  column('accessibility', 'Barrierefreiheit', 'Ohne Stufen | Aufzug | Barrierefreie Toilette …'),
  column('directions', 'Anfahrt', 'Wie man hinkommt.'),
  column('hours', 'Zeiten', 'Tu 16:00-18:00; PH,SH off – mehrere durch |, dahinter mit // von, bis, Hinweis.', {
    also: ['Öffnungszeiten'],
  }),
  column('dates', 'Termine', '2026-12-01T16:00 // 120 // FREQ=WEEKLY;COUNT=10 // Hinweis – mehrere durch |.'),
  column('breaks', 'Pausen', '2026-12-23 // 2027-01-06 // Weihnachten – mehrere durch |.'),
  column('languages', 'Sprachen', 'Arabisch | Tigrinya // Tu // wird gesprochen // Hinweis // Ärztin, Arzt oder Fachkraft'),
  column('fee', 'Kosten', 'Kostenlos, Kleiner Beitrag, Kostet etwas. Leer: nicht bekannt.'),
  column('amount', 'Betrag', 'In Euro, zum Beispiel 12,50.'),
  column('feeNote', 'Hinweis zu Kosten', 'Zum Beispiel: ermäßigt mit Bildungsgutschein.'),
  column('documents', 'Mitbringen', 'Durch | getrennt.'),
  column('registration', 'Anmeldung', 'Ohne Anmeldung, Anmeldung erwünscht, Mit Anmeldung. Leer: nicht bekannt.'),
  column('how', 'So meldet man sich an', 'In Worten.'),
  column('url', 'Anmeldung im Internet', 'Adresse mit https://.'),
  column('total', 'Plätze', 'Zahl der Plätze.'),
  column('free', 'Freie Plätze', 'Zahl der freien Plätze.'),
  column('waiting', 'Wartezeit', 'Keine Wartezeit, Einige Wochen Wartezeit, Einige Monate Wartezeit. Leer: nicht bekannt.'),
  column('childcare', 'Kinderbetreuung', 'Mit Kinderbetreuung, Ohne Kinderbetreuung. Leer: nicht bekannt.'),
  column('ageMin', 'Alter von', 'In Jahren.'),
  column('ageMax', 'Alter bis', 'In Jahren.'),
  column('gender', 'Für wen', 'Alle, Nur Frauen, Nur Männer. Leer: Alle.'),
  column('targetGroups', 'Zielgruppen', 'Neu Zugewanderte | Frauen …'),
  column('residence', 'Aufenthaltsstatus', 'Wer teilnehmen darf. Leer: alle.'),
  column('levelMin', 'Deutsch von', 'A1 bis C2.'),
  column('levelMax', 'Deutsch bis', 'A1 bis C2.'),
  column('role', 'Ansprechstelle', 'Eine Stelle, keine Person.', { also: ['Kontakt'] }),
  column('phone', 'Telefon', 'Zum Beispiel 05241 123456.'),
  column('email', 'E-Mail', 'Eine Adresse der Einrichtung.'),
  column('website', 'Internet-Seite', 'Adresse mit https://.', { also: ['Website', 'Homepage'] }),
  ...kindColumns,
  column('sourceDocument', 'Quelle', 'Dokument, aus dem die Angaben stammen.'),
  column('sourceSection', 'Fundstelle', 'Abschnitt oder Seite.'),
  column('confirmedOn', 'Bestätigt am', 'JJJJ-MM-TT: wann die Angaben zuletzt geprüft wurden.'),
];
