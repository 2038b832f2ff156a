import { nameIn } from '#modules/territory';
import {
  Alert,
  Button,
  ButtonRow,
  Day,
  DescriptionList,
  ExternalLink,
  ForeignText,
  Form,
  LinkButton,
  PageHeader,
  Section,
  SelectField,
  StateMark,
  Table,
  useView,
  type WorkState,
} from '#platform/ui';
import type { LanguageRow, NamedPage, PageView } from '../../service/tree/reading.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';
import { PageName, placeOptions } from './parts.tsx';

const workStates: Readonly<Record<string, WorkState>> = { draft: 'draft', review: 'waiting', scheduled: 'planned' };
const dayOfMoment = (moment: Date) => moment.toISOString().slice(0, 10);

/** How the page stands in a language: what is public, then what is being worked on. */
function LanguageState({ row }: { row: LanguageRow }) {
  const { t } = useView();
  const { published, working, outdated, source } = row;
  return (
    <span class="dk-tree__standing">
      {published && <StateMark state="done">{t('orientation:staff.record.text.published')}</StateMark>}
      {!published && source && <StateMark state="done">{t('orientation:staff.record.text.mirrored')}</StateMark>}
      {(published || source) && outdated && <StateMark state="late">{t('orientation:staff.record.text.outdated')}</StateMark>}
      {published?.madeBy === 'machine' && <span>{t('orientation:staff.record.text.machine')}</span>}
      {working && (
        <StateMark state={workStates[working.state] ?? 'draft'}>{t(`orientation:staff.record.text.${working.state}`)}</StateMark>
      )}
      {!published && !working && !source && <span class="dk-muted">{t('orientation:staff.record.text.missing')}</span>}
    </span>
  );
}

function Languages({ view, base }: { view: PageView; base: string }) {
  const { t } = useView();
  const title = t('orientation:staff.record.languages');
  const isArchived = view.page.archivedAt !== null;
  return (
    <Section title={title} id="sprachen">
      {view.source && <p>{t('orientation:staff.record.mirror_texts')}</p>}
      <Table
        caption={title}
        captionHidden
        rows={view.languages}
        rowKey={({ language }) => language.tag}
        columns={[
          {
            key: 'language',
            label: t('orientation:staff.record.language'),
            rowHeader: true,
            cell: ({ language }) => {
              const name = (
                <ForeignText lang={language.htmlLang} dir={language.dir}>
                  {language.autonym}
                </ForeignText>
              );
              // The text of a page in the archive is not worked on.
              return isArchived ? name : <a href={`${base}/seite/${view.page.id}/${language.tag}`}>{name}</a>;
            },
          },
          { key: 'state', label: t('orientation:staff.record.state'), cell: (row) => <LanguageState row={row} /> },
          {
            key: 'since',
            label: t('orientation:staff.record.since'),
            cell: ({ published, working }) => {
              const moment = working?.publishAt ?? working?.createdAt ?? published?.publishedAt;
              return moment ? <Day day={dayOfMoment(moment)} /> : '–';
            },
          },
        ]}
      />
    </Section>
  );
}

function NameList({ base, pages }: { base: string; pages: readonly NamedPage[] }) {
  return (
    <ul>
      {pages.map((one) => (
        <li key={one.page.id}>
          <PageName base={base} one={one} />
        </li>
      ))}
    </ul>
  );
}

function Confirmation({ view, address }: { view: PageView; address: string }) {
  const { t } = useView();
  const { confirmedOn } = view.page;
  return (
    <span class="dk-tree__confirm">
      {confirmedOn ? (
        <Day day={confirmedOn} />
      ) : (
        <StateMark state="waiting">{t('orientation:staff.record.unconfirmed')}</StateMark>
      )}
      {view.rights.confirms && !view.page.archivedAt && (
        <Form action={`${address}/bestaetigen`} id="bestaetigen" plain>
          <ButtonRow>
            <Button name="stand" value="ja" look="secondary" small icon="check">
              {t('orientation:staff.record.confirm')}
            </Button>
            {confirmedOn && (
              <Button name="stand" value="nein" look="tertiary" small>
                {t('orientation:staff.record.unconfirm')}
              </Button>
            )}
          </ButtonRow>
        </Form>
      )}
    </span>
  );
}

function Place({ view, address }: { view: PageView; address: string }) {
  const { t } = useView();
  // Neither itself nor what hangs below it; the service looks again.
  const below = new Set([view.page.id]);
  for (const { page } of view.tree) if (page.parentId && below.has(page.parentId)) below.add(page.id);
  return (
    <Section title={t('orientation:staff.record.place')} id="platz">
      <Form action={`${address}/einhaengen`} id="einhaengen" plain values={{ parent: view.page.parentId ?? 'top' }}>
        <SelectField
          name="parent"
          label={t('orientation:staff.field.parent')}
          empty={false}
          required
          options={[{ value: 'top', label: t('orientation:staff.field.top') }, ...placeOptions(view.tree, below)]}
        />
        <ButtonRow>
          <Button look="secondary" small>
            {t('orientation:staff.record.move')}
          </Button>
        </ButtonRow>
      </Form>
    </Section>
  );
}

