import { EmptyState, Figure, FigureRow, type IconLink, LinkList, PageHeader, Section, StaffPage, useView } from '#platform/ui';
import type { DeskFigures } from '../../service/listing.ts';

export interface StartPageProps {
  readonly base: string;
  readonly name: string;
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

/** What is to be done today, then how things stand, then the ways to everything else. */
export function StaffStartPage({ base, name, desk, oldest, links }: StartPageProps) {
  const { t, language } = useView();
  const number = new Intl.NumberFormat(language.locale);
  return (
    <StaffPage title={t('directory:staff.start.title')}>
      <PageHeader title={t('directory:staff.start.title')} lead={t('directory:staff.start.lead', { name })} />
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
