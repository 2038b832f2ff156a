import type { Role } from '#platform/access';
import { Button, ButtonRow, SelectField, TextField, useView } from '#platform/ui';
import { roleScopes } from '../model.ts';

/** Something a role can be limited to: a town, an organisation, a team … */
export interface ScopeChoice {
  readonly value: string;
  readonly label: string;
}

/** First step: which role. A form of its own, because the next fields depend on the answer. */
export function RoleQuestion({ action, roles, chosen }: { action: string; roles: readonly Role[]; chosen?: Role | undefined }) {
  const { t } = useView();
  return (
    <form class="dk-form" method="get" action={action}>
      <SelectField
        name="rolle"
        label={t('identity:staff.role')}
        required
        options={roles.map((role) => ({ value: role, label: t(`identity:role.${role}`) }))}
        {...(chosen ? { value: chosen } : {})}
      />
      <ButtonRow>
        <Button look="secondary">{t('identity:staff.role.choose')}</Button>
      </ButtonRow>
    </form>
  );
}

/** What the chosen role is limited to: from a list when the house knows one, otherwise by its key. */
export function ScopeField({ role, choices }: { role: Role; choices: readonly ScopeChoice[] | undefined }) {
  const { t } = useView();
  const { kinds, required } = roleScopes[role];
  const kind = kinds[0];
  if (!kind) return null;
  const label = t(`identity:staff.scope.${kind}`);
  const hint = t(required ? 'identity:staff.scope.required' : 'identity:staff.scope.optional');
  if (choices) return <SelectField name="scope" label={label} hint={hint} options={choices} required={required} />;
  return (
    <TextField
      name="scope"
      label={label}
      hint={`${hint} ${t(`identity:staff.scope.${kind}.hint`)}`}
      required={required}
      maxLength={100}
    />
  );
}
