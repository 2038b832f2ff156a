import { findInterfaceLanguage } from '#platform/i18n';
import {
  ButtonRow,
  type Column,
  EmptyState,
  Figure,
  FigureRow,
  LinkButton,
  LinkList,
  PageHeader,
  Section,
  Table,
  useView,
} from '#platform/ui';
import { type FindingKind, findingKinds, type LanguageRow } from '../../model/quality/findings.ts';
import type { QualityBoard } from '../../service/quality/board.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';
import { inTongue } from '../writing/parts.tsx';

export interface QualityPageProps {
  readonly frame: DeskFrame;
  readonly board: QualityBoard;
  /** Address of a list. */
  readonly listHref: (kind: FindingKind, language?: string) => string;
  readonly linksHref: (language?: string) => string;
}

export function LanguageName({ tag }: { tag: string }) {
  const tongue = findInterfaceLanguage(tag);
  return tongue ? <bdi {...inTongue(tongue)}>{tongue.autonym}</bdi> : <bdi>{tag}</bdi>;
}

function Languages({ board, listHref, linksHref }: Omit<QualityPageProps, 'frame'>) {
  const { t } = useView();
  const counted = (kind: FindingKind & keyof LanguageRow): Column<LanguageRow> => ({
    key: kind,
    label: t(`orientation:staff.quality.column.${kind}`),
    numeric: true,
    cell: (row) => (row[kind] > 0 ? <a href={listHref(kind, row.language)}>{row[kind]}</a> : row[kind]),
  });
  return (
    <Section title={t('orientation:staff.quality.languages')}>
      <Table
        caption={t('orientation:staff.quality.languages')}
        captionHidden
        rows={board.languages}
        rowKey={({ language }) => language}
        columns={[
          {
            key: 'language',
            label: t('orientation:staff.writing.language'),
            rowHeader: true,
            cell: ({ language }) => <LanguageName tag={language} />,
          },
          {
            key: 'published',
            label: t('orientation:staff.quality.published'),
            numeric: true,
            cell: ({ published }) => published,
          },
          counted('missing'),
          counted('outdated'),
          counted('machine'),
          counted('drafts'),
          {
            key: 'links',
            label: t('orientation:staff.quality.links'),
            numeric: true,
            cell: ({ language, links }) => (links > 0 ? <a href={linksHref(language)}>{links}</a> : links),
          },
        ]}
      />
    </Section>
  );
}

/** Where the guide needs somebody: a number for each kind of fault, each leading to its list. */
export function QualityPage({ frame, board, listHref, linksHref }: QualityPageProps) {
  const { t } = useView();
  const path = `${frame.base}/qualitaet`;
  if (!board.pages) {
    return (
      <DeskPage frame={frame} tab="quality" title={t('orientation:staff.tab.quality')}>
        <PageHeader title={t('orientation:staff.tab.quality')} />
        <EmptyState
          title={t('orientation:staff.quality.no_pages')}
          actions={<LinkButton href={frame.base}>{t('orientation:staff.tab.pages')}</LinkButton>}
        >
          <p>{t('orientation:staff.quality.no_pages_text')}</p>
        </EmptyState>
      </DeskPage>
    );
  }
  return (
    <DeskPage frame={frame} tab="quality" title={t('orientation:staff.tab.quality')}>
      <PageHeader
        title={t('orientation:staff.tab.quality')}
        lead={t('orientation:staff.quality.lead', { count: board.pages })}
        actions={
          <ButtonRow>
            <LinkButton href={`${path}.csv`} icon="download" look="tertiary" small download>
              CSV
            </LinkButton>
            <LinkButton href={`${path}.xlsx`} icon="download" look="tertiary" small download>
              Excel
            </LinkButton>
          </ButtonRow>
        }
      />
      <FigureRow>
        {findingKinds.map((kind) => (
          <Figure
            key={kind}
            value={String(board.counts[kind])}
            label={t(`orientation:staff.quality.kind.${kind}`)}
            href={listHref(kind)}
          />
        ))}
        <Figure
          value={String(board.links.broken)}
          label={t('orientation:staff.quality.links')}
          href={linksHref()}
          note={board.links.failing ? t('orientation:staff.quality.failing', { count: board.links.failing }) : undefined}
        />
        {frame.answers && (
          <Figure
            value={String(board.feedback.open)}
            label={t('orientation:staff.quality.feedback')}
            href={`${frame.base}/rueckmeldungen`}
            {...(board.feedback.late
              ? { state: 'late' as const, note: t('orientation:staff.quality.late', { count: board.feedback.late }) }
              : {})}
          />
        )}
      </FigureRow>
      {board.languages.length > 0 && <Languages board={board} listHref={listHref} linksHref={linksHref} />}
      <LinkList items={[{ icon: 'external', href: `${path}/links`, label: t('orientation:staff.quality.all_links') }]} />
    </DeskPage>
  );
}
