import {
  Button,
  ButtonRow,
  DateField,
  Day,
  Disclosure,
  EmptyState,
  Form,
  LinkButton,
  PageHeader,
  Section,
  StateMark,
  useView,
} from '#platform/ui';
import type { Source } from '../model/indicator.ts';
import { timeWords } from '../model/report-words.ts';
import type { DueGroup } from '../service/calendar.ts';
import { Frame, Name } from './catalogue-parts.tsx';

export interface CalendarEntry extends DueGroup {
  readonly source: Source | undefined;
}

export interface CalendarPageProps {
  readonly base: string;
  readonly months: readonly { readonly month: string | null; readonly due: readonly CalendarEntry[] }[];
  readonly today: string;
  readonly mayEdit: boolean;
}

function Entry({
  base,
  entry,
  today,
  mayEdit,
  id,
}: {
  base: string;
  entry: CalendarEntry;
  today: string;
  mayEdit: boolean;
  id: string;
}) {
  const { t } = useView();
  const { day, next, source, indicators } = entry;
  const late = day !== null && day < today;
  return (
    <li class="dk-panel">
      <p>
        <strong>{source ? <Name names={source.names} /> : t('monitoring:staff.calendar.no_source')}</strong>
        {' · '}
        {day === null ? t('monitoring:staff.calendar.no_day') : <Day day={day} />}{' '}
        {late && <StateMark state="late">{t('monitoring:staff.calendar.late')}</StateMark>}
      </p>
      <Disclosure title={t('monitoring:staff.calendar.indicators', { count: indicators.length })} tight>
        <ul>
          {indicators.map(({ key, names }) => (
            <li key={key}>
              <a href={`${base}/kennzahlen/${key}`}>
                <Name names={names} />
              </a>
            </li>
          ))}
        </ul>
      </Disclosure>
      {mayEdit && (
        <Form
          action={`${base}/kalender`}
          id={id}
          plain
          values={{ next: next ?? '' }}
          hidden={{ seen: day ?? '', keys: indicators.map(({ key }) => key).join(' ') }}
        >
          <DateField name="next" label={t('monitoring:staff.calendar.next')} />
          <ButtonRow>
            <Button look="secondary" small>
              {t(day === null ? 'monitoring:staff.calendar.plan' : 'monitoring:staff.calendar.updated')}
            </Button>
          </ButtonRow>
        </Form>
      )}
    </li>
  );
}

/** When figures are due, month by month. */
export function CalendarPage({ base, months, today, mayEdit }: CalendarPageProps) {
  const view = useView();
  const { t } = view;
  const title = t('monitoring:staff.calendar.title');
  return (
    <Frame base={base} part="kalender" title={title}>
      <PageHeader
        title={title}
        lead={t('monitoring:staff.calendar.lead')}
        actions={
          <LinkButton href={`${base}/kalender.ics`} download>
            {t('monitoring:staff.calendar.download')}
          </LinkButton>
        }
      />
      {months.length === 0 && (
        <EmptyState title={t('monitoring:staff.calendar.none')}>
          <p>{t('monitoring:staff.calendar.none_text')}</p>
        </EmptyState>
      )}
      {months.map(({ month, due }) => (
        <Section key={month ?? ''} title={month ? timeWords(month, view) : t('monitoring:staff.calendar.unplanned')}>
          <ul class="dk-plain-list">
            {due.map((entry, index) => (
              <Entry
                key={entry.indicators[0]?.key}
                base={base}
                entry={entry}
                today={today}
                mayEdit={mayEdit}
                id={`f-${month ?? 'none'}-${index}`}
              />
            ))}
          </ul>
        </Section>
      ))}
    </Frame>
  );
}
