import { type BoardFilter, type Grouping, groupings, type SortKey, type SortOrder, sortKeys } from './board.ts';
import { statuses, timeFrames, timelinesses } from './vocabulary.ts';

/**
 * What a list shows, as it stands in its address: an address can be kept, sent and shared, so it says everything. What cannot be
 * understood is left out.
 */
export interface BoardAddress {
  readonly filter: BoardFilter;
  readonly order: SortOrder | undefined;
  readonly grouping: Grouping;
  readonly page: number;
  /** Number of the recommendation whose line is open for editing. */
  readonly editing: number | undefined;
}

type Sent = Readonly<Record<string, unknown>>;

function one(sent: Sent, name: string): string {
  const value = sent[name];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first.trim().slice(0, 200) : '';
}

function chosen<Word extends string>(text: string, words: readonly Word[]): Word | undefined {
  return words.find((word) => word === text);
}

const whole = (text: string): number | undefined => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined);

const groupWords: Readonly<Record<Grouping, string>> = { field: '', status: 'stand', timeFrame: 'frist', none: 'keine' };
const sortWords: Readonly<Record<SortKey, string>> = {
  number: 'nummer',
  title: 'titel',
  status: 'stand',
  progress: 'fortschritt',
  due: 'termin',
  reported: 'meldung',
};

/** @param fields keys of the edition's fields, @param towns AGS of the district's towns */
export function readBoardAddress(sent: Sent, fields: readonly string[], towns: readonly string[]): BoardAddress {
  const text = (name: string) => one(sent, name) || undefined;
  const by = sortKeys.find((key) => sortWords[key] === one(sent, 'sortierung'));
  return {
    filter: {
      field: chosen(one(sent, 'feld'), fields),
      status: chosen(one(sent, 'stand'), statuses),
      timeliness: chosen(one(sent, 'meldung'), timelinesses),
      town: chosen(one(sent, 'ort'), towns),
      targetGroup: text('zielgruppe'),
      stakeholder: text('beteiligt'),
      timeFrame: chosen(one(sent, 'frist'), timeFrames),
      text: text('q'),
      ownerless: one(sent, 'zustaendig') === 'ohne' || undefined,
      unfunded: one(sent, 'geld') === 'ohne' || undefined,
    },
    order: by && { by, descending: one(sent, 'richtung') === 'ab' },
    grouping: groupings.find((grouping) => groupWords[grouping] === one(sent, 'gruppe')) ?? 'field',
    page: whole(one(sent, 'seite')) ?? 1,
    editing: whole(one(sent, 'zeile')),
  };
}

/** The filter as the fields of its form. */
export function filterValues(filter: BoardFilter): Readonly<Record<string, string>> {
  return {
    feld: filter.field ?? '',
    stand: filter.status ?? '',
    meldung: filter.timeliness ?? '',
    ort: filter.town ?? '',
    zielgruppe: filter.targetGroup ?? '',
    beteiligt: filter.stakeholder ?? '',
    frist: filter.timeFrame ?? '',
    q: filter.text ?? '',
    zustaendig: filter.ownerless ? 'ohne' : '',
    geld: filter.unfunded ? 'ohne' : '',
  };
}

/** Parameters of an address, those that are empty left out; reading them gives the same address again. */
export function boardParameters(address: Partial<BoardAddress>): URLSearchParams {
  const { filter = {}, order, grouping = 'field', page = 1, editing } = address;
  const values = {
    ...filterValues(filter),
    sortierung: order ? sortWords[order.by] : '',
    richtung: order?.descending ? 'ab' : '',
    gruppe: groupWords[grouping],
    seite: page > 1 ? String(page) : '',
    zeile: editing ? String(editing) : '',
  };
  return new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ''));
}

export function boardHref(path: string, address: Partial<BoardAddress>, fragment = ''): string {
  const query = boardParameters(address).toString();
  return `${path}${query && `?${query}`}${fragment && `#${fragment}`}`;
}
