import type { Translate } from '#platform/i18n';
import { Badge, Card, type Fact, Facts, ForeignText, TagList, useView, Verdict } from '#platform/ui';
import type { OfferCardView } from '../../service/showing/cards.ts';
import type { Phrase } from '../../service/showing/phrase.ts';

/** A text that may be in another language than the page; plain text where it is not, which is most of a list. */
export function worded({ text, lang, dir }: Phrase) {
  if (!lang && !dir) return text;
  return (
    <ForeignText lang={lang} dir={dir}>
      {text}
    </ForeignText>
  );
}

/** Who made a translation and how old it is, in small letters behind it; nothing behind other texts. */
export function Made({ phrase }: { phrase: Pick<Phrase, 'machine' | 'outdated'> }) {
  const { t } = useView();
  const notes = [phrase.machine && t('directory:offer.machine'), phrase.outdated && t('directory:offer.outdated')].filter(
    Boolean,
  );
  return notes.length ? <small class="dk-made">{notes.join(' · ')}</small> : null;
}

export function Text({ phrase }: { phrase: Phrase }) {
  return <>{worded(phrase)}</>;
}

/** Says of an invented entry that it is one. */
export function ExampleMark({ example }: { example: boolean }) {
  const { t } = useView();
  if (!example) return null;
  return (
    <>
      <Badge kind="info">{t('directory:offer.example')}</Badge>{' '}
    </>
  );
}

export function kickerOf(card: OfferCardView) {
  return (
    <>
      <ExampleMark example={card.example} />
      {card.kind}
      {card.provider && (
        <>
          {' · '}
          {worded(card.provider)}
        </>
      )}
    </>
  );
}

/** Undefined when there is nothing to say, so that no empty line is left. */
export function footOf(card: OfferCardView, t: Translate) {
  const notes = [
    card.machine && t('directory:offer.machine'),
    card.outdated && t('directory:offer.outdated'),
    card.germanOnly && t('directory:offer.german_only'),
  ].filter(Boolean);
  if (!card.confirmed && !card.stale && !card.source && !notes.length) return undefined;
  return (
    <>
      {card.stale && (
        <>
          <Badge kind="warning">{card.stale}</Badge>{' '}
        </>
      )}
      {card.confirmed}
      {card.source && (
        <>
          {t('directory:offer.unconfirmed_source')} {worded(card.source)}
        </>
      )}
      {notes.length > 0 && `${card.confirmed || card.source ? ' · ' : ''}${notes.join(' · ')}`}
    </>
  );
}

function whenOf(card: OfferCardView) {
  if (card.next === undefined) return card.when;
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
      ? [{ icon: 'clock' as const, label: t('directory:offer.when'), value: whenOf(card) }]
      : []),
    ...(card.languages ? [{ icon: 'language' as const, label: t('directory:offer.languages'), value: card.languages }] : []),
  ];
  return (
    <Card title={worded(card.title)} href={card.href} level={level} kicker={kickerOf(card)} foot={footOf(card, t)}>
      <p>{worded(card.summary)}</p>
      <Facts items={facts} />
      {card.answer && <Verdict kind={card.answer.kind}>{card.answer.text}</Verdict>}
      <TagList tags={card.tags} label={t('directory:offer.tags')} />
    </Card>
  );
}
