import type { VNode } from 'preact';
import { Name, type Territory } from '#modules/territory';
import {
  Alert,
  Columns,
  type Description,
  DescriptionList,
  ExternalLink,
  LinkButton,
  LinkList,
  PageHeader,
  Panel,
  PublicPage,
  QrImage,
  Section,
  Table,
  useView,
  type View,
} from '#platform/ui';
import type { Adoption, Recommendation, Resource, Step } from '../model/edition.ts';
import { nameSlug } from '../model/public-list.ts';
import type { PublicResolution } from '../model/resolution.ts';
import { concernsTown, countingSteps } from '../model/rules.ts';
import type { PublicRecommendation } from '../service/public-reading.ts';
import { Changes, Origin, Whereabouts } from './public-history.tsx';
import {
  conceptCrumbs,
  conceptPath,
  formatDay,
  formatMoney,
  German,
  GermanProse,
  germanOn,
  LevelMarks,
  PercentBar,
  StatusMark,
  TownLinks,
} from './public-parts.tsx';

export interface RecommendationPageProps {
  readonly view: PublicRecommendation;
  readonly towns: readonly Territory[];
  /** Territories the recommendation names. */
  readonly territories: readonly Territory[];
  readonly resolution: PublicResolution | undefined;
  /** Towns that took it over, drawn; absent without an answer or without shapes. */
  readonly map: VNode | undefined;
  /** Short permanent address, complete. */
  readonly address: string;
}

const joined = (parts: readonly (VNode | string)[]) =>
  parts.map((part, index) => (
    <span key={index}>
      {index > 0 && ', '}
      {part}
    </span>
  ));

/** Money in words: what is planned and what of it is secured; staff and rooms as they are described. */
export function resourceLine(
  { kind, text, plannedCents, securedCents }: Resource,
  { t, language }: Pick<View, 't' | 'language'>,
) {
  const money = [
    ...(plannedCents ? [t('concept:public.planned', { amount: formatMoney(plannedCents, language) })] : []),
    ...(securedCents ? [t('concept:public.secured', { amount: formatMoney(securedCents, language) })] : []),
  ].join(', ');
  return { label: t(`concept:resource.${kind}`), text, money };
}

function Resources({ resources }: { resources: readonly Resource[] }) {
  const view = useView();
  return (
    <ul>
      {resources.map((resource, index) => {
        const { label, text, money } = resourceLine(resource, view);
        return (
          <li key={index}>
            {label}
            {text && (
              <>
                : <German>{text}</German>
              </>
            )}
            {money && ` (${money})`}
          </li>
        );
      })}
    </ul>
  );
}

function Funding({
  recommendation,
  resolution,
}: Pick<RecommendationPageProps, 'resolution'> & { recommendation: Recommendation }) {
  const { t, language } = useView();
  const { needsMoney, fundingReservation, unfunded } = recommendation;
  if (!needsMoney && !fundingReservation && !resolution) return null;
  return (
    <>
      {fundingReservation && (
        <p>
          <German>{fundingReservation}</German>
        </p>
      )}
      {resolution ? (
        <p>
          {t('concept:public.released')}{' '}
          <German>
            {[resolution.bodyName, resolution.number, resolution.title, resolution.paperNumber].filter(Boolean).join(', ')}
          </German>
          {resolution.decidedOn && ` (${formatDay(resolution.decidedOn, language)})`}
        </p>
      ) : (
        needsMoney && <p>{t(unfunded ? 'concept:public.unfunded' : 'concept:public.funded')}</p>
      )}
    </>
  );
}

