import { interfaceLanguages } from '#platform/i18n';
import {
  Alert,
  Button,
  ButtonRow,
  Checkbox,
  Columns,
  Confirm,
  ConflictNote,
  DateField,
  DescriptionList,
  Form,
  LinkButton,
  Moment,
  type Option,
  PageHeader,
  Progress,
  Section,
  StateMark,
  Table,
  useView,
  type WorkState,
} from '#platform/ui';
import type { News } from '../../model/news/news.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';
import { type FormState, NewsFields } from './desk-form.tsx';
import { NewsStateMark } from './desk-list.tsx';

export interface NewsRecordProps {
  readonly frame: DeskFrame;
  readonly news: News;
  /** Devices that the message is for. */
  readonly devices: number;
  /** Mark of the German words. */
  readonly mark: string;
  readonly towns: readonly Option[];
  /** Address of the public page. */
  readonly publicHref: string;
  readonly form: FormState;
  /** Of the form that plans the moment. */
  readonly actions: FormState;
}

type TextState = 'missing' | 'machine' | 'outdated' | 'current';
const textMarks: Readonly<Record<TextState, WorkState>> = {
  missing: 'planned',
  machine: 'waiting',
  outdated: 'late',
  current: 'done',
};

function Languages({ news, mark, record }: { news: News; mark: string; record: string }) {
  const { t } = useView();
  const stateOf = (tag: string): TextState => {
    const text = news.texts[tag];
    if (!text) return 'missing';
    if (text.of !== mark) return 'outdated';
    return text.by === 'machine' ? 'machine' : 'current';
  };
  return (
    <Table
      caption={t('orientation:staff.news.languages')}
      captionHidden
      rows={interfaceLanguages.filter(({ tag }) => tag !== 'de')}
      rowKey={({ tag }) => tag}
      columns={[
        {
          key: 'language',
          label: t('orientation:staff.news.language'),
          rowHeader: true,
          cell: ({ tag, autonym, htmlLang, dir }) => (
            <a href={`${record}/sprache/${tag}`}>
              <bdi lang={htmlLang} dir={dir}>
                {autonym}
              </bdi>
            </a>
          ),
        },
        {
          key: 'state',
          label: t('orientation:staff.news.state'),
          cell: ({ tag }) => (
            <StateMark state={textMarks[stateOf(tag)]}>{t(`orientation:staff.news.text.${stateOf(tag)}`)}</StateMark>
          ),
        },
      ]}
    />
  );
}

/** How far the sending is, and what came of it. */
function Sending({ news, devices, record }: { news: News; devices: number; record: string }) {
  const { t } = useView();
  const tried = news.pushReached + news.pushFailed;
  if (!news.push) return <p>{t('orientation:staff.news.no_push')}</p>;
  if (!tried && !news.pushedAt) return <p>{t('orientation:staff.news.push_count', { count: devices })}</p>;
  return (
    <>
      {!news.pushedAt && (
        <>
          <Progress label={t('orientation:staff.news.sending')} value={tried} max={Math.max(devices, tried)} />
          <p>
            <a href={record}>{t('orientation:staff.news.reload')}</a>
          </p>
        </>
      )}
      <p>
        {t('orientation:staff.news.reached', { count: news.pushReached })}
        {' · '}
        {t('orientation:staff.news.not_reached', { count: news.pushFailed })}
      </p>
    </>
  );
}

