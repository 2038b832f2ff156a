import { StateMark, Table, useView, type WorkState } from '#platform/ui';
import type { Remark } from '../../model/exchange/record.ts';
import type { RunState } from '../../model/exchange/run.ts';
import type { SourceFailure, SourceKind } from '../../model/exchange/source.ts';

const marks: Readonly<Record<RunState, WorkState>> = {
  waiting: 'running',
  reading: 'running',
  mapping: 'waiting',
  read: 'waiting',
  writing: 'running',
  done: 'done',
  failed: 'late',
  undone: 'stopped',
  discarded: 'stopped',
};

export function RunStateMark({ state }: { state: RunState }) {
  const { t } = useView();
  return <StateMark state={marks[state]}>{t(`directory:staff.exchange.state.${state}`)}</StateMark>;
}

export function useMoment(): (at: Date | null) => string {
  const { language } = useView();
  const format = new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Berlin' });
  return (at) => (at ? format.format(at) : '');
}

/** A failure in words; its reason is a word of ours. */
export function useFailureText(): (failure: SourceFailure) => string {
  const { t } = useView();
  return ({ code, details }) => {
    const { reason } = details;
    const why = reason === undefined ? {} : { reason: t(`directory:staff.exchange.reach.${reason}`) };
    return t(`directory:staff.failure.${code}`, { ...details, ...why });
  };
}

/** Where something stands in a file of theirs. */
export function usePlace(kind: SourceKind): (place: number) => string {
  const { t } = useView();
  const word = { csv: 'row', xlsx: 'row', geojson: 'feature', icalendar: 'event', hsds: 'service', dreiklang: 'service' }[kind];
  return (place) => (place ? t(`directory:staff.exchange.place.${word}`, { number: place }) : '');
}

/** What is wrong with a file or worth a word, place by place. */
export function Remarks({ remarks, kind, caption }: { remarks: readonly Remark[]; kind: SourceKind; caption: string }) {
  const { t } = useView();
  const place = usePlace(kind);
  return (
    <Table
      caption={caption}
      captionHidden
      rows={remarks.map((remark, index) => ({ ...remark, index }))}
      rowKey={({ index }) => String(index)}
      columns={[
        { key: 'place', label: t('directory:staff.exchange.place'), rowHeader: true, cell: (one) => place(one.place) },
        { key: 'field', label: t('directory:staff.exchange.field'), cell: ({ field }) => <bdi>{field}</bdi> },
        {
          key: 'what',
          label: t('directory:staff.exchange.what'),
          cell: ({ key, parameters }) => {
            const text = t(key, { ...parameters });
            const { value } = parameters;
            if (value === undefined || text.includes(String(value))) return text;
            return (
              <span>
                „<bdi>{value}</bdi>“: {text}
              </span>
            );
          },
        },
      ]}
    />
  );
}
