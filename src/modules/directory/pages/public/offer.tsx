import {
  Alert,
  Badge,
  Columns,
  type Description,
  DescriptionList,
  Disclosure,
  LinkButton,
  LinkList,
  PageHeader,
  Panel,
  Prose,
  PublicPage,
  publicPath,
  QrImage,
  Section,
  useView,
  Verdict,
} from '#platform/ui';
import type { Choice } from '../../service/form-choices.ts';
import type { SearchAddress } from '../../service/searching.ts';
import type { FactView } from '../../service/showing/offer-facts.ts';
import type { OfferView } from '../../service/showing/offer-view.ts';
import type { Phrase } from '../../service/showing/phrase.ts';
import { AboutYouFields } from './about-you.tsx';
import { Contacts } from './contacts.tsx';
import { ExampleMark, Made, Text } from './offer-card.tsx';

export function Lines({ lines }: { lines: readonly Phrase[] }) {
  return (
    <>
      {lines.map((line, index) => (
        <p key={line.text}>
          <Text phrase={line} />
          {/* One mark for a text of several lines. */}
          {lines[index + 1]?.machine === line.machine && lines[index + 1]?.outdated === line.outdated ? null : (
            <Made phrase={line} />
          )}
        </p>
      ))}
    </>
  );
}

/** Paragraphs of a longer text. */
export function Paragraphs({ phrase }: { phrase: Phrase }) {
  return (
    <Prose {...(phrase.lang ? { lang: phrase.lang } : {})} {...(phrase.dir ? { dir: phrase.dir } : {})}>
      {phrase.text
        .split(/\n+/)
        .filter(Boolean)
        .map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      <Made phrase={phrase} />
    </Prose>
  );
}

function Contact({ offer }: { offer: OfferView }) {
  const { t } = useView();
  return (
    <Panel title={t('directory:offer.contact')}>
      {offer.contactRole && (
        <p>
          <Text phrase={offer.contactRole} /> <Made phrase={offer.contactRole} />
        </p>
      )}
      {offer.person && (
        <p>
          <bdi>{offer.person}</bdi>
        </p>
      )}
      <Contacts contacts={offer.contacts} />
      {offer.registrationHref && (
        <p>
          <LinkButton href={offer.registrationHref} icon="external">
            {t('directory:offer.register')}
          </LinkButton>
        </p>
      )}
      {offer.provider && (
        <p>
          {t('directory:offer.provider')}{' '}
          <a href={offer.provider.href}>
            <Text phrase={offer.provider.name} />
          </a>
        </p>
      )}
    </Panel>
  );
}

export interface OfferLinks {
  readonly print: string;
  readonly pdf: string;
  /** Absent when there are no dates to put into a calendar. */
  readonly calendar: string | undefined;
  readonly qr: string;
  readonly correction: string;
  readonly shortList: string;
  readonly bilingual: readonly { readonly autonym: string; readonly href: string }[];
}

function TakeAlong({ offer, links }: { offer: OfferView; links: OfferLinks }) {
  const { t } = useView();
  const mail = `mailto:?subject=${encodeURIComponent(offer.title.text)}&body=${encodeURIComponent(offer.address)}`;
  return (
    <Panel title={t('directory:offer.take_along')}>
      <LinkList
        items={[
          { icon: 'print', href: links.print, label: t('directory:offer.print') },
          { icon: 'download', href: links.pdf, label: t('directory:offer.pdf') },
          ...(links.calendar ? [{ icon: 'calendar' as const, href: links.calendar, label: t('directory:offer.calendar') }] : []),
          { icon: 'mail', href: mail, label: t('directory:offer.share') },
          { icon: 'list', href: links.shortList, label: t('directory:short_list.add') },
        ]}
      />
      <Disclosure title={t('directory:offer.bilingual')}>
        <LinkList items={links.bilingual.map(({ autonym, href }) => ({ icon: 'language', href, label: <bdi>{autonym}</bdi> }))} />
      </Disclosure>
      <Disclosure title={t('directory:offer.qr')}>
        <QrImage src={links.qr} alt={t('directory:offer.qr_alt', { address: offer.address })} />
      </Disclosure>
    </Panel>
  );
}

function StillRight({ offer, links }: { offer: OfferView; links: OfferLinks }) {
  const { t } = useView();
  return (
    <Panel title={t('directory:offer.still_right')}>
      {offer.stale && (
        <p>
          <Badge kind="warning">{offer.stale}</Badge>
        </p>
      )}
      <p>{offer.confirmed}</p>
      {offer.textsConfirmed && <p>{offer.textsConfirmed}</p>}
      {offer.source && (
        <p>
          {t('directory:offer.source')} <Text phrase={offer.source} />
        </p>
      )}
      <p>
        <LinkButton href={links.correction} icon="edit">
          {t('directory:offer.correct')}
        </LinkButton>
      </p>
    </Panel>
  );
}

function factRow(fact: FactView, correction: string, label: string): Description {
  return {
    term: fact.label,
    value: <Lines lines={fact.lines} />,
    action: { href: `${correction}?feld=${fact.field}`, label: `${label}: ${fact.label}` },
  };
}

/** Marks that are set; those of title and summary stand together behind the summary. */
const marksOf = ({ machine, outdated }: Phrase) => ({ ...(machine ? { machine } : {}), ...(outdated ? { outdated } : {}) });

/** What a reader must know of translations on a page, once; which text it is stands behind the text. */
export function TranslationNote({ machine, outdated, german }: Pick<OfferView, 'machine' | 'outdated' | 'german'>) {
  const { t } = useView();
  if (!machine && !outdated && !german) return null;
  return (
    <Alert kind="info">
      {machine && <p>{t('directory:offer.machine_text')}</p>}
      {outdated && <p>{t('directory:offer.outdated_text')}</p>}
      {german && <p>{t('directory:offer.german_text')}</p>}
    </Alert>
  );
}

export interface OfferPageProps {
  readonly offer: OfferView;
  readonly links: OfferLinks;
  /** What the visitor said of themselves in the address. */
  readonly address: SearchAddress;
  readonly told: boolean;
  /** Towns to choose from as the visitor's home. */
  readonly homes: readonly Choice[];
  /** For search engines. */
  readonly data: object | undefined;
}

/** One offer: where, when, for whom, in which languages, what it costs, what to bring, how to take part. */
export function OfferPage({ offer, links, address, told, homes, data }: OfferPageProps) {
  const view = useView();
  const { t } = view;
  const search = publicPath(view, 'angebote');
  return (
    <PublicPage
      title={offer.title.text}
      description={offer.summary.text}
      hidden={told}
      data={told ? undefined : data}
      breadcrumb={[
        { label: t('directory:start.crumb'), href: publicPath(view) },
        { label: t('directory:search.crumb'), href: search },
        { label: offer.title.text },
      ]}
    >
      <PageHeader
        kicker={
          <>
            <ExampleMark example={offer.example} />
            {offer.kind}
          </>
        }
        title={<Text phrase={offer.title} />}
        lead={
          <>
            <Text phrase={offer.summary} /> <Made phrase={{ ...marksOf(offer.title), ...marksOf(offer.summary) }} />
          </>
        }
      />
      <Columns
        main={
          <>
            <TranslationNote {...offer} />
            <Panel>
              {offer.answer && <Verdict kind={offer.answer.kind}>{offer.answer.text}</Verdict>}
              <Disclosure title={t('directory:offer.may_i')} open={told}>
                <form class="dk-form" method="get" action={`${search}/${offer.slug}`}>
                  <p>{t('directory:search.about_you_hint_one')}</p>
                  <AboutYouFields address={address} homes={homes} />
                </form>
              </Disclosure>
            </Panel>
            <Panel>
              <DescriptionList
                items={offer.facts.map((fact) => factRow(fact, links.correction, t('directory:offer.correct_field')))}
              />
              {offer.unknown && <p>{offer.unknown}</p>}
              {offer.mapHref && (
                <LinkList items={[{ icon: 'map', href: offer.mapHref, external: true, label: t('directory:offer.on_map') }]} />
              )}
            </Panel>
            {offer.pausing && (
              <Alert kind="info">
                <p>{offer.pausing}</p>
              </Alert>
            )}
            {offer.next.length > 0 && (
              <Section title={t('directory:offer.next')}>
                <Prose>
                  <ul>
                    {offer.next.map((date) => (
                      <li key={date}>{date}</li>
                    ))}
                  </ul>
                </Prose>
              </Section>
            )}
            <Section title={t('directory:offer.description')}>
              <Paragraphs phrase={offer.description} />
            </Section>
            <Section title={t('directory:offer.more')}>
              <LinkList
                items={offer.categories.map(({ label, href }) => ({
                  icon: 'search',
                  href,
                  label: t('directory:offer.more_in', { category: label }),
                }))}
              />
            </Section>
          </>
        }
        side={
          <>
            <Contact offer={offer} />
            <TakeAlong offer={offer} links={links} />
            <StillRight offer={offer} links={links} />
          </>
        }
      />
    </PublicPage>
  );
}
