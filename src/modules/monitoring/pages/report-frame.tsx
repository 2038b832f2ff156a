import type { ComponentChildren } from 'preact';
import { StaffPage, useView } from '#platform/ui';
import type { Block, Edition, Report } from '../model/report.ts';
import { eachTown } from '../model/report.ts';
import { momentWords } from '../model/report-words.ts';
import type { Choices } from '../service/report-viewing.ts';

export interface Place {
  readonly key: string;
  readonly slug: string;
  readonly names: Readonly<Record<string, string>>;
}

/** Shell of the pages about reports. @param way what comes after "Reports", this page last */
export function ReportFrame(props: {
  base: string;
  title: string;
  way: readonly { readonly label: string; readonly href?: string }[];
  children: ComponentChildren;
}) {
  const { base, title, way, children } = props;
  const { t } = useView();
  return (
    <StaffPage
      title={title}
      breadcrumb={[
        { label: t('monitoring:staff.nav'), href: base.replace(/\/berichte$/, '') },
        { label: t('monitoring:staff.report.nav'), ...(way.length > 0 && { href: base }) },
        ...way,
      ]}
    >
      {children}
    </StaffPage>
  );
}

/** Whom a report is about, in words. */
export function PlaceOf({ of: { territory }, places }: { of: Pick<Report | Edition, 'territory'>; places: readonly Place[] }) {
  const { t } = useView();
  if (territory === eachTown) return <>{t('monitoring:report.each_town')}</>;
  return <>{places.find(({ key }) => key === territory)?.names.de ?? territory}</>;
}

/** A moment in the reader's language. */
export function Moment({ at }: { at: Date }) {
  return <time dateTime={at.toISOString()}>{momentWords(at, useView())}</time>;
}

/** What a block shows, as terms and values: for the list of blocks and for what two people wrote differently. */
export function useBlockFacts(choices: Choices): (block: Block) => readonly (readonly [label: string, value: string])[] {
  const { t } = useView();
  const indicator = (key: string) => {
    const [kind, name] = key.split(':');
    if (name !== undefined) return t(kind === 'topic' ? `monitoring:topic.${name}` : `monitoring:kind.${name}`);
    return choices.indicators.find((one) => one.key === key)?.names.de ?? key;
  };
  const place = (key: string) =>
    ['own', 'district', 'land', 'nation', 'towns'].includes(key)
      ? t(`monitoring:staff.report.place.${key}`)
      : (choices.places.find((one) => one.key === key)?.names.de ?? key);
  const words: Readonly<Record<string, (value: string) => string>> = {
    indicators: indicator,
    indicator,
    places: place,
    compare: place,
    form: (value) => t(`monitoring:staff.report.form.${value}`),
    over: (value) => t(`monitoring:staff.report.over.${value}`),
    optional: () => t('monitoring:staff.report.yes'),
    dimension: (value) => choices.dimensions.find(({ key }) => key === value)?.names.de ?? value,
  };
  // Its words come first, how it stands there last; a stored block has its fields in any order.
  const rank = (name: string) => (name === 'text' || name === 'title' ? 0 : name === 'optional' || name === 'level' ? 2 : 1);
  const byRank = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]) => rank(one) - rank(other);
  return ({ id: _, kind: __, ...fields }) =>
    Object.entries(fields)
      .toSorted(byRank)
      .flatMap(([name, value]) => {
        const values = [value].flat().filter((one) => one !== '' && one !== false);
        const shown = values.map((one) => words[name]?.(String(one)) ?? String(one)).join(', ');
        return shown ? [[t(`monitoring:staff.report.field.${name}`), shown] as const] : [];
      });
}