export interface RecordProps {
  readonly frame: DeskFrame;
  readonly view: PageView;
  /** Address for visitors; undefined: not public. */
  readonly publicHref: string | undefined;
  readonly mayAdd: boolean;
}

/** A page's own page: its place and facts, its languages and how they stand, and what can be done with it. */
export function PageRecordPage({ frame, view, publicHref, mayAdd }: RecordProps) {
  const { t, language } = useView();
  const { base } = frame;
  const { page, rights, source } = view;
  const address = `${base}/seite/${page.id}`;
  const isArchived = page.archivedAt !== null;
  const crumbs = view.ancestors.map(({ title, open, page: one }) =>
    open ? { label: title, href: `${base}/seite/${one.id}` } : { label: title },
  );
  return (
    <DeskPage frame={frame} tab="pages" title={view.title} crumbs={crumbs}>
      <PageHeader
        title={view.title}
        kicker={t(`orientation:staff.kind.${page.kind}`)}
        actions={
          <ButtonRow>
            {!isArchived && (
              <LinkButton href={`${address}/de`} look="primary" icon="edit" small>
                {t('orientation:staff.record.write')}
              </LinkButton>
            )}
            {publicHref && (
              <LinkButton href={publicHref} small>
                {t('orientation:staff.record.public')}
              </LinkButton>
            )}
          </ButtonRow>
        }
      />
      {isArchived && (
        <Alert kind="warning" title={t('orientation:staff.record.archived')}>
          <p>
            {t(view.above ? 'orientation:staff.record.archived_below' : 'orientation:staff.record.archived_top', {
              title: view.above?.title ?? '',
            })}
          </p>
          {rights.administers && (
            <Form action={`${address}/zurueckholen`} id="zurueckholen" plain>
              <ButtonRow>
                <Button small>{t('orientation:staff.record.restore')}</Button>
                <Button name="unterseiten" value="mit" look="secondary" small>
                  {t('orientation:staff.record.restore_all')}
                </Button>
              </ButtonRow>
            </Form>
          )}
        </Alert>
      )}
      {source?.page.archivedAt && (
        <Alert kind="warning">
          <p>{t('orientation:staff.record.source_archived')}</p>
        </Alert>
      )}
      <DescriptionList
        items={[
          { term: t('orientation:staff.field.slug'), value: <bdi dir="ltr">{page.slug}</bdi> },
          { term: t('orientation:staff.record.mirror_of'), value: source && <PageName base={base} one={source} /> },
          { term: t('orientation:staff.field.mirror_own'), value: source && t(`orientation:staff.own.${page.mirrorOwn}`) },
          {
            term: t('orientation:staff.field.town'),
            value: view.town ? nameIn(view.town, language.tag) : t('orientation:staff.field.district'),
          },
          {
            term: t('orientation:staff.field.organisation'),
            value: view.organisation === '' ? t('orientation:staff.record.organisation_gone') : view.organisation,
          },
          {
            term: t('orientation:staff.field.situations'),
            value: page.situations.map((one) => t(`orientation:situation.${one}`)).join(', '),
          },
          {
            term: t('orientation:staff.field.form_url'),
            value: page.formUrl && <ExternalLink href={page.formUrl}>{page.formUrl}</ExternalLink>,
          },
          { term: t('orientation:staff.field.checked_on'), value: page.checkedOn && <Day day={page.checkedOn} /> },
          { term: t('orientation:staff.record.confirmed'), value: <Confirmation view={view} address={address} /> },
        ]}
      />
      {!isArchived && (
        <ButtonRow>
          <LinkButton href={`${address}/angaben`} small>
            {t('orientation:staff.record.change')}
          </LinkButton>
          {rights.manages && !source && (
            <LinkButton href={`${address}/spiegeln`} small>
              {t('orientation:staff.mirror.title')}
            </LinkButton>
          )}
          {rights.administers && (
            <LinkButton href={`${address}/archivieren`} look="tertiary" small>
              {t('orientation:staff.archive.send')}
            </LinkButton>
          )}
        </ButtonRow>
      )}
      <Languages view={view} base={base} />
      {!isArchived && (view.children.length > 0 || mayAdd) && (
        <Section title={t('orientation:staff.record.children')} id="unterseiten">
          <NameList base={base} pages={view.children} />
          {mayAdd && (
            <ButtonRow>
              <LinkButton href={`${base}/neu?unter=${page.id}`} icon="plus" small>
                {t('orientation:staff.record.add_child')}
              </LinkButton>
            </ButtonRow>
          )}
        </Section>
      )}
      {view.mirrors.length > 0 && (
        <Section title={t('orientation:staff.record.mirrors')} id="spiegel">
          <ul>
            {view.mirrors.map((one) => (
              <li key={one.page.id}>
                <PageName base={base} one={one} />
                {one.town && ` (${one.town})`}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {rights.manages && !isArchived && <Place view={view} address={address} />}
    </DeskPage>
  );
}
