import { Badge, FramePage, useView } from '#platform/ui';
import type { OfferCardView } from '../../service/showing/cards.ts';
import type { WidgetView } from '../../service/widget.ts';
import { Text } from '../public/offer-card.tsx';

/** What, where, when and in which languages; the rest is one step away on our own page. */
function Offer({ card }: { card: OfferCardView }) {
  const { t } = useView();
  const facts = [card.where, card.next ?? card.when, card.languages].filter((one) => one !== undefined);
  const marks = [card.machine && t('directory:offer.machine'), card.germanOnly && t('directory:offer.german_only')];
  return (
    <li class="dk-frame__offer">
      <h2 class="dk-frame__name">
        <a href={card.href}>
          <Text phrase={card.title} />
        </a>
        {card.example && (
          <>
            {' '}
            <Badge kind="info">{t('directory:offer.example')}</Badge>
          </>
        )}
      </h2>
      <p>
        <Text phrase={card.summary} />
      </p>
      <p class="dk-frame__facts">
        {facts.map((fact, index) => (
          <>
            {index > 0 && ' · '}
            <bdi>{fact}</bdi>
          </>
        ))}
        {marks.filter(Boolean).map((mark) => ` · ${mark}`)}
      </p>
    </li>
  );
}

/** Offers as they stand in a frame on a town's own website: small, and as they are at any width. */
export function WidgetFrame({ view: { title, cards, all, total, district } }: { view: WidgetView }) {
  const { t } = useView();
  return (
    <FramePage title={title}>
      <h1 class="dk-frame__title">{title}</h1>
      {cards.length > 0 ? (
        <ul class="dk-frame__list">
          {cards.map((card) => (
            <Offer key={card.href} card={card} />
          ))}
        </ul>
      ) : (
        <p>{t('directory:widget.none')}</p>
      )}
      <p class="dk-frame__facts">
        <a href={all}>{t('directory:widget.all', { count: total })}</a> · {t('directory:widget.from', { district })}
      </p>
    </FramePage>
  );
}
