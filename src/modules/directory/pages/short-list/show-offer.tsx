import { useView } from '#platform/ui';
import type { ListedOffer } from '../../service/short-list/view.ts';
import { Text } from '../public/offer-card.tsx';

/** The way to an offer's page; its name is said to those who do not see where the link stands. */
export function ShowOffer({ offer }: { offer: ListedOffer }) {
  const { t } = useView();
  return (
    <a href={offer.href}>
      {t('directory:short_list.show')}
      <span class="kern-sr-only">
        {' '}
        <Text phrase={offer.view.title} />
      </span>
    </a>
  );
}
