import { Alert } from './alert.tsx';
import { Diff, type FieldChange } from './diff.tsx';
import { useView } from './view.tsx';

/**
 * For the second editor: theirs struck through against mine; undefined: nobody else has saved. Nothing was overwritten; saving
 * again keeps what stands in the form.
 */
export function ConflictNote({ changes }: { changes: readonly FieldChange[] | undefined }) {
  const { t } = useView();
  if (!changes) return null;
  return (
    <>
      <Alert kind="warning" title={t('ui:staff.conflict.title')} live>
        <p>{t(changes.length > 0 ? 'ui:staff.conflict.text' : 'ui:staff.conflict.same')}</p>
      </Alert>
      {changes.length > 0 && <Diff changes={changes} />}
    </>
  );
}
