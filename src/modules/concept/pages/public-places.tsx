import { Name, type Territory } from '#modules/territory';
import { CardList, DescriptionList, LinkButton, PageHeader, PublicPage, publicPath, Section, Table, useView } from '#platform/ui';
import type { Concept, Recommendation } from '../model/edition.ts';
import { filterQuery, type NamedStakeholder, noFilter } from '../model/public-list.ts';
import { type Decision, decisions } from '../model/vocabulary.ts';
import type { PublicSite } from '../service/public-reading.ts';
import { conceptCrumbs, conceptPath, German, germanOn, RecommendationCard } from './public-parts.tsx';

export interface TownConceptProps {
  readonly site: PublicSite;
  readonly town: Territory;
  readonly name: string;
  /** What concerns the town. */
  readonly recommendations: readonly Recommendation[];
}

function answerOf(recommendation: Recommendation, town: string) {
  return recommendation.adoptions.find((row) => row.town === town);
}

function countsOf(recommendations: readonly Recommendation[], town: string): ReadonlyMap<Decision, number> {
  const counts = new Map<Decision, number>();
  for (const one of recommendations) {
    const decision = answerOf(one, town)?.decision ?? 'undecided';
    counts.set(decision, (counts.get(decision) ?? 0) + 1);
  }
  return counts;
}

/** What the town decided, in one list of counts; of use on its page here and among the towns. */
export function Decisions({ recommendations, town }: { recommendations: readonly Recommendation[]; town: string }) {
  const { t } = useView();
  const counts = countsOf(recommendations, town);
  return (
    <DescriptionList
      items={decisions
        .filter((decision) => counts.has(decision))
        .map((decision) => ({
          term: t(`concept:decision.${decision}`),
          value: t('concept:public.recommendations', { count: counts.get(decision) ?? 0 }),
        }))}
    />
  );
}

function Answer({ recommendation, town }: { recommendation: Recommendation; town: string }) {
  const { t } = useView();
  const answer = answerOf(recommendation, town);
  return (
    <>
      <p>
        <strong>{t(`concept:decision.${answer?.decision ?? 'undecided'}`)}</strong>
        {answer?.status && ` · ${t(`concept:status.${answer.status}`)}`}
      </p>
      {answer?.note && (
        <p>
          <German>{answer.note}</German>
        </p>
      )}
    </>
  );
}

/** What the concept says about one town, and what the town answered. */
export function TownConceptPage({ site, town, name, recommendations }: TownConceptProps) {
  const view = useView();
  const { t } = view;
  const { concept, tree, others } = site;
  const own = others.find((one) => one.concept.territory === town.key)?.concept;
  return (
    <PublicPage
      title={t('concept:public.town.title', { town: name })}
      breadcrumb={conceptCrumbs(
        view,
        concept,
        { label: t('concept:public.towns'), href: conceptPath(view, concept, 'orte') },
        { label: name },
      )}
    >
      <PageHeader
        title={t('concept:public.town.title', { town: name })}
        lead={t('concept:public.town.lead')}
        actions={
          <LinkButton href={publicPath(view, `orte/${town.slug}`)} look="secondary">
            {t('concept:public.town.page')}
          </LinkButton>
        }
      />
      {own && (
        <p>
          {t('concept:public.town.own')}{' '}
          <a href={conceptPath(view, own)}>
            <German>{own.title}</German>
          </a>
        </p>
      )}
      <Decisions recommendations={recommendations} town={town.key} />
      <p>
        <a href={conceptPath(view, concept, `empfehlungen${filterQuery({ ...noFilter, ort: [town.slug] })}`)}>
          {t('concept:public.town.filter')}
        </a>
      </p>
      {tree.fields.map((field) => {
        const inField = recommendations.filter(({ fieldId }) => fieldId === field.id);
        if (inField.length === 0) return null;
        return (
          <section key={field.id} class="dk-section">
            <div class="dk-section__head">
              <h2 class="dk-section__title">
                <German>{field.title}</German>
              </h2>
            </div>
            <CardList columns>
              {inField.map((one) => (
                <RecommendationCard key={one.id} concept={concept} recommendation={one}>
                  <Answer recommendation={one} town={town.key} />
                </RecommendationCard>
              ))}
            </CardList>
          </section>
        );
      })}
    </PublicPage>
  );
}

export interface TownRow {
  readonly town: Territory;
  readonly concerned: number;
  readonly answered: number;
  /** Adopted, also with changes, or there already. */
  readonly adopted: number;
}