export function factsOf(props: RecommendationPageProps, view: View): Description[] {
  const { t, language } = view;
  const { recommendation, from, concept } = props.view;
  const { levels, targetGroups, stakeholders, responsibilities, resources, timeFrame, startsOn, endsOn, contact } =
    recommendation;
  const goal = from.goals.find(({ id }) => id === recommendation.goalId);
  const challenge = from.challenges.find(({ id }) => id === recommendation.challengeId);
  const day = (value: string) => formatDay(value, language);
  const dates =
    startsOn && endsOn
      ? t('concept:public.period', { from: day(startsOn), to: day(endsOn) })
      : (startsOn ?? endsOn) && day((startsOn ?? endsOn) as string);
  return [
    { term: t('concept:public.goal'), value: goal && <German>{goal.title}</German> },
    { term: t('concept:public.challenge'), value: challenge && <German>{challenge.title}</German> },
    { term: t('concept:public.facet.zielgruppe'), value: targetGroups.length > 0 && <German>{targetGroups.join(', ')}</German> },
    {
      term: t('concept:public.space'),
      value: (levels.length > 0 || props.territories.length > 0) && (
        <>
          {levels.length > 0 && <LevelMarks levels={levels} />}
          {props.territories.length > 0 && <p>{joined(props.territories.map((one) => <Name key={one.key} unit={one} />))}</p>}
        </>
      ),
    },
    {
      term: t('concept:public.stakeholders'),
      value: stakeholders.length > 0 && (
        <ul>
          {stakeholders.map(({ name, role }) => (
            <li key={`${name} ${role}`}>
              <a href={conceptPath(view, concept, `beteiligte/${encodeURIComponent(nameSlug(name))}`)}>
                <German>{name}</German>
              </a>{' '}
              ({t(`concept:role.${role}`)})
            </li>
          ))}
        </ul>
      ),
    },
    {
      term: t('concept:public.responsible'),
      value: responsibilities.length > 0 && responsibilities.map((one) => t(`concept:responsibility.${one}`)).join(', '),
    },
    { term: t('concept:public.resources'), value: resources.length > 0 && <Resources resources={resources} /> },
    {
      term: t('concept:public.funding'),
      value:
        recommendation.needsMoney || recommendation.fundingReservation || props.resolution ? (
          <Funding recommendation={recommendation} resolution={props.resolution} />
        ) : undefined,
    },
    {
      term: t('concept:public.facet.frist'),
      value: [timeFrame && t(`concept:time.${timeFrame}`), dates].filter(Boolean).join(' · '),
    },
    { term: t('concept:public.contact'), value: contact && <German>{contact}</German> },
    { term: t('concept:public.source'), value: recommendation.source && <German>{recommendation.source}</German> },
  ];
}

function Steps({ steps }: { steps: readonly Step[] }) {
  const { t, language } = useView();
  return (
    <Table
      caption={t('concept:public.steps')}
      captionHidden
      rows={steps}
      rowKey={({ id }) => id}
      columns={[
        { key: 'title', label: t('concept:public.step'), rowHeader: true, cell: ({ title }) => <German>{title}</German> },
        { key: 'state', label: t('concept:public.status'), cell: ({ state }) => t(`concept:step.${state}`) },
        {
          key: 'due',
          label: t('concept:public.due'),
          cell: ({ dueOn, doneOn }) => {
            const day = doneOn ?? dueOn;
            return day ? formatDay(day, language) : '–';
          },
        },
        {
          key: 'who',
          label: t('concept:public.who'),
          cell: ({ responsible }) => (responsible ? <German>{responsible}</German> : '–'),
        },
      ]}
    />
  );
}

function Adoptions({
  adoptions,
  towns,
  view: { concept, recommendation, tree, from },
}: { adoptions: readonly Adoption[] } & Pick<RecommendationPageProps, 'towns' | 'view'>) {
  const page = useView();
  const { t } = page;
  const townHref = ({ slug }: Territory) => conceptPath(page, concept, `orte/${slug}`);
  const all = towns.map((town) => ({ town, answer: adoptions.find((one) => one.town === town.key) }));
  const isOpen = ({ answer }: (typeof all)[number]) => !answer || answer.decision === 'undecided';
  const rows = all.filter((row) => !isOpen(row));
  // A town that is not meant owes no answer, and nobody owes one to an edition that is over.
  const open =
    from !== tree ? [] : all.filter((row) => isOpen(row) && concernsTown(recommendation, row.town.key)).map(({ town }) => town);
  return (
    <>
      {rows.length > 0 && (
        <Table
          caption={t('concept:public.adoption')}
          captionHidden
          rows={rows}
          rowKey={({ town }) => town.key}
          columns={[
            {
              key: 'town',
              label: t('concept:public.facet.ort'),
              rowHeader: true,
              cell: ({ town }) => <TownLinks towns={[town]} href={townHref} />,
            },
            {
              key: 'decision',
              label: t('concept:public.answer'),
              cell: ({ answer }) => (
                <>
                  {t(`concept:decision.${answer?.decision ?? 'undecided'}`)}
                  {answer?.status && ` · ${t(`concept:status.${answer.status}`)}`}
                </>
              ),
            },
            {
              key: 'note',
              label: t('concept:public.remark'),
              cell: ({ answer }) => (answer?.note ? <German>{answer.note}</German> : '–'),
            },
          ]}
        />
      )}
      {open.length > 0 && (
        <p>
          {t('concept:decision.undecided')}: <TownLinks towns={open} href={townHref} />
        </p>
      )}
    </>
  );
}

function State({ recommendation }: { recommendation: Recommendation }) {
  const { t, language } = useView();
  const { status, statusReason, progress, timeliness, reportedOn } = recommendation;
  return (
    <Panel title={t('concept:public.state_now')}>
      <p>
        <StatusMark status={status} />
      </p>
      {statusReason && (
        <p>
          <German>{statusReason}</German>
        </p>
      )}
      <PercentBar label={t('concept:public.progress.title')} percent={progress} />
      <p>
        {reportedOn ? t('concept:public.reported', { date: formatDay(reportedOn, language) }) : t('concept:public.not_reported')}
        {timeliness !== 'current' && ` · ${t(`concept:timeliness.${timeliness}`)}`}
      </p>
    </Panel>
  );
}

