import type { Role } from '#platform/access';
import { interfaceLanguages } from '#platform/i18n';
import { Button, ButtonRow, EmailField, Form, PageHeader, Section, SelectField, StaffPage, useView } from '#platform/ui';
import type { FormState } from './parts.tsx';
import { RoleQuestion, type ScopeChoice, ScopeField } from './staff-role-fields.tsx';

export interface InvitePageProps extends FormState {
  readonly base: string;
  readonly roles: readonly Role[];
  readonly role: Role | undefined;
  readonly choices: readonly ScopeChoice[] | undefined;
}

export function InvitePage({ base, roles, role, choices, values = {}, errors = {} }: InvitePageProps) {
  const { t } = useView();
  const languages = interfaceLanguages.map(({ tag, autonym, htmlLang, dir }) => ({
    value: tag,
    label: autonym,
    lang: htmlLang,
    dir,
  }));
  return (
    <StaffPage
      title={t('identity:staff.invite')}
      breadcrumb={[{ label: t('identity:staff.people.title'), href: base }, { label: t('identity:staff.invite') }]}
    >
      <PageHeader title={t('identity:staff.invite')} lead={t('identity:staff.invite.lead')} />
      <RoleQuestion action={`${base}/einladen`} roles={roles} chosen={role} />
      {role && (
        <Section title={t(`identity:role.${role}`)}>
          <Form action={`${base}/einladen`} values={{ language: 'de', ...values }} errors={errors} hidden={{ rolle: role }}>
            <EmailField name="email" label={t('identity:field.email')} autocomplete="off" required />
            <ScopeField role={role} choices={choices} />
            <SelectField name="language" label={t('identity:staff.invite.language')} options={languages} empty={false} required />
            <ButtonRow>
              <Button>{t('identity:staff.invite.send')}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
    </StaffPage>
  );
}
