import {
  Alert,
  EmptyState,
  type Facet,
  FacetList,
  FilterLayout,
  FilterPanel,
  LinkButton,
  NumberField,
  PageHeader,
  PublicPage,
  Section,
  SelectField,
  useView,
} from '#platform/ui';
import { axes, explorerBounds, readSelection, selectionQuery } from '../model/explorer.ts';
import type { Place } from '../model/figures.ts';
import { said } from '../model/report-words.ts';
import { topics } from '../model/vocabulary.ts';
import type { Exploration } from '../service/explorer.ts';
import { ExplorerCharts, ExplorerNotes, ExplorerTable } from './explorer-result.tsx';
import { Downloads, figuresCrumbs, figuresPath, languageOf } from './figure-parts.tsx';

/** Any indicators, places and times beside each other; the address holds the whole selection. */
export function ExplorerPage({ view }: { view: Exploration }) {
  const words = useView();
  const { t } = words;
  const title = t('monitoring:explorer.title');
  return (
    <PublicPage title={title} breadcrumb={figuresCrumbs(words, { label: title })}>
      <PageHeader title={title} lead={t('monitoring:explorer.lead')} />
      <FilterLayout filter={<SelectionForm view={view} />}>
        <div id="ergebnis">
          <Result view={view} />
        </div>
      </FilterLayout>
    </PublicPage>
  );
}

function SelectionForm({ view: { selection, definitions, places, dimensions } }: { view: Exploration }) {
  const words = useView();
  const { t } = words;
  const action = figuresPath(words, 'auswahl');
  const facet = (value: string, names: Readonly<Record<string, string>>, chosen: readonly string[]): Facet => ({
    value,
    label: said(names, words).text || value,
    checked: chosen.includes(value),
    ...languageOf(names, words),
  });
  const placeFacets = (wanted: (place: Place) => boolean) =>
    places.filter(wanted).map(({ key, names }) => facet(key, names, selection.places));
  const isOther = ({ level }: Place) => level === 'region' || level === 'kreis' || level === 'association';
  const district = places.find(({ level }) => level === 'kreis')?.key;
  return (
    <FilterPanel
      action={`${action}#ergebnis`}
      active={selection.indicators.length + selection.places.length}
      resetHref={action}
      byHand
    >
      {topics.map((topic) => (
        <FacetList
          key={topic}
          name="kennzahl"
          legend={t(`monitoring:topic.${topic}`)}
          facets={definitions.indicators
            .filter((indicator) => indicator.topic === topic)
            .map(({ key, names }) => facet(key, names, selection.indicators))}
          folded
        />
      ))}
      <FacetList
        name="ort"
        legend={t('monitoring:explorer.places')}
        facets={placeFacets((place) => (!isOther(place) || place.key === district) && place.level !== 'quartier')}
        open={20}
      />
      <FacetList
        name="ort"
        legend={t('monitoring:explorer.quarters')}
        facets={placeFacets(({ level }) => level === 'quartier')}
        folded
      />
      <FacetList
        name="ort"
        legend={t('monitoring:explorer.other_places')}
        facets={placeFacets((place) => isOther(place) && place.key !== district)}
        folded
      />
      <NumberField name="von" label={t('monitoring:explorer.from')} value={selection.from} min={1900} max={2199} />
      <NumberField name="bis" label={t('monitoring:explorer.to')} value={selection.to} min={1900} max={2199} />
      <FacetList
        name="neueste"
        legend={t('monitoring:explorer.time')}
        facets={[{ value: '1', label: t('monitoring:explorer.newest'), checked: selection.newest }]}
      />
      <SelectField
        name="gliederung"
        label={t('monitoring:explorer.dimension')}
        options={dimensions.map(({ key, names }) => ({
          value: key,
          label: said(names, words).text,
          ...languageOf(names, words),
        }))}
        value={selection.dimension ?? ''}
        empty={t('monitoring:explorer.no_dimension')}
      />
      {(['zeilen', 'spalten'] as const).map((side) => (
        <SelectField
          key={side}
          name={side}
          label={t(`monitoring:explorer.${side}`)}
          options={axes.map((axis) => ({ value: axis, label: t(`monitoring:explorer.axis.${axis}`) }))}
          value={side === 'zeilen' ? selection.rows : selection.columns}
          empty={false}
        />
      ))}
    </FilterPanel>
  );
}

function Result({ view }: { view: Exploration }) {
  const words = useView();
  const { t } = words;
  const { selection, result } = view;
  const path = figuresPath(words, 'auswahl');
  if (result.kind === 'nothing_chosen') {
    const example = view.definitions.indicators.find(({ state }) => state === 'public');
    return (
      <EmptyState
        title={t('monitoring:explorer.nothing')}
        actions={
          example && (
            <LinkButton href={`${path}${selectionQuery(readSelection({ kennzahl: example.key }))}`}>
              {t('monitoring:explorer.example')}
            </LinkButton>
          )
        }
      >
        <p>{t('monitoring:explorer.nothing_text')}</p>
      </EmptyState>
    );
  }
  if (result.kind === 'too_much') {
    return (
      <Alert kind="warning" title={t('monitoring:explorer.too_much')}>
        <p>{t(`monitoring:explorer.too_much_${result.what}`, { count: boundOf(result.what) })}</p>
      </Alert>
    );
  }
  if (result.kind === 'empty') {
    return (
      <EmptyState title={t('monitoring:explorer.empty')}>
        <p>{t('monitoring:explorer.empty_text')}</p>
      </EmptyState>
    );
  }
  const query = selectionQuery(selection);
  return (
    <>
      <Section title={t('monitoring:explorer.figures')}>
        <div class="dk-figure-tables">
          {result.tables.map((table) => (
            <ExplorerTable
              key={table.fixed.map(({ item }) => item).join()}
              table={table}
              selection={selection}
              figures={result.figures}
            />
          ))}
        </div>
        <Downloads
          items={[
            { label: t('monitoring:explorer.as_csv'), href: `${path}.csv${query}` },
            { label: t('monitoring:explorer.as_xlsx'), href: `${path}.xlsx${query}` },
          ]}
        />
      </Section>
      <ExplorerNotes figures={result.figures} found={result.found} />
      <ExplorerCharts figures={result.figures} selection={selection} />
    </>
  );
}

const boundOf = (what: 'indicators' | 'places' | 'figures'): number =>
  what === 'figures' ? explorerBounds.shown : explorerBounds[what];
