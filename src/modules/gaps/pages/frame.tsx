import type { ComponentChildren } from 'preact';
import { type Crumb, StaffPage, Tabs, useView } from '#platform/ui';

export const gapsBase = (district: { readonly slug: string } | undefined): string => `/intern/${district?.slug ?? ''}/luecken`;

export interface GapPageProps {
  readonly tab: 'board' | 'commissions';
  readonly title: string;
  /** Steps between the list and this page; lists carry the tabs instead. */
  readonly crumbs?: readonly Crumb[] | undefined;
  readonly children: ComponentChildren;
}

const tabs = {
  board: { path: '', label: 'gaps:staff.title' },
  commissions: { path: '/auftraege', label: 'gaps:staff.commission.list' },
} as const;

/** A page of the gap board. */
export function GapPage({ tab, title, crumbs, children }: GapPageProps) {
  const { t, district } = useView();
  const base = gapsBase(district);
  return (
    <StaffPage title={title} breadcrumb={crumbs && [{ label: t(tabs[tab].label), href: base + tabs[tab].path }, ...crumbs]}>
      {!crumbs && (
        <Tabs
          label={t('gaps:staff.nav')}
          items={Object.entries(tabs).map(([key, { path, label }]) => ({
            label: t(label),
            href: base + path,
            current: key === tab,
          }))}
        />
      )}
      {children}
    </StaffPage>
  );
}
