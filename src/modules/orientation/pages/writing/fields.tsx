import type { ComponentChildren } from 'preact';
import { Columns, Disclosure, diffWords, TextArea, TextField, useView } from '#platform/ui';
import type { WritingDesk } from '../../service/writing/reading.ts';

/** The German words; where they changed after the translation was made, with what was taken out and put in. */
function German({ now, before }: { now: string; before: string | undefined }) {
  const parts = before === undefined || before === now ? undefined : diffWords(before, now);
  return (
    <div lang="de" dir="ltr" class="dk-source">
      {parts
        ? parts.map(({ kind, text }, index) => {
            const key = `${index}${kind}`;
            if (kind === 'removed') return <del key={key}>{text}</del>;
            return kind === 'added' ? <ins key={key}>{text}</ins> : text;
          })
        : now}
    </div>
  );
}

type Field = 'title' | 'summary' | 'body';

/** A field of the text, with the German one beside it. */
function Beside({ desk, field, children }: { desk: WritingDesk; field: Field; children: ComponentChildren }) {
  const { t } = useView();
  const { german } = desk;
  if (!german) return <>{children}</>;
  return (
    <Columns
      even
      main={
        <>
          <p class="dk-write-german">
            {t('orientation:staff.writing.german', { field: t(`orientation:staff.writing.${field}`) })}
          </p>
          <German now={german.text[field]} before={german.before?.[field]} />
        </>
      }
      side={children}
    />
  );
}

const tools = ['bold', 'heading', 'list', 'steps', 'link', 'note', 'field'] as const;

function Tools() {
  const { t } = useView();
  return (
    <fieldset class="dk-write-tools" aria-label={t('orientation:staff.writing.tools')} hidden>
      {tools.map((tool) => (
        <button key={tool} type="button" class="kern-btn kern-btn--tertiary dk-btn--small" data-mark={tool}>
          <span class="kern-label">{t(`orientation:staff.writing.tool.${tool}`)}</span>
        </button>
      ))}
    </fieldset>
  );
}

/** Title, summary and text, with German beside a translation. */
export function Fields({ desk, action, unsaved }: { desk: WritingDesk; action: string; unsaved: boolean }) {
  const { t } = useView();
  const { htmlLang: lang, dir } = desk.tongue;
  return (
    <>
      <Beside desk={desk} field="title">
        <TextField name="title" label={t('orientation:staff.writing.title')} required maxLength={200} lang={lang} />
      </Beside>
      <Beside desk={desk} field="summary">
        <TextArea
          name="summary"
          label={t('orientation:staff.writing.summary')}
          hint={t('orientation:staff.writing.summary_hint')}
          rows={3}
          maxLength={500}
          lang={lang}
          dir={dir}
        />
      </Beside>
      <Beside desk={desk} field="body">
        <div
          class="dk-write"
          data-convert={`${action.slice(0, action.lastIndexOf('/seite/'))}/umwandeln`}
          data-check={`${action}/pruefen`}
          data-unsaved={unsaved ? 'yes' : undefined}
        >
          <Tools />
          <TextArea name="body" label={t('orientation:staff.writing.body')} rows={24} lang={lang} dir={dir} />
          <input type="hidden" name="at" value="" />
          <div class="dk-write-live" data-live hidden>
            <p role="status" data-live-count />
            <ul class="dk-write-notes" data-live-notes />
          </div>
        </div>
      </Beside>
    </>
  );
}

/** The signs of a text. */
export function Manual() {
  const { t } = useView();
  return (
    <Disclosure title={t('orientation:staff.writing.manual')} tight>
      <dl class="dk-write-manual">
        {(['heading', 'bold', 'list', 'steps', 'link', 'page', 'phone', 'note', 'field', 'offer'] as const).map((sign) => (
          <div key={sign}>
            <dt>
              <code dir="ltr">{t(`orientation:staff.writing.sign.${sign}`)}</code>
            </dt>
            <dd>{t(`orientation:staff.writing.means.${sign}`)}</dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  );
}
