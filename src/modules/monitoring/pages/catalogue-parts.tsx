import type { ComponentChildren } from 'preact';
import {
  Alert,
  type Crumb,
  Diff,
  type FieldChange,
  ForeignText,
  StaffPage,
  StateMark,
  Tabs,
  useView,
  type WorkState,
} from '#platform/ui';
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

/** A day in the reader's language; the day itself has no zone. */
export function Day({ day }: { day: string }) {
  const { language } = useView();
  const text = new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(day));
  return <time dateTime={day}>{text}</time>;
}

/** For the second editor: theirs struck through against mine. Nothing was overwritten; saving again keeps what stands in the form. */
export function ConflictNote({ changes }: { changes: readonly FieldChange[] | undefined }) {
  const { t } = useView();
  if (!changes) return null;
  return (
    <>
      <Alert kind="warning" title={t('monitoring:staff.conflict.title')} live>
        <p>{t(changes.length > 0 ? 'monitoring:staff.conflict.text' : 'monitoring:staff.conflict.same')}</p>
      </Alert>
      {changes.length > 0 && <Diff changes={changes} />}
    </>
  );
}
