import { Alert, Button, ButtonRow, Form, LinkButton, Panel, Section, TagList, TextField, useView } from '#platform/ui';
import type { Grant } from '../model.ts';
import { AccountPage, type FormState, NewPassword, Username } from './parts.tsx';

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

function NewAccountForm({ token, email, values = {}, errors = {} }: InvitationPageProps) {
  const { t } = useView();
  return (
    <Form action="/konto/einladung" values={values} errors={errors} hidden={{ token }}>
      <Username email={email} />
      <TextField
        name="name"
        label={t('identity:field.name')}
        hint={t('identity:field.name.hint')}
        autocomplete="name"
        maxLength={200}
        required
      />
      <NewPassword />
      <ButtonRow>
        <Button>{t('identity:invitation.accept')}</Button>
      </ButtonRow>
    </Form>
  );
}

export function InvitationPage(props: InvitationPageProps) {
  const { token, district, email, grants, step, signOn, otherAccount } = props;
  const { t } = useView();
  const next = `/konto/einladung?token=${token}`;
  return (
    <AccountPage title={t('identity:invitation.title', { district })} lead={t('identity:invitation.lead', { email })}>
      <Panel title={t('identity:invitation.roles')}>
        <TagList tags={[...new Set(grants.map((grant) => t(`identity:role.${grant.role}`)))]} />
      </Panel>
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
          <ButtonRow>
            <Button>{t('identity:invitation.accept')}</Button>
          </ButtonRow>
        </Form>
      )}
      {signOn && step !== 'confirm' && (
        <Section title={t('identity:signIn.other')}>
          <Form id="sign-on" action="/konto/anmelden/oidc" hidden={{ weiter: next, einladung: token }} plain>
            <Button look="secondary">{t('identity:signIn.signOn.button', { name: signOn })}</Button>
          </Form>
        </Section>
      )}
    </AccountPage>
  );
}
