import { german } from '#platform/i18n';
import {
  ButtonRow,
  EmptyState,
  FilterBar,
  LinkButton,
  Moment,
  PageHeader,
  Pagination,
  SelectField,
  StateMark,
  Table,
  useView,
  type WorkState,
} from '#platform/ui';
import { stateOptions } from '../../model/news/form.ts';
import type { News, NewsState } from '../../model/news/news.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';

const marks: Readonly<Record<NewsState, WorkState>> = {
  draft: 'draft',
  scheduled: 'planned',
  published: 'done',
  withdrawn: 'stopped',
};

export function NewsStateMark({ news }: { news: News }) {
  const { t } = useView();
  return <StateMark state={marks[news.state]}>{t(`orientation:staff.news.state.${news.state}`)}</StateMark>;
}

export interface NewsDeskProps {
  readonly frame: DeskFrame;
  readonly rows: readonly News[];
  /** As the address says it; '' for all. */
  readonly state: string;
  readonly first: string | undefined;
  readonly next: string | undefined;
}

/** All messages, for those who write them. */
export function NewsDeskPage({ frame, rows, state, first, next }: NewsDeskProps) {
  const { t } = useView();
  const base = `${frame.base}/neuigkeiten`;
  const title = t('orientation:staff.tab.news');
  const add = (
    <LinkButton href={`${base}/neu`} look="primary" icon="plus">
      {t('orientation:staff.news.add')}
    </LinkButton>
  );
  return (
    <DeskPage frame={frame} tab="news" title={title}>
      <PageHeader title={title} lead={t('orientation:staff.news.lead')} actions={<ButtonRow>{add}</ButtonRow>} />
      <FilterBar action={base} values={{ stand: state }} resetHref={state ? base : undefined}>
        <SelectField
          name="stand"
          label={t('orientation:staff.news.state')}
          empty={t('orientation:staff.news.all_states')}
          options={stateOptions.map(([value, one]) => ({ value, label: t(`orientation:staff.news.state.${one}`) }))}
        />
      </FilterBar>
      {rows.length > 0 ? (
        <>
          <Table
            caption={title}
            captionHidden
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'title',
                label: t('orientation:staff.news.title'),
                rowHeader: true,
                cell: ({ id, texts }) => (
                  <a href={`${base}/${id}`} lang={german.htmlLang} dir="auto">
                    {texts.de.title}
                  </a>
                ),
              },
              { key: 'state', label: t('orientation:staff.news.state'), cell: (news) => <NewsStateMark news={news} /> },
              {
                key: 'channel',
                label: t('orientation:staff.news.channel'),
                cell: ({ channel }) => t(`orientation:news.channel.${channel}`),
              },
              {
                key: 'languages',
                label: t('orientation:staff.news.languages'),
                numeric: true,
                cell: ({ texts }) => Object.keys(texts).length,
              },
              {
                key: 'moment',
                label: t('orientation:staff.news.moment'),
                cell: ({ publishAt, publishedAt, state: now }) => {
                  const at = now === 'scheduled' ? publishAt : publishedAt;
                  return at && <Moment at={at} />;
                },
              },
            ]}
          />
          <Pagination previous={first} next={next} />
        </>
      ) : (
        <EmptyState title={t('orientation:staff.news.none')} actions={add}>
          <p>{t('orientation:staff.news.none_text')}</p>
        </EmptyState>
      )}
    </DeskPage>
  );
}
