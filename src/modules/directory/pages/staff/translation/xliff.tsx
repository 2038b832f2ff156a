import type { InterfaceLanguage } from '#platform/i18n';
import {
  Alert,
  Button,
  ButtonRow,
  Checkbox,
  DescriptionList,
  FileField,
  FilterBar,
  Form,
  type FormErrors,
  LinkButton,
  type Option,
  PageHeader,
  Section,
  SelectField,
  Table,
  useView,
} from '#platform/ui';
import { told, unitOutcomes, type XliffLine, type XliffPlan } from '../../../model/translation/xliff-plan.ts';
import { type DeskFrame, DeskPage } from '../frame.tsx';

export interface XliffPageProps {
  readonly frame: DeskFrame;
  readonly tongues: readonly InterfaceLanguage[];
  readonly organisations: readonly Option[];
  readonly values: Readonly<Record<string, string>>;
  readonly megabytes: number;
  readonly errors?: FormErrors | undefined;
}

/** Files for translators: out on the left, back in below. */
export function XliffPage({ frame, tongues, organisations, values, megabytes, errors }: XliffPageProps) {
  const { t } = useView();
  const base = `${frame.base}/uebersetzungen/austausch`;
  const title = t('directory:staff.xliff.title');
  return (
    <DeskPage frame={frame} tab="translations" title={title} crumbs={[{ label: title }]}>
      <PageHeader title={title} lead={t('directory:staff.xliff.lead')} />
      <Section title={t('directory:staff.xliff.out')}>
        <FilterBar action={`${base}/datei.xlf`} values={values} submit={t('directory:staff.xliff.download')}>
          <SelectField
            name="sprache"
            label={t('directory:staff.translations.language')}
            options={tongues.map(({ tag, autonym }) => ({ value: tag, label: autonym }))}
            empty={false}
          />
          <SelectField
            name="organisation"
            label={t('directory:staff.translations.organisation')}
            empty={t('directory:staff.all')}
            options={organisations}
          />
          <Checkbox name="alles" label={t('directory:staff.xliff.all_texts')} />
        </FilterBar>
      </Section>
      <Section title={t('directory:staff.xliff.in')}>
        <Form action={base} files errors={errors}>
          <FileField
            name="file"
            label={t('directory:staff.xliff.file')}
            hint={t('directory:staff.xliff.file_hint')}
            accept={['.xlf', '.xliff']}
            maxMegabytes={megabytes}
            required
          />
          <ButtonRow>
            <Button>{t('directory:staff.file.check')}</Button>
          </ButtonRow>
        </Form>
      </Section>
    </DeskPage>
  );
}

export interface XliffPreviewProps {
  readonly frame: DeskFrame;
  readonly tongue: InterfaceLanguage;
  readonly plan: XliffPlan;
  /** The file in base64, sent again with the confirmation. */
  readonly file: string;
  /** The directory changed since the preview. */
  readonly changedSince: boolean;
}

/** More than people read; the numbers above count all. */
const mostLines = 200;

function Lines({ caption, lines, tongue }: { caption: string; lines: readonly XliffLine[]; tongue: InterfaceLanguage }) {
  const { t } = useView();
  const said = (text: string | undefined) =>
    text ? (
      <span lang={tongue.htmlLang} dir={tongue.dir}>
        {text.length > 160 ? `${text.slice(0, 160)} …` : text}
      </span>
    ) : (
      '–'
    );
  return (
    <Section title={caption}>
      <Table
        caption={caption}
        captionHidden
        rows={lines.slice(0, mostLines).map((line, index) => ({ ...line, key: String(index) }))}
        rowKey={({ key }) => key}
        columns={[
          {
            key: 'entry',
            label: t('directory:staff.translations.entry'),
            rowHeader: true,
            cell: ({ name, entryId, field, outcome }) => (
              <>
                <bdi>{name || entryId}</bdi> ·{' '}
                {outcome === 'unknown_field' || outcome === 'unknown_entry' ? field : t(`directory:field.label.${field}`)}
              </>
            ),
          },
          {
            key: 'what',
            label: t('directory:staff.column.state'),
            cell: ({ outcome }) => t(`directory:staff.xliff.outcome.${outcome}`),
          },
          { key: 'before', label: t('directory:staff.xliff.before'), cell: ({ before }) => said(before) },
          { key: 'after', label: t('directory:staff.xliff.after'), cell: ({ after }) => said(after) },
        ]}
      />
      {lines.length > mostLines && <p>{t('directory:staff.xliff.more', { count: lines.length - mostLines })}</p>}
    </Section>
  );
}

/** What a file would change, and what of it is left alone; then all or nothing. */
export function XliffPreviewPage({ frame, tongue, plan, file, changedSince }: XliffPreviewProps) {
  const { t, language } = useView();
  const base = `${frame.base}/uebersetzungen/austausch`;
  const title = t('directory:staff.file.preview');
  const number = new Intl.NumberFormat(language.locale);
  const left = plan.lines.filter(({ outcome }) => told.includes(outcome));
  const changes = plan.lines.filter(({ outcome }) => !told.includes(outcome));
  return (
    <DeskPage
      frame={frame}
      tab="translations"
      title={title}
      crumbs={[{ label: t('directory:staff.xliff.title'), href: base }, { label: title }]}
    >
      <PageHeader title={title} kicker={t('directory:staff.translations.into', { language: tongue.autonym })} />
      {changedSince && (
        <Alert kind="warning" live>
          <p>{t('directory:staff.xliff.changed_since')}</p>
        </Alert>
      )}
      <DescriptionList
        items={unitOutcomes
          .filter((outcome) => plan.counts[outcome] > 0)
          .map((outcome) => ({
            term: t(`directory:staff.xliff.outcome.${outcome}`),
            value: number.format(plan.counts[outcome]),
          }))}
      />
      {plan.changes > 0 ? (
        <Form action={`${base}/uebernehmen`} files hidden={{ xliff: file, mark: plan.mark }}>
          <ButtonRow>
            <Button>{t('directory:staff.xliff.do', { count: plan.changes })}</Button>
            <LinkButton href={base}>{t('directory:staff.file.other')}</LinkButton>
          </ButtonRow>
        </Form>
      ) : (
        <p>
          {t('directory:staff.xliff.nothing_new')} <a href={base}>{t('directory:staff.file.other')}</a>
        </p>
      )}
      {left.length > 0 && <Lines caption={t('directory:staff.xliff.left')} lines={left} tongue={tongue} />}
      {changes.length > 0 && <Lines caption={t('directory:staff.xliff.changes')} lines={changes} tongue={tongue} />}
    </DeskPage>
  );
}
