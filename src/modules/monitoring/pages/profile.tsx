import { DistrictMap, mapPlace, Name, type Territory } from '#modules/territory';
import {
  EmptyState,
  Icon,
  LinkButton,
  LinkList,
  PageHeader,
  PublicPage,
  publicPath,
  ScopeSelector,
  Section,
  useView,
} from '#platform/ui';
import type { ReportDocument } from '../model/report-document.ts';
import { type Drawing, ReportParts } from './report-parts.tsx';
import { Own } from './report-tiles.tsx';

/** All places with a profile, as a list and on a map. */
export function ProfilesPage({ towns }: { towns: readonly Territory[] }) {
  const view = useView();
  const { t, language, district } = view;
  const title = t('monitoring:profile.title');
  const hrefOf = (town: Territory) => publicPath(view, `zahlen/orte/${town.slug}`);
  const places = towns.flatMap((town) => mapPlace(town, language, hrefOf(town)) ?? []);
  const links = [
    { key: 'kreis', href: publicPath(view, 'zahlen/orte/kreis'), name: <>{t('monitoring:profile.district')}</> },
    ...towns.map((town) => ({ key: town.key, href: hrefOf(town), name: <Name unit={town} /> })),
  ];
  return (
    <PublicPage title={title} breadcrumb={crumbs(view, [{ label: title }])}>
      <PageHeader title={title} lead={t('monitoring:profile.lead')} />
      <div class="dk-beside">
        <ul class="dk-tiles" aria-label={title}>
          {links.map(({ key, href, name }) => (
            <li key={key}>
              <a class="dk-tile" href={href}>
                <span class="dk-tile__icon">
                  <Icon name="place" size="large" />
                </span>
                <span class="dk-tile__text">{name}</span>
              </a>
            </li>
          ))}
        </ul>
        <DistrictMap
          id="map"
          title={t('monitoring:profile.map', { district: district?.name ?? '' })}
          places={places}
          credit={towns.find(({ shapeSource }) => shapeSource)?.shapeSource ?? undefined}
        />
      </div>
    </PublicPage>
  );
}

type Crumb = { readonly label: string; readonly href?: string };

function crumbs(view: ReturnType<typeof useView>, rest: readonly Crumb[]): Crumb[] {
  const { t, district } = view;
  return [
    { label: district?.name ?? '', href: publicPath(view) },
    { label: t('monitoring:nav.figures'), href: publicPath(view, 'zahlen') },
    ...rest,
  ];
}

/** Figures of one town, or of the whole district. */
export function ProfilePage({ document, draw, slug }: { document: ReportDocument; draw: Drawing; slug: string }) {
  const view = useView();
  const { t, district } = view;
  const base = publicPath(view, `zahlen/orte/${slug}`);
  const isDistrict = slug === 'kreis';
  const empty = document.parts.every(({ kind }) => kind === 'notes' || kind === 'heading');
  const scope = [
    { level: 'district' as const, label: district?.name, href: publicPath(view, 'zahlen/orte/kreis'), current: isDistrict },
    ...(isDistrict ? [] : [{ level: 'town' as const, label: document.place.text, href: base, current: true }]),
  ];
  return (
    <PublicPage
      title={document.title.text}
      breadcrumb={crumbs(view, [
        { label: t('monitoring:profile.title'), href: publicPath(view, 'zahlen/orte') },
        { label: document.place.text },
      ])}
    >
      <PageHeader title={<Own said={document.title} />} actions={<ScopeSelector choices={scope} />} />
      {empty ? (
        <EmptyState
          title={t('monitoring:profile.none')}
          actions={<LinkButton href={publicPath(view, 'zahlen')}>{t('monitoring:report.to_figures')}</LinkButton>}
        >
          <p>{t('monitoring:profile.none_text')}</p>
        </EmptyState>
      ) : (
        <>
          <LinkList
            items={(['pdf', 'docx'] as const).map((format) => ({
              icon: 'download',
              label: t(`monitoring:report.${format}`),
              href: `${base}/profil.${format}`,
              download: true,
            }))}
          />
          <ReportParts document={document} draw={draw} linked />
        </>
      )}
      {!isDistrict && district && (
        <Section title={t('monitoring:profile.district')}>
          <LinkList items={[{ icon: 'forward', label: district.name, href: publicPath(view, 'zahlen/orte/kreis') }]} />
        </Section>
      )}
    </PublicPage>
  );
}
