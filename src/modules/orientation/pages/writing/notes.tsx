import type { Translate } from '#platform/i18n';
import { Alert, useView } from '#platform/ui';
import type { TextProblem } from '../../model/text/reading.ts';
import type { MissingReference } from '../../service/writing/checking.ts';

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

export function NoteList({ notes }: { notes: readonly TextNote[] }) {
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

/** What stands in the way of publishing a text, above the form. */
export function Notes({ notes, live = false }: { notes: readonly TextNote[]; live?: boolean }) {
  const { t } = useView();
  if (!notes.length) return null;
  return (
    <Alert kind="warning" title={t('orientation:staff.writing.notes', { count: notes.length })} live={live}>
      <NoteList notes={notes} />
    </Alert>
  );
}
