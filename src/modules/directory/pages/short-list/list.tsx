import {
  Alert,
  Button,
  ButtonRow,
  DescriptionList,
  Form,
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
import type { ListedOffer } from '../../service/short-list/view.ts';
import { Contacts } from '../public/contacts.tsx';
import { Lines } from '../public/offer.tsx';
import { Made, Text } from '../public/offer-card.tsx';
import { ShowOffer } from './show-offer.tsx';

/** Somebody's words, in whatever language they are. */
function Note({ label, text }: { label: string; text: string | undefined }) {
  if (!text) return null;
  return (
    <Panel title={label}>
      <Prose dir="auto">
        {text
          .split(/\n+/)
          .filter(Boolean)
          .map((line) => (
            <p key={line} dir="auto">
              {line}
            </p>
          ))}
      </Prose>
    </Panel>
  );
}

function Entry({ offer }: { offer: ListedOffer }) {
  const { t } = useView();
  const { view } = offer;
  return (
    <Section title={<Text phrase={view.title} />}>
      <p>
        <Text phrase={view.summary} /> <Made phrase={view} />
      </p>
      {view.answer && <Verdict kind={view.answer.kind}>{view.answer.text}</Verdict>}
      <Note label={t('directory:short_list.note')} text={offer.note} />
      <DescriptionList items={view.facts.map(({ label, lines }) => ({ term: label, value: <Lines lines={lines} /> }))} />
      <Contacts contacts={view.contacts} />
      <p>
        <ShowOffer offer={offer} />
      </p>
    </Section>
  );
}

export interface ListPageProps {
  readonly offers: readonly ListedOffer[];
  readonly note: string | undefined;
  readonly until: string;
  readonly gone: number;
  readonly links: {
    readonly pdf: string;
    readonly bilingual: string | undefined;
    readonly handOver: string;
    /** Absolute address of this list. */
    readonly address: string;
  };
}

/** A list as whoever got its link reads it. */
export function ListPage({ offers, note, until, gone, links }: ListPageProps) {
  const { t } = useView();
  const title = t('directory:short_list.for_you');
  return (
    <PublicPage title={title} hidden>
      <PageHeader title={title} lead={t('directory:short_list.until', { date: until })} />
      {gone > 0 && (
        <Alert kind="info">
          <p>{t('directory:short_list.some_gone', { count: gone })}</p>
        </Alert>
      )}
      <Note label={t('directory:short_list.note')} text={note} />
      {offers.map((offer) => (
        <Entry key={offer.id} offer={offer} />
      ))}
      <Panel title={t('directory:offer.take_along')}>
        <LinkList
          items={[
            { icon: 'download', href: links.pdf, label: t('directory:short_list.pdf') },
            ...(links.bilingual
              ? [{ icon: 'language' as const, href: links.bilingual, label: t('directory:short_list.pdf_two') }]
              : []),
            { icon: 'qr', href: links.handOver, label: t('directory:short_list.pass_on') },
          ]}
        />
      </Panel>
    </PublicPage>
  );
}

export interface HandedOverPageProps {
  readonly address: string;
  readonly until: string;
  readonly href: string;
  readonly qr: string;
  readonly pdf: string;
  readonly bilingual: string | undefined;
  readonly takeBack: string;
}

/** The link and the code of a list, for handing over and for taking back. */
export function HandedOverPage({ address, until, href, qr, pdf, bilingual, takeBack }: HandedOverPageProps) {
  const view = useView();
  const { t } = view;
  const title = t('directory:short_list.handed_over');
  return (
    <PublicPage
      title={title}
      hidden
      breadcrumb={[{ label: t('directory:short_list.title'), href: publicPath(view, 'merkliste') }, { label: title }]}
    >
      <PageHeader title={title} lead={t('directory:short_list.until', { date: until })} />
      <QrImage src={qr} alt={t('directory:short_list.qr_alt', { address })} />
      <p>{t('directory:short_list.scan')}</p>
      <p>
        <a href={href}>
          <bdi dir="ltr">{address}</bdi>
        </a>
      </p>
      <ButtonRow>
        <LinkButton href={pdf} icon="download">
          {t('directory:short_list.pdf')}
        </LinkButton>
        {bilingual && (
          <LinkButton href={bilingual} icon="language" look="secondary">
            {t('directory:short_list.pdf_two')}
          </LinkButton>
        )}
      </ButtonRow>
      <Section title={t('directory:short_list.take_back')}>
        <p>{t('directory:short_list.take_back_text')}</p>
        <Form action={takeBack} id="weg" plain>
          <Button look="secondary">{t('directory:short_list.take_back')}</Button>
        </Form>
      </Section>
    </PublicPage>
  );
}
