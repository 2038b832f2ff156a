import { Button, ButtonRow, EmailField, Form, LinkButton, useView } from '#platform/ui';
import { resetHours } from '../model.ts';
import { AccountPage, type FormState, NewPassword } from './parts.tsx';

export function ForgotPage({ values = {}, errors = {} }: FormState) {
  const { t } = useView();
  return (
    <AccountPage title={t('identity:forgot.title')} lead={t('identity:forgot.lead')}>
      <Form action="/konto/passwort-vergessen" values={values} errors={errors}>
        <EmailField name="email" label={t('identity:field.email')} autocomplete="username" required />
        <ButtonRow>
          <Button>{t('identity:forgot.button')}</Button>
        </ButtonRow>
      </Form>
    </AccountPage>
  );
}

/** The same for every address. */
export function ForgotSentPage() {
  const { t } = useView();
  return (
    <AccountPage title={t('identity:forgot.sent.title')} lead={t('identity:forgot.sent.text', { count: resetHours })}>
      <LinkButton href="/konto/anmelden">{t('identity:toSignIn')}</LinkButton>
    </AccountPage>
  );
}

export function ResetPage({ token, values = {}, errors = {} }: FormState & { token: string }) {
  const { t } = useView();
  return (
    <AccountPage title={t('identity:reset.title')} lead={t('identity:reset.lead')}>
      <Form action="/konto/passwort-neu" values={values} errors={errors} hidden={{ token }}>
        <NewPassword />
        <ButtonRow>
          <Button>{t('identity:reset.button')}</Button>
        </ButtonRow>
      </Form>
    </AccountPage>
  );
}

/** A link from a mail that does nothing any more, and what to do instead. */
export function LinkOverPage({ kind }: { kind: 'reset' | 'invitation' }) {
  const { t } = useView();
  return (
    <AccountPage title={t('identity:linkOver.title')} lead={t(`identity:linkOver.${kind}`)}>
      {kind === 'reset' ? (
        <LinkButton look="primary" href="/konto/passwort-vergessen">
          {t('identity:linkOver.again')}
        </LinkButton>
      ) : (
        <LinkButton href="/konto/anmelden">{t('identity:toSignIn')}</LinkButton>
      )}
    </AccountPage>
  );
}
