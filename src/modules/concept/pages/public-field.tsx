import { CardList, DescriptionList, LinkButton, PageHeader, PrintPage, PublicPage, Section, useView } from '#platform/ui';
import type { Challenge, Field } from '../model/edition.ts';
import { filterQuery, noFilter } from '../model/public-list.ts';
import { rolledUpProgress } from '../model/rules.ts';
import type { PublicSite } from '../service/public-reading.ts';
import {
  conceptCrumbs,
  conceptPath,
  FieldMark,
  German,
  GermanProse,
  germanOn,
  PercentBar,
  RecommendationCard,
  StatusMark,
} from './public-parts.tsx';

export interface FieldPageProps {
  readonly site: PublicSite;
  readonly field: Field;
}

function parts({ site: { tree }, field }: FieldPageProps) {
  const own = ({ fieldId }: { readonly fieldId: string }) => fieldId === field.id;
  return {
    challenges: tree.challenges.filter(own),
    goals: tree.goals.filter(own),
    recommendations: tree.recommendations.filter(own),
  };
}

function Challenges({ challenges }: { challenges: readonly Challenge[] }) {
  const { t } = useView();
  return (
    <ol class="dk-card-list">
      {challenges.map(({ id, title, rank, method, evidence, source }) => (
        <li key={id} id={`herausforderung-${id}`}>
          <h3>
            {rank !== null && <>{t('concept:public.rank', { rank })} · </>}
            <German>{title}</German>
          </h3>
          <DescriptionList
            items={[
              { term: t('concept:public.method'), value: method && <German>{method}</German> },
              { term: t('concept:public.evidence'), value: evidence && <German>{evidence}</German> },
              { term: t('concept:public.source'), value: source && <German>{source}</German> },
            ]}
          />
        </li>
      ))}
    </ol>
  );
}

function Goals(props: FieldPageProps) {
  const { goals, challenges } = parts(props);
  return (
    <ul class="dk-prose">
      {goals.map(({ id, title, challengeId }) => {
        const challenge = challenges.find((one) => one.id === challengeId);
        return (
          <li key={id}>
            <German>{title}</German>
            {challenge && (
              <>
                {' '}
                <small>
                  (<German>{challenge.title}</German>)
                </small>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** A field of action: its guideline, what stands in the way in order of weight, what is to be reached, what is recommended. */
export function FieldPage(props: FieldPageProps) {
  const view = useView();
  const { t, language } = view;
  const { site, field } = props;
  const { concept } = site;
  const { challenges, goals, recommendations } = parts(props);
  return (
    <PublicPage
      title={field.title}
      description={field.guideline.slice(0, 160)}
      breadcrumb={conceptCrumbs(view, concept, { label: field.title })}
    >
      <PageHeader
        title={field.title}
        {...germanOn(language)}
        kicker={
          <>
            <FieldMark field={field} /> {t('concept:public.field')}
          </>
        }
        actions={
          <LinkButton href={conceptPath(view, concept, `feld/${field.key}/druck`)} icon="print" look="secondary">
            {t('concept:public.print')}
          </LinkButton>
        }
      />
      {field.guideline && (
        <Section title={t('concept:public.guideline')}>
          <GermanProse text={field.guideline} />
        </Section>
      )}
      <PercentBar label={t('concept:public.progress.title')} percent={rolledUpProgress(recommendations)} />
      {challenges.length > 0 && (
        <Section title={t('concept:public.challenges')} id="herausforderungen">
          <Challenges challenges={challenges} />
        </Section>
      )}
      {goals.length > 0 && (
        <Section title={t('concept:public.goals')} id="ziele">
          <Goals {...props} />
        </Section>
      )}
      <Section
        title={t('concept:public.recommendations_title')}
        id="empfehlungen"
        actions={
          <a href={conceptPath(view, concept, `empfehlungen${filterQuery({ ...noFilter, feld: [field.key] })}`)}>
            {t('concept:public.recommendations', { count: recommendations.length })}
          </a>
        }
      >
        <CardList columns>
          {recommendations.map((one) => (
            <RecommendationCard key={one.id} concept={concept} recommendation={one} />
          ))}
        </CardList>
      </Section>
      {field.source && (
        <p>
          <small>
            {t('concept:public.source')}: <German>{field.source}</German>
          </small>
        </p>
      )}
    </PublicPage>
  );
}

/** The whole field on paper. */
export function FieldPrint(props: FieldPageProps) {
  const view = useView();
  const { t } = view;
  const { site, field } = props;
  const { challenges, goals, recommendations } = parts(props);
  return (
    <PrintPage
      title={field.title}
      backHref={conceptPath(view, site.concept, `feld/${field.key}`)}
      foot={
        <p>
          <German>
            {site.concept.title}, {site.edition.title}
          </German>
        </p>
      }
    >
      <h1>
        <German>{field.title}</German>
      </h1>
      <GermanProse text={field.guideline} />
      {challenges.length > 0 && (
        <>
          <h2>{t('concept:public.challenges')}</h2>
          <Challenges challenges={challenges} />
        </>
      )}
      {goals.length > 0 && (
        <>
          <h2>{t('concept:public.goals')}</h2>
          <Goals {...props} />
        </>
      )}
      <h2>{t('concept:public.recommendations_title')}</h2>
      {recommendations.map(({ id, number, title, summary, wording, status, progress }) => (
        <section key={id}>
          <h3>
            {number}. <German>{title}</German>
          </h3>
          <p>
            <StatusMark status={status} />
            {progress !== null && ` · ${t('concept:public.percent', { percent: progress })}`}
          </p>
          <GermanProse text={summary || wording} />
        </section>
      ))}
    </PrintPage>
  );
}
