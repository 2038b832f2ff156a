import {
  Button,
  EmptyState,
  Figure,
  FigureRow,
  FilterBar,
  Form,
  LinkButton,
  ListHead,
  type Option,
  PageHeader,
  Pagination,
  SelectField,
  StateMark,
  Table,
  useView,
} from '#platform/ui';
import { urgencyOf } from '../../model/feedback/deadline.ts';
import { type FeedbackState, type InboxFilter, inboxValues, topicNames, topicOf } from '../../model/feedback/inbox.ts';
import type { Inbox } from '../../service/feedback/handling.ts';
import type { FeedbackRow } from '../../store/feedback-inbox.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';

export interface InboxPageProps {
  readonly frame: DeskFrame;
  readonly inbox: Inbox;
  readonly filter: InboxFilter;
  readonly languages: readonly Option[];
  readonly first: string | undefined;
  readonly next: string | undefined;
}

export const day = (moment: Date | string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'Europe/Berlin' }).format(new Date(moment));

/** What a message is about, in one line. */
export function Subject({ row }: { row: Pick<FeedbackRow, 'kind' | 'title' | 'slug' | 'query'> }) {
  const { t } = useView();
  const topic = t(`orientation:staff.feedback.topic.${topicOf(row.kind)}`);
  const what = row.title ?? (row.query || row.slug);
  return (
    <span>
      {topic}
      {what && (
        <>
          {': '}
          <bdi>{what}</bdi>
        </>
      )}
    </span>
  );
}

/** Where a message stands; what is open says until when. */
export function StateOf({ row, today }: { row: Pick<FeedbackRow, 'state' | 'dueOn'>; today: string }) {
  const { t, language } = useView();
  if (row.state !== 'open') return <StateMark state="done">{t(`orientation:staff.feedback.one.${row.state}`)}</StateMark>;
  const until = row.dueOn && day(`${row.dueOn}T12:00:00Z`, language.locale);
  const urgency = urgencyOf(row.dueOn, today);
  if (urgency === 'late')
    return <StateMark state="late">{t('orientation:staff.feedback.late', { until: until ?? '' })}</StateMark>;
  return (
    <StateMark state={urgency === 'soon' ? 'running' : 'planned'}>
      {until ? t('orientation:staff.feedback.until', { until }) : t('orientation:staff.feedback.one.open')}
    </StateMark>
  );
}

const longestExcerpt = 160;
const excerpt = (text: string) => (text.length > longestExcerpt ? `${text.slice(0, longestExcerpt).toWellFormed()} …` : text);

function Filters({ base, filter, languages }: { base: string; filter: InboxFilter; languages: readonly Option[] }) {
  const { t } = useView();
  const values = inboxValues(filter);
  const states: Readonly<Record<string, FeedbackState>> = { offen: 'open', beantwortet: 'answered', geschlossen: 'closed' };
  const filtered = filter.state !== 'open' || Object.entries(values).some(([name, value]) => name !== 'stand' && value);
  return (
    <FilterBar action={base} values={values} resetHref={filtered ? base : undefined}>
      <SelectField
        name="stand"
        label={t('orientation:staff.feedback.state')}
        empty={false}
        options={Object.entries(states).map(([value, state]) => ({ value, label: t(`orientation:staff.feedback.one.${state}`) }))}
      />
      <SelectField
        name="art"
        label={t('orientation:staff.feedback.about')}
        empty={t('orientation:staff.feedback.all')}
        options={topicNames.map((value) => ({ value, label: t(`orientation:staff.feedback.topic.${value}`) }))}
      />
      <SelectField
        name="frist"
        label={t('orientation:staff.feedback.deadline')}
        empty={t('orientation:staff.feedback.all')}
        options={[{ value: 'vorbei', label: t('orientation:staff.feedback.deadline_over') }]}
      />
      <SelectField
        name="sprache"
        label={t('orientation:staff.feedback.language')}
        empty={t('orientation:staff.feedback.all')}
        options={languages}
      />
    </FilterBar>
  );
}

function Messages({ base, inbox, open }: { base: string; inbox: Inbox; open: boolean }) {
  const { t, language } = useView();
  return (
    <Table
      caption={t('orientation:staff.tab.feedback')}
      captionHidden
      rows={inbox.rows}
      rowKey={({ id }) => id}
      selection={
        open
          ? {
              name: 'id',
              form: 'schliessen',
              value: ({ id }) => id,
              label: ({ comment }) => t('orientation:staff.feedback.select', { text: excerpt(comment).slice(0, 60) }),
            }
          : undefined
      }
      columns={[
        {
          key: 'message',
          label: t('orientation:staff.feedback.message'),
          rowHeader: true,
          cell: (row) => (
            <a href={`${base}/${row.id}`}>
              <span dir="auto" lang={row.language}>
                {excerpt(row.comment)}
              </span>
            </a>
          ),
        },
        { key: 'about', label: t('orientation:staff.feedback.about'), cell: (row) => <Subject row={row} /> },
        {
          key: 'rating',
          label: t('orientation:staff.feedback.rating'),
          cell: ({ rating }) => (rating ? t(`orientation:staff.feedback.rating.${rating}`) : '–'),
        },
        {
          key: 'received',
          label: t('orientation:staff.feedback.received'),
          cell: (row) => day(row.createdAt, language.locale),
        },
        {
          key: 'state',
          label: t('orientation:staff.feedback.state'),
          cell: (row) => (
            <div>
              <StateOf row={row} today={inbox.today} />
              {row.email && row.state === 'open' && <div class="kern-hint">{t('orientation:staff.feedback.wants_answer')}</div>}
            </div>
          ),
        },
      ]}
    />
  );
}

/** What visitors say: what is open oldest first. */
export function InboxPage({ frame, inbox, filter, languages, first, next }: InboxPageProps) {
  const { t } = useView();
  const base = `${frame.base}/rueckmeldungen`;
  const title = t('orientation:staff.tab.feedback');
  const { open, late, barriers } = inbox.counts;
  const isOpen = filter.state === 'open';
  return (
    <DeskPage frame={frame} tab="feedback" title={title}>
      <PageHeader title={title} lead={t('orientation:staff.feedback.lead')} />
      <FigureRow>
        <Figure value={String(open)} label={t('orientation:staff.feedback.count.open')} href={base} />
        <Figure value={String(late)} label={t('orientation:staff.feedback.count.late')} href={`${base}?frist=vorbei`} />
        <Figure value={String(barriers)} label={t('orientation:staff.feedback.count.barriers')} href={`${base}?art=barriere`} />
      </FigureRow>
      <Filters base={base} filter={filter} languages={languages} />
      {inbox.rows.length ? (
        <>
          {isOpen && (
            <Form action={`${base}/schliessen`} id="schliessen" plain>
              <ListHead count={t('orientation:staff.feedback.shown', { count: inbox.rows.length })}>
                <Button look="secondary" small>
                  {t('orientation:staff.feedback.close_selected')}
                </Button>
              </ListHead>
            </Form>
          )}
          <Messages base={base} inbox={inbox} open={isOpen} />
          <Pagination previous={first} next={next} />
        </>
      ) : (
        <EmptyState
          title={t('orientation:staff.feedback.none')}
          actions={<LinkButton href={frame.base}>{t('orientation:staff.feedback.to_pages')}</LinkButton>}
        >
          <p>{t('orientation:staff.feedback.none_text')}</p>
        </EmptyState>
      )}
    </DeskPage>
  );
}
