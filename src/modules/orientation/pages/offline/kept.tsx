import type { BriefOffer } from '#modules/directory';
import {
  Alert,
  Badge,
  Breadcrumb,
  ButtonRow,
  Card,
  CardList,
  Day,
  DescriptionList,
  IconTiles,
  LinkButton,
  PageHeader,
  Prose,
  PublicPage,
  publicPath,
  SearchBar,
  Section,
  useView,
} from '#platform/ui';
import { keptMarks } from '../../model/offline/bundle.ts';
import type { OverviewView } from '../../service/guide/overview.ts';
import type { ShownPage } from '../../service/guide/page-view.ts';
import type { KeptMessage } from '../../service/offline/gathering.ts';
import { NewsCards } from '../guide/news.tsx';
import { ContactLinks, Contents, PageLinks, Said, Terms } from '../guide/parts.tsx';
import { Dates, Honesty, OfficialForm } from '../page.tsx';
import { TextBlocks, type TextGround } from '../text.tsx';

/** The document around every kept page; the device puts title, content and day in. */
export function KeptFrame() {
  const { t } = useView();
  return (
    <PublicPage title={keptMarks.title} scripts={['guide-steps', 'guide-terms']} hidden>
      <Alert kind="info">
        <p>{t('orientation:offline.reading', { day: keptMarks.day })}</p>
      </Alert>
      <div class="dk-kept">{keptMarks.content}</div>
    </PublicPage>
  );
}

export function KeptOverview({ view }: { view: OverviewView }) {
  const page = useView();
  const { t } = page;
  return (
    <>
      <PageHeader title={t('orientation:overview.title')} lead={t('orientation:overview.lead')} />
      <SearchBar action={view.search} label={t('orientation:search.label')} hint={t('orientation:search.hint')} />
      {view.situations.length > 0 && (
        <Section title={t('orientation:overview.situations')}>
          <div class="dk-tiles-three">
            <IconTiles items={view.situations.map(({ id, label, href }) => ({ icon: id, label, href }))} />
          </div>
        </Section>
      )}
      <Section title={t('orientation:overview.all')}>
        <CardList columns>
          {view.topics.map(({ page: top, children }) => (
            <Card key={top.href} href={top.href} title={<Said words={top.title} />}>
              {children.length > 0 && <PageLinks pages={children} summaries={false} />}
            </Card>
          ))}
        </CardList>
      </Section>
      <p>
        <a href={view.news}>{t('orientation:overview.news')}</a> ·{' '}
        <a href={publicPath(page, 'angebote')}>{t('orientation:search.kind.offers')}</a>
      </p>
    </>
  );
}

/** A page of the guide without what needs a network: PDF, feedback. */
export function KeptGuidePage({ view }: { view: ShownPage }) {
  const { t } = useView();
  const { page, title, summary, ground, children, beside, terms, organisation } = view;
  return (
    <>
      <Breadcrumb
        items={[
          { label: t('orientation:nav.guide'), href: view.hrefs.guide },
          ...view.above.map((one) => ({ label: one.title.text, href: one.href })),
          { label: page.title },
        ]}
      />
      <PageHeader title={<Said words={title} />} lead={summary.text ? <Said words={summary} /> : undefined} />
      <Honesty view={view} />
      <Contents outline={view.outline} words={title} />
      <Prose {...(title.lang ? { lang: title.lang, dir: title.dir ?? 'ltr' } : {})}>
        {page.formUrl && <OfficialForm href={page.formUrl} />}
        <TextBlocks blocks={page.content} ground={ground} />
      </Prose>
      <Dates view={view} />
      <Terms terms={terms} words={title} />
      {organisation && (
        <p>
          {t('orientation:page.responsible')}: <Said words={organisation.name} />
          {organisation.contacts.map(({ kind, text, href }) => (
            <>
              {' · '}
              <a key={kind} href={href}>
                <bdi>{text}</bdi>
              </a>
            </>
          ))}
        </p>
      )}
      {(children.length > 0 || beside.length > 0) && (
        <Section title={t(children.length ? 'orientation:page.more' : 'orientation:page.beside')}>
          <PageLinks pages={children.length ? children : beside} summaries={false} />
        </Section>
      )}
    </>
  );
}

