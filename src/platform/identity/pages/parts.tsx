import type { ComponentChildren } from 'preact';
import { Button, ButtonRow, type Crumb, Form, type FormErrors, PageHeader, PublicPage, TextField, useView } from '#platform/ui';
import { maxPasswordLength, minPasswordLength } from '../model.ts';

/** What a form page shows again after a rejected post; passwords and codes never come back. */
export interface FormState {
  readonly values?: Readonly<Record<string, string | string[]>>;
  readonly errors?: FormErrors;
}

export interface AccountPageProps {
  readonly title: string;
  readonly lead?: ComponentChildren;
  readonly scripts?: readonly string[];
  readonly breadcrumb?: readonly Crumb[];
  readonly children: ComponentChildren;
}

/** A page about one's own account: outside of the districts, out of search engines. */
export function AccountPage({ title, lead, scripts = [], breadcrumb, children }: AccountPageProps) {
  return (
    <PublicPage title={title} hidden scripts={['enhance-forms', ...scripts]} {...(breadcrumb ? { breadcrumb } : {})}>
      <PageHeader title={title} lead={lead} />
      {children}
    </PublicPage>
  );
}

/** The password one has; browsers fill it in. */
export function CurrentPassword({ name = 'password', hint }: { name?: string; hint?: string }) {
  const { t } = useView();
  return (
    <TextField
      type="password"
      name={name}
      label={t('identity:field.password')}
      autocomplete="current-password"
      maxLength={maxPasswordLength}
      required
      {...(hint ? { hint } : {})}
    />
  );
}

/** Tells password managers whose password is asked for. */
export function Username({ email }: { email: string }) {
  return <input type="text" name="username" autocomplete="username" value={email} readOnly hidden />;
}

/** A password to be; browsers offer one. */
export function NewPassword({ name = 'password' }: { name?: string }) {
  const { t } = useView();
  return (
    <TextField
      type="password"
      name={name}
      label={t('identity:field.newPassword')}
      hint={t('identity:field.newPassword.hint', { count: minPasswordLength })}
      autocomplete="new-password"
      maxLength={maxPasswordLength}
      required
    />
  );
}

export interface PasskeyFormProps {
  /** Sign in with one, or make one. */
  readonly use: 'get' | 'create';
  readonly action: string;
  readonly optionsPath: string;
  readonly hidden?: Readonly<Record<string, string>>;
  readonly button: string;
  readonly children?: ComponentChildren;
}

/**
 * A passkey needs the browser's own dialog, hence JavaScript: `src/client/passkey.ts` shows this form, fills in the
 * device's answer and posts it like any other form.
 */
export function PasskeyForm({ use, action, optionsPath, hidden = {}, button, children }: PasskeyFormProps) {
  const { t } = useView();
  return (
    <div
      data-passkey={use}
      data-options={optionsPath}
      data-cancelled={t('identity:passkey.cancelled')}
      data-failed={t('identity:passkey.failed')}
      hidden
    >
      <Form id={`passkey-${use}`} action={action} hidden={{ ...hidden, response: '' }} plain>
        <div class="dk-form">
          {children}
          <ButtonRow>
            <Button look="secondary">{button}</Button>
          </ButtonRow>
          <p role="status" data-passkey-status />
        </div>
      </Form>
    </div>
  );
}
