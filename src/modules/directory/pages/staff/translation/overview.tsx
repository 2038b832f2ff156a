import type { InterfaceLanguage } from '#platform/i18n';
import { ButtonRow, FilterBar, LinkButton, type Option, PageHeader, Progress, SelectField, Table, useView } from '#platform/ui';
import type { BoardState, LanguageCounts } from '../../../service/translation/board.ts';
import { type DeskFrame, DeskPage } from '../frame.tsx';

const states: readonly BoardState[] = ['missing', 'outdated', 'machine', 'current'];

export interface FilterChoices {
  readonly towns: readonly Option[];
  readonly organisations: readonly Option[];
}

/** Which entries count: town, organisation, and whether they are public. */
export function ScopeFields({ towns, organisations }: FilterChoices) {
  const { t } = useView();
  return (
    <>
      <SelectField name="ort" label={t('directory:field.label.town')} empty={t('directory:staff.all')} options={towns} />
      <SelectField
        name="organisation"
        label={t('directory:staff.translations.organisation')}
        empty={t('directory:staff.all')}
        options={organisations}
      />
      <SelectField
        name="eintraege"
        label={t('directory:staff.translations.entries')}
        empty={t('directory:staff.translations.public')}
        options={[{ value: 'alle', label: t('directory:staff.translations.all_entries') }]}
      />
    </>
  );
}

export interface LanguagesPageProps extends FilterChoices {
  readonly frame: DeskFrame;
  readonly languages: readonly InterfaceLanguage[];
  readonly counts: LanguageCounts;
  readonly values: Readonly<Record<string, string>>;
  /** Address of a language's list with the same filters. */
  href(tag: string, state?: BoardState): string;
}

/** How far each language is; every number leads to the texts it counts. */
export function LanguagesPage({ frame, languages, counts, values, href, ...choices }: LanguagesPageProps) {
  const { t, language } = useView();
  const base = `${frame.base}/uebersetzungen`;
  const number = new Intl.NumberFormat(language.locale);
  const count = (tag: string, state: BoardState) => counts[tag]?.[state] ?? 0;
  const total = (tag: string) => states.reduce((sum, state) => sum + count(tag, state), 0);
  return (
    <DeskPage frame={frame} tab="translations" title={t('directory:staff.tab.translations')}>
      <PageHeader
        title={t('directory:staff.tab.translations')}
        lead={t('directory:staff.translations.lead')}
        actions={
          <ButtonRow>
            <LinkButton href={`${base}/austausch`} icon="download">
              {t('directory:staff.xliff.title')}
            </LinkButton>
            {frame.manages && <LinkButton href={`${base}/maschine`}>{t('directory:staff.machine.title')}</LinkButton>}
          </ButtonRow>
        }
      />
      <FilterBar action={base} values={values} resetHref={Object.values(values).some(Boolean) ? base : undefined}>
        <ScopeFields {...choices} />
      </FilterBar>
      <Table
        caption={t('directory:staff.translations.by_language')}
        rows={languages}
        rowKey={({ tag }) => tag}
        columns={[
          {
            key: 'language',
            label: t('directory:staff.translations.language'),
            rowHeader: true,
            cell: ({ tag, autonym, htmlLang, dir }) => (
              <a href={href(tag)}>
                <bdi lang={htmlLang} dir={dir}>
                  {autonym}
                </bdi>
              </a>
            ),
          },
          ...states.map((state) => ({
            key: state,
            label: t(`directory:staff.translations.state.${state}`),
            numeric: true,
            cell: ({ tag }: InterfaceLanguage) => <a href={href(tag, state)}>{number.format(count(tag, state))}</a>,
          })),
          {
            key: 'progress',
            label: t('directory:staff.translations.progress'),
            cell: ({ tag, autonym }) => {
              const all = total(tag);
              const value = count(tag, 'current') + count(tag, 'machine');
              return all ? <Progress label={autonym} value={value} max={all} compact /> : '–';
            },
          },
        ]}
      />
    </DeskPage>
  );
}
