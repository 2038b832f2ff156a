import type { OfferContent } from '../content.ts';
import { joinList, joinTexts, splitList } from '../table/cells.ts';
import * as vocabulary from './vocabulary.ts';

/** As the table's own columns are (table/columns.ts). */
interface Column {
  readonly key: string;
  readonly header: string;
  readonly help: string;
}

/** Columns of the table of offers that belong to one kind; in other rows they stay empty. */
const column = (key: string, header: string, help: string): Column => ({ key, header, help });

export const kindColumns: readonly Column[] = [
  column('projectSince', 'Projekt: läuft seit', 'Nur Projekte: Jahr, JJJJ-MM oder JJJJ-MM-TT.'),
  column('projectUntil', 'Projekt: läuft bis', 'Nur Projekte: Jahr, JJJJ-MM oder JJJJ-MM-TT.'),
  column('fundedBy', 'Projekt: gefördert von', 'Nur Projekte.'),
  column('partners', 'Projekt: Partner', 'Nur Projekte: durch | getrennt.'),
  column('results', 'Projekt: Ergebnisse', 'Nur Projekte: was es bewirkt hat.'),
  column('transfer', 'Projekt: für andere', 'Nur Projekte: was andere übernehmen können.'),
  column('evaluation', 'Projekt: ausgewertet', 'Nur Projekte: Ausgewertet, Auswertung geplant, Nicht ausgewertet.'),
  column('evaluationUrl', 'Projekt: Auswertung im Internet', 'Nur Projekte: Adresse mit https://.'),
  column('askRole', 'Projekt: Fragen an', 'Nur Projekte: eine Stelle, keine Person.'),
  column('askPhone', 'Projekt: Telefon für Fragen', 'Nur Projekte.'),
  column('askEmail', 'Projekt: E-Mail für Fragen', 'Nur Projekte.'),
  column('task', 'Ehrenamt: Aufgabe', 'Nur Ehrenamt: in einem Satz.'),
  column('effortHours', 'Ehrenamt: Stunden', 'Nur Ehrenamt: zum Beispiel 2 oder 1,5.'),
  column('effortPer', 'Ehrenamt: Stunden pro', 'Nur Ehrenamt: Woche, Monat oder Einsatz.'),
  column('effortNote', 'Ehrenamt: Hinweis zur Zeit', 'Nur Ehrenamt.'),
  column('skills', 'Ehrenamt: gesucht', 'Nur Ehrenamt: was man können sollte, durch | getrennt.'),
  column('welcomeLanguages', 'Ehrenamt: willkommene Sprachen', 'Nur Ehrenamt: durch | getrennt.'),
  column('training', 'Ehrenamt: Schulung', 'Nur Ehrenamt: Ja oder Nein. Leer: nicht bekannt.'),
  column('insurance', 'Ehrenamt: versichert', 'Nur Ehrenamt: Ja oder Nein. Leer: nicht bekannt.'),
  column('expenses', 'Ehrenamt: Auslagen werden erstattet', 'Nur Ehrenamt: Ja oder Nein. Leer: nicht bekannt.'),
  column('certificate', 'Ehrenamt: erweitertes Führungszeugnis', 'Nur Ehrenamt: Ja oder Nein. Leer: nicht bekannt.'),
  column('newcomers', 'Ehrenamt: auch für neu Zugewanderte', 'Nur Ehrenamt: Ja oder Nein. Leer: nicht bekannt.'),
  column('profession', 'Fachkontakt: Beruf', 'Nur Ansprechstellen: Hausarztpraxis, Hebamme, Formularhilfe …'),
  column('accepting', 'Fachkontakt: nimmt auf', 'Nur Ansprechstellen: Nimmt neue auf, Warteliste, Nimmt niemanden auf.'),
  column('billing', 'Fachkontakt: bezahlt durch', 'Nur Ansprechstellen: durch | getrennt.'),
  column('appointment', 'Fachkontakt: Termin', 'Nur Ansprechstellen: Telefon | Internet | E-Mail | Vor Ort | Ohne Termin.'),
];

/** What reading a row needs (`Reader` of table/offer-row.ts). */
export interface CellReader {
  text(column: string): string | undefined;
  cell(column: string): string;
  one(column: string, name: string): string | undefined;
  several(column: string, name: string): string[];
  hours(column: string): number | undefined;
}

const filled = <T extends object>(part: T): T | undefined =>
  Object.values(part).some((value) => value !== undefined) ? part : undefined;
const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length ? list : undefined);

