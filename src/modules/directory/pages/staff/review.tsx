import {
  Alert,
  Button,
  ButtonRow,
  Checkbox,
  Columns,
  DescriptionList,
  Diff,
  Disclosure,
  type FieldChange,
  Form,
  LinkButton,
  LinkList,
  MailLink,
  PageHeader,
  Panel,
  Section,
  useView,
} from '#platform/ui';
import type { Review } from '../../service/reviewing.ts';
import { moment } from './formats.ts';
import { type DeskFrame, DeskPage } from './frame.tsx';
import { Lines } from './lines.tsx';

export interface ShownField {
  readonly label: string;
  readonly text: string;
}

export interface ReviewPageProps {
  readonly frame: DeskFrame;
  readonly review: Review;
  /** What publishing would change; of a new entry nothing. */
  readonly changes: readonly FieldChange[];
  /** Fields in which the published version was changed since, and the proposal as well. */
  readonly conflicts: readonly FieldChange[];
  /** Labels of fields that were changed since and stay as they are now. */
  readonly taken: readonly string[];
  /** Everything the entry will say. */
  readonly fields: readonly ShownField[];
  readonly organisation: readonly ShownField[];
  readonly duplicates: readonly { readonly label: string; readonly href: string }[];
  readonly people: ReadonlyMap<string, string>;
  /** Why the decision was not taken. */
  readonly failure?: string | undefined;
}

function Fields({ fields }: { fields: readonly ShownField[] }) {
  return (
    <DescriptionList
      items={fields.map(({ label, text }) => ({
        term: label,
        value: <Lines text={text} />,
      }))}
    />
  );
}

function Origin({ review, people }: Pick<ReviewPageProps, 'review' | 'people'>) {
  const { t, language } = useView();
  const { version } = review;
  const account = version.authorUserId && people.get(version.authorUserId);
  return (
    <Panel title={t('directory:staff.review.origin')}>
      <DescriptionList
        stacked
        items={[
          {
            term: t('directory:staff.column.by'),
            value: (
              <>
                {t(`directory:staff.author.${version.authorKind}`)}
                {account && (
                  <>
                    , <bdi>{account}</bdi>
                  </>
                )}
              </>
            ),
          },
          {
            term: t('directory:field.label.email'),
            value: version.authorEmail && <MailLink address={version.authorEmail} />,
          },
          { term: t('directory:staff.column.at'), value: moment(version.createdAt, language) },
          {
            term: t('directory:staff.review.message'),
            value: version.message && <Lines text={version.message} />,
          },
        ]}
      />
    </Panel>
  );
}

/** What somebody decided, for whoever comes second. */
function Decision({ review, people }: Pick<ReviewPageProps, 'review' | 'people'>) {
  const { t, language } = useView();
  const { version } = review;
  const who = (version.decidedBy && people.get(version.decidedBy)) || t('directory:staff.someone');
  return (
    <Alert kind={version.state === 'rejected' ? 'warning' : 'info'} title={t(`directory:staff.review.decided.${version.state}`)}>
      {version.decidedAt && <p>{t('directory:staff.review.decided_by', { who, at: moment(version.decidedAt, language) })}</p>}
      {version.reason && (
        <p dir="auto">
          {t('directory:staff.review.reason')}: {version.reason}
        </p>
      )}
    </Alert>
  );
}

function Decide({ frame, review, conflicts }: Pick<ReviewPageProps, 'frame' | 'review' | 'conflicts'>) {
  const { t } = useView();
  const { entry, version, published } = review;
  const address = `${frame.base}/vorschlaege/${entry.id}/${version.version}`;
  return (
    <Panel title={t('directory:staff.review.decide')}>
      <Form action={`${address}/veroeffentlichen`} plain hidden={{ seen: published?.version ?? 0 }}>
        {conflicts.length > 0 && <Checkbox name="over" label={t('directory:staff.review.over')} required />}
        <p>{t(version.authorEmail ? 'directory:staff.review.mailed' : 'directory:staff.review.not_mailed')}</p>
        <ButtonRow>
          <Button icon="check">{t('directory:staff.review.publish')}</Button>
          <LinkButton href={`${address}/bearbeiten`} icon="edit">
            {t('directory:staff.review.edit')}
          </LinkButton>
          <LinkButton href={`${address}/ablehnen`} icon="close" look="tertiary">
            {t('directory:staff.review.reject')}
          </LinkButton>
        </ButtonRow>
      </Form>
    </Panel>
  );
}

