import { CheckboxGroup, DateField, Disclosure, FilterBar, NumberField, SelectField, useView } from '#platform/ui';
import { type IndicatorView, mostPlaces } from '../model/indicator-view.ts';
import { said } from '../model/report-words.ts';
import { figuresPath, languageOf } from './figure-parts.tsx';

/** Which places, which breakdown, which years, and as known on which day; the address holds it all. */
export function ChoiceForm({ view }: { view: IndicatorView }) {
  const words = useView();
  const { t } = words;
  const { indicator, figures, choice, chosen, dimensions } = view;
  const action = figuresPath(words, indicator.key);
  const changed = choice.places.length > 0 || choice.dimension || choice.from || choice.to || choice.knownOn;
  if (figures.places.length === 0 && !changed) return null;
  const places = figures.places.map((place) => ({
    value: place.key,
    label: said(place.names, words).text || place.key,
    ...languageOf(place.names, words),
  }));
  const byDimension = dimensions.map(({ key, names }) => ({ value: key, label: said(names, words).text }));
  return (
    <Disclosure title={t('monitoring:figures.choose')}>
      <FilterBar
        action={action}
        submit={t('monitoring:figures.show')}
        resetHref={changed ? action : undefined}
        values={{ ort: chosen.map(({ key }) => key) }}
      >
        <div class="dk-place-choice">
          <CheckboxGroup
            name="ort"
            label={t('monitoring:figures.compare')}
            hint={t('monitoring:figures.compare_hint', { count: mostPlaces })}
            options={places}
            inline
          />
        </div>
        {byDimension.length > 1 && (
          <SelectField
            name="gliederung"
            label={t('monitoring:figures.by')}
            options={byDimension}
            value={view.breakdown?.dimension.key}
            empty={false}
          />
        )}
        <NumberField name="von" label={t('monitoring:figures.from')} value={choice.from?.slice(0, 4)} min={1900} max={2100} />
        <NumberField name="bis" label={t('monitoring:figures.to')} value={choice.to?.slice(0, 4)} min={1900} max={2100} />
        <DateField name="stand" label={t('monitoring:figures.known')} value={choice.knownOn} />
      </FilterBar>
    </Disclosure>
  );
}
