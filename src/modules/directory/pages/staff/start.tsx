import type { WorkLine } from '#platform/module';
import {
  EmptyState,
  Figure,
  FigureRow,
  type IconLink,
  LinkList,
  PageHeader,
  Section,
  StaffPage,
  StateMark,
  Table,
  useView,
} from '#platform/ui';
import type { DeskFigures } from '../../service/listing.ts';

export interface StartPageProps {
  readonly base: string;
  readonly name: string;
  /** What this person has to do next, in all modules. */
  readonly work: readonly WorkLine[];
  /** Absent: the directory is not this person's work. */
  readonly desk?: DeskFigures | undefined;
  /** The longest wait of a proposal, in days. */
  readonly oldest?: number | undefined;
  readonly links: readonly IconLink[];
}

/** The desk counts up to a hundred of what waits. */
const many = (count: number) => (count >= 100 ? '100+' : String(count));

function Tasks({ base, desk, oldest }: { base: string; desk: DeskFigures; oldest: number | undefined }) {
  const { t, language } = useView();
  const { waiting, unconfirmed } = desk;
  const number = new Intl.NumberFormat(language.locale);
  const stale = (art: string) =>
    `${base}/eintraege?art=${art}&stand=published&bestaetigt_vor=${unconfirmed.before}&sortierung=confirmed`;
  const tasks = [
    waiting.proposals > 0 && (
      <Figure
        key="proposals"
        value={many(waiting.proposals)}
        label={t('directory:staff.start.proposals')}
        href={`${base}/vorschlaege`}
        note={oldest === undefined ? undefined : t('directory:staff.start.oldest', { count: oldest })}
        state={oldest !== undefined && oldest >= 14 ? 'late' : 'waiting'}
      />
    ),
    waiting.corrections > 0 && (
      <Figure
        key="corrections"
        value={many(waiting.corrections)}
        label={t('directory:staff.start.corrections')}
        href={`${base}/hinweise`}
        state="waiting"
      />
    ),
    unconfirmed.offers > 0 && (
      <Figure
        key="offers"
        value={number.format(unconfirmed.offers)}
        label={t('directory:staff.start.unconfirmed_offers')}
        href={stale('')}
        note={t('directory:staff.start.unconfirmed_note')}
        state="late"
      />
    ),
    unconfirmed.organisations > 0 && (
      <Figure
        key="organisations"
        value={number.format(unconfirmed.organisations)}
        label={t('directory:staff.start.unconfirmed_organisations')}
        href={stale('organisation')}
        note={t('directory:staff.start.unconfirmed_note')}
        state="late"
      />
    ),
  ].filter(Boolean);
  return (
    <Section title={t('directory:staff.start.tasks')}>
      {tasks.length ? (
        <FigureRow>{tasks}</FigureRow>
      ) : (
        <EmptyState title={t('directory:staff.start.nothing')} level={3}>
          <p>{t('directory:staff.start.nothing_text')}</p>
        </EmptyState>
      )}
    </Section>
  );
}

function Work({ work }: { work: readonly WorkLine[] }) {
  const { t, language } = useView();
  const day = new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', timeZone: 'UTC' });
  return (
    <Section title={t('directory:staff.start.work')} id="aufgaben">
      <Table
        caption={t('directory:staff.start.work')}
        captionHidden
        rows={work}
        rowKey={({ href }) => href}
        columns={[
          {
            key: 'title',
            label: t('directory:staff.start.work_what'),
            rowHeader: true,
            cell: ({ title, href }) => (
              <a href={href}>
                <bdi>{title}</bdi>
              </a>
            ),
          },
          { key: 'kind', label: t('directory:staff.start.work_kind'), cell: ({ kind }) => t(kind) },
          {
            key: 'due',
            label: t('directory:staff.start.work_due'),
            cell: ({ dueOn, late }) => {
              const text = dueOn ? day.format(new Date(`${dueOn}T00:00Z`)) : '';
              return late ? <StateMark state="late">{t('directory:staff.start.work_late', { day: text })}</StateMark> : text;
            },
          },
        ]}
      />
    </Section>
  );
}

/** What is to be done today, then how things stand, then the ways to everything else. */
export function StaffStartPage({ base, name, work, desk, oldest, links }: StartPageProps) {
  const { t, language } = useView();
  const number = new Intl.NumberFormat(language.locale);
  return (
    <StaffPage title={t('directory:staff.start.title')}>
      <PageHeader title={t('directory:staff.start.title')} lead={t('directory:staff.start.lead', { name })} />
      {work.length > 0 && <Work work={work} />}
      {desk && <Tasks base={base} desk={desk} oldest={oldest} />}
      {desk && (
        <Section title={t('directory:staff.start.figures')}>
          <FigureRow>
            <Figure
              value={number.format(desk.published.offers)}
              label={t('directory:staff.start.offers')}
              href={`${base}/eintraege?stand=published`}
            />
            <Figure
              value={number.format(desk.published.organisations)}
              label={t('directory:staff.start.organisations')}
              href={`${base}/eintraege?art=organisation&stand=published`}
            />
          </FigureRow>
        </Section>
      )}
      <Section title={t('directory:staff.start.links')}>
        <LinkList items={links} />
      </Section>
    </StaffPage>
  );
}
