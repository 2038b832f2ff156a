import { translator } from '#platform/i18n';
import {
  Alert,
  Button,
  ButtonRow,
  ConflictNote,
  type FieldChange,
  Form,
  type FormErrors,
  type FormValues,
  LinkButton,
  PageHeader,
  Prose,
  Section,
  useView,
  ViewProvider,
} from '#platform/ui';
import type { EasyFinding } from '../../model/easy/check.ts';
import type { ReadingLevel } from '../../model/easy/reading-level.ts';
import type { Block } from '../../model/text/blocks.ts';
import type { WritingDesk } from '../../service/writing/reading.ts';
import { ReadingLevelLine } from '../quality/easy-findings.tsx';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';
import { TextBlocks, type TextGround } from '../text.tsx';
import { Fields, Manual } from './fields.tsx';
import { Claims, Goals, Other } from './goals.tsx';
import { InsertPart, type InsertSearch } from './insert.tsx';
import { Notes, type TextNote } from './notes.tsx';
import { Standing } from './standing.tsx';

export interface WritingPageProps {
  readonly frame: DeskFrame;
  readonly desk: WritingDesk;
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly notes: readonly TextNote[];
  /** Of Leichte Sprache. */
  readonly easy: readonly EasyFinding[];
  readonly level: ReadingLevel | undefined;
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
          <ButtonRow>
            {latest && <LinkButton href={`${action}/versionen`}>{t('orientation:staff.writing.versions')}</LinkButton>}
            <LinkButton href={place}>{t('orientation:staff.writing.to_page')}</LinkButton>
          </ButtonRow>
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
      <Notes notes={props.notes} easy={props.easy} live={props.unsaved} />
      {props.level && (
        <p class="kern-hint">
          {t('orientation:staff.level.title')}: <ReadingLevelLine level={props.level} />
        </p>
      )}
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
            <Button look="secondary" name="action" value="preview" formAction={`${action}#vorschau`}>
              {t('orientation:staff.writing.preview')}
            </Button>
          </ButtonRow>
          <InsertPart action={action} search={search} open={search.found !== undefined || Boolean(errors['video.url'])} />
          <Goals desk={desk} />
        </Form>
      )}
      {props.preview && <Preview desk={desk} preview={props.preview} />}
      <Other desk={desk} action={action} machine={props.machine} />
    </DeskPage>
  );
}
