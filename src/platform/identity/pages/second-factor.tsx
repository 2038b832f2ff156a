import { Alert, Button, ButtonRow, Form, LinkButton, Panel, Section, TextField, useView } from '#platform/ui';
import type { TotpSecret } from '../second-factor.ts';
import { AccountPage, CurrentPassword, type FormState, PasskeyForm, Username } from './parts.tsx';
import { QrCode } from './qr-code.tsx';

function CodeField({ hint }: { hint: string }) {
  const { t } = useView();
  return (
    <TextField
      name="code"
      label={t('identity:field.code')}
      hint={hint}
      autocomplete="one-time-code"
      maxLength={20}
      width="medium"
      required
    />
  );
}

export interface CodePageProps extends FormState {
  readonly next: string;
  readonly totp: boolean;
  readonly passkeys: boolean;
  readonly locked?: boolean;
}

/** Asks for the second factor, after the password or within a session. */
export function CodePage({ next, totp, passkeys, locked = false, values = {}, errors = {} }: CodePageProps) {
  const { t } = useView();
  return (
    <AccountPage
      title={t('identity:code.title')}
      lead={t(totp ? 'identity:code.lead' : 'identity:code.leadPasskey')}
      scripts={['passkey']}
    >
      {locked && (
        <Alert kind="warning" title={t('identity:signIn.locked.title')} live>
          <p>{t('identity:signIn.locked.text')}</p>
        </Alert>
      )}
      {totp && (
        <Form action="/konto/zweiter-faktor" values={values} errors={errors} hidden={{ weiter: next }}>
          <CodeField hint={t('identity:code.hint')} />
          <ButtonRow>
            <Button>{t('identity:code.button')}</Button>
          </ButtonRow>
        </Form>
      )}
      <Section title={t('identity:signIn.other')}>
        {passkeys && (
          <PasskeyForm
            use="get"
            action="/konto/passkey/anmelden"
            optionsPath="/konto/passkey/anmelden/optionen"
            hidden={{ weiter: next }}
            button={t('identity:code.passkey')}
          />
        )}
        <p>{t('identity:code.lost')}</p>
      </Section>
    </AccountPage>
  );
}

export interface SetUpPageProps extends FormState {
  readonly next: string;
  /** A role demands it. */
  readonly compulsory: boolean;
  /** Absent for accounts that sign on elsewhere. */
  readonly password: boolean;
  readonly email: string;
}

/** First step of the set-up: what it is, and the password once more. */
export function SetUpPage({ next, compulsory, password, email, values = {}, errors = {} }: SetUpPageProps) {
  const { t } = useView();
  return (
    <AccountPage title={t('identity:setUp.title')} lead={t('identity:setUp.lead')}>
      <Form action="/konto/zweiter-faktor/einrichten" values={values} errors={errors} hidden={{ weiter: next }}>
        {compulsory && (
          <Alert kind="info">
            <p>{t('identity:setUp.compulsory')}</p>
          </Alert>
        )}
        <Username email={email} />
        {password && <CurrentPassword hint={t('identity:setUp.passwordHint')} />}
        <ButtonRow>
          <Button>{t('identity:setUp.begin')}</Button>
        </ButtonRow>
      </Form>
    </AccountPage>
  );
}

export interface AppPageProps extends FormState {
  readonly next: string;
  readonly totp: TotpSecret;
}

/** Second step: the secret for the app, as a picture and for typing, and the first code. */
export function AppPage({ next, totp, values = {}, errors = {} }: AppPageProps) {
  const { t } = useView();
  return (
    <AccountPage title={t('identity:setUp.title')} lead={t('identity:setUp.scan')}>
      <Form action="/konto/zweiter-faktor/bestaetigen" values={values} errors={errors} hidden={{ weiter: next }}>
        <div>
          <QrCode text={totp.uri} label={t('identity:setUp.qr')} />
        </div>
        <p>
          {t('identity:setUp.manual')} <code dir="ltr">{totp.secret.match(/.{1,4}/g)?.join(' ')}</code>
        </p>
        <CodeField hint={t('identity:setUp.codeHint')} />
        <ButtonRow>
          <Button>{t('identity:setUp.finish')}</Button>
        </ButtonRow>
      </Form>
    </AccountPage>
  );
}

/** Last step: the backup codes, shown this once. */
export function BackupCodesPage({ next, codes }: { next: string; codes: readonly string[] }) {
  const { t } = useView();
  return (
    <AccountPage title={t('identity:backup.title')} lead={t('identity:backup.lead')}>
      <Panel>
        <ul dir="ltr">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
      </Panel>
      <ButtonRow>
        <LinkButton look="primary" href={next}>
          {t('identity:backup.done')}
        </LinkButton>
      </ButtonRow>
    </AccountPage>
  );
}
