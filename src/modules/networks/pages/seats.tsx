import { type Column, MailLink, Table, useView } from '#platform/ui';
import { type Seat, sitsOn } from '../model/bodies.ts';
import { dayText } from './frame.tsx';

export interface SeatsTableProps {
  readonly caption: string;
  readonly seats: readonly Seat[];
  /** Today, ISO. */
  readonly today: string;
  /** Organisation of the directory → its public page. */
  readonly pathOf: (organisationId: string) => string | undefined;
  /** Where a seat is edited; absent: nowhere. */
  readonly editHref?: ((seat: Seat) => string) | undefined;
}

/** From – to in words; empty when neither is known. */
export function Term({ seat }: { seat: Pick<Seat, 'fromOn' | 'toOn'> }) {
  const { t, language } = useView();
  const from = seat.fromOn && dayText(seat.fromOn, language);
  const to = seat.toOn && dayText(seat.toOn, language);
  if (from && to) return t('networks:staff.seat.from_to', { from, to });
  if (from) return t('networks:staff.seat.since', { from });
  return to ? t('networks:staff.seat.until', { to }) : '';
}

/** The seats of a body, one row each. */
export function SeatsTable({ caption, seats, pathOf, editHref }: SeatsTableProps) {
  const { t } = useView();
  const columns: Column<Seat>[] = [
    {
      key: 'who',
      label: t('networks:staff.seat.who'),
      rowHeader: true,
      cell: (seat) => {
        const path = seat.organisationId && pathOf(seat.organisationId);
        const name = <bdi>{seat.organisationName ?? seat.personName ?? '–'}</bdi>;
        return path ? <a href={path}>{name}</a> : name;
      },
    },
    {
      key: 'person',
      label: t('networks:staff.seat.person'),
      cell: (seat) => <bdi>{seat.personName ?? t('networks:staff.seat.by_organisation')}</bdi>,
    },
    { key: 'function', label: t('networks:staff.seat.function'), cell: (seat) => t(`networks:staff.function.${seat.function}`) },
    {
      key: 'votes',
      label: t('networks:staff.seat.votes'),
      cell: (seat) => t(seat.votes ? 'networks:staff.yes' : 'networks:staff.no'),
    },
    { key: 'term', label: t('networks:staff.seat.term'), cell: (seat) => <Term seat={seat} /> },
    { key: 'email', label: t('networks:staff.seat.email'), cell: (seat) => seat.email && <MailLink address={seat.email} /> },
  ];
  if (editHref) {
    columns.push({
      key: 'edit',
      label: t('networks:staff.seat.action'),
      cell: (seat) => (
        <a
          href={editHref(seat)}
          aria-label={t('networks:staff.seat.edit_named', { name: seat.personName ?? seat.organisationName ?? '–' })}
        >
          {t('networks:staff.edit')}
        </a>
      ),
    });
  }
  return <Table caption={caption} captionHidden rows={seats} rowKey={({ id }) => id} columns={columns} />;
}

/** Seats held on the day or later, and those that have ended. */
export function splitSeats(seats: readonly Seat[], today: string): { current: readonly Seat[]; ended: readonly Seat[] } {
  return {
    current: seats.filter((seat) => sitsOn({ fromOn: null, toOn: seat.toOn }, today)),
    ended: seats.filter((seat) => seat.toOn !== null && seat.toOn < today),
  };
}
