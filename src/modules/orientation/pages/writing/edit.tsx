import type { ComponentChildren } from 'preact';
import { translator } from '#platform/i18n';
import {
  Alert,
  Button,
  ButtonRow,
  Checkbox,
  Columns,
  ConflictNote,
  DateField,
  Day,
  Disclosure,
  diffWords,
  type FieldChange,
  FieldSet,
  Form,
  type FormErrors,
  type FormValues,
  LinkButton,
  PageHeader,
  Prose,
  Section,
  TextArea,
  TextField,
  useView,
  ViewProvider,
} from '#platform/ui';
import type { Block } from '../../model/text/blocks.ts';
import type { WritingDesk } from '../../service/writing/reading.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';
import { TextBlocks, type TextGround } from '../text.tsx';
import { InsertPart, type InsertSearch } from './insert.tsx';
import { Notes, type TextNote } from './notes.tsx';
import { inTongue, Moment, TextMark } from './parts.tsx';

export interface WritingPageProps {
  readonly frame: DeskFrame;
  readonly desk: WritingDesk;
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly notes: readonly TextNote[];
  /** The text as visitors would see it, when that was asked for. */
  readonly preview: { readonly blocks: readonly Block[]; readonly ground: TextGround } | undefined;
  readonly search: InsertSearch;
  /** What somebody else saved meanwhile, against what stands in the form. */
  readonly conflict: readonly FieldChange[] | undefined;
  /** HTML in the field was turned into Markdown. */
  readonly converted: boolean;
  /** The form holds what is not saved. */
  readonly unsaved: boolean;
  /** A machine may write this language for the district. */
  readonly machine: boolean;
}

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

