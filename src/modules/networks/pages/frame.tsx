import type { ComponentChildren } from 'preact';
import type { InterfaceLanguage } from '#platform/i18n';
import { type Crumb, StaffPage, Tabs, useView } from '#platform/ui';

/** The lists of this part of the house, each with its address below `/intern/{district}` and the text of its tab. */
const tabs = {
  bodies: { path: '/gremien', label: 'networks:staff.tab.bodies' },
  meetings: { path: '/gremien/sitzungen', label: 'networks:staff.tab.meetings' },
  seats: { path: '/gremien/sitze', label: 'networks:staff.tab.seats' },
  map: { path: '/gremien/karte', label: 'networks:staff.tab.map' },
  resolutions: { path: '/beschluesse', label: 'networks:staff.resolution.list' },
} as const;
export type NetworkTab = keyof typeof tabs;

export interface NetworkPageProps {
  readonly tab: NetworkTab;
  readonly title: string;
  /** Steps between the list and this page; lists carry the tabs instead. */
  readonly crumbs?: readonly Crumb[] | undefined;
  readonly children: ComponentChildren;
}

/** A staff page of bodies and networks. */
export function NetworkPage({ tab, title, crumbs, children }: NetworkPageProps) {
  const { t, district } = useView();
  const home = `/intern/${district?.slug ?? ''}`;
  return (
    <StaffPage title={title} breadcrumb={crumbs && [{ label: t(tabs[tab].label), href: home + tabs[tab].path }, ...crumbs]}>
      {!crumbs && (
        <Tabs
          label={t('networks:staff.nav')}
          items={Object.entries(tabs).map(([key, { path, label }]) => ({
            label: t(label),
            href: home + path,
            current: key === tab,
          }))}
        />
      )}
      {children}
    </StaffPage>
  );
}

/** A day as people write it, e.g. "22.11.2026"; of a moment, the day in Germany. */
export function dayText(value: Date | string, { locale }: Pick<InterfaceLanguage, 'locale'>): string {
  const date = typeof value === 'string' ? new Date(`${value}T12:00Z`) : value;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'Europe/Berlin' }).format(date);
}

/** Text of a record with its line breaks. */
export function Lines({ text, lang }: { text: string; lang?: string | undefined }) {
  return (
    <>
      {text
        .split(/\n{2,}/)
        .filter(Boolean)
        .map((paragraph, index) => (
          <p key={index} lang={lang} dir={lang ? 'auto' : undefined}>
            {paragraph.split('\n').flatMap((line, at) => (at ? [<br key={at} />, line] : [line]))}
          </p>
        ))}
    </>
  );
}