/** One recommendation under its permanent address. */
export function RecommendationPage(props: RecommendationPageProps) {
  const view = useView();
  const { t, language } = view;
  const { recommendation, concept, tree, from, notes, lineage } = props.view;
  const { number, title, summary, wording, steps, adoptions, links } = recommendation;
  const field = from.fields.find(({ id }) => id === recommendation.fieldId);
  const base = conceptPath(view, concept, String(number));
  const former = from !== tree;
  const own = countingSteps(steps);
  const hasAnswers = adoptions.length > 0 || (!former && props.towns.some(({ key }) => concernsTown(recommendation, key)));
  const needs = from.recommendations.filter(({ id }) => recommendation.needs.includes(id));
  const neededBy = from.recommendations.filter((one) => one.needs.includes(recommendation.id));
  const others = (list: readonly Recommendation[]) =>
    list.map((one) => ({
      icon: 'arrow' as const,
      href: conceptPath(view, concept, String(one.number)),
      label: (
        <>
          {one.number}. <German>{one.title}</German>
        </>
      ),
    }));
  return (
    <PublicPage
      title={title}
      description={summary.slice(0, 160)}
      hidden={former}
      breadcrumb={conceptCrumbs(
        view,
        concept,
        ...(field && !former ? [{ label: field.title, href: conceptPath(view, concept, `feld/${field.key}`) }] : []),
        { label: t('concept:public.number', { number }) },
      )}
    >
      <PageHeader
        title={title}
        {...germanOn(language)}
        kicker={
          <>
            {t('concept:public.number', { number })}
            {field && (
              <>
                {' · '}
                <German>{field.title}</German>
              </>
            )}
          </>
        }
        lead={!former && <StatusMark status={recommendation.status} />}
      />
      {former && (
        <Alert kind="info" title={t('concept:public.former')}>
          <p>
            {t('concept:public.former_text')} <German>{from.edition.title}</German>
          </p>
          <Whereabouts lineage={lineage} view={props.view} />
        </Alert>
      )}
      <Columns
        main={
          <>
            <GermanProse text={summary} />
            {wording && (
              <Section title={t('concept:public.wording')}>
                <GermanProse text={wording} />
              </Section>
            )}
            <DescriptionList items={factsOf(props, view)} />
            {own.length > 0 && (
              <Section title={t('concept:public.steps')} id="schritte">
                <Steps steps={own} />
              </Section>
            )}
            {concept.territory.length === 5 && hasAnswers && (
              <Section title={t('concept:public.adoption')} id="orte">
                {props.map}
                <Adoptions adoptions={adoptions} towns={props.towns} view={props.view} />
              </Section>
            )}
            {needs.length > 0 && (
              <Section title={t('concept:public.needs')}>
                <LinkList items={others(needs)} />
              </Section>
            )}
            {neededBy.length > 0 && (
              <Section title={t('concept:public.needed_by')}>
                <LinkList items={others(neededBy)} />
              </Section>
            )}
            {links.length > 0 && (
              <Section title={t('concept:public.links')}>
                <ul class="dk-prose">
                  {links.map(({ kind, label, href }) => (
                    <li key={href}>
                      {t(`concept:link.${kind}`)}:{' '}
                      {href.startsWith('/') ? (
                        <a href={href}>
                          <German>{label}</German>
                        </a>
                      ) : (
                        <ExternalLink href={href}>
                          <German>{label}</German>
                        </ExternalLink>
                      )}
                    </li>
                  ))}
                </ul>
              </Section>
            )}
            <Changes notes={notes} towns={props.towns} />
            <Origin lineage={lineage} view={props.view} />
            {!former && lineage.some(({ fromId }) => fromId === recommendation.id) && (
              <Section title={t('concept:public.after')}>
                <Whereabouts lineage={lineage} view={props.view} />
              </Section>
            )}
          </>
        }
        side={
          <>
            {!former && <State recommendation={recommendation} />}
            <Panel title={t('concept:public.feedback.panel')}>
              <p>{t('concept:public.feedback.invite')}</p>
              <LinkButton href={`${base}/rueckmeldung`} icon="edit">
                {t('concept:public.feedback.title')}
              </LinkButton>
            </Panel>
            <Panel title={t('concept:public.take_along')}>
              <LinkList
                items={[
                  { icon: 'print', href: `${base}/druck`, label: t('concept:public.print') },
                  { icon: 'download', href: `${base}/blatt.pdf`, label: t('concept:public.pdf') },
                ]}
              />
              <p>
                {t('concept:public.short')}{' '}
                <a href={new URL(props.address).pathname}>
                  <bdi dir="ltr">{props.address}</bdi>
                </a>
              </p>
              <QrImage src={`${base}/qr.svg`} alt={t('concept:public.qr_alt', { address: props.address })} />
            </Panel>
          </>
        }
      />
    </PublicPage>
  );
}
