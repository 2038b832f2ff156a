import type { VNode } from 'preact';
import { DescriptionList, PageHeader, PublicPage, publicPath, ScopeSelector, Section, useView } from '#platform/ui';
import { isEmpty, type Profile, textFor } from '../model/profile.ts';
import type { Territory } from '../model/tree.ts';
import { DistrictMap } from './district-map.tsx';
import { Beside, formatDay, formatNumber, mapPlace, Name, nameFor } from './parts.tsx';
import { ProfileText } from './profile-text.tsx';

export interface TownPageProps {
  readonly town: Territory;
  /** From the Land down to the district. */
  readonly path: readonly Territory[];
  readonly towns: readonly Territory[];
  readonly quarters: readonly Territory[];
  readonly profile: Profile;
  /** What other modules show about the town: offers, contacts. */
  readonly panels: readonly VNode[];
}

function Facts({ town, path, quarters }: Pick<TownPageProps, 'town' | 'path' | 'quarters'>) {
  const { t, language } = useView();
  const { population, areaKm2 } = town;
  const names = (units: readonly Territory[]) =>
    units.map((unit, index) => (
      <span key={unit.key}>
        {index > 0 && ', '}
        <Name unit={unit} />
      </span>
    ));
  const inhabitants = population && (
    <>
      {formatNumber(population.count, language)}{' '}
      <small>({t('territory:town.as_of', { date: formatDay(population.date, language) })})</small>
    </>
  );
  return (
    <DescriptionList
      items={[
        { term: t('territory:town.inhabitants'), value: inhabitants },
        {
          term: t('territory:town.area'),
          value: areaKm2 && t('territory:town.area_is', { number: formatNumber(areaKm2, language) }),
        },
        { term: t('territory:town.postcodes'), value: <bdi dir="ltr">{town.postcodes.join(', ')}</bdi> },
        { term: t('territory:town.quarters'), value: quarters.length > 0 && names(quarters) },
        { term: t('territory:town.part_of'), value: names(path.toReversed()) },
      ]}
    />
  );
}

/** The public page of a town: where it is, what is offered there, and how integration work is done. */
export function TownPage({ town, path, towns, quarters, profile, panels }: TownPageProps) {
  const view = useView();
  const { t, language, district } = view;
  const { name, ...own } = nameFor(town, language);
  const towns_ = publicPath(view, 'orte');
  const places = towns.flatMap((one) => {
    const place = mapPlace(one, language, publicPath(view, `orte/${one.slug}`));
    return place ? [{ ...place, current: one.key === town.key }] : [];
  });
  const breadcrumb = [
    { label: district?.name ?? '', href: publicPath(view) },
    { label: t('territory:towns.title'), href: towns_ },
    { label: name },
  ];
  const scope = [
    { level: 'district' as const, label: district?.name, href: towns_, current: false },
    { level: 'town' as const, label: name, href: publicPath(view, `orte/${town.slug}`), current: true },
  ];
  const text = textFor(profile, language.tag);
  return (
    <PublicPage title={name} breadcrumb={breadcrumb}>
      <PageHeader title={name} {...own} actions={<ScopeSelector choices={scope} />} />
      <Beside>
        <div>
          <Facts town={town} path={path} quarters={quarters} />
          {town.population && (
            <p>
              <small>
                {t('territory:credit.figures')} <bdi lang="de">{town.population.source}</bdi>
              </small>
            </p>
          )}
        </div>
        <DistrictMap
          id="map"
          title={t('territory:map.title', { name: district?.name ?? '' })}
          places={places}
          credit={town.shapeSource ?? undefined}
        />
      </Beside>
      {panels}
      {!isEmpty(text.sections) && (
        <Section title={t('territory:profile.title')} id="steckbrief">
          <ProfileText profile={profile} />
        </Section>
      )}
    </PublicPage>
  );
}
