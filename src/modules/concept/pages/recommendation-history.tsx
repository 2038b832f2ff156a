import { Button, ButtonRow, Checkbox, Diff, Disclosure, Form, LinkButton, Moment, TextArea, useView } from '#platform/ui';
import type { Note } from '../model/edition.ts';
import { decisions, type StepState, statuses, stepStates } from '../model/vocabulary.ts';
import { formState, German, type Posted } from './editing-parts.tsx';

/** A value of the history in words: states and decisions are kept as keys. */
function valueWords(note: Note, value: string | null, t: (key: string) => string): string {
  if (value === null) return '';
  if (note.kind === 'status' && (statuses as readonly string[]).includes(value)) return t(`concept:status.${value}`);
  if (note.kind === 'step' && stepStates.includes(value as StepState)) return t(`concept:step.${value}`);
  if (note.kind === 'answer' && (decisions as readonly string[]).includes(value)) return t(`concept:decision.${value}`);
  return value;
}

function NoteEntry({ note, town, publish }: { note: Note; town: string | undefined; publish: string | undefined }) {
  const { t } = useView();
  const [before, after] = [valueWords(note, note.from, t), valueWords(note, note.to, t)];
  return (
    <article class="dk-panel">
      <p>
        <strong>{t(`concept:note.${note.kind}`)}</strong>
        {town && (
          <>
            {' '}
            – <bdi>{town}</bdi>
          </>
        )}{' '}
        · <Moment at={note.createdAt} />
        {note.authorName && (
          <>
            {' '}
            · <bdi>{note.authorName}</bdi>
          </>
        )}{' '}
        · {t(note.public ? 'concept:staff.note.is_public' : 'concept:staff.note.is_internal')}
      </p>
      {note.kind === 'text' && after && <Diff changes={[{ label: t('concept:note.text'), before, after, lang: 'de' }]} />}
      {note.kind !== 'text' && after && (
        <p>{before && before !== after ? t('concept:staff.note.from_to', { before, after }) : after}</p>
      )}
      {note.text && (
        <p>
          <German>{note.text}</German>
        </p>
      )}
      {publish && (
        <Form action={publish} plain id={`n${note.id.slice(-6)}`}>
          <Button name="public" value={note.public ? 'no' : 'yes'} look="tertiary" small>
            {t(note.public ? 'concept:staff.note.hide' : 'concept:staff.note.publish')}
          </Button>
        </Form>
      )}
    </article>
  );
}

export interface HistoryProps {
  readonly notes: readonly Note[];
  readonly towns: ReadonlyMap<string, string>;
  /** Address of the recommendation's record. */
  readonly href: string;
  /** Whose notes the reader may show or hide. */
  readonly mayPublish: (note: Note) => boolean;
  /** Whether the reader reports for the district, or for which town. */
  readonly reportsAs: { readonly town: string | null } | undefined;
  readonly moreHref: string | undefined;
  readonly posted?: Posted | undefined;
}

/** What happened and why, newest first, with the form for a report. */
export function History({ notes, towns, href, mayPublish, reportsAs, moreHref, posted }: HistoryProps) {
  const { t } = useView();
  const form = formState(posted, 'note', {});
  return (
    <>
      {reportsAs && (
        <Disclosure title={t('concept:staff.note.add')} open={form.open}>
          <Form
            action={`${href}/bericht`}
            id="note"
            values={form.values}
            errors={form.errors}
            hidden={reportsAs.town === null ? {} : { town: reportsAs.town }}
          >
            <TextArea
              name="text"
              label={t('concept:staff.note.text')}
              hint={t('concept:staff.note.text_hint')}
              rows={4}
              maxLength={4000}
              required
              lang="de"
            />
            <Checkbox name="public" label={t('concept:staff.note.public')} />
            <ButtonRow>
              <Button>{t('concept:staff.note.add')}</Button>
            </ButtonRow>
          </Form>
        </Disclosure>
      )}
      {notes.length === 0 && <p>{t('concept:staff.note.none')}</p>}
      {notes.map((note) => (
        <NoteEntry
          key={note.id}
          note={note}
          town={towns.get(note.town ?? '')}
          publish={mayPublish(note) ? `${href}/verlauf/${note.id}` : undefined}
        />
      ))}
      {moreHref && (
        <ButtonRow>
          <LinkButton href={moreHref}>{t('concept:staff.note.older')}</LinkButton>
        </ButtonRow>
      )}
    </>
  );
}