function Actions({ news, record, actions }: Pick<NewsRecordProps, 'news' | 'actions'> & { record: string }) {
  const { t } = useView();
  const hidden = { version: news.version };
  const isOpen = news.state !== 'published';
  return (
    <>
      {isOpen && (
        <>
          <Form action={`${record}/veroeffentlichen`} id="oeffentlich" plain hidden={hidden}>
            <ButtonRow>
              <Button>{t('orientation:staff.news.publish')}</Button>
            </ButtonRow>
            {news.push && !news.pushedAt && <p class="kern-hint">{t('orientation:staff.news.no_way_back')}</p>}
          </Form>
          <Form action={`${record}/planen`} id="planen" hidden={hidden} values={actions.values} errors={actions.errors}>
            <DateField
              name="moment"
              kind="datetime"
              label={t('orientation:staff.news.publish_at')}
              hint={t('orientation:staff.news.publish_at_hint')}
              required
            />
            <ButtonRow>
              <Button look="secondary">{t('orientation:staff.news.schedule')}</Button>
            </ButtonRow>
          </Form>
        </>
      )}
      {(news.state === 'published' || news.state === 'scheduled') && (
        <Form action={`${record}/zurueckziehen`} id="zurueck" plain hidden={hidden}>
          <ButtonRow>
            <Button look="secondary">
              {t(news.state === 'published' ? 'orientation:staff.news.withdraw' : 'orientation:staff.news.unschedule')}
            </Button>
          </ButtonRow>
        </Form>
      )}
      {news.state === 'draft' && !news.publishedAt && (
        <ButtonRow>
          <LinkButton href={`${record}/verwerfen`} look="tertiary">
            {t('orientation:staff.news.discard')}
          </LinkButton>
        </ButtonRow>
      )}
    </>
  );
}

/** A message with everything that can be done with it. */
export function NewsRecordPage(props: NewsRecordProps) {
  const { frame, news, devices, mark, towns, publicHref, form, actions } = props;
  const { t } = useView();
  const record = `${frame.base}/neuigkeiten/${news.id}`;
  const { title } = news.texts.de;
  const isPublic = news.state === 'published';
  return (
    <DeskPage frame={frame} tab="news" title={title} crumbs={[]}>
      <PageHeader
        title={title}
        lang="de"
        kicker={t('orientation:staff.news.number', { number: news.number })}
        actions={isPublic && <LinkButton href={publicHref}>{t('orientation:staff.news.show')}</LinkButton>}
      />
      <Columns
        main={
          <>
            <Section title={t('orientation:staff.news.words')} id="text">
              {isPublic && (
                <Alert kind="info">
                  <p>{t('orientation:staff.news.public_change')}</p>
                </Alert>
              )}
              <Form action={record} values={form.values} errors={form.errors} hidden={{ version: news.version }}>
                <ConflictNote changes={form.conflict} />
                <NewsFields towns={towns} isPublic={isPublic} />
                <Checkbox name="minor" label={t('orientation:staff.news.minor')} hint={t('orientation:staff.news.minor_hint')} />
                <ButtonRow>
                  <Button>{t('orientation:staff.news.save')}</Button>
                </ButtonRow>
              </Form>
            </Section>
            <Section title={t('orientation:staff.news.languages')} id="sprachen">
              <Languages news={news} mark={mark} record={record} />
            </Section>
          </>
        }
        side={
          <>
            <Section title={t('orientation:staff.news.state')} id="stand">
              <DescriptionList
                items={[
                  { term: t('orientation:staff.news.state'), value: <NewsStateMark news={news} /> },
                  {
                    term: t('orientation:staff.news.publish_at'),
                    value: news.state === 'scheduled' && news.publishAt && <Moment at={news.publishAt} />,
                  },
                  {
                    term: t('orientation:staff.news.published_at'),
                    value: news.publishedAt && <Moment at={news.publishedAt} />,
                  },
                ].filter(({ value }) => value)}
              />
              <Actions news={news} record={record} actions={actions} />
            </Section>
            <Section title={t('orientation:staff.news.devices')} id="geraete">
              <Sending news={news} devices={devices} record={record} />
            </Section>
          </>
        }
      />
    </DeskPage>
  );
}

/** Asks before a draft is thrown away. */
export function DiscardNewsPage({ frame, news }: Pick<NewsRecordProps, 'frame' | 'news'>) {
  const { t } = useView();
  const record = `${frame.base}/neuigkeiten/${news.id}`;
  const question = t('orientation:staff.news.discard_question', { title: news.texts.de.title });
  return (
    <DeskPage frame={frame} tab="news" title={question} crumbs={[{ label: news.texts.de.title, href: record }]}>
      <Confirm
        question={question}
        action={`${record}/verwerfen`}
        hidden={{ version: news.version }}
        confirmLabel={t('orientation:staff.news.discard')}
        cancelHref={record}
        danger
      >
        <p>{t('orientation:staff.news.discard_text')}</p>
      </Confirm>
    </DeskPage>
  );
}
