import { Confirm, Diff, type FieldChange, LinkButton, PageHeader, Section, useView } from '#platform/ui';
import type { Comparison } from '../../service/history.ts';
import { Author, type EntryPageProps } from './entry.tsx';
import { moment } from './formats.ts';
import { type DeskFrame, DeskPage } from './frame.tsx';

export interface ComparePageProps extends Pick<EntryPageProps, 'people'> {
  readonly frame: DeskFrame;
  readonly comparison: Comparison;
  readonly changes: readonly FieldChange[];
}

/** Any two versions of an entry, field by field. */
export function ComparePage({ frame, comparison, changes, people }: ComparePageProps) {
  const { t, language } = useView();
  const { entry, from, to } = comparison;
  const address = `${frame.base}/eintraege/${entry.id}`;
  const title = t('directory:staff.compare.title', { from: String(from.version), to: String(to.version) });
  return (
    <DeskPage frame={frame} tab="entries" title={title} crumbs={[{ label: entry.name, href: address }, { label: title }]}>
      <PageHeader
        title={title}
        kicker={<bdi>{entry.name}</bdi>}
        actions={<LinkButton href={address}>{t('directory:staff.review.to_entry')}</LinkButton>}
      />
      <ul>
        {[from, to].map((version) => (
          <li key={version.version}>
            {t('directory:staff.entry.version', { version: String(version.version) })}:{' '}
            <Author version={version} people={people} />, {moment(version.createdAt, language)}
          </li>
        ))}
      </ul>
      <Section title={t('directory:staff.review.changes_between')}>
        {changes.length ? <Diff changes={changes} /> : <p>{t('directory:staff.compare.same')}</p>}
      </Section>
    </DeskPage>
  );
}

export interface RestorePageProps extends ComparePageProps {
  readonly failure?: string | undefined;
}

/** Shows what restoring an old version would change, and asks. */
export function RestorePage({ frame, comparison, changes, people, failure }: RestorePageProps) {
  const { t, language } = useView();
  const { entry, from, to } = comparison;
  const address = `${frame.base}/eintraege/${entry.id}`;
  const question = t('directory:staff.restore.question', { version: String(to.version) });
  return (
    <DeskPage
      frame={frame}
      tab="entries"
      title={question}
      crumbs={[{ label: entry.name, href: address }, { label: t('directory:staff.entry.restore') }]}
    >
      <Confirm
        question={question}
        action={`${address}/wiederherstellen/${to.version}`}
        hidden={{ base: from.version }}
        confirmLabel={t('directory:staff.entry.restore')}
        cancelHref={address}
        fields={changes.length ? <Diff changes={changes} /> : undefined}
      >
        {failure && <p role="alert">{failure}</p>}
        <p>
          {t('directory:staff.restore.text')} <Author version={to} people={people} />, {moment(to.createdAt, language)}
        </p>
      </Confirm>
    </DeskPage>
  );
}

/** Asks before one entry is taken down. */
export function ArchivePage({
  frame,
  entry,
  failure,
}: {
  frame: DeskFrame;
  entry: Comparison['entry'];
  failure?: string | undefined;
}) {
  const { t } = useView();
  const address = `${frame.base}/eintraege/${entry.id}`;
  const question = t('directory:staff.archive.question', { name: entry.name });
  return (
    <DeskPage
      frame={frame}
      tab="entries"
      title={question}
      crumbs={[{ label: entry.name, href: address }, { label: t('directory:staff.bulk.archive') }]}
    >
      <Confirm
        question={question}
        action={`${address}/archivieren`}
        confirmLabel={t('directory:staff.bulk.archive')}
        cancelHref={address}
        danger
      >
        {failure && <p role="alert">{failure}</p>}
        <p>{t('directory:staff.archive.text')}</p>
      </Confirm>
    </DeskPage>
  );
}
