import type { Translate } from '#platform/i18n';
import { Badge, Card, type Fact, Facts, ForeignText, TagList, useView, Verdict } from '#platform/ui';
import type { OfferCardView } from '../../service/showing/cards.ts';
import type { Phrase } from '../../service/showing/phrase.ts';

/** A text that may be in another language than the page. */
export function Text({ phrase }: { phrase: Phrase }) {
  return (
    <ForeignText lang={phrase.lang} dir={phrase.dir}>
      {phrase.text}
    </ForeignText>
  );
}

function Kicker({ card }: { card: OfferCardView }) {
  const { t } = useView();
  return (
    <>
      {card.example && (
        <>
          <Badge kind="info">{t('directory:offer.example')}</Badge>{' '}
        </>
      )}
      {card.kind}
      {card.provider && (
        <>
          {' · '}
          <Text phrase={card.provider} />
        </>
      )}
    </>
  );
}

/** Undefined when there is nothing to say, so that no empty line is left. */
function footOf(card: OfferCardView, t: Translate) {
  const notes = [card.machine && t('directory:offer.machine'), card.germanOnly && t('directory:offer.german_only')].filter(
    Boolean,
  );
  if (!card.confirmed && !card.source && !notes.length) return undefined;
  return (
    <>
      {card.confirmed}
      {card.source && (
        <>
          {t('directory:offer.unconfirmed_source')} <Text phrase={card.source} />
        </>
      )}
      {notes.length > 0 && `${card.confirmed || card.source ? ' · ' : ''}${notes.join(' · ')}`}
    </>
  );
}

function When({ card }: { card: OfferCardView }) {
  if (card.next === undefined) return <>{card.when}</>;
  return (
    <>
      <b>{card.next}</b>
      {card.when && ` · ${card.when}`}
    </>
  );
}

/** One offer among others. */
export function OfferCard({ card, level = 3 }: { card: OfferCardView; level?: 2 | 3 }) {
  const { t } = useView();
  const facts: Fact[] = [
    {
      icon: 'place',
      label: t('directory:offer.where'),
      value: (
        <>
          <bdi>{card.where}</bdi>
          {card.distance && ` · ${card.distance}`}
        </>
      ),
    },
    ...(card.next !== undefined || card.when
      ? [{ icon: 'clock' as const, label: t('directory:offer.when'), value: <When card={card} /> }]
      : []),
    ...(card.languages ? [{ icon: 'language' as const, label: t('directory:offer.languages'), value: card.languages }] : []),
  ];
  return (
    <Card
      title={<Text phrase={card.title} />}
      href={card.href}
      level={level}
      kicker={<Kicker card={card} />}
      foot={footOf(card, t)}
    >
      <p>
        <Text phrase={card.summary} />
      </p>
      <Facts items={facts} />
      {card.answer && <Verdict kind={card.answer.kind}>{card.answer.text}</Verdict>}
      <TagList tags={card.tags} label={t('directory:offer.tags')} />
    </Card>
  );
}
