import { Alert, Button, Form, LinkButton, Section, TextField, useView } from '#platform/ui';
import type { Grant } from '../model.ts';
import { AccountPage, type FormState, NewPassword } from './parts.tsx';

export interface InvitationPageProps extends FormState {
  readonly token: string;
  readonly district: string;
  readonly email: string;
  readonly grants: readonly Grant[];
  readonly step: 'new' | 'sign-in' | 'confirm';
  readonly signOn: string | undefined;
  /** Somebody else is signed in in this browser. */
  readonly otherAccount: boolean;
}

function NewAccountForm({ token, values = {}, errors = {} }: InvitationPageProps) {
  const { t } = useView();
  return (
    <Form action="/konto/einladung" values={values} errors={errors} hidden={{ token }}>
      <TextField
        name="name"
        label={t('identity:field.name')}
        hint={t('identity:field.name.hint')}
        autocomplete="name"
        maxLength={200}
        required
      />
      <NewPassword />
      <Button>{t('identity:invitation.accept')}</Button>
    </Form>
  );
}

export function InvitationPage(props: InvitationPageProps) {
  const { token, district, email, grants, step, signOn, otherAccount } = props;
  const { t } = useView();
  const next = `/konto/einladung?token=${token}`;
  return (
    <AccountPage title={t('identity:invitation.title', { district })} lead={t('identity:invitation.lead', { email })}>
      <p>{t('identity:invitation.roles')}</p>
      <ul>
        {grants.map((grant) => (
          <li key={`${grant.role} ${grant.scope?.id}`}>{t(`identity:role.${grant.role}`)}</li>
        ))}
      </ul>
      {step === 'new' && <NewAccountForm {...props} />}
      {step === 'sign-in' && (
        <Alert kind="info">
          <p>{t(otherAccount ? 'identity:invitation.otherAccount' : 'identity:invitation.signInFirst', { email })}</p>
          <LinkButton look="primary" href={`/konto/anmelden?neu=1&weiter=${encodeURIComponent(next)}`}>
            {t('identity:toSignIn')}
          </LinkButton>
        </Alert>
      )}
      {step === 'confirm' && (
        <Form action="/konto/einladung" hidden={{ token }}>
          <Button>{t('identity:invitation.accept')}</Button>
        </Form>
      )}
      {signOn && step !== 'confirm' && (
        <Section title={t('identity:signIn.signOn.title')}>
          <Form id="sign-on" action="/konto/anmelden/oidc" hidden={{ weiter: next, einladung: token }} plain>
            <Button look="secondary">{t('identity:signIn.signOn.button', { name: signOn })}</Button>
          </Form>
        </Section>
      )}
    </AccountPage>
  );
}
