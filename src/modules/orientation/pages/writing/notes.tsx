import type { Translate } from '#platform/i18n';
import { Alert, useView } from '#platform/ui';
import type { EasyFinding } from '../../model/easy/check.ts';
import type { TextProblem } from '../../model/text/reading.ts';
import type { MissingReference } from '../../service/writing/checking.ts';
import { EasyFindings } from '../quality/easy-findings.tsx';

/** More of them are a text that is begun anew. */
const mostFindings = 60;

/** One thing to look at in a text. */
export interface TextNote {
  /** From 1; null: the text as a whole. */
  readonly line: number | null;
  readonly text: string;
}

/** What the checks found, as sentences. */
export function notesOf(
  t: Translate,
  { problems, missing }: { readonly problems: readonly TextProblem[]; readonly missing: readonly MissingReference[] },
): TextNote[] {
  return [
    ...problems.map(({ code, line, what }) => ({
      line,
      text: t(`orientation:staff.writing.problem.${code.slice(5)}`, { what }),
    })),
    ...missing.map(({ kind, id }) => ({ line: null, text: t(`orientation:staff.writing.missing.${kind}`, { id }) })),
  ];
}

/** What a text in Leichte Sprache could say more easily. */
export const easyNotes = (t: Translate, findings: readonly EasyFinding[]): TextNote[] =>
  findings.slice(0, mostFindings).map(({ sentence, hint, what, instead }) => ({
    line: null,
    text: t('orientation:staff.writing.easy_note', { sentence, hint: t(hint, { what, instead }) }),
  }));

function NoteList({ notes }: { notes: readonly TextNote[] }) {
  const { t } = useView();
  return (
    <ul class="dk-write-notes" data-notes>
      {notes.map(({ line, text }, index) => (
        <li key={index}>
          {line !== null && (
            <a href="#f-body" data-line={line}>
              {t('orientation:staff.writing.line', { line })}
            </a>
          )}{' '}
          {text}
        </li>
      ))}
    </ul>
  );
}

interface NotesProps {
  /** What stands in the way of publishing. */
  readonly notes: readonly TextNote[];
  /** What could be said more easily. */
  readonly easy: readonly EasyFinding[];
  readonly live: boolean;
}

/** What the checks of the text found, above the form. */
export function Notes({ notes, easy, live }: NotesProps) {
  const { t } = useView();
  return (
    <>
      {notes.length > 0 && (
        <Alert kind="warning" title={t('orientation:staff.writing.notes', { count: notes.length })} live={live}>
          <NoteList notes={notes} />
        </Alert>
      )}
      {easy.length > 0 && (
        <Alert kind="info" title={t('orientation:staff.writing.easy')}>
          <EasyFindings findings={easy} />
        </Alert>
      )}
    </>
  );
}
