import { CardList, FramePage, useView } from '#platform/ui';
import type { WidgetView } from '../../service/widget.ts';
import { OfferCard } from '../public/offer-card.tsx';

/** Offers as they stand in a frame on a town's own website. */
export function WidgetFrame({ view: { title, cards, all, total, district } }: { view: WidgetView }) {
  const { t } = useView();
  return (
    <FramePage title={title}>
      <h1 class="dk-frame__title">{title}</h1>
      {cards.length > 0 ? (
        <CardList>
          {cards.map((card) => (
            <OfferCard key={card.href} card={card} level={2} />
          ))}
        </CardList>
      ) : (
        <p>{t('directory:widget.none')}</p>
      )}
      <p>
        <a href={all}>{t('directory:widget.all', { count: total })}</a> · {t('directory:widget.from', { district })}
      </p>
    </FramePage>
  );
}
