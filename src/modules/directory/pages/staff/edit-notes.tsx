import { Alert, Diff, type FieldChange, Section, useView } from '#platform/ui';
import { Lines } from './lines.tsx';

/** What a visitor said, above the form in which it is put right. */
export function SuggestionNote({ label, text }: { label: string; text: string }) {
  const { t } = useView();
  return (
    <Alert kind="info" title={t('directory:staff.edit.suggestion')}>
      <p>
        {label && `${label}: `}
        <Lines text={text || t('directory:staff.correction.outdated')} />
      </p>
      <p>{t('directory:staff.edit.suggestion_text')}</p>
    </Alert>
  );
}

export interface ConflictNoteProps {
  /** What the other one changed. */
  readonly theirs: readonly FieldChange[];
  /** Fields that both changed: theirs and mine. */
  readonly both: readonly FieldChange[];
  readonly who?: string | undefined;
}

/** For the second editor: the other's change, field by field. The form below holds both put together. */
export function ConflictNote({ theirs, both, who }: ConflictNoteProps) {
  const { t } = useView();
  return (
    <>
      <Alert kind="warning" title={t('directory:staff.edit.conflict', { who: who ?? t('directory:staff.someone') })} live>
        <p>{t(both.length ? 'directory:staff.edit.conflict_both' : 'directory:staff.edit.conflict_merged')}</p>
      </Alert>
      <Section title={t('directory:staff.edit.theirs')}>
        <Diff changes={theirs} />
      </Section>
      {both.length > 0 && (
        <Section title={t('directory:staff.edit.both')}>
          <Diff changes={both} />
        </Section>
      )}
    </>
  );
}