/** Where, when, in which languages, and what it costs. */
export function OfferFacts({ offer }: { offer: BriefOffer }) {
  return (
    <DescriptionList
      items={offer.facts.map(({ label, lines }) => ({
        term: label,
        value: (
          <>
            {lines.map((line, index) => (
              <div key={index}>
                <Said words={line} />
              </div>
            ))}
          </>
        ),
      }))}
    />
  );
}

/** An offer in short. */
export function KeptOffer({ offer, offersHref }: { offer: BriefOffer; offersHref: string }) {
  const { t } = useView();
  return (
    <>
      <Breadcrumb items={[{ label: t('orientation:search.kind.offers'), href: offersHref }, { label: offer.title.text }]} />
      <PageHeader
        title={<Said words={offer.title} />}
        lead={offer.summary.text ? <Said words={offer.summary} /> : undefined}
        kicker={offer.example ? <Badge kind="info">{t('directory:offer.example')}</Badge> : undefined}
      />
      {offer.provider && (
        <p>
          <Said words={offer.provider} />
        </p>
      )}
      <OfferFacts offer={offer} />
      <ContactLinks contacts={offer.contacts} />
      <p>
        <small>{[offer.confirmed, ...offer.notes].join(' · ')}</small>
      </p>
    </>
  );
}

/** Every offer by its first category; `phones`: with the telephone number, because there is no page to go on to. */
export function KeptOffers({ offers, phones }: { offers: readonly BriefOffer[]; phones: boolean }) {
  const { t } = useView();
  const groups = Map.groupBy(offers, ({ category }) => category?.name ?? '');
  return (
    <>
      <PageHeader title={t('orientation:search.kind.offers')} />
      {[...groups].map(([name, members]) => (
        <Section key={name} title={name || t('orientation:search.kind.offers')}>
          <ul>
            {members.map((offer) => (
              <li key={offer.slug}>
                {phones ? (
                  <Said words={offer.title} />
                ) : (
                  <a href={offer.href}>
                    <Said words={offer.title} />
                  </a>
                )}
                {phones && offer.contacts.length > 0 && <ContactLinks contacts={offer.contacts.slice(0, 1)} />}
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </>
  );
}

export function KeptNewsList({ news }: { news: readonly KeptMessage[] }) {
  const { t } = useView();
  return (
    <>
      <PageHeader title={t('orientation:overview.news')} />
      {news.length === 0 ? <p>{t('orientation:offline.no_news')}</p> : <NewsCards news={news.map(({ hit }) => hit)} />}
    </>
  );
}

export function KeptNews({ message, ground, newsHref }: { message: KeptMessage; ground: TextGround; newsHref: string }) {
  const { t } = useView();
  const { hit, item } = message;
  const { lang, dir, text } = hit.title;
  return (
    <>
      <Breadcrumb items={[{ label: t('orientation:overview.news'), href: newsHref }, { label: text }]} />
      <PageHeader title={<Said words={hit.title} />} kicker={<Day day={hit.day} />} />
      {item.by === 'machine' && <p>{t('orientation:page.machine')}</p>}
      <Prose {...(lang ? { lang, dir: dir ?? 'ltr' } : {})}>
        <TextBlocks blocks={item.content} ground={ground} />
      </Prose>
    </>
  );
}

/** What there is to read instead of a page that the device does not have. */
export function KeptMissing({ guideHref }: { guideHref: string }) {
  const { t } = useView();
  return (
    <>
      <PageHeader title={t('orientation:offline.missing')} lead={t('orientation:offline.missing_text')} />
      <ButtonRow>
        <LinkButton href={guideHref}>{t('orientation:search.guide')}</LinkButton>
      </ButtonRow>
    </>
  );
}

export function KeptSearch({ action }: { action: string }) {
  const { t } = useView();
  return (
    <>
      <PageHeader title={t('orientation:search.title')} lead={t('orientation:offline.search')} />
      <SearchBar action={action} label={t('orientation:search.label')} value={keptMarks.query} />
      {keptMarks.results}
    </>
  );
}

export function KeptSearchNone() {
  const { t } = useView();
  return <p>{t('orientation:search.empty')}</p>;
}
