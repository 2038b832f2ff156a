import { Columns, DescriptionList, LanguageBlock, LinkButton, PrintPage, QrImage, useView, Verdict } from '#platform/ui';
import type { OfferView } from '../../service/showing/offer-view.ts';
import { Lines, Paragraphs } from './offer.tsx';
import { Text } from './offer-card.tsx';

/** The offer in one language; headings and facts stand in the same order in every language. */
function Side({ offer, labels, first }: { offer: OfferView; labels: SideLabels; first: boolean }) {
  const Heading = first ? 'h1' : 'h2';
  return (
    <LanguageBlock lang={offer.language.htmlLang} dir={offer.language.dir}>
      <Heading>
        <Text phrase={offer.title} />
      </Heading>
      <p>
        <Text phrase={offer.summary} />
      </p>
      {offer.answer && <Verdict kind={offer.answer.kind}>{offer.answer.text}</Verdict>}
      <DescriptionList
        stacked
        items={[
          ...offer.facts.map(({ label, lines }) => ({ term: label, value: <Lines lines={lines} /> })),
          { term: labels.next, value: offer.next.length > 0 && offer.next.slice(0, 3).map((date) => <p key={date}>{date}</p>) },
          {
            term: labels.contact,
            value: offer.contacts.length > 0 && (
              <>
                {offer.contactRole && (
                  <p>
                    <Text phrase={offer.contactRole} />
                  </p>
                )}
                {offer.contacts.map(({ text }) => (
                  <p key={text}>
                    <bdi dir="ltr">{text}</bdi>
                  </p>
                ))}
              </>
            ),
          },
          { term: labels.provider, value: offer.provider && <Text phrase={offer.provider.name} /> },
        ]}
      />
      <Paragraphs phrase={offer.description} />
      {offer.machine && <p>{labels.machine}</p>}
      {offer.outdated && <p>{labels.outdated}</p>}
      {offer.unknown && <p>{offer.unknown}</p>}
    </LanguageBlock>
  );
}

export interface SideLabels {
  readonly next: string;
  readonly contact: string;
  readonly provider: string;
  readonly machine: string;
  readonly outdated: string;
}

export interface OfferPrintProps {
  readonly sides: readonly { readonly offer: OfferView; readonly labels: SideLabels }[];
  readonly backHref: string;
  readonly qrHref: string;
  readonly pdfHref: string;
}

/** The sheet that somebody takes along; two languages side by side for a person and their companion. */
export function OfferPrint({ sides, backHref, qrHref, pdfHref }: OfferPrintProps) {
  const { t } = useView();
  const [first, second] = sides;
  if (!first) return null;
  const { offer } = first;
  return (
    <PrintPage
      title={offer.title.text}
      backHref={backHref}
      tools={
        <LinkButton href={pdfHref} icon="download">
          {t('directory:offer.pdf')}
        </LinkButton>
      }
      foot={
        <>
          <p>{offer.confirmed}</p>
          {offer.source && (
            <p>
              {t('directory:offer.source')} <Text phrase={offer.source} />
            </p>
          )}
        </>
      }
    >
      {second ? (
        <Columns even main={<Side {...first} first />} side={<Side {...second} first={false} />} />
      ) : (
        <Side {...first} first />
      )}
      <QrImage src={qrHref} alt={t('directory:offer.qr_alt', { address: offer.address })} />
      <p>
        {t('directory:print.qr')} <bdi dir="ltr">{offer.address}</bdi>
      </p>
    </PrintPage>
  );
}
