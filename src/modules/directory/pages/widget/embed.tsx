import {
  Button,
  ButtonRow,
  FieldRow,
  NumberField,
  PageHeader,
  PublicPage,
  publicPath,
  Section,
  SelectField,
  useView,
} from '#platform/ui';
import type { WidgetForm } from '../../service/widget.ts';

function Code({ label, children }: { label: string; children: string }) {
  return (
    <figure class="dk-api__example">
      <figcaption>{label}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1) */}
      <pre class="dk-api__text dk-frame__code" dir="ltr" lang="en" tabIndex={0}>
        <code>{children}</code>
      </pre>
    </figure>
  );
}

const quoted = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

export interface EmbedPageProps {
  readonly form: WidgetForm;
  /** The finished piece of HTML. */
  readonly html: string;
  readonly most: number;
}

/** How a town shows offers on its own website: choose, look, copy. */
export function EmbedPage({ form, html, most }: EmbedPageProps) {
  const view = useView();
  const { t } = view;
  const { choice, towns, topics, languages, language, frame, snippet, origin, height } = form;
  const title = t('directory:widget.page');
  const code = `<iframe src="${quoted(origin + frame)}" title="${quoted(form.view.title)}" lang="${language.htmlLang}" width="100%" height="${height}" loading="lazy" style="border:0"></iframe>`;
  return (
    <PublicPage
      title={title}
      description={t('directory:widget.lead')}
      breadcrumb={[{ label: t('directory:start.crumb'), href: publicPath(view) }, { label: title }]}
    >
      <PageHeader title={title} lead={t('directory:widget.lead')} />
      <form class="dk-form" method="get" action={publicPath(view, 'einbetten')}>
        <FieldRow>
          <SelectField
            name="ort"
            label={t('directory:widget.town')}
            options={[{ value: '', label: t('directory:widget.whole_district') }, ...towns]}
            value={choice.ort ?? ''}
          />
          <SelectField
            name="thema"
            label={t('directory:widget.topic')}
            options={[{ value: '', label: t('directory:widget.all_topics') }, ...topics]}
            value={choice.thema ?? ''}
          />
        </FieldRow>
        <FieldRow>
          <SelectField name="sprache" label={t('directory:widget.language')} options={languages} value={language.tag} />
          <NumberField name="anzahl" label={t('directory:widget.number')} value={choice.anzahl} min={1} max={most} />
        </FieldRow>
        <ButtonRow>
          <Button>{t('directory:widget.show')}</Button>
        </ButtonRow>
      </form>
      <Section title={t('directory:widget.preview')} id="vorschau">
        <iframe class="dk-frame__preview" src={frame} title={form.view.title} height={height} loading="lazy" />
      </Section>
      <Section title={t('directory:widget.frame')} id="rahmen">
        <p>{t('directory:widget.frame_text')}</p>
        <Code label={t('directory:widget.code')}>{code}</Code>
      </Section>
      <Section title={t('directory:widget.html')} id="html">
        <p>{t('directory:widget.html_text')}</p>
        <p>
          <a href={snippet}>
            <code dir="ltr">{`${origin}${snippet}`}</code>
          </a>
        </p>
        <Code label={t('directory:widget.html_copy')}>{html}</Code>
      </Section>
      <Section title={t('directory:widget.more')}>
        <p>
          <a href="/api">{t('directory:widget.interfaces')}</a>
        </p>
      </Section>
    </PublicPage>
  );
}
