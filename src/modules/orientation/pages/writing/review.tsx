import { findInterfaceLanguage } from '#platform/i18n';
import { EmptyState, FilterBar, Moment, PageHeader, Pagination, SelectField, Table, useView } from '#platform/ui';
import type { OpenKind, ReviewList } from '../../service/writing/review-list.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';
import { LanguageFilter } from '../staff/language-filter.tsx';
import { inTongue, TextMark } from './parts.tsx';

export interface ReviewPageProps {
  readonly frame: DeskFrame;
  readonly list: ReviewList;
  readonly state: OpenKind;
  readonly language: string;
  readonly kinds: readonly OpenKind[];
  readonly words: Readonly<Record<OpenKind, string>>;
  readonly first?: string | undefined;
  readonly next?: string | undefined;
}

/** Texts that are not public yet. */
export function ReviewPage({ frame, list, state, language, kinds, words, first, next }: ReviewPageProps) {
  const { t } = useView();
  const path = `${frame.base}/pruefung`;
  return (
    <DeskPage frame={frame} tab="review" title={t('orientation:staff.tab.review')}>
      <PageHeader title={t('orientation:staff.tab.review')} lead={t('orientation:staff.writing.review_lead')} />
      <FilterBar action={path} values={{ stand: words[state], sprache: language }}>
        <SelectField
          name="stand"
          label={t('orientation:staff.writing.state')}
          required
          options={kinds.map((kind) => ({
            value: words[kind],
            label: `${t(`orientation:staff.writing.state.${kind}`)} (${list.counts[kind]})`,
          }))}
        />
        <LanguageFilter />
      </FilterBar>
      {list.rows.length === 0 ? (
        <EmptyState title={t(`orientation:staff.writing.none.${state}`)}>
          <p>
            <a href={frame.base}>{t('orientation:staff.tab.pages')}</a>
          </p>
        </EmptyState>
      ) : (
        <Table
          caption={t('orientation:staff.tab.review')}
          captionHidden
          rows={list.rows}
          rowKey={({ pageId, language: tag }) => `${pageId} ${tag}`}
          columns={[
            {
              key: 'title',
              label: t('orientation:staff.writing.title'),
              rowHeader: true,
              cell: ({ pageId, language: tag, title }) => {
                const tongue = findInterfaceLanguage(tag);
                return (
                  <a href={`${frame.base}/seite/${pageId}/${tag}`}>
                    <bdi {...(tongue ? inTongue(tongue) : {})}>{title}</bdi>
                  </a>
                );
              },
            },
            {
              key: 'language',
              label: t('orientation:staff.writing.language'),
              cell: ({ language: tag }) => {
                const tongue = findInterfaceLanguage(tag);
                return tongue ? <bdi {...inTongue(tongue)}>{tongue.autonym}</bdi> : tag;
              },
            },
            { key: 'state', label: t('orientation:staff.writing.state'), cell: (row) => <TextMark state={row.state} /> },
            {
              key: 'when',
              label: t(state === 'scheduled' ? 'orientation:staff.writing.publish_at' : 'orientation:staff.writing.when'),
              cell: ({ createdAt, publishAt }) => <Moment at={publishAt ?? createdAt} />,
            },
            {
              key: 'note',
              label: t('orientation:staff.writing.note_short'),
              cell: ({ note, madeBy }) => (
                <>
                  {madeBy === 'machine' && <span>{t('orientation:staff.writing.machine')} </span>}
                  {!note && madeBy !== 'machine' && '–'}
                  <bdi>{note.length > 120 ? `${note.slice(0, 120)}…` : note}</bdi>
                </>
              ),
            },
          ]}
        />
      )}
      <Pagination previous={first} next={next} />
    </DeskPage>
  );
}
