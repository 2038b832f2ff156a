import type { ComponentChildren } from 'preact';
import {
  Alert,
  ButtonRow,
  type Description,
  DescriptionList,
  Disclosure,
  EmptyState,
  LinkButton,
  MailLink,
  PageHeader,
  PrintPage,
  Prose,
  Section,
  useView,
} from '#platform/ui';
import { spokenRule } from '../model/body-schedule.ts';
import type { BodyRecord } from '../service/bodies.ts';
import { dayText, Lines, NetworkPage } from './frame.tsx';
import { SeatsTable, splitSeats } from './seats.tsx';

export interface BodyPageProps {
  readonly base: string;
  readonly record: BodyRecord;
  readonly territory: string;
  /** Public address; absent when the body is not public. */
  readonly publicHref?: string | undefined;
  readonly today: string;
  readonly pathOf: (organisationId: string) => string | undefined;
  /** Meetings, resolutions, tasks. */
  readonly sections: ComponentChildren;
}

function facts(
  { base, record, territory, publicHref }: BodyPageProps,
  { t, language }: ReturnType<typeof useView>,
): Description[] {
  const { body, parent } = record;
  const rhythm = spokenRule(body.recurrence);
  return [
    { term: t('networks:staff.field.kind'), value: t(`networks:kind.${body.kind}`) },
    { term: t('networks:staff.field.territory'), value: <bdi>{territory}</bdi> },
    { term: t('networks:staff.field.parent'), value: parent && <a href={`${base}/${parent.id}`}>{parent.name}</a> },
    { term: t('networks:staff.field.rhythm'), value: t(rhythm.key, { count: rhythm.count }) },
    { term: t('networks:staff.field.contact'), value: body.contactEmail && <MailLink address={body.contactEmail} /> },
    { term: t('networks:staff.field.founded'), value: body.foundedOn && dayText(body.foundedOn, language) },
    { term: t('networks:staff.field.ended'), value: body.endedOn && dayText(body.endedOn, language) },
    {
      term: t('networks:staff.field.public'),
      value: publicHref ? <a href={publicHref}>{t('networks:staff.body.public_page')}</a> : t('networks:staff.no'),
    },
    { term: t('networks:staff.field.source'), value: body.source },
  ];
}

function Seats(props: BodyPageProps) {
  const { base, record, today, pathOf } = props;
  const { t } = useView();
  const { body, seats, mayEdit } = record;
  const address = `${base}/${body.id}/sitze`;
  const { current, ended } = splitSeats(seats, today);
  const editHref = mayEdit ? (seat: { id: string }) => `${address}/${seat.id}` : undefined;
  const common = { today, pathOf, editHref };
  return (
    <Section
      id="sitze"
      title={t('networks:staff.body.seats', { count: current.length })}
      actions={
        <ButtonRow>
          {mayEdit && !body.endedOn && (
            <LinkButton href={`${address}/neu`} icon="plus" look="secondary" small>
              {t('networks:staff.seat.add')}
            </LinkButton>
          )}
          {seats.length > 0 &&
            (['csv', 'xlsx'] as const).map((format) => (
              <LinkButton key={format} href={`${address}.${format}`} icon="download" look="tertiary" small download>
                {format === 'csv' ? 'CSV' : 'Excel'}
              </LinkButton>
            ))}
        </ButtonRow>
      }
    >
      {current.length > 0 ? (
        <SeatsTable caption={t('networks:staff.body.current_seats')} seats={current} {...common} />
      ) : (
        <EmptyState level={3} title={t('networks:staff.body.no_seats')}>
          <p>{t('networks:staff.body.no_seats_text')}</p>
        </EmptyState>
      )}
      {ended.length > 0 && (
        <Disclosure title={t('networks:staff.body.former_seats', { count: ended.length })}>
          <SeatsTable caption={t('networks:staff.body.former_seats', { count: ended.length })} seats={ended} {...common} />
        </Disclosure>
      )}
    </Section>
  );
}

/** The record of a body: what it is for, who sits in it, and what it does. */
export function BodyPage(props: BodyPageProps) {
  const view = useView();
  const { t, language } = view;
  const { base, record, sections } = props;
  const { body, mayEdit } = record;
  return (
    <NetworkPage tab="bodies" title={body.name} crumbs={[{ label: body.name }]}>
      <PageHeader
        title={<bdi>{body.name}</bdi>}
        kicker={t(`networks:kind.${body.kind}`)}
        actions={
          <ButtonRow>
            {mayEdit && (
              <LinkButton href={`${base}/${body.id}/bearbeiten`} icon="edit" small>
                {t('networks:staff.edit')}
              </LinkButton>
            )}
            <LinkButton href={`${base}/${body.id}/druck`} icon="print" look="tertiary" small>
              {t('networks:staff.print')}
            </LinkButton>
          </ButtonRow>
        }
      />
      {body.endedOn && <Alert kind="info" title={t('networks:staff.body.closed', { day: dayText(body.endedOn, language) })} />}
      {body.purpose && (
        <Prose>
          <Lines text={body.purpose} />
        </Prose>
      )}
      <Section title={t('networks:staff.body.facts')}>
        <DescriptionList items={facts(props, view)} />
      </Section>
      <Seats {...props} />
      {sections}
    </NetworkPage>
  );
}

/** The same on paper: purpose, facts and who sits in it today. */
export function BodyPrint(props: Omit<BodyPageProps, 'sections'>) {
  const view = useView();
  const { t, language } = view;
  const { base, record, today, pathOf } = props;
  const { body, seats } = record;
  const { current } = splitSeats(seats, today);
  return (
    <PrintPage
      title={body.name}
      backHref={`${base}/${body.id}`}
      foot={<p>{t('networks:staff.as_of', { day: dayText(today, language) })}</p>}
    >
      <h1>{body.name}</h1>
      <Lines text={body.purpose} />
      <DescriptionList items={facts({ ...props, sections: null }, view)} />
      <h2>{t('networks:staff.body.seats', { count: current.length })}</h2>
      <SeatsTable caption={t('networks:staff.body.current_seats')} seats={current} today={today} pathOf={pathOf} />
    </PrintPage>
  );
}
