import type { ComponentChildren } from 'preact';
import { formatNumber } from '#platform/i18n';
import { StateMark, useView, type WorkState } from '#platform/ui';
import { readBreakdown } from '../model/breakdown.ts';
import type { ImportState } from '../model/import.ts';
import type { Dimension } from '../model/indicator.ts';
import { textIn } from '../model/indicator.ts';
import { momentWords } from '../model/report-words.ts';
import { type Marker, markers } from '../model/vocabulary.ts';

const marks: Readonly<Record<ImportState, WorkState>> = {
  uploaded: 'running',
  reading: 'running',
  mapping: 'waiting',
  ready: 'waiting',
  refused: 'stopped',
  accepting: 'running',
  accepted: 'done',
  undone: 'stopped',
  discarded: 'stopped',
};

export function ImportStateMark({ state }: { state: ImportState }) {
  const { t } = useView();
  return <StateMark state={marks[state]}>{t(`monitoring:staff.import.state.${state}`)}</StateMark>;
}

/** Text of a code of any reader; a reader without a text shows its code. */
export function useCodeText(): (code: string) => string {
  const { t } = useView();
  return (code) => {
    const key = `staff.import.code.${code}`;
    const text = t(`monitoring:${key}`);
    return text === key || text === `monitoring:${key}` ? code : text;
  };
}

export function useFigure(): (figure: { value: number | null; marker: Marker | null }) => ComponentChildren {
  const { language, t } = useView();
  return ({ value, marker }) => {
    if (value === null) return marker ? <abbr title={t(`monitoring:marker.${markers[marker]}`)}>{marker}</abbr> : '–';
    const number = new Intl.NumberFormat(language.locale, { maximumFractionDigits: 4 }).format(value);
    return marker ? (
      <abbr title={t(`monitoring:marker.${markers[marker]}`)}>{marker === '()' ? `(${number})` : marker}</abbr>
    ) : (
      number
    );
  };
}

/** A breakdown in words. */
export function useBreakdownText(dimensions: readonly Dimension[]): (breakdown: string) => string {
  const { language, t } = useView();
  return (breakdown) => {
    const parts = Object.entries(readBreakdown(breakdown) ?? {}).map(([key, code]) => {
      const category = dimensions.find((one) => one.key === key)?.categories.find((one) => one.code === code);
      return category ? textIn(category.names, language.tag) : code;
    });
    return parts.join(', ') || t('monitoring:staff.import.total');
  };
}

export function useBytes(): (bytes: number) => string {
  const { language, t } = useView();
  return (bytes) =>
    bytes < 1_000_000
      ? t('monitoring:staff.import.kilobytes', { size: formatNumber(Math.max(1, Math.round(bytes / 1000)), language) })
      : t('monitoring:staff.import.megabytes', {
          size: new Intl.NumberFormat(language.locale, { maximumFractionDigits: 1 }).format(bytes / 1_000_000),
        });
}

export function useTime(): (at: Date | null) => string {
  const view = useView();
  return (at) => (at ? momentWords(at, view) : '');
}
