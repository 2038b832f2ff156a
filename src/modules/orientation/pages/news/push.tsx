import { interfaceLanguages } from '#platform/i18n';
import {
  Alert,
  Button,
  ButtonRow,
  CheckboxGroup,
  type Crumb,
  Form,
  type FormErrors,
  type FormValues,
  LinkList,
  type Option,
  PageHeader,
  Prose,
  PublicPage,
  Section,
  SelectField,
  useView,
} from '#platform/ui';
import { newsChannels } from '../../model/news/news.ts';

export interface PushPageProps {
  /** Address of all news. */
  readonly base: string;
  readonly towns: readonly Option[];
  /** By which the browser knows who sends. */
  readonly publicKey: string;
  readonly privacyHref: string;
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly breadcrumb: readonly Crumb[];
}

/** What the script says in the visitor's language. */
const spoken = ['on', 'off', 'denied', 'failed', 'choose_channel'] as const;

/** Messages on the device: what one agrees to, and the form, which only a browser with script and push service can send. */
export function PushPageView({ base, towns, publicKey, privacyHref, values, errors, breadcrumb }: PushPageProps) {
  const { t } = useView();
  const here = `${base}/mitteilungen`;
  const texts = Object.fromEntries(spoken.map((key) => [`data-${key.replace('_', '-')}`, t(`orientation:push.${key}`)]));
  return (
    <PublicPage
      title={t('orientation:push.title')}
      description={t('orientation:push.lead')}
      breadcrumb={breadcrumb}
      scripts={['push-subscribe']}
      hidden
    >
      <PageHeader title={t('orientation:push.title')} lead={t('orientation:push.lead')} />
      <Prose>
        <h2>{t('orientation:push.consent')}</h2>
        <ul>
          {(['free', 'stored', 'service', 'sealed', 'until'] as const).map((key) => (
            <li key={key}>{t(`orientation:push.consent.${key}`)}</li>
          ))}
        </ul>
        <p>
          <a href={privacyHref}>{t('orientation:push.privacy')}</a>
        </p>
      </Prose>
      <Section title={t('orientation:push.choose')} id="auswahl">
        <div data-push-unable={Object.keys(errors).length ? undefined : ''}>
          <Alert kind="info">
            <p>{t('orientation:push.unable')}</p>
            <p>
              <a href={`${base}/feed.atom`}>{t('orientation:news.feed')}</a>
            </p>
          </Alert>
        </div>
        <div data-push={publicKey} data-leave={`${here}/abbestellen`} hidden={!Object.keys(errors).length} {...texts}>
          <Form action={here} values={values} errors={errors}>
            <CheckboxGroup
              name="channels"
              label={t('orientation:push.channels')}
              required
              options={newsChannels.map((value) => ({
                value,
                label: t(`orientation:news.channel.${value}`),
                hint: t(`orientation:push.channel.${value}`),
              }))}
            />
            <SelectField name="town" label={t('orientation:news.town')} empty={t('orientation:news.all_towns')} options={towns} />
            <SelectField
              name="language"
              label={t('orientation:push.language')}
              hint={t('orientation:push.language_hint')}
              empty={false}
              required
              options={interfaceLanguages.map(({ tag, autonym, htmlLang, dir }) => ({
                value: tag,
                label: autonym,
                lang: htmlLang,
                dir,
              }))}
            />
            <input type="hidden" name="endpoint" />
            <input type="hidden" name="p256dh" />
            <input type="hidden" name="auth" />
            <ButtonRow>
              <Button>{t('orientation:push.subscribe')}</Button>
              <Button type="button" look="secondary" name="leave">
                {t('orientation:push.unsubscribe')}
              </Button>
            </ButtonRow>
            <p role="status" data-push-status></p>
          </Form>
        </div>
      </Section>
      <LinkList items={[{ icon: 'back', label: t('orientation:news.all'), href: base }]} />
    </PublicPage>
  );
}
