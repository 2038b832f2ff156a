import type { Role } from '#platform/access';
import {
  Alert,
  Button,
  ButtonRow,
  Confirm,
  DescriptionList,
  Form,
  LinkButton,
  PageHeader,
  Section,
  StaffPage,
  Table,
  useView,
} from '#platform/ui';
import type { Person } from '../accounts.ts';
import type { FormState } from './parts.tsx';
import { GrantText } from './staff-list.tsx';
import { RoleQuestion, type ScopeChoice, ScopeField } from './staff-role-fields.tsx';

export interface PersonPageProps extends FormState {
  readonly base: string;
  readonly person: Person;
  /** Roles the caller may give and take. */
  readonly roles: readonly Role[];
  /** The role about to be granted. */
  readonly role: Role | undefined;
  readonly choices: readonly ScopeChoice[] | undefined;
  /** Names of the scopes, by `<kind> <id>`. */
  readonly scopeNames: ReadonlyMap<string, string>;
  /** One's own account cannot be managed by oneself. */
  readonly own: boolean;
}

function RoleTable({ base, person, roles, scopeNames, own }: PersonPageProps) {
  const { t, language } = useView();
  const day = new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', timeZone: 'Europe/Berlin' });
  return (
    <Table
      caption={t('identity:staff.roles')}
      captionHidden
      rows={person.roles}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'role',
          label: t('identity:staff.role'),
          rowHeader: true,
          cell: (row) => <GrantText grant={row} names={scopeNames} />,
        },
        { key: 'since', label: t('identity:staff.roles.since'), cell: (row) => day.format(row.grantedAt) },
        {
          key: 'revoke',
          label: t('identity:staff.roles.revoke'),
          cell: (row) =>
            !own && roles.includes(row.role) ? (
              <Form id={`role-${row.id}`} action={`${base}/${person.account.id}/rollen/${row.id}/entziehen`} plain>
                <Button look="tertiary" small label={`${t('identity:staff.roles.revoke')}: ${t(`identity:role.${row.role}`)}`}>
                  {t('identity:staff.roles.revoke')}
                </Button>
              </Form>
            ) : (
              '–'
            ),
        },
      ]}
    />
  );
}

function GrantSection({ base, person, roles, role, choices, values = {}, errors = {} }: PersonPageProps) {
  const { t } = useView();
  const address = `${base}/${person.account.id}`;
  return (
    <Section title={t('identity:staff.grant')} id="rolle">
      <RoleQuestion action={`${address}#rolle`} roles={roles} chosen={role} />
      {role && (
        <div class="dk-section">
          <Form action={`${address}/rollen`} values={values} errors={errors} hidden={{ rolle: role }}>
            <ScopeField role={role} choices={choices} />
            <ButtonRow>
              <Button>{t('identity:staff.grant.button', { role: t(`identity:role.${role}`) })}</Button>
            </ButtonRow>
          </Form>
        </div>
      )}
    </Section>
  );
}

export function PersonPage(props: PersonPageProps) {
  const { t } = useView();
  const { base, person, own } = props;
  const { account, factors } = person;
  const factor = [factors.totp && t('identity:profile.app'), factors.passkeys > 0 && t('identity:profile.passkeys')]
    .filter(Boolean)
    .join(', ');
  return (
    <StaffPage
      title={account.name}
      breadcrumb={[{ label: t('identity:staff.people.title'), href: base }, { label: account.name }]}
    >
      <PageHeader title={<bdi>{account.name}</bdi>} />
      <DescriptionList
        items={[
          { term: t('identity:field.email'), value: <bdi>{account.email}</bdi> },
          { term: t('identity:staff.secondFactor'), value: factor || t('identity:staff.no') },
        ]}
      />
      <Section title={t('identity:staff.roles')}>
        <RoleTable {...props} />
      </Section>
      {own ? (
        <Alert kind="info">
          <p>{t('identity:staff.ownAccount')}</p>
        </Alert>
      ) : (
        <>
          <GrantSection {...props} />
          <Section title={t('identity:staff.more')}>
            <ButtonRow>
              {factor && (
                <LinkButton href={`${base}/${account.id}/zweiter-faktor`}>{t('identity:staff.removeFactors')}</LinkButton>
              )}
              <LinkButton href={`${base}/${account.id}/sperren`}>{t('identity:staff.deactivate')}</LinkButton>
            </ButtonRow>
          </Section>
        </>
      )}
    </StaffPage>
  );
}

/** Asks before an account is closed or loses its second factor. */
export function PersonConfirmPage({
  base,
  person,
  what,
  fault,
}: {
  base: string;
  person: Person;
  what: 'deactivate' | 'removeFactors';
  fault?: string;
}) {
  const { t } = useView();
  const { name, id } = person.account;
  const path = what === 'deactivate' ? 'sperren' : 'zweiter-faktor';
  return (
    <StaffPage
      title={t(`identity:staff.${what}`)}
      breadcrumb={[
        { label: t('identity:staff.people.title'), href: base },
        { label: name, href: `${base}/${id}` },
        { label: t(`identity:staff.${what}`) },
      ]}
    >
      {fault && (
        <Alert kind="danger" live>
          <p>{fault}</p>
        </Alert>
      )}
      <Confirm
        question={t(`identity:staff.${what}.question`, { name })}
        action={`${base}/${id}/${path}`}
        confirmLabel={t(`identity:staff.${what}`)}
        cancelHref={`${base}/${id}`}
        danger
      >
        <p>{t(`identity:staff.${what}.text`)}</p>
      </Confirm>
    </StaffPage>
  );
}
