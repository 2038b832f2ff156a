import type { InterfaceLanguage } from '#platform/i18n';
import {
  Alert,
  Button,
  ButtonRow,
  Checkbox,
  Columns,
  diffWords,
  FieldSet,
  Form,
  type FormErrors,
  LinkButton,
  PageHeader,
  Prose,
  TextArea,
  useView,
} from '#platform/ui';
import type { FormValues } from '../../../model/form/values.ts';
import { translatableFields } from '../../../model/translation/fields.ts';
import type { TranslationDesk, TranslationField } from '../../../service/translation/editing.ts';
import type { TermCheck } from '../../../service/translation/terms.ts';
import { type DeskFrame, DeskPage } from '../frame.tsx';
import { TranslationMark } from './board.tsx';

/** The German text; where it changed after the translation was made, with what was taken out and put in. */
function German({ german, before }: Pick<TranslationField, 'german' | 'before'>) {
  const parts = before === undefined ? undefined : diffWords(before, german);
  return (
    <div lang="de" dir="ltr" class="dk-source">
      {parts
        ? parts.map(({ kind, text }, index) => {
            const key = `${index}${kind}`;
            if (kind === 'removed') return <del key={key}>{text}</del>;
            return kind === 'added' ? <ins key={key}>{text}</ins> : text;
          })
        : german}
    </div>
  );
}

function Terms({ terms, tongue, translated }: { terms: readonly TermCheck[]; tongue: InterfaceLanguage; translated: boolean }) {
  const { t } = useView();
  if (!terms.length) return null;
  return (
    <Prose>
      <p>{t('directory:staff.translations.terms')}</p>
      <ul>
        {terms.map(({ german, terms: maintained, used }) => (
          <li key={german}>
            <span lang="de">{german}</span>:{' '}
            <bdi lang={tongue.htmlLang} dir={tongue.dir}>
              {maintained.slice(0, 3).join(', ')}
            </bdi>
            {translated && !used && <strong> – {t('directory:staff.translations.term_unused')}</strong>}
          </li>
        ))}
      </ul>
    </Prose>
  );
}

function Field({ field, tongue }: { field: TranslationField; tongue: InterfaceLanguage }) {
  const { t } = useView();
  const { maximum, lines } = translatableFields[field.field];
  const state = field.state === 'current' && field.by === 'machine' ? 'machine' : field.state;
  const open = state === 'outdated' || field.by === 'machine';
  const rows = lines ? Math.min(14, Math.max(3, Math.ceil(field.german.length / 55))) : 2;
  return (
    <FieldSet legend={t(`directory:field.label.${field.field}`)}>
      <div id={field.field}>
        <Columns
          even
          main={
            <>
              <p>
                <TranslationMark state={state} />
              </p>
              {state === 'outdated' && field.before === undefined && <p>{t('directory:staff.translations.before_unknown')}</p>}
              {field.before !== undefined && <p>{t('directory:staff.translations.changed_since')}</p>}
              <German {...field} />
            </>
          }
          side={
            <>
              <TextArea
                name={`text.${field.field}`}
                label={t('directory:staff.translations.text', {
                  field: t(`directory:field.label.${field.field}`),
                  language: tongue.autonym,
                })}
                hint={field.field === 'documents' ? t('directory:staff.translations.lines') : undefined}
                rows={rows}
                maxLength={maximum}
                lang={tongue.htmlLang}
                dir={tongue.dir}
              />
              {open && <Checkbox name={`geprueft.${field.field}`} label={t('directory:staff.translations.checked')} />}
              <Terms terms={field.terms} tongue={tongue} translated={field.text !== undefined} />
            </>
          }
        />
      </div>
    </FieldSet>
  );
}

export interface TranslatePageProps {
  readonly frame: DeskFrame;
  readonly tongue: InterfaceLanguage;
  readonly desk: TranslationDesk;
  readonly values: FormValues;
  readonly errors: FormErrors;
  /** What stands in the way, above the form. */
  readonly warning?: string | undefined;
}

/** One entry in one language: German left, the translation right. */
export function TranslatePage({ frame, tongue, desk, values, errors, warning }: TranslatePageProps) {
  const { t } = useView();
  const { entry, version, fields } = desk;
  const list = `${frame.base}/uebersetzungen/${tongue.tag}`;
  const title = t('directory:staff.translations.edit', { name: entry.name });
  const published = entry.publishedVersion !== null;
  return (
    <DeskPage
      frame={frame}
      tab="translations"
      title={title}
      crumbs={[{ label: tongue.autonym, href: list }, { label: entry.name }]}
    >
      <PageHeader
        title={<bdi>{entry.name}</bdi>}
        kicker={t('directory:staff.translations.into', { language: tongue.autonym })}
        actions={<LinkButton href={`${frame.base}/eintraege/${entry.id}`}>{t('directory:staff.review.to_entry')}</LinkButton>}
      />
      {warning && (
        <Alert kind="warning" live>
          <p>{warning}</p>
        </Alert>
      )}
      {published ? (
        <Form action={`${list}/${entry.id}`} values={values} errors={errors} hidden={{ base: version.version }}>
          {fields.map((field) => (
            <Field key={field.field} field={field} tongue={tongue} />
          ))}
          <ButtonRow>
            <Button>{t('directory:staff.translations.save')}</Button>
            <LinkButton href={list}>{t('directory:staff.translations.back')}</LinkButton>
          </ButtonRow>
        </Form>
      ) : (
        <>
          <Alert kind="info">
            <p>{t('directory:staff.failure.translation.not_public')}</p>
          </Alert>
          {fields.map((field) => (
            <FieldSet key={field.field} legend={t(`directory:field.label.${field.field}`)}>
              <TranslationMark state={field.state} />
              <German {...field} />
            </FieldSet>
          ))}
        </>
      )}
    </DeskPage>
  );
}
