import {
  Badge,
  Button,
  ButtonRow,
  Form,
  LinkButton,
  PageHeader,
  PrintPage,
  Section,
  StaffPage,
  Table,
  useView,
} from '#platform/ui';
import type { Recommendation } from '../model/edition.ts';
import { concernsTown } from '../model/rules.ts';
import type { RecommendationRecord } from '../service/record.ts';
import { German, GermanList, type Posted, StatusMark } from './editing-parts.tsx';
import { Controls } from './recommendation-controls.tsx';
import { Facts, Standing, Warnings } from './recommendation-facts.tsx';
import { History } from './recommendation-history.tsx';
import { Steps } from './recommendation-steps.tsx';

export interface RecommendationPageProps {
  readonly record: RecommendationRecord;
  readonly base: string;
  readonly today: string;
  readonly posted?: Posted | undefined;
}

const hrefOf = (base: string, { id }: Pick<Recommendation, 'id'>) => `${base}/empfehlung/${id}`;
const nameOf = ({ number, title }: Pick<Recommendation, 'number' | 'title'>) => `${number} ${title}`;

/** Recommendations that wait for this one, and those it waits for. */
function Dependencies({ record, base }: RecommendationPageProps) {
  const { t } = useView();
  const { recommendation, tree } = record;
  const lists = [
    ['needs', tree.recommendations.filter(({ id }) => recommendation.needs.includes(id))],
    ['needed_by', tree.recommendations.filter(({ needs }) => needs.includes(recommendation.id))],
  ] as const;
  return (
    <>
      {lists.map(([key, all]) =>
        all.length === 0 ? null : (
          <div key={key}>
            <h3>{t(`concept:staff.record.${key}`)}</h3>
            <GermanList
              items={all.map((one) => (
                <>
                  <a href={hrefOf(base, one)}>{nameOf(one)}</a> <StatusMark status={one.status} />
                </>
              ))}
            />
          </div>
        ),
      )}
    </>
  );
}

/** What the towns make of it; each name leads to the town's row. */
function Towns({ record, base }: RecommendationPageProps) {
  const { t } = useView();
  const { recommendation, towns } = record;
  const answers = new Map(recommendation.adoptions.map((one) => [one.town, one]));
  return (
    <Table
      caption={t('concept:staff.record.towns')}
      captionHidden
      rows={[...towns]}
      rowKey={([town]) => town}
      columns={[
        {
          key: 'town',
          label: t('concept:staff.record.town'),
          rowHeader: true,
          cell: ([town, name]) => <a href={`${hrefOf(base, recommendation)}/orte/${town}`}>{name}</a>,
        },
        {
          key: 'decision',
          label: t('concept:staff.answer.decision'),
          // A town that is not meant owes no answer, yet may give one.
          cell: ([town]) => {
            const decision = answers.get(town)?.decision ?? (concernsTown(recommendation, town) ? 'undecided' : undefined);
            return decision ? t(`concept:decision.${decision}`) : '–';
          },
        },
        {
          key: 'status',
          label: t('concept:staff.record.status'),
          cell: ([town]) => {
            const status = answers.get(town)?.status;
            return status && <StatusMark status={status} />;
          },
        },
        {
          key: 'note',
          label: t('concept:staff.answer.note'),
          cell: ([town]) => {
            const note = answers.get(town)?.note;
            return note && <German>{note}</German>;
          },
        },
      ]}
    />
  );
}

