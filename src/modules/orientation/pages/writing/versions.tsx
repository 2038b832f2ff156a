import type { InterfaceLanguage } from '#platform/i18n';
import {
  Alert,
  Button,
  ButtonRow,
  Confirm,
  Diff,
  EmptyState,
  Form,
  LinkButton,
  Moment,
  PageHeader,
  Pagination,
  Table,
  useView,
} from '#platform/ui';
import type { PageText } from '../../store/texts.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';
import { inTongue, TextMark } from './parts.tsx';

interface TextOf {
  readonly frame: DeskFrame;
  readonly pageId: string;
  /** Name of the page in German. */
  readonly name: string;
  readonly tongue: InterfaceLanguage;
}

const addressOf = ({ frame, pageId, tongue }: TextOf) => `${frame.base}/seite/${pageId}/${tongue.tag}`;

export interface VersionsPageProps extends TextOf {
  readonly versions: readonly PageText[];
  readonly newest: number;
  readonly mayRestore: boolean;
  /** Names of authors by account. */
  readonly authors: ReadonlyMap<string, string>;
  readonly compared: readonly [PageText, PageText] | undefined;
  readonly first?: string | undefined;
  readonly next?: string | undefined;
  /** Somebody saved after the page had been opened. */
  readonly changed?: boolean;
}

function Compared({
  of,
  tongue,
  newest,
  mayRestore,
  address,
}: {
  of: readonly [PageText, PageText];
  tongue: InterfaceLanguage;
  newest: number;
  mayRestore: boolean;
  address: string;
}) {
  const { t } = useView();
  const [older, newer] = of;
  const words = inTongue(tongue);
  return (
    <section class="dk-section" id="vergleich">
      <h2 class="dk-section__title">
        {t('orientation:staff.writing.comparing', { older: older.version, newer: newer.version })}
      </h2>
      <Diff
        changes={(['title', 'summary', 'body'] as const).map((field) => ({
          label: t(`orientation:staff.writing.${field}`),
          before: older[field],
          after: newer[field],
          ...words,
        }))}
      />
      {mayRestore && (
        <Form action={address} id="w" plain hidden={{ version: older.version, base: newest }}>
          <Button look="secondary">{t('orientation:staff.writing.restore', { version: older.version })}</Button>
        </Form>
      )}
    </section>
  );
}

/** All versions of a text; any two of them held against each other. */
export function VersionsPage(props: VersionsPageProps) {
  const { t } = useView();
  const { frame, pageId, name, tongue, versions, authors, compared, newest } = props;
  const writing = addressOf(props);
  const address = `${writing}/versionen`;
  return (
    <DeskPage
      frame={frame}
      tab="pages"
      title={t('orientation:staff.writing.versions')}
      crumbs={[
        { label: name, href: `${frame.base}/seite/${pageId}` },
        { label: tongue.autonym, href: writing },
      ]}
    >
      <PageHeader
        title={t('orientation:staff.writing.versions')}
        kicker={<bdi>{`${name} · ${tongue.autonym}`}</bdi>}
        actions={<LinkButton href={writing}>{t('orientation:staff.writing.to_text')}</LinkButton>}
      />
      {props.changed && (
        <Alert kind="warning" live>
          <p>{t('orientation:staff.failure.changed')}</p>
        </Alert>
      )}
      {compared && <Compared of={compared} tongue={tongue} newest={newest} mayRestore={props.mayRestore} address={address} />}
      {versions.length === 0 ? (
        <EmptyState title={t('orientation:staff.writing.no_versions')}>
          <p>{t('orientation:staff.writing.no_versions_hint')}</p>
        </EmptyState>
      ) : (
        <form method="get" action={`${address}#vergleich`} class="dk-write-versions">
          <Table
            caption={t('orientation:staff.writing.versions')}
            captionHidden
            rows={versions}
            rowKey={({ version }) => String(version)}
            columns={[
              { key: 'version', label: t('orientation:staff.writing.version'), rowHeader: true, cell: ({ version }) => version },
              { key: 'state', label: t('orientation:staff.writing.state'), cell: ({ state }) => <TextMark state={state} /> },
              { key: 'when', label: t('orientation:staff.writing.when'), cell: ({ createdAt }) => <Moment at={createdAt} /> },
              {
                key: 'who',
                label: t('orientation:staff.writing.who'),
                cell: ({ madeBy, authorUserId }) =>
                  madeBy === 'machine' ? t('orientation:staff.writing.machine') : (authors.get(authorUserId ?? '') ?? '–'),
              },
              {
                key: 'title',
                label: t('orientation:staff.writing.title'),
                cell: ({ title }) => <bdi {...inTongue(tongue)}>{title}</bdi>,
              },
              {
                key: 'compare',
                label: t('orientation:staff.writing.compare'),
                cell: ({ version }) => (
                  <span class="dk-write-versions__choice">
                    {(['von', 'mit'] as const).map((which, index) => (
                      <input
                        key={which}
                        type="radio"
                        name={which}
                        value={version}
                        checked={version === (compared ? compared[index]?.version : versions[1 - index]?.version)}
                        aria-label={t(`orientation:staff.writing.compare.${which}`, { version })}
                      />
                    ))}
                  </span>
                ),
              },
            ]}
          />
          {newest > 1 && (
            <ButtonRow>
              <Button look="secondary">{t('orientation:staff.writing.compare_go')}</Button>
            </ButtonRow>
          )}
        </form>
      )}
      <Pagination previous={props.first} next={props.next} />
    </DeskPage>
  );
}

export interface AskPageProps extends TextOf {
  readonly what: 'discard' | 'withdraw';
  readonly base: number;
}

/** Asks before something goes. */
export function AskPage(props: AskPageProps) {
  const { t } = useView();
  const { frame, pageId, name, tongue, what, base } = props;
  const writing = addressOf(props);
  const isAll = what === 'withdraw' && tongue.tag === 'de';
  return (
    <DeskPage
      frame={frame}
      tab="pages"
      title={t(`orientation:staff.writing.${what}`)}
      crumbs={[
        { label: name, href: `${frame.base}/seite/${pageId}` },
        { label: tongue.autonym, href: writing },
      ]}
    >
      <Confirm
        question={t(`orientation:staff.writing.ask.${what}`, { name, language: tongue.autonym })}
        action={`${writing}/${what === 'discard' ? 'verwerfen' : 'zuruecknehmen'}`}
        hidden={{ base }}
        confirmLabel={t(`orientation:staff.writing.${what}`)}
        cancelHref={writing}
        danger={what === 'withdraw'}
      >
        <p>{t(`orientation:staff.writing.ask_hint.${isAll ? 'withdraw_all' : what}`)}</p>
      </Confirm>
    </DeskPage>
  );
}
