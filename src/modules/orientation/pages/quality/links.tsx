import { dayOf } from '#platform/days';
import { Button, ButtonRow, Day, EmptyState, FilterBar, Form, PageHeader, Pagination, Table, Tabs, useView } from '#platform/ui';
import { type LinkFilter, linkFilters } from '../../model/quality/link-filters.ts';
import type { LinkList } from '../../service/quality/link-desk.ts';
import type { LinkRow } from '../../store/links.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';
import { LanguageFilter } from '../staff/language-filter.tsx';
import { LanguageName } from './board.tsx';

export interface LinksPageProps {
  readonly frame: DeskFrame;
  readonly list: LinkList;
  readonly filter: LinkFilter;
  readonly language: string | undefined;
  /** As addresses say them. */
  readonly words: Readonly<Record<LinkFilter, string>>;
  readonly tabHref: (filter: LinkFilter) => string;
  readonly first: string | undefined;
  readonly next: string | undefined;
}

function Actions({ row, action, word, id }: { row: LinkRow; action: string; word: string; id: string }) {
  const { t } = useView();
  const { pageId, language, url, acceptedAt, failures, result, title } = row;
  const named = (key: string) => `${t(`orientation:staff.link.${key}`)}: ${title}, ${url}`;
  const doubtful = failures > 0 || result === 'refused';
  return (
    <Form action={action} id={id} plain hidden={{ seite: pageId, sprache: language, adresse: url, ergebnis: word }}>
      <ButtonRow>
        {acceptedAt ? (
          <Button small look="tertiary" name="tun" value="unaccept" label={named('unaccept')}>
            {t('orientation:staff.link.unaccept')}
          </Button>
        ) : (
          doubtful && (
            <Button small look="secondary" name="tun" value="accept" label={named('accept')}>
              {t('orientation:staff.link.accept')}
            </Button>
          )
        )}
        <Button small look="tertiary" name="tun" value="recheck" label={named('recheck')}>
          {t('orientation:staff.link.recheck')}
        </Button>
      </ButtonRow>
    </Form>
  );
}

function Result({ row: { result, status, target } }: { row: LinkRow }) {
  const { t } = useView();
  const key = result === 'internal' ? (status === 404 ? 'internal_missing' : 'internal') : result;
  return (
    <>
      {t(`orientation:staff.link.result.${key}`)}
      {status !== null && result !== 'internal' && ` (${status})`}
      {target && (
        <>
          <br />
          {t('orientation:staff.link.leads_to')} <bdi dir="ltr">{target}</bdi>
        </>
      )}
    </>
  );
}

/** Where the pages lead, and what came of visiting it. */
export function LinksPage({ frame, list, filter, language, words, tabHref, first, next }: LinksPageProps) {
  const { t } = useView();
  const action = `${frame.base}/qualitaet/links`;
  const title = t('orientation:staff.link.title');
  return (
    <DeskPage frame={frame} tab="quality" title={title} crumbs={[]}>
      <PageHeader title={title} lead={t('orientation:staff.link.lead')} />
      <Tabs
        label={t('orientation:staff.link.result')}
        items={linkFilters.map((one) => ({
          label: t(`orientation:staff.link.filter.${one}`),
          href: tabHref(one),
          current: one === filter,
          count: list.counts[one],
        }))}
      />
      <FilterBar
        action={action}
        values={{ sprache: language ?? '' }}
        keep={[{ name: 'ergebnis', value: words[filter] }]}
        resetHref={language && tabHref(filter)}
      >
        <LanguageFilter />
      </FilterBar>
      {list.rows.length > 0 ? (
        <>
          <Table
            caption={t(`orientation:staff.link.filter.${filter}`)}
            captionHidden
            rows={list.rows}
            rowKey={(row) => `${row.pageId} ${row.language} ${row.url}`}
            columns={[
              {
                key: 'title',
                label: t('orientation:staff.quality.page'),
                rowHeader: true,
                cell: (row) => (
                  <a href={`${frame.base}/seite/${row.pageId}/${row.language}`}>
                    <bdi>{row.title}</bdi>
                  </a>
                ),
              },
              {
                key: 'language',
                label: t('orientation:staff.writing.language'),
                cell: (row) => <LanguageName tag={row.language} />,
              },
              {
                key: 'url',
                label: t('orientation:staff.link.address'),
                cell: ({ url }) =>
                  /^https?:/.test(url) ? (
                    <a href={url} rel="noopener nofollow">
                      <bdi dir="ltr">{url}</bdi>
                    </a>
                  ) : (
                    <bdi dir="ltr">{url}</bdi>
                  ),
              },
              { key: 'result', label: t('orientation:staff.link.result'), cell: (row) => <Result row={row} /> },
              {
                key: 'checked',
                label: t('orientation:staff.link.checked'),
                cell: ({ checkedAt }) => (checkedAt ? <Day day={dayOf(checkedAt)} /> : '–'),
              },
              {
                key: 'do',
                label: t('orientation:staff.link.actions'),
                cell: (row) =>
                  row.result === 'waiting' && !row.acceptedAt ? (
                    '–'
                  ) : (
                    <Actions row={row} action={action} word={words[filter]} id={`l${list.rows.indexOf(row)}`} />
                  ),
              },
            ]}
          />
          <Pagination previous={first} next={next} />
        </>
      ) : (
        <EmptyState title={t('orientation:staff.link.none')}>
          <p>{t('orientation:staff.link.none_text')}</p>
        </EmptyState>
      )}
    </DeskPage>
  );
}
