import { FilterBar, LinkButton, ListHead, type Option, PageHeader, SelectField, StateMark, Table, useView } from '#platform/ui';
import type { Inbox } from '../../service/inbox.ts';
import { daysBetween, moment } from './formats.ts';
import { Found } from './found.tsx';
import { type DeskFrame, DeskPage } from './frame.tsx';

export interface InboxPageProps {
  readonly frame: DeskFrame;
  readonly inbox: Inbox;
  readonly values: Readonly<Record<string, string>>;
  readonly towns: readonly Option[];
  readonly first?: string | undefined;
  readonly next?: string | undefined;
  readonly now: Date;
}

/** Days after which a proposal has waited too long. */
export const patience = 14;

export const ages = ['2', '7', '14', '30'] as const;

function Waited({ since, now }: { since: Date; now: Date }) {
  const { t } = useView();
  const days = daysBetween(since, now);
  return <StateMark state={days >= patience ? 'late' : 'waiting'}>{t('directory:staff.days', { count: days })}</StateMark>;
}

function Filters({ base, values, towns }: { base: string } & Pick<InboxPageProps, 'values' | 'towns'>) {
  const { t } = useView();
  const set = Object.values(values).some(Boolean);
  return (
    <FilterBar action={`${base}/vorschlaege`} values={values} resetHref={set ? `${base}/vorschlaege` : undefined}>
      <SelectField
        name="art"
        label={t('directory:staff.column.kind')}
        empty={t('directory:staff.all')}
        options={(['offer', 'organisation'] as const).map((value) => ({ value, label: t(`directory:staff.entry.${value}`) }))}
      />
      <SelectField name="ort" label={t('directory:field.label.town')} empty={t('directory:staff.all')} options={towns} />
      <SelectField
        name="alter"
        label={t('directory:staff.inbox.age')}
        empty={t('directory:staff.all')}
        options={ages.map((value) => ({ value, label: t('directory:staff.inbox.older', { count: Number(value) }) }))}
      />
    </FilterBar>
  );
}

/** Proposals that wait for a decision, oldest first. */
export function InboxPage({ frame, inbox, values, towns, first, next, now }: InboxPageProps) {
  const { t, language } = useView();
  const { base } = frame;
  const townName = (key: string | null) => towns.find(({ value }) => value === key)?.label ?? t('directory:staff.whole_district');
  const filtered = Object.values(values).some(Boolean);
  return (
    <DeskPage frame={frame} tab="proposals" title={t('directory:staff.tab.proposals')}>
      <PageHeader title={t('directory:staff.tab.proposals')} lead={t('directory:staff.inbox.lead')} />
      <Filters base={base} values={values} towns={towns} />
      <Found
        any={inbox.rows.length > 0}
        filtered={filtered}
        resetHref={`${base}/vorschlaege`}
        none={t('directory:staff.inbox.none')}
        noneText={t('directory:staff.inbox.none_text')}
        elsewhere={<LinkButton href={`${base}/eintraege`}>{t('directory:staff.inbox.to_entries')}</LinkButton>}
        first={first}
        next={next}
      >
        <ListHead count={t('directory:staff.inbox.count', { count: inbox.rows.length })} />
        <Table
          caption={t('directory:staff.tab.proposals')}
          captionHidden
          rows={inbox.rows}
          rowKey={({ entryId, version }) => `${entryId}${version}`}
          columns={[
            {
              key: 'name',
              label: t('directory:field.label.name'),
              rowHeader: true,
              cell: ({ entryId, version, name }) => (
                <a href={`${base}/vorschlaege/${entryId}/${version}`}>
                  <bdi>{name}</bdi>
                </a>
              ),
            },
            { key: 'kind', label: t('directory:staff.column.kind'), cell: ({ kind }) => t(`directory:staff.entry.${kind}`) },
            {
              key: 'change',
              label: t('directory:staff.column.what'),
              cell: ({ published }) => t(published ? 'directory:staff.inbox.change' : 'directory:staff.inbox.new'),
            },
            { key: 'town', label: t('directory:field.label.town'), cell: ({ town }) => townName(town) },
            {
              key: 'author',
              label: t('directory:staff.column.by'),
              cell: (row) => t(`directory:staff.author.${row.authorKind}`),
            },
            { key: 'at', label: t('directory:staff.column.at'), cell: ({ createdAt }) => moment(createdAt, language) },
            {
              key: 'waits',
              label: t('directory:staff.column.waits'),
              cell: (row) => <Waited since={row.createdAt} now={now} />,
            },
          ]}
        />
      </Found>
    </DeskPage>
  );
}
