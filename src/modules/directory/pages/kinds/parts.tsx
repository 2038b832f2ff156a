import { ChoiceLinks, IconTiles, publicPath, Section, useView } from '#platform/ui';

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
