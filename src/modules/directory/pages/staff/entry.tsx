import {
  Button,
  ButtonRow,
  Columns,
  DescriptionList,
  Disclosure,
  Form,
  LinkButton,
  PageHeader,
  Panel,
  Section,
  StateMark,
  Table,
  useView,
  type WorkState,
} from '#platform/ui';
import type { History } from '../../service/history.ts';
import { EntryState } from './entries.tsx';
import { day, moment } from './formats.ts';
import { type DeskFrame, DeskPage } from './frame.tsx';
import { Lines } from './lines.tsx';
import type { ShownField } from './review.tsx';

export type Version = History['versions'][number];

export interface EntryPageProps {
  readonly frame: DeskFrame;
  readonly history: History;
  /** The version that is public, else the latest. */
  readonly current: number;
  readonly fields: readonly ShownField[];
  readonly people: ReadonlyMap<string, string>;
  /** Label of a field of a correction. */
  readonly fieldLabel: (field: string) => string;
  readonly publicHref?: string | undefined;
}

const states: Record<Version['state'], WorkState> = {
  unconfirmed: 'draft',
  proposed: 'waiting',
  published: 'done',
  superseded: 'planned',
  rejected: 'stopped',
  withdrawn: 'stopped',
};

export function VersionState({ state }: Pick<Version, 'state'>) {
  const { t } = useView();
  return <StateMark state={states[state]}>{t(`directory:staff.version.${state}`)}</StateMark>;
}

export function Author({ version, people }: { version: Version; people: EntryPageProps['people'] }) {
  const { t } = useView();
  const name = version.authorUserId && people.get(version.authorUserId);
  return <bdi>{name || t(`directory:staff.author.${version.authorKind}`)}</bdi>;
}

function Versions({ frame, history, current, people }: Pick<EntryPageProps, 'frame' | 'history' | 'current' | 'people'>) {
  const { t, language } = useView();
  const { entry, versions } = history;
  const address = `${frame.base}/eintraege/${entry.id}`;
  return (
    <Table
      caption={t('directory:staff.entry.history')}
      captionHidden
      rows={versions}
      rowKey={({ version }) => String(version)}
      selection={{
        name: 'v',
        form: 'compare',
        value: ({ version }) => String(version),
        label: ({ version }) => t('directory:staff.entry.choose_version', { version: String(version) }),
      }}
      columns={[
        {
          key: 'version',
          label: t('directory:staff.column.version'),
          rowHeader: true,
          cell: ({ version, state }) =>
            state === 'proposed' ? (
              <a href={`${frame.base}/vorschlaege/${entry.id}/${version}`}>
                {t('directory:staff.entry.decide', { version: String(version) })}
              </a>
            ) : (
              t('directory:staff.entry.version', { version: String(version) })
            ),
        },
        {
          key: 'state',
          label: t('directory:staff.column.state'),
          cell: ({ state, decidedBy, decidedAt, reason }) => (
            <>
              <VersionState state={state} />
              {decidedAt && (
                <Lines text={`\n${[decidedBy && people.get(decidedBy), day(decidedAt, language)].filter(Boolean).join(', ')}`} />
              )}
              {reason && <Lines text={`\n${reason}`} />}
            </>
          ),
        },
        {
          key: 'author',
          label: t('directory:staff.column.by'),
          cell: (row) => (
            <>
              <Author version={row} people={people} />, {moment(row.createdAt, language)}
            </>
          ),
        },
        {
          key: 'restore',
          label: t('directory:staff.column.action'),
          cell: ({ version, state }) =>
            version !== current &&
            state !== 'proposed' && (
              <LinkButton
                href={`${address}/wiederherstellen/${version}`}
                look="tertiary"
                small
                label={t('directory:staff.entry.restore_version', { version: String(version) })}
              >
                {t('directory:staff.entry.restore')}
              </LinkButton>
            ),
        },
      ]}
    />
  );
}

