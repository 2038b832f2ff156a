import type { ComponentChildren } from 'preact';
import { PageHeader, StaffPage, Tabs, useView } from '#platform/ui';

const tabs = ['verzeichnis', 'anfragen', 'sperren'] as const;
export type PrivacyTab = (typeof tabs)[number];

export interface FormState {
  readonly values?: Readonly<Record<string, string>>;
  readonly errors?: Readonly<Record<string, string>>;
}

export function PrivacyPage(props: {
  /** `/intern/{district}/datenschutz` */
  base: string;
  tab: PrivacyTab;
  /** Tabs that the person may open. */
  open: readonly PrivacyTab[];
  title: string;
  lead?: string;
  actions?: ComponentChildren;
  children: ComponentChildren;
}) {
  const { t } = useView();
  const items = tabs
    .filter((tab) => props.open.includes(tab))
    .map((tab) => ({ label: t(`privacy:staff.tab.${tab}`), href: `${props.base}/${tab}`, current: tab === props.tab }));
  return (
    <StaffPage title={props.title}>
      {items.length > 1 && <Tabs label={t('privacy:staff.nav')} items={items} />}
      <PageHeader title={props.title} lead={props.lead} actions={props.actions} />
      {props.children}
    </StaffPage>
  );
}

/** A day without a clock, as people of the language write it. */
export function useDay(): (day: string) => string {
  const { language } = useView();
  const format = new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', timeZone: 'UTC' });
  return (day) => format.format(new Date(`${day}T00:00:00Z`));
}
