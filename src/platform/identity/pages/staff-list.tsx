import type { Scope } from '#platform/access';
import {
  Badge,
  Button,
  EmptyState,
  Form,
  LinkButton,
  PageHeader,
  Pagination,
  SearchBar,
  Section,
  StaffPage,
  Table,
  useView,
} from '#platform/ui';
import type { Invitation } from '../invitations.ts';
import type { Grant } from '../model.ts';
import type { ListedAccount } from '../store-lists.ts';

export interface PeoplePageProps {
  readonly base: string;
  readonly people: readonly ListedAccount[];
  readonly invitations: readonly Invitation[];
  readonly search: string;
  readonly next: string | undefined;
}

/** "Anbieter · Organisation 0198…": the role, and what it is limited to. */
export function GrantText({ grant, names }: { grant: Grant; names?: ReadonlyMap<string, string> | undefined }) {
  const { t } = useView();
  const scope = (one: Scope) => `${t(`identity:staff.scope.${one.kind}`)} ${names?.get(`${one.kind} ${one.id}`) ?? one.id}`;
  return (
    <>
      {t(`identity:role.${grant.role}`)}
      {grant.scope && <span> · {scope(grant.scope)}</span>}
    </>
  );
}

function Grants({ grants }: { grants: readonly Grant[] }) {
  return (
    <>
      {grants.map((grant) => (
        <div key={`${grant.role} ${grant.scope?.id}`}>
          <GrantText grant={grant} />
        </div>
      ))}
    </>
  );
}

function InvitationTable({ base, invitations }: Pick<PeoplePageProps, 'base' | 'invitations'>) {
  const { t, language } = useView();
  const day = new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', timeZone: 'Europe/Berlin' });
  return (
    <Table
      caption={t('identity:staff.invitations')}
      captionHidden
      rows={invitations}
      rowKey={(row) => row.id}
      columns={[
        { key: 'email', label: t('identity:field.email'), rowHeader: true, cell: (row) => <bdi>{row.email}</bdi> },
        { key: 'roles', label: t('identity:staff.roles'), cell: (row) => <Grants grants={row.grants} /> },
        { key: 'until', label: t('identity:staff.invitations.until'), cell: (row) => day.format(row.expiresAt) },
        {
          key: 'withdraw',
          label: t('identity:staff.invitations.withdraw'),
          cell: (row) => (
            <Form id={`invitation-${row.id}`} action={`${base}/einladungen/${row.id}/zurueckziehen`} plain>
              <Button look="tertiary" small label={`${t('identity:staff.invitations.withdraw')}: ${row.email}`}>
                {t('identity:staff.invitations.withdraw')}
              </Button>
            </Form>
          ),
        },
      ]}
    />
  );
}

export function PeoplePage({ base, people, invitations, search, next }: PeoplePageProps) {
  const { t } = useView();
  return (
    <StaffPage title={t('identity:staff.people.title')}>
      <PageHeader
        title={t('identity:staff.people.title')}
        actions={
          <LinkButton look="primary" href={`${base}/einladen`} icon="plus">
            {t('identity:staff.invite')}
          </LinkButton>
        }
      />
      <SearchBar action={base} name="suche" label={t('identity:staff.search')} value={search} />
      <div class="dk-section">
        {people.length > 0 ? (
          <Table
            caption={t('identity:staff.people.title')}
            captionHidden
            rows={people}
            rowKey={(row) => row.id}
            columns={[
              {
                key: 'name',
                label: t('identity:field.name'),
                rowHeader: true,
                cell: (row) => (
                  <a href={`${base}/${row.id}`}>
                    <bdi>{row.name}</bdi>
                  </a>
                ),
              },
              { key: 'email', label: t('identity:field.email'), cell: (row) => <bdi>{row.email}</bdi> },
              { key: 'roles', label: t('identity:staff.roles'), cell: (row) => <Grants grants={row.roles} /> },
              {
                key: 'factor',
                label: t('identity:staff.secondFactor'),
                cell: (row) => (
                  <Badge kind={row.secondFactor ? 'success' : 'neutral'}>
                    {t(row.secondFactor ? 'identity:staff.yes' : 'identity:staff.no')}
                  </Badge>
                ),
              },
            ]}
          />
        ) : (
          <EmptyState title={t(search ? 'identity:staff.people.nobodyFound' : 'identity:staff.people.nobody')}>
            <p>{t('identity:staff.people.inviteHint')}</p>
          </EmptyState>
        )}
      </div>
      <Pagination next={next} />
      {invitations.length > 0 && (
        <Section title={t('identity:staff.invitations')}>
          <InvitationTable base={base} invitations={invitations} />
        </Section>
      )}
    </StaffPage>
  );
}