/** The published version moved on since the proposal was made. */
function Moved({ conflicts, taken }: Pick<ReviewPageProps, 'conflicts' | 'taken'>) {
  const { t } = useView();
  return (
    <>
      <Alert kind="warning" title={t('directory:staff.review.moved')}>
        {taken.length > 0 && <p>{t('directory:staff.review.taken', { fields: taken.join(', ') })}</p>}
        {conflicts.length > 0 && <p>{t('directory:staff.review.conflicts')}</p>}
      </Alert>
      {conflicts.length > 0 && (
        <Section title={t('directory:staff.review.both_changed')}>
          <Diff changes={conflicts} />
        </Section>
      )}
    </>
  );
}

/** A proposal beside what is published, field by field, and the decision. */
export function ReviewPage(props: ReviewPageProps) {
  const { frame, review, changes, conflicts, taken, fields, organisation, duplicates, people, failure } = props;
  const { t } = useView();
  const { entry, version, published, base } = review;
  const { name } = version.content;
  const open = version.state === 'proposed';
  return (
    <DeskPage frame={frame} tab="proposals" title={name} crumbs={[{ label: name }]}>
      <PageHeader
        kicker={t(`directory:staff.entry.${entry.kind}`)}
        title={<bdi>{name}</bdi>}
        lead={t(published ? 'directory:staff.review.lead_change' : 'directory:staff.review.lead_new')}
        actions={
          published && (
            <LinkButton href={`${frame.base}/eintraege/${entry.id}`} look="tertiary">
              {t('directory:staff.review.to_entry')}
            </LinkButton>
          )
        }
      />
      {failure && (
        <Alert kind="danger" live>
          <p>{failure}</p>
        </Alert>
      )}
      {!open && <Decision review={review} people={people} />}
      <Columns
        main={
          <>
            {open && base && <Moved conflicts={conflicts} taken={taken} />}
            {published && (
              <Section title={t(open ? 'directory:staff.review.changes' : 'directory:staff.review.changes_then')}>
                {changes.length ? <Diff changes={changes} /> : <p>{t('directory:staff.review.no_changes')}</p>}
              </Section>
            )}
            {organisation.length > 0 && (
              <Section title={t('directory:staff.review.new_organisation')}>
                <p>{t('directory:staff.review.new_organisation_text')}</p>
                <Fields fields={organisation} />
              </Section>
            )}
            {published ? (
              <Disclosure title={t('directory:staff.review.whole')}>
                <Fields fields={fields} />
              </Disclosure>
            ) : (
              <Section title={t('directory:staff.review.whole')}>
                <Fields fields={fields} />
              </Section>
            )}
          </>
        }
        side={
          <>
            {open && <Decide frame={frame} review={review} conflicts={conflicts} />}
            {open && duplicates.length > 0 && (
              <Panel title={t('directory:staff.review.duplicates')}>
                <LinkList items={duplicates.map((one) => ({ icon: 'external', ...one }))} />
              </Panel>
            )}
            <Origin review={review} people={people} />
            {review.corrections.length > 0 && (
              <Panel title={t('directory:staff.tab.corrections')}>
                <p>
                  <a href={`${frame.base}/eintraege/${entry.id}`}>
                    {t('directory:staff.review.corrections', { count: review.corrections.length })}
                  </a>
                </p>
              </Panel>
            )}
          </>
        }
      />
    </DeskPage>
  );
}
