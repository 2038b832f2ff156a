import { Disclosure, FacetList, FilterPanel, NumberField, SelectField, TextField, useView } from '#platform/ui';
import { germanLevels, residenceGroups } from '../../model/vocabulary.ts';
import type { SearchView } from '../../service/showing/search-view.ts';

const radii = [5, 10, 20, 50];

/** "What applies to you?": asked in the address only, so that an answer stays with the visitor. */
function AboutYou({ view }: { view: SearchView }) {
  const { t } = useView();
  const { status, niveau, alter, geschlecht } = view.address;
  const told = status !== undefined || niveau !== undefined || alter !== undefined || geschlecht !== undefined;
  return (
    <Disclosure title={t('directory:search.about_you')} open={told}>
      <p>{t('directory:search.about_you_hint')}</p>
      <SelectField
        name="status"
        label={t('directory:search.residence')}
        value={status ?? ''}
        empty={t('directory:search.no_answer')}
        options={residenceGroups.map((value) => ({ value, label: t(`directory:residence.${value}`) }))}
      />
      <SelectField
        name="niveau"
        label={t('directory:search.level')}
        value={niveau ?? ''}
        empty={t('directory:search.no_answer')}
        options={(['none', ...germanLevels] as const).map((value) => ({ value, label: t(`directory:level.${value}`) }))}
      />
      <NumberField name="alter" label={t('directory:search.age')} value={alter ?? ''} min={0} max={120} />
      <SelectField
        name="geschlecht"
        label={t('directory:search.gender')}
        value={geschlecht ?? ''}
        empty={t('directory:search.no_answer')}
        options={(['women', 'men'] as const).map((value) => ({ value, label: t(`directory:search.gender.${value}`) }))}
      />
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
        error={view.postcodeUnknown ? t('directory:search.postcode_unknown') : undefined}
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
        <FacetList key={name} name={name} legend={legend} facets={facets} open={openByName[name]} folded={!(name in openByName)} />
      ))}
    </FilterPanel>
  );
}
