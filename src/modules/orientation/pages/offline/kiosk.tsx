import type { InterfaceLanguage } from '#platform/i18n';
import {
  Badge,
  Day,
  DescriptionList,
  IconTiles,
  KioskPage,
  type KioskPageProps,
  PageHeader,
  Prose,
  pathInLanguage,
  Section,
  useView,
} from '#platform/ui';
import type {
  Code,
  KioskImprintView,
  KioskNewsView,
  KioskOfferView,
  KioskPageView,
  KioskTopics,
} from '../../service/offline/kiosk.ts';
import { NewsCards } from '../guide/news.tsx';
import { PageLinks, Said, Terms } from '../guide/parts.tsx';
import { Dates, Honesty } from '../page.tsx';
import { TextBlocks } from '../text.tsx';
import { OfferFacts } from './kept.tsx';

/** After ten minutes without a script, when nobody could be asked; with it, see `src/client/kiosk.ts`. */
const seconds = 600;

function Frame(props: Omit<KioskPageProps, 'words' | 'seconds'>) {
  const { t } = useView();
  const words = {
    back: t('orientation:kiosk.back'),
    topics: t('orientation:kiosk.topics'),
    stillThere: t('orientation:kiosk.still_there'),
    stay: t('orientation:kiosk.stay'),
  };
  return <KioskPage {...props} words={words} seconds={seconds} />;
}

export interface KioskPlaces {
  readonly startHref: string;
  readonly homeHref: string;
}

/** Where a visit of the device begins: every language by its own name. */
export function KioskStart({ topicsHref, languages }: { topicsHref: string; languages: readonly InterfaceLanguage[] }) {
  const { t } = useView();
  return (
    <Frame title={t('orientation:kiosk.title')} startHref="">
      <h1 class="kern-sr-only">{t('ui:language.choose')}</h1>
      <ul class="dk-kiosk__languages">
        {languages.map(({ tag, htmlLang, dir, autonym }) => (
          <li key={tag}>
            <a href={pathInLanguage(topicsHref, tag)} lang={htmlLang} dir={dir} hreflang={htmlLang}>
              {autonym}
            </a>
          </li>
        ))}
      </ul>
    </Frame>
  );
}

export function KioskTopicsPage({ view, startHref, homeHref }: KioskPlaces & { view: KioskTopics }) {
  const { t } = useView();
  return (
    <Frame title={t('orientation:overview.title')} startHref={startHref} homeHref={homeHref}>
      <PageHeader title={t('orientation:overview.situations')} />
      <IconTiles items={view.situations.map(({ id, label, href }) => ({ icon: id, label, href }))} />
      <Section title={t('orientation:overview.all')}>
        <PageLinks pages={view.topics} summaries={false} />
      </Section>
      {view.news.length > 0 && (
        <Section title={t('orientation:overview.news')}>
          <NewsCards news={view.news} columns />
        </Section>
      )}
      <p class="dk-kiosk__foot">
        <a class="dk-kiosk__key" href={view.imprintHref}>
          {t('legal:imprint.title')}
        </a>
      </p>
    </Frame>
  );
}

export function KioskNewsPage({ view, startHref, homeHref }: KioskPlaces & { view: KioskNewsView }) {
  const { t } = useView();
  const { hit, item, ground, code } = view;
  const { lang, dir, text } = hit.title;
  return (
    <Frame title={text} startHref={startHref} homeHref={homeHref} backHref={homeHref}>
      <PageHeader title={<Said words={hit.title} />} kicker={<Day day={hit.day} />} />
      <div class="dk-kiosk__columns">
        <div class="dk-kiosk__text">
          {item.by === 'machine' && <p>{t('orientation:page.machine')}</p>}
          <Prose {...(lang ? { lang, dir: dir ?? 'ltr' } : {})}>
            <TextBlocks blocks={item.content} ground={ground} />
          </Prose>
        </div>
        <div class="dk-kiosk__take">
          <CodeFigure code={code} />
        </div>
      </div>
    </Frame>
  );
}

