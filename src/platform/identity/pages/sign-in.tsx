import { Alert, Button, ButtonRow, EmailField, Form, Section, useView } from '#platform/ui';
import { AccountPage, CurrentPassword, type FormState, PasskeyForm } from './parts.tsx';

export interface SignInPageProps extends FormState {
  /** Where to go afterwards; checked. */
  readonly next: string;
  /** Name of the sign-on server, when there is one. */
  readonly signOn: string | undefined;
  /** Too many wrong tries. */
  readonly locked?: boolean;
}

export function SignInPage({ next, signOn, locked = false, values = {}, errors = {} }: SignInPageProps) {
  const { t } = useView();
  return (
    <AccountPage title={t('identity:signIn.title')} lead={t('identity:signIn.lead')} scripts={['passkey']}>
      {locked && (
        <Alert kind="warning" title={t('identity:signIn.locked.title')} live>
          <p>{t('identity:signIn.locked.text')}</p>
        </Alert>
      )}
      <Form action="/konto/anmelden" values={values} errors={errors} hidden={{ weiter: next }}>
        <EmailField name="email" label={t('identity:field.email')} autocomplete="username" required />
        <CurrentPassword />
        <ButtonRow>
          <Button>{t('identity:signIn.button')}</Button>
          <a href="/konto/passwort-vergessen">{t('identity:signIn.forgot')}</a>
        </ButtonRow>
      </Form>
      <Section title={t('identity:signIn.other')}>
        <PasskeyForm
          use="get"
          action="/konto/passkey/anmelden"
          optionsPath="/konto/passkey/anmelden/optionen"
          hidden={{ weiter: next }}
          button={t('identity:signIn.passkey')}
        />
        {signOn && (
          <Form id="sign-on" action="/konto/anmelden/oidc" hidden={{ weiter: next }} plain>
            <Button look="secondary">{t('identity:signIn.signOn.button', { name: signOn })}</Button>
          </Form>
        )}
        <p>{t('identity:signIn.noAccount')}</p>
      </Section>
    </AccountPage>
  );
}