function Corrections({ frame, history, fieldLabel }: Pick<EntryPageProps, 'frame' | 'history' | 'fieldLabel'>) {
  const { t, language } = useView();
  if (!history.corrections.length) return null;
  return (
    <Panel title={t('directory:staff.tab.corrections')}>
      <DescriptionList
        stacked
        items={history.corrections.map((one) => ({
          term: `${t(`directory:staff.correction.${one.kind}`)}, ${day(one.createdAt, language)}`,
          value: (
            <>
              {one.field && `${fieldLabel(one.field)}: `}
              {one.suggestion && <Lines text={one.suggestion} />}
            </>
          ),
        }))}
      />
      <p>
        <a href={`${frame.base}/hinweise`}>{t('directory:staff.entry.to_corrections')}</a>
      </p>
    </Panel>
  );
}

/** One entry: how it stands, what it says, who changed what, and what one can do. */
export function EntryPage(props: EntryPageProps) {
  const { frame, history, fields, publicHref } = props;
  const { t, language } = useView();
  const { entry, versions, answers } = history;
  const address = `${frame.base}/eintraege/${entry.id}`;
  const isPublic = entry.publishedVersion !== null;
  return (
    <DeskPage frame={frame} tab="entries" title={entry.name} crumbs={[{ label: entry.name }]}>
      <PageHeader
        kicker={t(`directory:staff.entry.${entry.kind}`)}
        title={<bdi>{entry.name}</bdi>}
        actions={
          <ButtonRow>
            <LinkButton href={`${address}/bearbeiten`} icon="edit" look="primary">
              {t('directory:staff.entry.edit')}
            </LinkButton>
            {isPublic && (
              <LinkButton href={`${address}/archivieren`} look="tertiary">
                {t('directory:staff.bulk.archive')}
              </LinkButton>
            )}
          </ButtonRow>
        }
      />
      <Columns
        main={
          <>
            <Section title={t('directory:staff.entry.history')}>
              <Versions {...props} />
              {versions.length > 1 && (
                <form id="compare" method="get" action={`${address}/vergleich`}>
                  <ButtonRow>
                    <Button look="secondary" small>
                      {t('directory:staff.entry.compare')}
                    </Button>
                  </ButtonRow>
                </form>
              )}
            </Section>
            <Disclosure title={t('directory:staff.review.whole')} open={versions.length === 1}>
              <DescriptionList items={fields.map(({ label, text }) => ({ term: label, value: <Lines text={text} /> }))} />
            </Disclosure>
          </>
        }
        side={
          <>
            <Panel title={t('directory:staff.column.state')}>
              <p>
                <EntryState entry={entry} />
              </p>
              <DescriptionList
                stacked
                items={[
                  {
                    term: t('directory:staff.column.confirmed'),
                    value: entry.confirmedOn
                      ? `${day(entry.confirmedOn, language)}${entry.confirmedBy ? `, ${t(`directory:staff.confirmed_by.${entry.confirmedBy}`)}` : ''}`
                      : t('directory:staff.entries.never'),
                  },
                  {
                    term: t('directory:staff.entry.answers'),
                    value:
                      answers.stillRight + answers.outdated > 0 &&
                      t('directory:staff.entry.answers_text', { right: answers.stillRight, wrong: answers.outdated }),
                  },
                  {
                    term: t('directory:staff.duplicates.stands_for'),
                    value:
                      history.merged.length > 0 &&
                      history.merged.map(({ id, name }) => (
                        <p key={id}>
                          <a href={`${frame.base}/eintraege/${id}`}>
                            <bdi>{name}</bdi>
                          </a>
                        </p>
                      )),
                  },
                  {
                    term: t('directory:staff.entry.public'),
                    value: publicHref && <a href={publicHref}>{t('directory:staff.entry.public_link')}</a>,
                  },
                ]}
              />
              {isPublic && (
                <Form action={`${address}/bestaetigen`} plain>
                  <ButtonRow>
                    <Button look="secondary" icon="check" small>
                      {t('directory:staff.entry.confirm')}
                    </Button>
                  </ButtonRow>
                </Form>
              )}
            </Panel>
            <Corrections {...props} />
          </>
        }
      />
    </DeskPage>
  );
}
