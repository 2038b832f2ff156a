import {
  Button,
  EmptyState,
  Form,
  LinkButton,
  PageHeader,
  Section,
  StaffPage,
  StateMark,
  Table,
  useView,
  type WorkState,
} from '#platform/ui';

export interface OwnRow {
  readonly id: string;
  readonly name: string;
  readonly editHref: string;
  readonly state: 'public' | 'waiting' | 'new' | 'none';
  readonly confirmed: string;
  readonly selectable: boolean;
}

export interface OwnListProps {
  readonly organisations: readonly OwnRow[];
  readonly offers: readonly OwnRow[];
  readonly newHref: string;
  readonly confirmAction: string;
  readonly nextHref?: string | undefined;
}

const marks: Record<OwnRow['state'], WorkState> = { public: 'done', waiting: 'waiting', new: 'waiting', none: 'draft' };

function OwnTable({ caption, rows, form }: { caption: string; rows: readonly OwnRow[]; form?: string }) {
  const { t } = useView();
  return (
    <Table
      caption={caption}
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'name',
          label: t('directory:staff.provider.column.name'),
          rowHeader: true,
          cell: (row) => <a href={row.editHref}>{row.name}</a>,
        },
        {
          key: 'state',
          label: t('directory:staff.provider.column.state'),
          cell: (row) => <StateMark state={marks[row.state]}>{t(`directory:staff.provider.state.${row.state}`)}</StateMark>,
        },
        { key: 'confirmed', label: t('directory:staff.provider.column.confirmed'), cell: (row) => row.confirmed },
      ]}
      selection={
        form
          ? {
              name: 'entries',
              form,
              value: (row) => row.id,
              label: (row) => t('directory:staff.provider.select', { name: row.name }),
            }
          : undefined
      }
    />
  );
}

/** A provider's own entries. */
export function OwnListPage({ organisations, offers, newHref, confirmAction, nextHref }: OwnListProps) {
  const { t } = useView();
  const title = t('directory:staff.provider.title');
  if (!organisations.length) {
    return (
      <StaffPage title={title}>
        <PageHeader title={title} />
        <EmptyState title={t('directory:staff.provider.none.title')}>
          <p>{t('directory:staff.provider.none.text')}</p>
        </EmptyState>
      </StaffPage>
    );
  }
  return (
    <StaffPage title={title}>
      <PageHeader
        title={title}
        lead={t('directory:staff.provider.lead')}
        actions={
          <LinkButton href={newHref} icon="plus" look="primary">
            {t('directory:staff.provider.new')}
          </LinkButton>
        }
      />
      <Section title={t('directory:staff.provider.organisations')}>
        <OwnTable caption={t('directory:staff.provider.organisations')} rows={organisations} />
      </Section>
      <Section title={t('directory:staff.provider.offers')}>
        {offers.length === 0 ? (
          <EmptyState title={t('directory:staff.provider.empty.title')}>
            <p>{t('directory:staff.provider.empty.text')}</p>
          </EmptyState>
        ) : (
          <>
            <OwnTable caption={t('directory:staff.provider.offers')} rows={offers} form="still-right" />
            <Form action={confirmAction} id="still-right" plain>
              <Button look="secondary">{t('directory:staff.provider.confirm')}</Button>
            </Form>
          </>
        )}
        {nextHref && <LinkButton href={nextHref}>{t('ui:pagination.next')}</LinkButton>}
      </Section>
    </StaffPage>
  );
}
