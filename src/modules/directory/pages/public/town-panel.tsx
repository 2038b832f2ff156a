import { CardList, Section, useView } from '#platform/ui';
import type { OfferCardView } from '../../service/showing/cards.ts';
import type { TownPanelView } from '../../service/showing.ts';
import { OfferCard } from './offer-card.tsx';

function Part({ title, cards, total, href }: { title: string; cards: readonly OfferCardView[]; total: number; href: string }) {
  const { t } = useView();
  if (!cards.length) return null;
  return (
    <Section title={title} actions={<a href={href}>{t('directory:search.count', { count: total })}</a>}>
      <CardList columns>
        {cards.map((card) => (
          <OfferCard key={card.href} card={card} />
        ))}
      </CardList>
    </Section>
  );
}

/** What there is in a town, on the town's page. */
export function TownPanel({ view }: { view: TownPanelView }) {
  const { t } = useView();
  return (
    <>
      <Part title={t('directory:start.town_offers')} cards={view.offers} total={view.offersTotal} href={view.offersHref} />
      <Part
        title={t('directory:start.town_contacts')}
        cards={view.contacts}
        total={view.contactsTotal}
        href={view.contactsHref}
      />
      <p>
        <a href={view.embedHref}>{t('directory:widget.town_link')}</a>
      </p>
    </>
  );
}
