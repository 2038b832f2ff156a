import type { ComponentChildren } from 'preact';
import { type Crumb, StaffPage, Tabs, useView } from '#platform/ui';

/** What every staff page of the guide shows around its matter. */
export interface DeskFrame {
  /** `/intern/{district}/ankommen`. */
  readonly base: string;
  /** May work on what concerns the whole district. */
  readonly manages: boolean;
  /** Reads and answers what visitors say. */
  readonly answers: boolean;
}

const tabs = {
  pages: { path: '', who: 'all' },
  review: { path: '/pruefung', who: 'all' },
  quality: { path: '/qualitaet', who: 'all' },
  feedback: { path: '/rueckmeldungen', who: 'answers' },
  news: { path: '/neuigkeiten', who: 'manages' },
  images: { path: '/bilder', who: 'all' },
  terms: { path: '/woerter', who: 'manages' },
  statistics: { path: '/statistik', who: 'manages' },
} as const;

export type DeskTab = keyof typeof tabs;

export interface DeskPageProps {
  readonly frame: DeskFrame;
  readonly tab: DeskTab;
  readonly title: string;
  /** Steps between the tab's list and this page. */
  readonly crumbs?: readonly Crumb[] | undefined;
  readonly scripts?: readonly string[] | undefined;
  readonly children: ComponentChildren;
}

/** A staff page of the guide: lists carry the tabs, single things the way back. */
export function DeskPage({ frame, tab, title, crumbs, scripts, children }: DeskPageProps) {
  const { t } = useView();
  const { base } = frame;
  const visible = (Object.keys(tabs) as DeskTab[]).filter((one) => {
    const { who } = tabs[one];
    return who === 'all' || frame[who];
  });
  return (
    <StaffPage
      title={title}
      scripts={scripts}
      breadcrumb={
        crumbs && [
          { label: t('orientation:staff.title'), href: base },
          { label: t(`orientation:staff.tab.${tab}`), href: `${base}${tabs[tab].path}` },
          ...crumbs,
          { label: title },
        ]
      }
    >
      {!crumbs && (
        <Tabs
          label={t('orientation:staff.title')}
          items={visible.map((one) => ({
            label: t(`orientation:staff.tab.${one}`),
            href: `${base}${tabs[one].path}`,
            current: one === tab,
          }))}
        />
      )}
      {children}
    </StaffPage>
  );
}
