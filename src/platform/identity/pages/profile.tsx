import { type InterfaceLanguage, interfaceLanguages } from '#platform/i18n';
import { Alert, Badge, Button, ButtonRow, Form, LinkButton, Section, SelectField, Table, TextField, useView } from '#platform/ui';
import { browserName } from '../model.ts';
import type { Account, Factors } from '../store.ts';
import type { OpenSession, Passkey } from '../store-lists.ts';
import { AccountPage, CurrentPassword, type FormState, NewPassword, PasskeyForm, Username } from './parts.tsx';

/** The forms of the page; a rejected one is shown with its errors. */
export type ProfileForm = 'profile' | 'password' | 'codes' | 'off' | 'passkey';

export interface ProfilePageProps {
  readonly account: Account;
  readonly factors: Factors;
  readonly passkeys: readonly Passkey[];
  readonly sessions: readonly OpenSession[];
  readonly currentSession: string;
  readonly rejected?: (FormState & { readonly form: ProfileForm }) | undefined;
}

const stateOf = ({ rejected }: ProfilePageProps, form: ProfileForm): FormState => (rejected?.form === form ? rejected : {});

const day = (date: Date, language: InterfaceLanguage) =>
  new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Berlin' }).format(date);

function ProfileSection(props: ProfilePageProps) {
  const { t } = useView();
  const { account } = props;
  const languages = interfaceLanguages.map(({ tag, autonym, htmlLang, dir }) => ({
    value: tag,
    label: autonym,
    lang: htmlLang,
    dir,
  }));
  return (
    <Form id="profile" action="/konto" values={{ name: account.name, language: account.language }} {...stateOf(props, 'profile')}>
      <TextField
        name="name"
        label={t('identity:field.name')}
        hint={t('identity:field.name.hint')}
        autocomplete="name"
        maxLength={200}
        required
      />
      <SelectField name="language" label={t('identity:field.language')} options={languages} empty={false} required />
      <ButtonRow>
        <Button>{t('identity:save')}</Button>
      </ButtonRow>
    </Form>
  );
}

function PasswordSection(props: ProfilePageProps) {
  const { t } = useView();
  return (
    <Section title={t('identity:profile.password')} id="passwort">
      <Form id="password" action="/konto/passwort" {...stateOf(props, 'password')}>
        <Username email={props.account.email} />
        <CurrentPassword name="current" />
        <NewPassword />
        <ButtonRow>
          <Button>{t('identity:profile.password.button')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  );
}

function AppSection(props: ProfilePageProps) {
  const { t } = useView();
  const { factors } = props;
  return (
    <Section title={t('identity:profile.app')} id="zweiter-faktor">
      <p>{t(factors.totp ? 'identity:profile.app.on' : 'identity:profile.app.off')}</p>
      {factors.totp ? (
        <>
          <Form id="codes" action="/konto/zweiter-faktor/codes" {...stateOf(props, 'codes')}>
            <Username email={props.account.email} />
            {factors.password && <CurrentPassword />}
            <ButtonRow>
              <Button look="secondary">{t('identity:profile.app.newCodes')}</Button>
            </ButtonRow>
          </Form>
          <Form id="off" action="/konto/zweiter-faktor/aus" {...stateOf(props, 'off')}>
            <Username email={props.account.email} />
            {factors.password && <CurrentPassword />}
            <ButtonRow>
              <Button look="danger">{t('identity:profile.app.disable')}</Button>
            </ButtonRow>
          </Form>
        </>
      ) : (
        <ButtonRow>
          <LinkButton href="/konto/zweiter-faktor?weiter=/konto">{t('identity:profile.app.enable')}</LinkButton>
        </ButtonRow>
      )}
    </Section>
  );
}

function PasskeySection(props: ProfilePageProps) {
  const { t, language } = useView();
  const { passkeys } = props;
  const { errors } = stateOf(props, 'passkey');
  return (
    <Section title={t('identity:profile.passkeys')} id="passkeys">
      <p>{t('identity:profile.passkeys.text')}</p>
      {errors && (
        <Alert kind="danger" live>
          {Object.values(errors).map((message) => (
            <p key={message}>{message}</p>
          ))}
        </Alert>
      )}
      <div class="dk-form">
        {passkeys.map(({ id, name, createdAt }) => {
          const shown = name ?? t('identity:profile.passkeys.unnamed');
          return (
            <Form key={id} id={`passkey-${id}`} action={`/konto/passkeys/${id}`} values={{ name: shown }} plain>
              <div class="dk-form">
                <TextField
                  name="name"
                  label={t('identity:profile.passkeys.name', { date: day(createdAt, language) })}
                  maxLength={60}
                  required
                />
                <ButtonRow>
                  <Button look="secondary" name="do" value="rename" label={`${t('identity:profile.passkeys.rename')}: ${shown}`}>
                    {t('identity:profile.passkeys.rename')}
                  </Button>
                  <Button look="danger" name="do" value="remove" label={`${t('identity:remove')}: ${shown}`}>
                    {t('identity:remove')}
                  </Button>
                </ButtonRow>
              </div>
            </Form>
          );
        })}
        <noscript>
          <p>{t('identity:profile.passkeys.noScript')}</p>
        </noscript>
        <PasskeyForm
          use="create"
          action="/konto/passkeys"
          optionsPath="/konto/passkeys/optionen"
          button={t('identity:profile.passkeys.add')}
        >
          <TextField name="name" label={t('identity:profile.passkeys.newName')} maxLength={60} />
        </PasskeyForm>
      </div>
    </Section>
  );
}

function SessionSection({ sessions, currentSession }: ProfilePageProps) {
  const { t, language } = useView();
  return (
    <Section title={t('identity:profile.sessions')} id="sitzungen">
      <Table
        caption={t('identity:profile.sessions')}
        captionHidden
        rows={sessions}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'browser',
            label: t('identity:profile.sessions.browser'),
            rowHeader: true,
            cell: (row) => <bdi>{browserName(row.userAgent) ?? t('identity:profile.sessions.unknown')}</bdi>,
          },
          { key: 'since', label: t('identity:profile.sessions.since'), cell: (row) => day(row.createdAt, language) },
          {
            key: 'end',
            label: t('identity:profile.sessions.end'),
            cell: (row) =>
              row.id === currentSession ? (
                <Badge kind="info">{t('identity:profile.sessions.this')}</Badge>
              ) : (
                <Form id={`session-${row.id}`} action="/konto/sitzungen" hidden={{ session: row.id }} plain>
                  <Button look="tertiary" small label={`${t('identity:profile.sessions.end')}: ${day(row.createdAt, language)}`}>
                    {t('identity:profile.sessions.end')}
                  </Button>
                </Form>
              ),
          },
        ]}
      />
      {sessions.length > 1 && (
        <Form id="sessions" action="/konto/sitzungen" hidden={{ session: 'others' }} plain>
          <Button look="secondary">{t('identity:profile.sessions.endOthers')}</Button>
        </Form>
      )}
    </Section>
  );
}

export function ProfilePage(props: ProfilePageProps) {
  const { t } = useView();
  return (
    <AccountPage
      title={t('identity:profile.title')}
      lead={<bdi>{props.account.email}</bdi>}
      scripts={['passkey']}
      breadcrumb={[{ label: t('identity:districts.title'), href: '/konto/' }, { label: t('identity:profile.title') }]}
    >
      <ProfileSection {...props} />
      {props.factors.password && <PasswordSection {...props} />}
      <AppSection {...props} />
      <PasskeySection {...props} />
      <SessionSection {...props} />
    </AccountPage>
  );
}
