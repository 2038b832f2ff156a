import { Disclosure, FacetList, FilterPanel, SelectField, TextField, useView } from '#platform/ui';
import type { SearchView } from '../../service/showing/search-view.ts';
import { AboutYouFields } from './about-you.tsx';

const radii = [5, 10, 20, 50];

/** "What applies to you?": asked in the address only, so that an answer stays with the visitor. */
function AboutYou({ view }: { view: SearchView }) {
  const { t } = useView();
  return (
    <Disclosure title={t('directory:search.about_you')} open={view.told}>
      <p>{t('directory:search.about_you_hint')}</p>
      <AboutYouFields address={view.address} homes={view.homes} button={false} />
    </Disclosure>
  );
}

function Near({ view }: { view: SearchView }) {
  const { t } = useView();
  const { plz, umkreis } = view.address;
  return (
    <Disclosure title={t('directory:search.place')} open={plz !== undefined}>
      <TextField
        name="plz"
        label={t('directory:search.postcode')}
        value={plz ?? ''}
        width="short"
        numeric
        maxLength={5}
        autocomplete="postal-code"
        error={plz ? view.place.outside : undefined}
      />
      <SelectField
        name="umkreis"
        label={t('directory:search.radius')}
        value={umkreis === undefined ? '' : String(umkreis)}
        empty={t('directory:search.radius_any')}
        options={radii.map((kilometres) => ({
          value: String(kilometres),
          label: t('directory:search.radius_km', { kilometres }),
        }))}
      />
    </Disclosure>
  );
}

const openByName: Readonly<Record<string, number>> = { thema: 11, ort: 6, merkmal: 6, sprache: 5 };

export function SearchFilters({ view }: { view: SearchView }) {
  const { t } = useView();
  const { address } = view;
  const openNow = { value: '1', label: t('directory:search.openNow'), count: view.openNow, checked: address.offen === '1' };
  return (
    <FilterPanel action={view.action} active={view.chips.length} resetHref={view.resetHref} keep={view.keptByFilter}>
      <AboutYou view={view} />
      <Near view={view} />
      {(view.openNow > 0 || openNow.checked) && <FacetList name="offen" legend={t('directory:search.now')} facets={[openNow]} />}
      {view.groups.map(({ name, legend, facets }) => (
        <FacetList
          key={name}
          name={name}
          legend={legend}
          facets={facets}
          open={openByName[name]}
          folded={!(name in openByName)}
        />
      ))}
    </FilterPanel>
  );
}
