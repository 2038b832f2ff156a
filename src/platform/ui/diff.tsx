import { useView } from './view.tsx';
import { diffWords } from './word-diff.ts';

export interface FieldChange {
  readonly label: string;
  readonly before: string;
  readonly after: string;
  /** Language of the text, e.g. of a translation. */
  readonly lang?: string | undefined;
  readonly dir?: 'ltr' | 'rtl' | 'auto' | undefined;
}

function ChangedText({ before, after }: Pick<FieldChange, 'before' | 'after'>) {
  return (
    <>
      {diffWords(before, after).map((part, index) => {
        const key = `${index}${part.kind}`;
        if (part.kind === 'removed') return <del key={key}>{part.text}</del>;
        if (part.kind === 'added') return <ins key={key}>{part.text}</ins>;
        return part.text;
      })}
    </>
  );
}

/** Two versions of a record, field by field: what was taken out is struck through, what is new underlined. */
export function Diff({ changes }: { changes: readonly FieldChange[] }) {
  const { t } = useView();
  return (
    <dl class="dk-diff">
      {changes.map(({ label, before, after, lang, dir = 'auto' }) => {
        const same = before === after;
        return (
          <div class={same ? 'dk-diff__field' : 'dk-diff__field dk-diff__field--changed'} key={label}>
            <dt>
              {label} <span class="dk-diff__state">{same ? t('ui:staff.diff.same') : t('ui:staff.diff.changed')}</span>
            </dt>
            <dd lang={lang} dir={dir}>
              {same ? after : <ChangedText before={before} after={after} />}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
