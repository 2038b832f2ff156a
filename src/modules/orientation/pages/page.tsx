import {
  Alert,
  Badge,
  Card,
  type Crumb,
  Day,
  ExternalLink,
  type IconLink,
  LinkList,
  PageHeader,
  Panel,
  Prose,
  PublicPage,
  Section,
  useView,
} from '#platform/ui';
import type { ShownPage } from '../service/guide/page-view.ts';
import { ContactLinks, Contents, PageLinks, Said, Terms } from './guide/parts.tsx';
import { TextBlocks } from './text.tsx';

/** What must be known of the text before one relies on it. */
export function Honesty({ view, linked = true }: { view: ShownPage; linked?: boolean }) {
  const { t } = useView();
  const { page, fallback, hrefs } = view;
  const german = linked && (
    <a href={hrefs.german} hreflang="de">
      {t('orientation:page.german')}
    </a>
  );
  return (
    <>
      {fallback && (
        <Alert kind="info">
          <p>{t('orientation:page.german_only')}</p>
        </Alert>
      )}
      {page.madeBy === 'machine' && (
        <Alert kind="info">
          <p>
            {t('orientation:page.machine')} {german}
          </p>
        </Alert>
      )}
      {page.outdated && (
        <Alert kind="warning">
          <p>
            {t('orientation:page.outdated')} {german}
          </p>
        </Alert>
      )}
      {page.confirmedOn === null && (
        <Alert kind="info">
          <p>
            <b>{t('orientation:page.confirm_title')}</b> {t('orientation:page.confirm_text')}
          </p>
        </Alert>
      )}
    </>
  );
}

export function Dates({ view }: { view: ShownPage }) {
  const { t } = useView();
  const { checkedOn, confirmedOn } = view.page;
  if (!checkedOn && !confirmedOn) return null;
  return (
    <p class="dk-page-dates">
      {checkedOn && (
        <span>
          {t('orientation:page.checked')} <Day day={checkedOn} />
        </span>
      )}
      {confirmedOn && (
        <span>
          {t('orientation:page.confirmed')} <Day day={confirmedOn} />
        </span>
      )}
    </p>
  );
}

/** The form itself, which is German; the explanations stand below. */
export function OfficialForm({ href }: { href: string }) {
  const { t } = useView();
  return (
    <p class="dk-official-form">
      <ExternalLink href={href}>{t('orientation:page.form')}</ExternalLink>
      <small>{t('orientation:page.form_note')}</small>
    </p>
  );
}

function Tools({ view }: { view: ShownPage }) {
  const { t } = useView();
  const { pdf, bilingual, branch, feedback } = view.hrefs;
  const items: IconLink[] = [
    { icon: 'download', label: t('orientation:page.pdf'), href: pdf },
    ...(bilingual ? [{ icon: 'download' as const, label: t('orientation:page.pdf_german'), href: bilingual }] : []),
    ...(branch ? [{ icon: 'download' as const, label: t('orientation:page.pdf_branch'), href: branch }] : []),
    { icon: 'edit', label: t('orientation:page.feedback'), href: feedback },
  ];
  return (
    <Panel title={t('orientation:page.tools')}>
      <LinkList items={items} />
      <div class="dk-print-button" data-print-place>
        <button type="button" class="kern-btn kern-btn--secondary" data-print hidden>
          <span class="kern-label">{t('ui:print.button')}</span>
        </button>
      </div>
    </Panel>
  );
}

function Organisation({ view }: { view: ShownPage }) {
  const { t } = useView();
  const { organisation } = view;
  if (!organisation) return null;
  return (
    <Panel title={t('orientation:page.responsible')}>
      <Card href={organisation.href} title={<Said words={organisation.name} />}>
        {organisation.address.length > 0 && <p>{organisation.address.map(({ text }) => text).join(', ')}</p>}
        {organisation.contacts.length > 0 && <ContactLinks contacts={organisation.contacts} />}
      </Card>
    </Panel>
  );
}

/** One page of the guide. */
export function GuidePageView({ view }: { view: ShownPage }) {
  const { t, district } = useView();
  const { page, title, summary, ground, children, beside, inTowns, terms, hasSteps } = view;
  const breadcrumb: Crumb[] = [
    { label: t('orientation:nav.guide'), href: view.hrefs.guide },
    ...view.above.map((one) => ({ label: one.title.text, href: one.href })),
    { label: page.title },
  ];
  return (
    <PublicPage
      title={page.title}
      description={page.summary}
      breadcrumb={breadcrumb}
      data={view.data}
      hidden={view.fallback}
      scripts={['print-button', ...(hasSteps ? ['guide-steps'] : []), ...(terms.length ? ['guide-terms'] : [])]}
    >
      <PageHeader
        title={<Said words={title} />}
        lead={summary.text ? <Said words={summary} /> : undefined}
        kicker={
          view.town === undefined ? undefined : <Badge kind="info">{t('orientation:page.town', { town: view.town })}</Badge>
        }
      />
      <div class="dk-guide">
        <div class="dk-guide__main">
          <Honesty view={view} />
          <Contents outline={view.outline} words={title} />
          <Prose {...(title.lang ? { lang: title.lang, dir: title.dir ?? 'ltr' } : {})}>
            {page.formUrl && <OfficialForm href={page.formUrl} />}
            <TextBlocks blocks={page.content} ground={ground} />
          </Prose>
          <Dates view={view} />
          <p class="dk-on-paper">
            {district?.name} · <bdi>{view.hrefs.full}</bdi>
          </p>
          <Terms terms={terms} words={title} />
          {children.length > 0 && (
            <Section title={t('orientation:page.more')}>
              <PageLinks pages={children} />
            </Section>
          )}
        </div>
        <div class="dk-guide__side">
          {inTowns.length > 0 && (
            <Panel title={t('orientation:page.in_towns')}>
              <LinkList items={inTowns.map(({ town, href }) => ({ icon: 'place', label: <bdi>{town}</bdi>, href }))} />
            </Panel>
          )}
          <Tools view={view} />
          <Organisation view={view} />
          {beside.length > 0 && (
            <Panel title={t('orientation:page.beside')}>
              <PageLinks pages={beside} summaries={false} />
            </Panel>
          )}
        </div>
      </div>
    </PublicPage>
  );
}