function Fields({ desk, action, unsaved }: { desk: WritingDesk; action: string; unsaved: boolean }) {
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

function Manual() {
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

/** What is said about the text as it is saved now. */
function Claims({ desk }: { desk: WritingDesk }) {
  const { t } = useView();
  const { german, latest } = desk;
  return (
    <>
      {german && latest && (
        <Checkbox
          name="says"
          value="yes"
          label={t(german.before ? 'orientation:staff.writing.says_again' : 'orientation:staff.writing.says')}
          hint={t('orientation:staff.writing.says_hint')}
        />
      )}
      {latest?.madeBy === 'machine' && (
        <Checkbox
          name="checked"
          value="yes"
          label={t('orientation:staff.writing.checked')}
          hint={t('orientation:staff.writing.checked_hint')}
        />
      )}
      {desk.tongue.tag === 'de' && desk.published && (
        <Checkbox
          name="minor"
          value="yes"
          label={t('orientation:staff.writing.minor')}
          hint={t('orientation:staff.writing.minor_hint')}
        />
      )}
    </>
  );
}

function Goals({ desk }: { desk: WritingDesk }) {
  const { t } = useView();
  const { actions } = desk;
  return (
    <FieldSet legend={t('orientation:staff.writing.goals')}>
      {!actions.has('publish') && <TextArea name="note" label={t('orientation:staff.writing.note')} rows={2} maxLength={2000} />}
      {actions.has('publish') && (
        <DateField
          name="publishAt"
          kind="datetime"
          label={t('orientation:staff.writing.publish_at')}
          hint={t('orientation:staff.writing.publish_at_hint')}
        />
      )}
      <ButtonRow>
        {actions.has('publish') && (
          <Button name="action" value="publish">
            {t('orientation:staff.writing.publish')}
          </Button>
        )}
        {actions.has('schedule') && (
          <Button look="secondary" name="action" value="schedule">
            {t('orientation:staff.writing.schedule')}
          </Button>
        )}
        <Button look={actions.has('publish') ? 'tertiary' : 'primary'} name="action" value="review">
          {t('orientation:staff.writing.review')}
        </Button>
      </ButtonRow>
    </FieldSet>
  );
}

/** Forms of their own beside the text: they do not save what stands in it. */
function Other({ desk, action, machine }: { desk: WritingDesk; action: string; machine: boolean }) {
  const { t } = useView();
  const { actions, latest, open, german } = desk;
  const base = latest?.version ?? 0;
  return (
    <>
      {actions.has('return') && (
        <Section
          title={t(open?.state === 'scheduled' ? 'orientation:staff.writing.unschedule' : 'orientation:staff.writing.return')}
        >
          <Form action={`${action}/zurueckgeben`} id="r" hidden={{ base }}>
            <TextArea name="reason" label={t('orientation:staff.writing.reason')} rows={2} maxLength={2000} />
            <Button look="secondary">
              {t(open?.state === 'scheduled' ? 'orientation:staff.writing.unschedule' : 'orientation:staff.writing.return')}
            </Button>
          </Form>
        </Section>
      )}
      {machine && german && actions.has('save') && (
        <Section title={t('orientation:staff.writing.machine')}>
          <p>{t('orientation:staff.writing.machine_hint')}</p>
          <Form action={`${action}/uebersetzen`} id="m" plain hidden={{ base }}>
            <Button look="secondary">{t('orientation:staff.writing.machine_go')}</Button>
          </Form>
        </Section>
      )}
      {(actions.has('discard') || actions.has('withdraw')) && (
        <ButtonRow>
          {actions.has('discard') && (
            <LinkButton look="tertiary" href={`${action}/verwerfen`}>
              {t('orientation:staff.writing.discard')}
            </LinkButton>
          )}
          {actions.has('withdraw') && (
            <LinkButton look="tertiary" href={`${action}/zuruecknehmen`}>
              {t('orientation:staff.writing.withdraw')}
            </LinkButton>
          )}
        </ButtonRow>
      )}
    </>
  );
}

function Preview({ desk, preview }: { desk: WritingDesk; preview: NonNullable<WritingPageProps['preview']> }) {
  const view = useView();
  const { tongue } = desk;
  return (
    <Section title={view.t('orientation:staff.writing.preview')} id="vorschau">
      <div class="dk-write-preview">
        <ViewProvider value={{ ...view, language: tongue, t: translator(tongue) }}>
          <Prose lang={tongue.htmlLang} dir={tongue.dir}>
            <TextBlocks blocks={preview.blocks} ground={{ ...preview.ground, level: 3 }} />
          </Prose>
        </ViewProvider>
      </div>
    </Section>
  );
}

function Standing({ desk }: { desk: WritingDesk }) {
  const { t } = useView();
  const { latest, open, published, outdated, source, german, tongue } = desk;
  return (
    <>
      <p class="dk-write-standing">
        {open && <TextMark state={open.state} />}
        {published && <TextMark state="published" />}
        {open?.publishAt && <Moment at={open.publishAt} />}
        {!open && !published && latest && <TextMark state={latest.state} />}
        {latest && (
          <span>
            {t('orientation:staff.writing.saved_on')} <Moment at={latest.createdAt} />
          </span>
        )}
      </p>
      {open?.note && (
        <Alert kind="info" title={t(`orientation:staff.writing.note_title.${open.state === 'review' ? 'review' : 'returned'}`)}>
          <p class="dk-lines" dir="auto">
            {open.note}
          </p>
        </Alert>
      )}
      {latest?.madeBy === 'machine' && (
        <Alert kind="info">
          <p>{t('orientation:staff.writing.by_machine')}</p>
        </Alert>
      )}
      {(outdated || german?.before) && german && (
        <Alert kind="warning">
          <p>
            {t('orientation:staff.writing.outdated')}{' '}
            {german.text.publishedAt && <Day day={german.text.publishedAt.toISOString().slice(0, 10)} />}
          </p>
        </Alert>
      )}
      {german?.text.state && german.text.state !== 'published' && (
        <Alert kind="info">
          <p>{t('orientation:staff.writing.german_not_public')}</p>
        </Alert>
      )}
      {source && (
        <Alert kind="info" title={t('orientation:staff.writing.mirror')}>
          <p>
            {t(`orientation:staff.writing.mirror.${desk.page.mirrorOwn}`)}{' '}
            {source.text ? <bdi {...inTongue(tongue)}>{source.text.title}</bdi> : t('orientation:staff.writing.mirror_missing')}
          </p>
        </Alert>
      )}
    </>
  );
}

/** One page in one language: its text as Markdown, German beside a translation, and where the text goes next. */
export function WritingPage(props: WritingPageProps) {
  const { t } = useView();
  const { frame, desk, values, errors, search } = props;
  const { tongue, page, latest, german, actions } = desk;
  const place = `${frame.base}/seite/${page.id}`;
  const action = `${place}/${tongue.tag}`;
  const foreign = tongue.tag !== 'de';
  const missing = foreign && !german && !page.mirrorOf;
  return (
    <DeskPage
      frame={frame}
      tab="pages"
      title={`${desk.name} (${tongue.autonym})`}
      crumbs={[{ label: desk.name, href: place }]}
      scripts={['write-text']}
    >
      <PageHeader
        title={<bdi>{desk.name}</bdi>}
        kicker={
          <bdi lang={tongue.htmlLang} dir={tongue.dir}>
            {tongue.autonym}
          </bdi>
        }
        actions={
          <>
            {latest && <LinkButton href={`${action}/versionen`}>{t('orientation:staff.writing.versions')}</LinkButton>}
            <LinkButton href={place}>{t('orientation:staff.writing.to_page')}</LinkButton>
          </>
        }
      />
      <Standing desk={desk} />
      {page.archivedAt && (
        <Alert kind="warning">
          <p>{t('orientation:staff.failure.archived')}</p>
        </Alert>
      )}
      {missing && (
        <Alert kind="warning">
          <p>
            {t('orientation:staff.failure.no_german')} <a href={`${place}/de`}>{t('orientation:staff.writing.write_german')}</a>
          </p>
        </Alert>
      )}
      {props.converted && (
        <Alert kind="info" live title={t('orientation:staff.writing.converted')}>
          <p>{t('orientation:staff.writing.converted_text')}</p>
        </Alert>
      )}
      <ConflictNote changes={props.conflict} />
      <Notes notes={props.notes} live={props.unsaved} />
      {actions.has('save') && !missing && (
        <Form
          action={action}
          values={values}
          errors={errors}
          hidden={{ base: latest?.version ?? 0, ...(german ? { german: german.text.version } : {}) }}
        >
          <Fields desk={desk} action={action} unsaved={props.unsaved} />
          <Manual />
          <Claims desk={desk} />
          <ButtonRow>
            <Button look="secondary" name="action" value="save">
              {t('orientation:staff.writing.save')}
            </Button>
            <Button look="secondary" name="action" value="preview">
              {t('orientation:staff.writing.preview')}
            </Button>
          </ButtonRow>
          <InsertPart search={search} open={search.found !== undefined || Boolean(errors['video.url'])} />
          <Goals desk={desk} />
        </Form>
      )}
      {props.preview && <Preview desk={desk} preview={props.preview} />}
      <Other desk={desk} action={action} machine={props.machine} />
    </DeskPage>
  );
}
