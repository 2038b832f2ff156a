import { EmptyState, LinkButton, PageHeader, StaffPage, Table, useView } from '#platform/ui';
import type { Profile } from '../model/profile.ts';
import type { Territory } from '../model/tree.ts';
import { formatDay, formatNumber } from './parts.tsx';

export interface StaffTown {
  readonly town: Territory;
  readonly profile: Profile | undefined;
  readonly quarters: number;
}

export interface StaffTownsProps {
  readonly base: string;
  readonly towns: readonly StaffTown[];
  /** The actor may import shapes of the whole district. */
  readonly mayImport: boolean;
}

/** The towns that the actor may edit. */
export function StaffTownsPage({ base, towns, mayImport }: StaffTownsProps) {
  const { t, language } = useView();
  const title = t('territory:staff.title');
  const columns = [
    {
      key: 'name',
      label: t('territory:staff.column.town'),
      rowHeader: true,
      cell: ({ town }: StaffTown) => <a href={`${base}/${town.key}`}>{town.names.de}</a>,
    },
    { key: 'ags', label: 'AGS', cell: ({ town }: StaffTown) => town.key },
    { key: 'postcodes', label: t('territory:town.postcodes'), cell: ({ town }: StaffTown) => town.postcodes.join(', ') },
    {
      key: 'population',
      label: t('territory:town.inhabitants'),
      numeric: true,
      cell: ({ town }: StaffTown) => town.population && formatNumber(town.population.count, language),
    },
    { key: 'quarters', label: t('territory:town.quarters'), numeric: true, cell: ({ quarters }: StaffTown) => quarters },
    {
      key: 'shape',
      label: t('territory:staff.column.shape'),
      cell: ({ town }: StaffTown) => t(town.shape ? 'territory:staff.yes' : 'territory:staff.no'),
    },
    {
      key: 'profile',
      label: t('territory:staff.column.profile'),
      cell: ({ profile }: StaffTown) =>
        profile?.updatedAt ? formatDay(profile.updatedAt, language) : t('territory:staff.no_profile'),
    },
  ];
  return (
    <StaffPage title={title}>
      <PageHeader
        title={title}
        lead={t('territory:staff.lead')}
        actions={mayImport && <LinkButton href={`${base}/umrisse`}>{t('territory:staff.shapes.title')}</LinkButton>}
      />
      {towns.length === 0 ? (
        <EmptyState title={t('territory:staff.none')}>
          <p>{t('territory:staff.none_text')}</p>
        </EmptyState>
      ) : (
        <Table caption={title} captionHidden columns={columns} rows={towns} rowKey={({ town }) => town.key} />
      )}
    </StaffPage>
  );
}
