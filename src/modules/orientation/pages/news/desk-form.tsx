import {
  Button,
  ButtonRow,
  Checkbox,
  CheckboxGroup,
  Columns,
  ConflictNote,
  type FieldChange,
  Form,
  type FormErrors,
  type FormValues,
  LinkButton,
  type Option,
  PageHeader,
  SelectField,
  TextArea,
  TextField,
  useView,
} from '#platform/ui';
import { longestNews, longestTitle, newsChannels } from '../../model/news/news.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';

/** What a rejected or refused form shows again. */
export interface FormState {
  readonly values: FormValues;
  readonly errors: FormErrors;
  /** Somebody was quicker: their words against those in the form. */
  readonly conflict?: readonly FieldChange[] | undefined;
}

/** Facts and German words of a message. */
export function NewsFields({ towns, isPublic }: { towns: readonly Option[]; isPublic: boolean }) {
  const { t } = useView();
  return (
    <>
      <SelectField
        name="channel"
        label={t('orientation:staff.news.channel')}
        hint={t('orientation:staff.news.channel_hint')}
        empty={false}
        required
        options={newsChannels.map((value) => ({ value, label: t(`orientation:news.channel.${value}`) }))}
      />
      <TextField name="title" label={t('orientation:staff.news.title')} required maxLength={longestTitle} lang="de" />
      <TextArea
        name="text"
        label={t('orientation:staff.news.text')}
        hint={t('orientation:staff.news.text_hint')}
        rows={8}
        maxLength={longestNews}
        required
        lang="de"
      />
      <TextField
        name="path"
        label={t('orientation:staff.news.path')}
        hint={t('orientation:staff.news.path_hint')}
        maxLength={500}
      />
      <CheckboxGroup
        name="towns"
        label={t('orientation:staff.news.towns')}
        hint={t('orientation:staff.news.towns_hint')}
        options={towns}
        inline
      />
      {!isPublic && (
        <Checkbox name="push" label={t('orientation:staff.news.push')} hint={t('orientation:staff.news.push_hint')} />
      )}
    </>
  );
}

export interface NewNewsProps {
  readonly frame: DeskFrame;
  readonly id: string;
  readonly towns: readonly Option[];
  readonly form: FormState;
}

export function NewNewsPage({ frame, id, towns, form }: NewNewsProps) {
  const { t } = useView();
  const base = `${frame.base}/neuigkeiten`;
  const title = t('orientation:staff.news.add');
  return (
    <DeskPage frame={frame} tab="news" title={title} crumbs={[]}>
      <PageHeader title={title} lead={t('orientation:staff.news.add_lead')} />
      <Form action={`${base}/neu`} values={form.values} errors={form.errors} hidden={{ id }}>
        <NewsFields towns={towns} isPublic={false} />
        <ButtonRow>
          <Button>{t('orientation:staff.news.save_draft')}</Button>
          <LinkButton href={base} look="tertiary">
            {t('orientation:staff.news.cancel')}
          </LinkButton>
        </ButtonRow>
      </Form>
    </DeskPage>
  );
}

export interface NewsTextProps {
  readonly frame: DeskFrame;
  readonly id: string;
  readonly version: number;
  readonly german: { readonly title: string; readonly text: string };
  readonly language: { readonly tag: string; readonly autonym: string; readonly htmlLang: string; readonly dir: 'ltr' | 'rtl' };
  /** There are words in this language. */
  readonly exists: boolean;
  /** Made by a machine, and nobody has looked at it. */
  readonly isMachine: boolean;
  /** A machine may write this language for the district. */
  readonly machine: boolean;
  /** The German words have changed since. */
  readonly isOutdated: boolean;
  readonly form: FormState;
}

/** A message in another language, beside its German words. */
export function NewsTextPage({
  frame,
  id,
  version,
  german,
  language,
  exists,
  isMachine,
  machine,
  isOutdated,
  form,
}: NewsTextProps) {
  const { t } = useView();
  const record = `${frame.base}/neuigkeiten/${id}`;
  const title = t('orientation:staff.news.in_language', { language: language.autonym });
  return (
    <DeskPage frame={frame} tab="news" title={title} crumbs={[{ label: german.title, href: record }]}>
      <PageHeader
        title={title}
        lead={
          isMachine
            ? t('orientation:staff.news.machine_lead')
            : isOutdated
              ? t('orientation:staff.news.outdated_lead')
              : t('orientation:staff.news.text_lead')
        }
      />
      <Columns
        even
        main={
          <section lang="de" aria-label="Deutsch">
            <h2>Deutsch</h2>
            <p>
              <strong>{german.title}</strong>
            </p>
            <p class="dk-lines">{german.text}</p>
            {machine && (
              <Form action={`${record}/sprache/${language.tag}/uebersetzen`} id="maschine" plain hidden={{ version }}>
                <ButtonRow>
                  <Button look="secondary">{t('orientation:staff.news.translate')}</Button>
                </ButtonRow>
                <p class="kern-hint">{t('orientation:staff.news.translate_hint')}</p>
              </Form>
            )}
          </section>
        }
        side={
          <Form action={`${record}/sprache/${language.tag}`} values={form.values} errors={form.errors} hidden={{ version }}>
            <ConflictNote changes={form.conflict} />
            <TextField
              name="title"
              label={t('orientation:staff.news.title')}
              required
              maxLength={longestTitle}
              lang={language.htmlLang}
            />
            <TextArea
              name="text"
              label={t('orientation:staff.news.text')}
              rows={10}
              maxLength={longestNews}
              required
              lang={language.htmlLang}
              dir={language.dir}
            />
            <ButtonRow>
              <Button>{t('orientation:staff.news.save')}</Button>
              {exists && (
                <Button look="secondary" name="aktion" value="entfernen">
                  {t('orientation:staff.news.remove')}
                </Button>
              )}
              <LinkButton href={record} look="tertiary">
                {t('orientation:staff.news.cancel')}
              </LinkButton>
            </ButtonRow>
          </Form>
        }
      />
    </DeskPage>
  );
}
