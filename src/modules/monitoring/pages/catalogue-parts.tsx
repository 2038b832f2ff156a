import type { ComponentChildren } from 'preact';
import { type Crumb, ForeignText, StaffPage, StateMark, Tabs, useView, type WorkState } from '#platform/ui';
import type { Texts } from '../model/indicator.ts';
import type { IndicatorState } from '../model/vocabulary.ts';

const parts = ['kennzahlen', 'quellen', 'gliederungen', 'ziele', 'kalender'] as const;
export type CataloguePart = (typeof parts)[number];

export interface FrameProps {
  readonly base: string;
  readonly part: CataloguePart;
  readonly title: string;
  /** Between the list of this part and the page itself. */
  readonly crumbs?: readonly Crumb[] | undefined;
  readonly children: ComponentChildren;
}

/** Frame of the pages about definitions: where one is, and the other lists beside. */
export function Frame({ base, part, title, crumbs, children }: FrameProps) {
  const { t } = useView();
  const list = t(`monitoring:staff.part.${part}`);
  const breadcrumb: Crumb[] = [
    { label: t('monitoring:staff.nav'), href: base },
    ...(crumbs ? [{ label: list, href: `${base}/${part}` }, ...crumbs] : [{ label: list }]),
  ];
  return (
    <StaffPage title={title} breadcrumb={breadcrumb}>
      <Tabs
        label={t('monitoring:staff.parts')}
        items={parts.map((one) => ({
          label: t(`monitoring:staff.part.${one}`),
          href: `${base}/${one}`,
          current: one === part,
        }))}
      />
      {children}
    </StaffPage>
  );
}

const looks: Readonly<Record<IndicatorState, WorkState>> = {
  draft: 'draft',
  public: 'done',
  internal: 'waiting',
  retired: 'stopped',
};

export function IndicatorStateMark({ state }: { state: IndicatorState }) {
  const { t } = useView();
  return <StateMark state={looks[state]}>{t(`monitoring:state.${state}`)}</StateMark>;
}

/** A name in the reader's language, else in German. */
export function Name({ names }: { names: Texts }) {
  const { language } = useView();
  const own = names[language.tag];
  if (own !== undefined) return <>{own}</>;
  return <ForeignText lang={language.tag === 'de' ? undefined : 'de'}>{names.de}</ForeignText>;
}

/** Key of an indicator below its name: small, and broken between its words. */
export function KeyText({ of }: { of: string }) {
  return (
    <code class="dk-key">{of.split('_').map((word, index) => (index === 0 ? word : [<wbr key={index} />, `_${word}`]))}</code>
  );
}
