import { LinkList } from '#platform/ui';
import type { ContactView } from '../../service/showing/offer-view.ts';

const icons = { phone: 'phone', email: 'mail', website: 'external' } as const;

/** Ways to reach somebody; what each is stands in its sign, and for listeners in words. */
export function Contacts({ contacts }: { contacts: readonly ContactView[] }) {
  return (
    <LinkList
      items={contacts.map(({ kind, label, text, href }) => ({
        icon: icons[kind],
        href,
        external: kind === 'website',
        label: (
          <>
            <span class="kern-sr-only">{label}: </span>
            <bdi dir="ltr">{text}</bdi>
          </>
        ),
      }))}
    />
  );
}
