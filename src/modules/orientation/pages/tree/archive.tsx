import { Confirm, Day, EmptyState, PageHeader, RadioGroup, Table, useView } from '#platform/ui';
import type { NamedPage, PageView } from '../../service/tree/reading.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';
import { PageName } from './parts.tsx';

export interface ArchivePageProps {
  readonly frame: DeskFrame;
  readonly view: PageView;
  /** Pages below it, on all levels. */
  readonly below: number;
  /** Who shows it, or a page below it. */
  readonly mirrors: readonly (NamedPage & { readonly town: string | undefined })[];
}

/** Asks before a page goes into the archive, and says who mirrors it. */
export function ArchiveConfirmPage({ frame, view, below, mirrors }: ArchivePageProps) {
  const { t } = useView();
  const address = `${frame.base}/seite/${view.page.id}`;
  const title = t('orientation:staff.archive.send');
  return (
    <DeskPage frame={frame} tab="pages" title={title} crumbs={[{ label: view.title, href: address }]}>
      <Confirm
        question={t('orientation:staff.archive.question', { title: view.title })}
        action={`${address}/archivieren`}
        confirmLabel={title}
        cancelHref={address}
        danger
        values={{ unterseiten: 'mit' }}
        fields={
          below > 0 && (
            <RadioGroup
              name="unterseiten"
              label={t('orientation:staff.archive.children', { count: below })}
              required
              options={[
                { value: 'mit', label: t('orientation:staff.archive.with') },
                { value: 'hoch', label: t('orientation:staff.archive.up') },
              ]}
            />
          )
        }
      >
        <p>{t('orientation:staff.archive.text')}</p>
        {mirrors.length > 0 && (
          <>
            <p>{t('orientation:staff.archive.mirrors', { count: mirrors.length })}</p>
            <ul>
              {mirrors.map((one) => (
                <li key={one.page.id}>
                  <PageName base={frame.base} one={one} />
                  {one.town && ` (${one.town})`}
                </li>
              ))}
            </ul>
          </>
        )}
      </Confirm>
    </DeskPage>
  );
}

/** Pages in the archive. */
export function ArchiveListPage({ frame, pages }: { frame: DeskFrame; pages: readonly NamedPage[] }) {
  const { t } = useView();
  const title = t('orientation:staff.archive.title');
  return (
    <DeskPage frame={frame} tab="pages" title={title} crumbs={[]}>
      <PageHeader title={title} lead={t('orientation:staff.archive.lead')} />
      {pages.length ? (
        <Table
          caption={title}
          captionHidden
          rows={pages}
          rowKey={({ page }) => page.id}
          columns={[
            {
              key: 'title',
              label: t('orientation:staff.field.title'),
              rowHeader: true,
              cell: (one) => <PageName base={frame.base} one={one} />,
            },
            {
              key: 'since',
              label: t('orientation:staff.archive.since'),
              cell: ({ page }) => page.archivedAt && <Day day={page.archivedAt.toISOString().slice(0, 10)} />,
            },
          ]}
        />
      ) : (
        <EmptyState title={t('orientation:staff.archive.empty')}>
          <p>
            <a href={frame.base}>{t('orientation:staff.archive.back')}</a>
          </p>
        </EmptyState>
      )}
    </DeskPage>
  );
}