/** The towns with how many recommendations they answered. */
export function TownsConceptPage({ site, rows }: { site: PublicSite; rows: readonly TownRow[] }) {
  const view = useView();
  const { t } = view;
  const { concept } = site;
  return (
    <PublicPage title={t('concept:public.towns')} breadcrumb={conceptCrumbs(view, concept, { label: t('concept:public.towns') })}>
      <PageHeader title={t('concept:public.towns')} lead={t('concept:public.towns_lead')} />
      <Table
        caption={t('concept:public.towns')}
        captionHidden
        rows={rows}
        rowKey={({ town }) => town.key}
        columns={[
          {
            key: 'town',
            label: t('concept:public.facet.ort'),
            rowHeader: true,
            cell: ({ town }) => (
              <a href={conceptPath(view, concept, `orte/${town.slug}`)}>
                <Name unit={town} />
              </a>
            ),
          },
          { key: 'concerned', label: t('concept:public.concerned'), numeric: true, cell: ({ concerned }) => concerned },
          { key: 'answered', label: t('concept:public.answered'), numeric: true, cell: ({ answered }) => answered },
          { key: 'adopted', label: t('concept:public.taken_over'), numeric: true, cell: ({ adopted }) => adopted },
        ]}
      />
    </PublicPage>
  );
}

/** Everybody who is named, with how often. */
export function StakeholdersPage({ site, stakeholders }: { site: PublicSite; stakeholders: readonly NamedStakeholder[] }) {
  const view = useView();
  const { t } = view;
  const { concept } = site;
  const count = (one: NamedStakeholder, role?: string) => one.named.filter((each) => !role || each.role === role).length;
  return (
    <PublicPage
      title={t('concept:public.stakeholders')}
      breadcrumb={conceptCrumbs(view, concept, { label: t('concept:public.stakeholders') })}
    >
      <PageHeader title={t('concept:public.stakeholders')} lead={t('concept:public.stakeholders_lead')} />
      <Table
        caption={t('concept:public.stakeholders')}
        captionHidden
        rows={stakeholders}
        rowKey={({ slug }) => slug}
        columns={[
          {
            key: 'name',
            label: t('concept:public.name'),
            rowHeader: true,
            cell: ({ slug, name }) => (
              <a href={conceptPath(view, concept, `beteiligte/${encodeURIComponent(slug)}`)}>
                <German>{name}</German>
              </a>
            ),
          },
          { key: 'all', label: t('concept:public.recommendations_title'), numeric: true, cell: (one) => count(one) },
          { key: 'lead', label: t('concept:role.lead'), numeric: true, cell: (one) => count(one, 'lead') },
        ]}
      />
    </PublicPage>
  );
}

function RoleSection({
  concept,
  stakeholder,
  role,
}: {
  concept: Concept;
  stakeholder: NamedStakeholder;
  role: 'lead' | 'partner' | 'consulted';
}) {
  const { t } = useView();
  const named = stakeholder.named.filter((one) => one.role === role);
  if (named.length === 0) return null;
  return (
    <Section title={t(`concept:role.${role}`)}>
      <CardList columns>
        {named.map(({ recommendation }) => (
          <RecommendationCard key={recommendation.id} concept={concept} recommendation={recommendation} />
        ))}
      </CardList>
    </Section>
  );
}

/** Where somebody is named, and in which role. */
export function StakeholderPage({ site, stakeholder }: { site: PublicSite; stakeholder: NamedStakeholder }) {
  const view = useView();
  const { t, language } = view;
  const { concept } = site;
  return (
    <PublicPage
      title={stakeholder.name}
      breadcrumb={conceptCrumbs(
        view,
        concept,
        { label: t('concept:public.stakeholders'), href: conceptPath(view, concept, 'beteiligte') },
        { label: stakeholder.name },
      )}
    >
      <PageHeader
        title={stakeholder.name}
        {...germanOn(language)}
        lead={t('concept:public.named', { count: stakeholder.named.length })}
      />
      {(['lead', 'partner', 'consulted'] as const).map((role) => (
        <RoleSection key={role} concept={concept} stakeholder={stakeholder} role={role} />
      ))}
    </PublicPage>
  );
}

/** On the town's own page: what the concept says about it, with the way there. */
export function TownConceptPanel({ site, town, name, recommendations }: TownConceptProps) {
  const view = useView();
  const { t } = view;
  return (
    <Section
      title={t('concept:public.town.title', { town: name })}
      id="konzept"
      actions={
        <a href={conceptPath(view, site.concept, `orte/${town.slug}`)}>
          {t('concept:public.recommendations', { count: recommendations.length })}
        </a>
      }
    >
      <p>
        <German>{site.concept.title}</German>
      </p>
      <Decisions recommendations={recommendations} town={town.key} />
    </Section>
  );
}
