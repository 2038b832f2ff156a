import { findInterfaceLanguage } from '#platform/i18n';
import {
  Button,
  ButtonRow,
  Day,
  EmptyState,
  Exports,
  FilterBar,
  Form,
  LinkButton,
  ListHead,
  PageHeader,
  Pagination,
  SelectField,
  Table,
  useView,
} from '#platform/ui';
import { easeOf } from '../../model/easy/reading-level.ts';
import { confirmationDays, type Finding, type FindingKind, findingKinds } from '../../model/quality/findings.ts';
import type { FindingFilter, FindingList } from '../../service/quality/board.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';
import { LanguageFilter } from '../staff/language-filter.tsx';
import { LanguageName } from './board.tsx';

export interface FindingsPageProps {
  readonly frame: DeskFrame;
  readonly list: FindingList;
  readonly filter: FindingFilter;
  /** As addresses say them. */
  readonly words: Readonly<Record<FindingKind, string>>;
  /** The actor may confirm pages. */
  readonly confirms: boolean;
  readonly exports: { readonly csv: string; readonly xlsx: string };
  readonly first: string | undefined;
  readonly next: string | undefined;
}

/** What can be said of a finding in a few words. */
function What({ finding: { kind, day, number } }: { finding: Finding }) {
  const { t, language } = useView();
  if (kind === 'level' && number !== null) {
    const value = new Intl.NumberFormat(language.locale, { minimumFractionDigits: 1 }).format(number);
    return <span>{t('orientation:staff.quality.level', { value, ease: t(`orientation:staff.level.${easeOf(number)}`) })}</span>;
  }
  if (number !== null) return <span>{t(`orientation:staff.quality.number.${kind}`, { count: number })}</span>;
  return day ? <Day day={day} /> : <span>{t('orientation:staff.quality.never')}</span>;
}

function Filters({ frame, list, filter, words }: FindingsPageProps) {
  const { t } = useView();
  return (
    <FilterBar
      action={`${frame.base}/qualitaet/liste`}
      values={{ art: words[filter.kind], sprache: filter.language ?? '', tage: String(filter.days) }}
    >
      <SelectField
        name="art"
        label={t('orientation:staff.quality.kind')}
        required
        options={findingKinds.map((kind) => ({
          value: words[kind],
          label: `${t(`orientation:staff.quality.kind.${kind}`)} (${list.counts[kind]})`,
        }))}
      />
      {filter.kind === 'unconfirmed' ? (
        <SelectField
          name="tage"
          label={t('orientation:staff.quality.days')}
          required
          options={confirmationDays.map((days) => ({
            value: String(days),
            label: t('orientation:staff.quality.days_value', { count: days }),
          }))}
        />
      ) : (
        <LanguageFilter />
      )}
    </FilterBar>
  );
}

function Rows({ frame, list, filter, confirms }: FindingsPageProps) {
  const { t, path } = useView();
  const { kind } = filter;
  const isOfPages = kind === 'unconfirmed';
  const hrefOf = ({ pageId, language }: Finding) =>
    `${frame.base}/seite/${pageId}${isOfPages || !findInterfaceLanguage(language) ? '' : `/${language}`}`;
  const chooses = isOfPages && confirms;
  return (
    <>
      <Table
        caption={t(`orientation:staff.quality.kind.${kind}`)}
        captionHidden
        rows={list.rows}
        rowKey={({ pageId, language }) => `${pageId} ${language}`}
        columns={[
          {
            key: 'title',
            label: t('orientation:staff.quality.page'),
            rowHeader: true,
            cell: (finding) => (
              <a href={hrefOf(finding)}>
                <bdi lang="de">{finding.title}</bdi>
              </a>
            ),
          },
          ...(isOfPages
            ? []
            : [
                {
                  key: 'language',
                  label: t('orientation:staff.writing.language'),
                  cell: ({ language }: Finding) => <LanguageName tag={language} />,
                },
              ]),
          // That a text is missing is all there is to say.
          ...(kind === 'missing'
            ? []
            : [
                {
                  key: 'what',
                  label: t(`orientation:staff.quality.what.${kind}`),
                  cell: (finding: Finding) => <What finding={finding} />,
                },
              ]),
        ]}
        selection={
          chooses
            ? {
                name: 'seite',
                form: 'bestaetigen',
                value: ({ pageId }) => pageId,
                label: ({ title }) => t('orientation:staff.quality.select', { title }),
              }
            : undefined
        }
      />
      {chooses && (
        <Form id="bestaetigen" action={`${frame.base}/qualitaet/bestaetigen`} plain hidden={{ back: path }}>
          <p>{t('orientation:staff.quality.confirm_hint')}</p>
          <ButtonRow>
            <Button look="secondary">{t('orientation:staff.quality.confirm')}</Button>
          </ButtonRow>
        </Form>
      )}
    </>
  );
}

/** One kind of fault: what to do about it, and where. */
export function FindingsPage(props: FindingsPageProps) {
  const { frame, list, filter, exports, first, next } = props;
  const { t } = useView();
  const title = t(`orientation:staff.quality.kind.${filter.kind}`);
  return (
    <DeskPage frame={frame} tab="quality" title={title} crumbs={[]}>
      <PageHeader title={title} lead={t(`orientation:staff.quality.lead.${filter.kind}`)} />
      <Filters {...props} />
      {list.rows.length > 0 ? (
        <>
          <ListHead count={t('orientation:staff.quality.count', { count: list.count })}>
            <Exports {...exports} />
          </ListHead>
          <Rows {...props} />
          <Pagination previous={first} next={next} />
        </>
      ) : (
        <EmptyState
          title={t('orientation:staff.quality.none')}
          actions={<LinkButton href={`${frame.base}/qualitaet`}>{t('orientation:staff.quality.back')}</LinkButton>}
        >
          <p>{t('orientation:staff.quality.none_text')}</p>
        </EmptyState>
      )}
    </DeskPage>
  );
}