/** The parts of a row that belong to its kind; cells of another kind are not looked at. */
export function readKindCells(reader: CellReader, kind: string | undefined): Record<string, unknown> {
  if (kind === 'project')
    return {
      project: filled({
        since: reader.text('projectSince'),
        until: reader.text('projectUntil'),
        fundedBy: reader.text('fundedBy'),
        partners: some(splitList(reader.cell('partners'))),
        results: reader.text('results'),
        transfer: reader.text('transfer'),
        evaluation: reader.one('evaluation', 'evaluation'),
        evaluationUrl: reader.text('evaluationUrl'),
        askRole: reader.text('askRole'),
        askPhone: reader.text('askPhone'),
        askEmail: reader.text('askEmail'),
      }),
    };
  if (kind === 'volunteering')
    return {
      volunteering: filled({
        task: reader.text('task'),
        hours: reader.hours('effortHours'),
        per: reader.one('effortPer', 'effortUnit'),
        effortNote: reader.text('effortNote'),
        skills: some(splitList(reader.cell('skills'))),
        languages: some([...new Set(reader.several('welcomeLanguages', 'language'))]),
        training: reader.one('training', 'yesNo'),
        insurance: reader.one('insurance', 'yesNo'),
        expenses: reader.one('expenses', 'yesNo'),
        certificate: reader.one('certificate', 'yesNo'),
        newcomers: reader.one('newcomers', 'yesNo'),
      }),
    };
  if (kind === 'contact')
    return {
      professional: filled({
        profession: reader.one('profession', 'profession'),
        accepting: reader.one('accepting', 'accepting'),
        billing: some(reader.several('billing', 'billing')),
        appointment: some(reader.several('appointment', 'appointment')),
      }),
    };
  return {};
}

type Label = (vocabularyName: string, id: string) => string;

export function writeKindCells({ project, volunteering, professional }: OfferContent, label: Label): Record<string, string> {
  const named = (name: string, id: string | undefined) => (id === undefined ? '' : label(name, id));
  const list = (name: string, ids: readonly string[] = []) => joinList(ids.map((id) => label(name, id)));
  return {
    projectSince: project?.since ?? '',
    projectUntil: project?.until ?? '',
    fundedBy: project?.fundedBy ?? '',
    partners: joinTexts(project?.partners ?? []),
    results: project?.results ?? '',
    transfer: project?.transfer ?? '',
    evaluation: named('evaluation', project?.evaluation),
    evaluationUrl: project?.evaluationUrl ?? '',
    askRole: project?.askRole ?? '',
    askPhone: project?.askPhone ?? '',
    askEmail: project?.askEmail ?? '',
    task: volunteering?.task ?? '',
    effortHours: volunteering?.hours === undefined ? '' : String(volunteering.hours).replace('.', ','),
    effortPer: named('effortUnit', volunteering?.per),
    effortNote: volunteering?.effortNote ?? '',
    skills: joinTexts(volunteering?.skills ?? []),
    welcomeLanguages: list('language', volunteering?.languages),
    training: named('yesNo', volunteering?.training),
    insurance: named('yesNo', volunteering?.insurance),
    expenses: named('yesNo', volunteering?.expenses),
    certificate: named('yesNo', volunteering?.certificate),
    newcomers: named('yesNo', volunteering?.newcomers),
    profession: named('profession', professional?.profession),
    accepting: named('accepting', professional?.accepting),
    billing: list('billing', professional?.billing),
    appointment: list('appointment', professional?.appointment),
  };
}

/** Column in which a path of a kind's part stands. */
export const kindColumnOfPath: Readonly<Record<string, string>> = {
  'project.since': 'projectSince',
  'project.until': 'projectUntil',
  ...Object.fromEntries(
    ['fundedBy', 'partners', 'results', 'transfer', 'evaluation', 'evaluationUrl', 'askRole', 'askPhone', 'askEmail'].map(
      (name) => [`project.${name}`, name],
    ),
  ),
  'volunteering.hours': 'effortHours',
  'volunteering.per': 'effortPer',
  'volunteering.languages': 'welcomeLanguages',
  ...Object.fromEntries(
    ['task', 'effortNote', 'skills', 'training', 'insurance', 'expenses', 'certificate', 'newcomers'].map((name) => [
      `volunteering.${name}`,
      name,
    ]),
  ),
  ...Object.fromEntries(['profession', 'accepting', 'billing', 'appointment'].map((name) => [`professional.${name}`, name])),
};

export const kindVocabularies: Readonly<Record<string, readonly string[]>> = {
  evaluation: vocabulary.evaluationStates,
  effortUnit: vocabulary.effortUnits,
  yesNo: vocabulary.yesNo,
  profession: vocabulary.professions,
  accepting: vocabulary.acceptingStates,
  billing: vocabulary.billingKinds,
  appointment: vocabulary.appointmentWays,
  speaker: vocabulary.languageSpeakers,
};
