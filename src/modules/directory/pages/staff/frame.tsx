import type { ComponentChildren } from 'preact';
import { type Crumb, StaffPage, Tabs, useView } from '#platform/ui';
import type { Waiting } from '../../service/listing.ts';

/** What every page of the directory's desk shows around its matter. */
export interface DeskFrame {
  readonly base: string;
  readonly waiting: Waiting;
  /** May change categories and import. */
  readonly manages: boolean;
}

export type DeskTab =
  | 'proposals'
  | 'corrections'
  | 'entries'
  | 'upkeep'
  | 'translations'
  | 'duplicates'
  | 'sources'
  | 'glossary'
  | 'categories';

const paths: Record<DeskTab, string> = {
  proposals: 'vorschlaege',
  corrections: 'hinweise',
  entries: 'eintraege',
  upkeep: 'aktualitaet',
  translations: 'uebersetzungen',
  duplicates: 'doppelte',
  sources: 'quellen',
  glossary: 'suchwoerter',
  categories: 'themen',
};

/** What concerns the whole district. */
const managed: readonly DeskTab[] = ['sources', 'glossary', 'categories'];

export interface DeskPageProps {
  readonly frame: DeskFrame;
  readonly tab: DeskTab;
  readonly title: string;
  /** Steps between the tab's list and this page. */
  readonly crumbs?: readonly Crumb[] | undefined;
  readonly scripts?: readonly string[] | undefined;
  /** Something runs in the background: the page comes again by itself; only on pages without fields. */
  readonly refreshSeconds?: number | undefined;
  readonly children: ComponentChildren;
}

/** A page of the desk: its place in the directory above, then the matter. Lists carry the tabs, single things the way back. */
export function DeskPage({ frame, tab, title, crumbs, scripts, refreshSeconds, children }: DeskPageProps) {
  const { t } = useView();
  const { base, waiting, manages } = frame;
  const counts: Partial<Record<DeskTab, number>> = waiting;
  const tabs = (Object.keys(paths) as DeskTab[]).filter((one) => manages || !managed.includes(one));
  return (
    <StaffPage
      title={title}
      scripts={scripts}
      refreshSeconds={refreshSeconds}
      breadcrumb={crumbs && [{ label: t(`directory:staff.tab.${tab}`), href: `${base}/${paths[tab]}` }, ...crumbs]}
    >
      {!crumbs && (
        <Tabs
          label={t('directory:staff.title')}
          items={tabs.map((one) => ({
            label: t(`directory:staff.tab.${one}`),
            href: `${base}/${paths[one]}`,
            current: one === tab,
            ...(counts[one] === undefined ? {} : { count: counts[one] }),
          }))}
        />
      )}
      {children}
    </StaffPage>
  );
}