function Tools({ record, base }: RecommendationPageProps) {
  const { t } = useView();
  const { recommendation, edits, tree } = record;
  const href = hrefOf(base, recommendation);
  const print = (
    <LinkButton href={`${href}?druck=1`} icon="print" look="tertiary">
      {t('concept:staff.record.print')}
    </LinkButton>
  );
  if (!edits) return print;
  return (
    <Form action={`${href}/ordnen`} plain id="tools">
      <ButtonRow>
        <LinkButton href={`${href}/bearbeiten`} icon="edit">
          {t('concept:staff.record.edit')}
        </LinkButton>
        {print}
        <Button name="richtung" value="auf" icon="up" look="tertiary">
          {t('concept:staff.up')}
        </Button>
        <Button name="richtung" value="ab" icon="down" look="tertiary">
          {t('concept:staff.down')}
        </Button>
        {tree.edition.state === 'draft' && (
          <LinkButton href={`${href}/loeschen`} icon="close" look="tertiary">
            {t('concept:staff.delete')}
          </LinkButton>
        )}
      </ButtonRow>
    </Form>
  );
}

function Record(props: RecommendationPageProps) {
  const { t } = useView();
  const { record, base, today, posted } = props;
  const { recommendation, edits, notes, towns } = record;
  const href = hrefOf(base, recommendation);
  const resolution = record.resolutions.find(({ id }) => id === recommendation.resolutionId);
  const last = notes.at(-1);
  return (
    <>
      <Warnings recommendation={recommendation} />
      <Section title={t('concept:staff.record.standing')}>
        <Standing recommendation={recommendation} resolution={resolution} />
        {edits && <Controls {...record} href={href} posted={posted} />}
      </Section>
      <Section title={t('concept:staff.record.steps')} id="schritte">
        <Steps
          steps={recommendation.steps.filter(({ town }) => town === null)}
          today={today}
          action={edits ? `${href}/schritte` : undefined}
          posted={posted}
        />
      </Section>
      <Section title={t('concept:staff.record.facts')}>
        <Facts
          recommendation={recommendation}
          tree={record.tree}
          places={record.places}
          organisations={record.organisations}
          resolution={resolution}
        />
        <Dependencies {...props} />
      </Section>
      <Section title={t('concept:staff.record.towns')} id="orte">
        <Towns {...props} />
      </Section>
      <Section title={t('concept:staff.record.history')} id="verlauf">
        <History
          notes={notes}
          towns={towns}
          href={href}
          mayPublish={({ town }) => (town === null ? edits : record.answersFor.has(town))}
          reportsAs={edits ? { town: null } : undefined}
          moreHref={record.moreNotes && last ? `${href}?vor=${last.createdAt.toISOString()}_${last.id}#verlauf` : undefined}
          posted={posted}
        />
      </Section>
    </>
  );
}

/** The record of a recommendation: how it stands and what may be done about it, then everything known of it. */
export function RecommendationPage(props: RecommendationPageProps) {
  const { t } = useView();
  const { record, base } = props;
  const { recommendation, tree } = record;
  const { concept, edition } = tree;
  return (
    <StaffPage
      title={nameOf(recommendation)}
      breadcrumb={[
        { label: t('concept:staff.concepts.title'), href: base },
        { label: edition.title, href: `${base}/${edition.id}` },
        { label: nameOf(recommendation) },
      ]}
    >
      <PageHeader
        title={nameOf(recommendation)}
        lang="de"
        kicker={
          <>
            <bdi>{concept.title}</bdi> <Badge>{t(`concept:edition.${edition.state}`)}</Badge>{' '}
            {recommendation.internal && <Badge kind="warning">{t('concept:staff.field.internal')}</Badge>}
          </>
        }
        actions={<Tools {...props} />}
      />
      <Record {...props} />
    </StaffPage>
  );
}

/** The same as a sheet of paper, without anything to press. */
export function RecommendationSheet({ record, base, today }: RecommendationPageProps) {
  const { recommendation, tree } = record;
  const readOnly = { ...record, edits: false, answersFor: new Set<string>(), moreNotes: false };
  return (
    <PrintPage
      title={nameOf(recommendation)}
      backHref={hrefOf(base, recommendation)}
      foot={`${tree.concept.title}, ${tree.edition.title}, ${today}`}
    >
      <h1 lang="de">{nameOf(recommendation)}</h1>
      <Record record={readOnly} base={base} today={today} />
    </PrintPage>
  );
}
