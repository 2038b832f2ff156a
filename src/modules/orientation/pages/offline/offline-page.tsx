import {
  Alert,
  appIcon,
  ButtonRow,
  type Crumb,
  LinkButton,
  PageHeader,
  Panel,
  Prose,
  PublicPage,
  Section,
  useView,
} from '#platform/ui';

export interface OfflinePageProps {
  readonly breadcrumb: readonly Crumb[];
  /** `/{district}/{language}`. */
  readonly scope: string;
  /** The whole guide as a file, for devices that cannot keep pages. */
  readonly guideHref: string;
  readonly kioskHref: string;
}

/** Every text that the script shows, where it finds it. */
const said = [
  'keep',
  'update',
  'working',
  'kept',
  'current',
  'newer',
  'away',
  'full',
  'failed',
  'removed',
  'pictures',
  'remove',
  'open',
] as const;

/** Keeps the guide on the visitor's device, because they ask for it here, and says what that needs. */
export function OfflinePage({ breadcrumb, scope, guideHref, kioskHref }: OfflinePageProps) {
  const { t, language, district } = useView();
  const texts = Object.fromEntries(
    said.map((name) => [
      `data-${name}`,
      t(`orientation:offline.say.${name}`, {
        day: '{day}',
        pages: '{pages}',
        size: '{size}',
        free: '{free}',
        missing: '{missing}',
      }),
    ]),
  );
  return (
    <PublicPage
      title={t('orientation:offline.title')}
      description={t('orientation:offline.lead')}
      breadcrumb={breadcrumb}
      scripts={['offline']}
    >
      <PageHeader title={t('orientation:offline.title')} lead={t('orientation:offline.lead')} />
      <div
        class="dk-offline"
        data-offline={scope}
        data-locale={language.locale}
        data-name={`${district?.name} · ${language.autonym}`}
        {...texts}
        hidden
      >
        <p class="dk-offline__status" role="status" data-offline-status />
        <progress class="dk-offline__progress" data-offline-progress aria-label={t('orientation:offline.say.working')} hidden />
        <ButtonRow>
          <button type="button" class="kern-btn kern-btn--primary" data-offline-keep>
            <span class="kern-label">{t('orientation:offline.say.keep')}</span>
          </button>
          <button type="button" class="kern-btn kern-btn--secondary" data-offline-install hidden>
            <span class="kern-label">{t('orientation:offline.install')}</span>
          </button>
        </ButtonRow>
        <section class="dk-offline__kept" aria-labelledby="auf-diesem-geraet" data-offline-list hidden>
          <h2 id="auf-diesem-geraet">{t('orientation:offline.on_device')}</h2>
          <ul />
        </section>
      </div>
      <div data-offline-unable>
        <Alert kind="info">
          <p>{t('orientation:offline.unable')}</p>
        </Alert>
        <p>
          <LinkButton href={guideHref} look="secondary">
            {t('orientation:search.guide')}
          </LinkButton>
        </p>
      </div>
      <Section title={t('orientation:offline.what')}>
        <Prose>
          <ul>
            <li>{t('orientation:offline.what_pages')}</li>
            <li>{t('orientation:offline.what_language')}</li>
            <li>{t('orientation:offline.what_size')}</li>
            <li>{t('orientation:offline.what_update')}</li>
            <li>{t('orientation:offline.what_private')}</li>
          </ul>
        </Prose>
      </Section>
      <Section title={t('orientation:offline.app')}>
        <div class="dk-offline__app">
          {district && <img src={appIcon(district, '192')} alt="" width="72" height="72" loading="lazy" />}
          <p>{t('orientation:offline.app_text')}</p>
        </div>
      </Section>
      <Panel title={t('orientation:kiosk.title')}>
        <p>{t('orientation:kiosk.about')}</p>
        <p>
          <a href={kioskHref}>{t('orientation:kiosk.open')}</a>
        </p>
      </Panel>
    </PublicPage>
  );
}
