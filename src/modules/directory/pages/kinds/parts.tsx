import { ChoiceLinks, IconTiles, LinkList, publicPath, Section, useView } from '#platform/ui';
import type { ContactView } from '../../service/showing/offer-view.ts';

export const listNames = ['gute-praxis', 'ehrenamt', 'fachkontakte', 'einrichtungen'] as const;

/** From one list to the others. */
export function KindTabs({ current }: { current: (typeof listNames)[number] }) {
  const view = useView();
  const { t } = view;
  return (
    <ChoiceLinks
      label={t('directory:kinds.lists')}
      items={listNames.map((name) => ({
        label: t(`directory:kinds.list.${name}`),
        href: publicPath(view, name),
        current: name === current,
      }))}
    />
  );
}

const tileIcons = { 'gute-praxis': 'success', ehrenamt: 'leisure', fachkontakte: 'phone', einrichtungen: 'list' } as const;

/** The four lists on the start page. */
export function KindSection() {
  const view = useView();
  const { t } = view;
  return (
    <Section title={t('directory:kinds.more')}>
      <IconTiles
        items={listNames.map((name) => ({
          icon: tileIcons[name],
          label: t(`directory:kinds.list.${name}`),
          hint: t(`directory:kinds.hint.${name}`),
          href: publicPath(view, name),
        }))}
      />
    </Section>
  );
}

const icons = { phone: 'phone', email: 'mail', website: 'external' } as const;

export function Contacts({ contacts }: { contacts: readonly ContactView[] }) {
  if (!contacts.length) return null;
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
