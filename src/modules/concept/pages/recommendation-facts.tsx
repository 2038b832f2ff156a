import { formatNumber } from '#platform/i18n';
import { Alert, Day, DescriptionList, Progress, useView } from '#platform/ui';
import { inEuro } from '../model/changes.ts';
import type { EditionTree, Recommendation, Resource } from '../model/edition.ts';
import type { RecommendationRecord } from '../service/record.ts';
import { German, GermanList, StatusMark } from './editing-parts.tsx';

interface FactsProps {
  readonly recommendation: Recommendation;
  readonly tree: EditionTree;
  readonly places: ReadonlyMap<string, string>;
  readonly organisations: RecommendationRecord['organisations'];
  readonly resolution: { readonly number: string; readonly title: string } | undefined;
}

/** What somebody has to see to first. */
export function Warnings({ recommendation }: { recommendation: Recommendation }) {
  const { t } = useView();
  const { status, ownerless, unfunded, timeliness } = recommendation;
  const warnings = [
    ...(status === 'late' ? ['late'] : []),
    ...(ownerless ? ['ownerless'] : []),
    ...(unfunded ? ['unfunded'] : []),
    ...(timeliness === 'current' ? [] : [timeliness]),
  ];
  if (warnings.length === 0) return null;
  return (
    <Alert kind="warning" title={t('concept:staff.warning.title')}>
      <ul>
        {warnings.map((one) => (
          <li key={one}>{t(`concept:staff.warning.${one}`)}</li>
        ))}
      </ul>
    </Alert>
  );
}

function resourceLine(resource: Resource, t: (key: string) => string): string {
  const amounts = (['planned', 'secured', 'spent'] as const).flatMap((kind) => {
    const cents = resource[`${kind}Cents`];
    return cents === undefined ? [] : [`${t(`concept:staff.money.${kind}`)} ${inEuro(cents)}`];
  });
  const name = resource.text
    ? `${t(`concept:resource.${resource.kind}`)}: ${resource.text}`
    : t(`concept:resource.${resource.kind}`);
  return [name, ...amounts].join(', ');
}

/** How it stands: status with its reason, progress, last word, money. */
export function Standing({ recommendation, resolution }: Pick<FactsProps, 'recommendation' | 'resolution'>) {
  const { t, language } = useView();
  const { status, automaticStatus, manualStatus, statusReason, progress, reportedOn, timeliness, nextStep } = recommendation;
  return (
    <DescriptionList
      items={[
        {
          term: t('concept:staff.record.status'),
          value: (
            <>
              <StatusMark status={status} />{' '}
              {manualStatus
                ? t('concept:staff.record.by_hand', { status: t(`concept:status.${automaticStatus}`) })
                : t('concept:staff.record.automatic')}
              {statusReason && (
                <p>
                  <German>{statusReason}</German>
                </p>
              )}
            </>
          ),
        },
        {
          term: t('concept:staff.record.progress'),
          value: progress !== null && (
            <Progress
              label={t('concept:staff.record.progress')}
              value={progress}
              max={100}
              text={`${formatNumber(progress, language)} %`}
              compact
            />
          ),
        },
        {
          term: t('concept:staff.record.next_step'),
          value: nextStep && (
            <>
              <German>{nextStep.title}</German> {nextStep.dueOn && <Day day={nextStep.dueOn} />}
            </>
          ),
        },
        {
          term: t('concept:staff.record.reported'),
          value: (
            <>
              {reportedOn ? <Day day={reportedOn} /> : t('concept:staff.record.never')} ({t(`concept:timeliness.${timeliness}`)})
            </>
          ),
        },
        {
          term: t('concept:staff.record.resolution'),
          value: resolution && <German>{`${resolution.number} ${resolution.title}`}</German>,
        },
      ]}
    />
  );
}

/** Everything that is written down of a recommendation. */
export function Facts({ recommendation: one, tree, places, organisations }: FactsProps) {
  const { t } = useView();
  const label = (field: string) => t(`concept:staff.field.${field}`);
  const titles = new Map([...tree.fields, ...tree.challenges, ...tree.goals].map(({ id, title }) => [id, title]));
  const german = (text: string | null | undefined) => text && <German>{text}</German>;
  const list = (items: readonly string[]) => items.length > 0 && <GermanList items={items} />;
  return (
    <DescriptionList
      items={[
        { term: label('fieldId'), value: german(titles.get(one.fieldId)) },
        { term: label('challengeId'), value: german(titles.get(one.challengeId ?? '')) },
        { term: label('goalId'), value: german(titles.get(one.goalId ?? '')) },
        { term: label('wording'), value: german(one.wording) },
        { term: label('summary'), value: german(one.summary) },
        { term: label('targetGroups'), value: list(one.targetGroups) },
        { term: label('levels'), value: one.levels.map((level) => t(`concept:level.${level}`)).join(', ') },
        { term: label('territories'), value: one.territories.map((key) => places.get(key) ?? key).join(', ') },
        {
          term: label('responsibilities'),
          value: one.responsibilities.map((who) => t(`concept:responsibility.${who}`)).join(', '),
        },
        {
          term: label('stakeholders'),
          value: one.stakeholders.length > 0 && (
            <GermanList
              items={one.stakeholders.map(({ name, role, organisationId }) => {
                const known = organisations.get(organisationId ?? '');
                return (
                  <>
                    {known ? <a href={known.path}>{name}</a> : name} ({t(`concept:role.${role}`)})
                  </>
                );
              })}
            />
          ),
        },
        { term: label('timeFrame'), value: one.timeFrame && t(`concept:time.${one.timeFrame}`) },
        { term: label('startsOn'), value: one.startsOn && <Day day={one.startsOn} /> },
        { term: label('endsOn'), value: one.endsOn && <Day day={one.endsOn} /> },
        { term: label('resources'), value: list(one.resources.map((resource) => resourceLine(resource, t))) },
        { term: label('needsMoney'), value: one.needsMoney && t('concept:staff.yes') },
        { term: label('fundingReservation'), value: german(one.fundingReservation) },
        { term: label('indicators'), value: list(one.indicators) },
        { term: label('figures'), value: list(one.figures) },
        {
          term: label('links'),
          value: one.links.length > 0 && (
            <GermanList
              items={one.links.map(({ kind, label: text, href }) => (
                <>
                  {t(`concept:link.${kind}`)}: <a href={href}>{text}</a>
                </>
              ))}
            />
          ),
        },
        { term: label('weight'), value: one.weight > 1 && String(one.weight) },
        { term: label('internal'), value: one.internal && t('concept:staff.yes') },
        { term: label('contact'), value: german(one.contact) },
        { term: label('source'), value: german(one.source) },
      ]}
    />
  );
}
