import { EmptyState, PageHeader, PublicPage, publicPath, useView } from '#platform/ui';
import type { Territory } from '../model/tree.ts';
import { DistrictMap } from './district-map.tsx';
import { Beside, formatNumber, mapPlace, Name, PlaceList } from './parts.tsx';

/** The district's towns as a list and on a map. */
export function TownsPage({ towns }: { towns: readonly Territory[] }) {
  const view = useView();
  const { t, language, district } = view;
  const title = t('territory:towns.title');
  const hrefOf = (town: Territory) => publicPath(view, `orte/${town.slug}`);
  const links = towns.map((town) => ({
    href: hrefOf(town),
    name: <Name unit={town} />,
    hint: town.population && t('territory:town.inhabitants_are', { number: formatNumber(town.population.count, language) }),
  }));
  const places = towns.flatMap((town) => mapPlace(town, language, hrefOf(town)) ?? []);
  const breadcrumb = [{ label: district?.name ?? '', href: publicPath(view) }, { label: title }];
  return (
    <PublicPage title={title} breadcrumb={breadcrumb}>
      <PageHeader title={title} lead={t('territory:towns.lead')} />
      {towns.length === 0 ? (
        <EmptyState title={t('territory:towns.none')}>
          <p>{t('territory:towns.none_text')}</p>
        </EmptyState>
      ) : (
        <Beside>
          <PlaceList items={links} label={title} />
          <DistrictMap
            id="map"
            title={t('territory:map.title', { name: district?.name ?? '' })}
            places={places}
            credit={towns.find((town) => town.shapeSource)?.shapeSource ?? undefined}
          />
        </Beside>
      )}
    </PublicPage>
  );
}