/** Impressum (§ 5 DDG) without a way out: addresses are text, the rest is taken along. */
export function KioskImprintPage({ view: { legal, codes }, startHref, homeHref }: KioskPlaces & { view: KioskImprintView }) {
  const { t } = useView();
  const facts = legal && [
    { term: t('legal:imprint.authority'), value: legal.authority },
    { term: t('legal:imprint.address'), value: legal.address },
    { term: t('legal:imprint.representative'), value: legal.representative },
    { term: t('legal:imprint.email'), value: legal.email },
    { term: t('legal:imprint.phone'), value: legal.phone },
  ];
  return (
    <Frame title={t('legal:imprint.title')} startHref={startHref} homeHref={homeHref} backHref={homeHref}>
      <PageHeader title={t('legal:imprint.title')} />
      <div class="dk-kiosk__columns">
        <div class="dk-kiosk__text">
          {facts ? (
            <DescriptionList items={facts.map(({ term, value }) => ({ term, value: <bdi lang="de">{value}</bdi> }))} />
          ) : (
            <p>{t('legal:missing_text')}</p>
          )}
        </div>
        <div class="dk-kiosk__take">
          {codes.map((code) => (
            <CodeFigure key={code.id} code={code} />
          ))}
        </div>
      </div>
    </Frame>
  );
}

function CodeFigure({ code }: { code: Code }) {
  return (
    <figure class="dk-kiosk__code" id={code.id} tabIndex={-1}>
      <img class="dk-qr" src={code.src} alt={code.label} width="152" height="152" />
      <figcaption>
        {code.label}
        <small>
          <bdi dir="ltr">{code.address}</bdi>
        </small>
      </figcaption>
    </figure>
  );
}

export function KioskGuidePage({ view, startHref, homeHref }: KioskPlaces & { view: KioskPageView }) {
  const { shown, ground, code, codes, children, backHref } = view;
  const { title, summary, page } = shown;
  return (
    <Frame title={page.title} startHref={startHref} homeHref={homeHref} backHref={backHref}>
      <PageHeader title={<Said words={title} />} lead={summary.text ? <Said words={summary} /> : undefined} />
      <div class="dk-kiosk__columns">
        <div class="dk-kiosk__text">
          {children.length > 0 && <PageLinks pages={children} summaries={false} />}
          <Honesty view={shown} linked={false} />
          <Prose {...(title.lang ? { lang: title.lang, dir: title.dir ?? 'ltr' } : {})}>
            <TextBlocks blocks={page.content} ground={ground} />
          </Prose>
          <Dates view={shown} />
          <Terms terms={shown.terms} words={title} />
        </div>
        <div class="dk-kiosk__take">
          <CodeFigure code={code} />
          {codes.map((one) => (
            <CodeFigure key={one.id} code={one} />
          ))}
        </div>
      </div>
    </Frame>
  );
}

export function KioskOfferPage({ view, startHref, homeHref }: KioskPlaces & { view: KioskOfferView }) {
  const { t } = useView();
  const { offer, code } = view;
  return (
    <Frame title={offer.title.text} startHref={startHref} homeHref={homeHref}>
      <PageHeader
        title={<Said words={offer.title} />}
        lead={offer.summary.text ? <Said words={offer.summary} /> : undefined}
        kicker={offer.example ? <Badge kind="info">{t('directory:offer.example')}</Badge> : undefined}
      />
      <div class="dk-kiosk__columns">
        <div class="dk-kiosk__text">
          {offer.provider && (
            <p>
              <Said words={offer.provider} />
            </p>
          )}
          <OfferFacts offer={offer} />
          <ul class="dk-plain-list">
            {offer.contacts.map(({ kind, text }) => (
              <li key={kind}>
                <bdi>{text}</bdi>
              </li>
            ))}
          </ul>
          <p>
            <small>{[offer.confirmed, ...offer.notes].join(' · ')}</small>
          </p>
        </div>
        <div class="dk-kiosk__take">
          <CodeFigure code={code} />
        </div>
      </div>
    </Frame>
  );
}
