import { Button, Checkbox, Disclosure, FieldRow, FieldSet, SelectField, TextField, useView } from '#platform/ui';
import { videoHosts } from '../../model/text/video-hosts.ts';
import { type SnippetKind, snippetKinds } from '../../model/writing/snippets.ts';
import type { Insertable } from '../../service/writing/inserting.ts';

export interface InsertSearch {
  readonly kind: SnippetKind;
  readonly text: string;
  /** Undefined: nothing was looked for yet. */
  readonly found: readonly Insertable[] | undefined;
}

function Found({ search }: { search: InsertSearch }) {
  const { t } = useView();
  if (!search.found) return null;
  if (!search.found.length) return <p role="status">{t('orientation:staff.writing.insert.none')}</p>;
  return (
    <ul class="dk-write-found">
      {search.found.map(({ name, snippet }) => (
        <li key={snippet}>
          <Button
            small
            look="secondary"
            name="insert"
            value={snippet}
            label={t('orientation:staff.writing.insert.put_named', { name })}
          >
            {t('orientation:staff.writing.insert.put')}
          </Button>
          <span lang="de" dir="auto">
            {name}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Looks for something to put into the text: part of the form, so that nothing typed is lost on the way. */
export function InsertPart({ action, search, open }: { action: string; search: InsertSearch; open: boolean }) {
  const { t } = useView();
  return (
    <Disclosure title={t('orientation:staff.writing.insert.title')} open={open}>
      <div id="einfuegen" class="dk-write-insert">
        <p class="kern-hint">{t('orientation:staff.writing.insert.hint')}</p>
        <FieldRow>
          <SelectField
            name="art"
            label={t('orientation:staff.writing.insert.kind')}
            value={search.kind === 'video' ? 'offer' : search.kind}
            options={snippetKinds
              .filter((kind) => kind !== 'video')
              .map((kind) => ({ value: kind, label: t(`orientation:staff.writing.insert.kind.${kind}`) }))}
            required
          />
          <TextField
            name="suche"
            label={t('orientation:staff.writing.insert.text')}
            value={search.text}
            maxLength={100}
            type="search"
          />
        </FieldRow>
        <Button look="secondary" name="action" value="search" formAction={`${action}#einfuegen`}>
          {t('orientation:staff.writing.insert.search')}
        </Button>
        {search.found && <input type="hidden" name="gesucht" value={search.text} />}
        <Found search={search} />
        <FieldSet
          legend={t('orientation:staff.writing.video.title')}
          hint={t('orientation:staff.writing.video.hint', { hosts: [...videoHosts].join(', ') })}
        >
          <TextField name="video.url" type="url" label={t('orientation:staff.writing.video.url')} maxLength={500} />
          <TextField name="video.title" label={t('orientation:staff.writing.video.name')} maxLength={200} />
          <FieldRow>
            <TextField
              name="video.minutes"
              label={t('orientation:staff.writing.video.minutes')}
              width="short"
              numeric
              maxLength={4}
            />
            <TextField
              name="video.megabytes"
              label={t('orientation:staff.writing.video.megabytes')}
              width="short"
              numeric
              maxLength={4}
            />
          </FieldRow>
          <TextField name="video.subtitles" type="url" label={t('orientation:staff.writing.video.subtitles')} maxLength={500} />
          <Checkbox name="video.sign" label={t('orientation:staff.writing.video.sign')} />
          <Button look="secondary" name="action" value="video">
            {t('orientation:staff.writing.video.put')}
          </Button>
        </FieldSet>
      </div>
    </Disclosure>
  );
}
