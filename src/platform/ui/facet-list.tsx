import type { VNode } from 'preact';
import { formatNumber } from '#platform/i18n';
import { Disclosure } from './disclosure.tsx';
import { ForeignText } from './language-block.tsx';
import { useView, type View } from './view.tsx';

export interface Facet {
  readonly value: string;
  readonly label: string;
  /** How many results the choice would leave. */
  readonly count?: number | undefined;
  readonly checked: boolean;
  readonly lang?: string | undefined;
  readonly dir?: 'ltr' | 'rtl' | undefined;
  /** Narrower answers below this one, of the same name. */
  readonly nested?: readonly Facet[] | undefined;
}

export interface FacetListProps {
  readonly name: string;
  readonly legend: string;
  readonly facets: readonly Facet[];
  /** How many stand open; the rest folds away, chosen ones never do. */
  readonly open?: number | undefined;
  /** The whole question stands behind its title until something is chosen. */
  readonly folded?: boolean | undefined;
  /** One choice instead of several. */
  readonly single?: boolean | undefined;
}

// Plain functions instead of components: a filter has a hundred answers, and a component costs ten times an element.

function entry(name: string, facet: Facet, single: boolean, view: View): VNode {
  const { nested } = facet;
  if (!nested?.length) return answer(name, facet, single, view);
  return (
    <>
      {answer(name, facet, single, view)}
      <fieldset class="dk-facets dk-facets__nested" aria-label={facet.label}>
        {nested.map((one) => answer(name, one, single, view))}
      </fieldset>
    </>
  );
}

function answer(name: string, facet: Facet, single: boolean, { language, t }: View): VNode {
  const { value, label, count, checked, lang, dir } = facet;
  return (
    <label key={value} class={count === 0 && !checked ? 'dk-facet dk-facet--none' : 'dk-facet'}>
      <input class="dk-facet__box" type={single ? 'radio' : 'checkbox'} name={name} value={value} checked={checked} />
      <span class="dk-facet__label">{lang || dir ? ForeignText({ lang, dir, children: label }) : label}</span>
      {count !== undefined && (
        <>
          <span class="dk-facet__count" aria-hidden="true">
            {formatNumber(count, language)}
          </span>
          <span class="kern-sr-only">{t('ui:filter.results', { count })}</span>
        </>
      )}
    </label>
  );
}

/** One question of a filter with its answers and how many results each leaves. */
export function FacetList({ name, legend, facets, open = 6, folded = false, single = false }: FacetListProps) {
  if (facets.length === 0) return null;
  if (folded) {
    return (
      <fieldset class="dk-facets">
        <legend class="kern-sr-only">{legend}</legend>
        <Disclosure title={legend} open={facets.some((facet) => facet.checked)} tight>
          <Answers name={name} legend={legend} facets={facets} open={facets.length} single={single} />
        </Disclosure>
      </fieldset>
    );
  }
  return (
    <fieldset class="dk-facets">
      <legend class="dk-facets__legend">{legend}</legend>
      <Answers name={name} legend={legend} facets={facets} open={open} single={single} />
    </fieldset>
  );
}

function Answers({
  name,
  legend,
  facets,
  open,
  single,
}: Required<Pick<FacetListProps, 'name' | 'legend' | 'facets'>> & { open: number; single: boolean }) {
  const view = useView();
  const { t } = view;
  const shown = facets.filter((facet, index) => index < open || facet.checked || facet.nested?.length);
  const rest = facets.filter((facet) => !shown.includes(facet));
  return (
    <>
      {shown.map((facet) => entry(name, facet, single, view))}
      {rest.length > 0 && (
        <details class="dk-facets__more">
          <summary>
            {t('ui:filter.more', { count: rest.length })}
            <span class="kern-sr-only">: {legend}</span>
          </summary>
          {rest.map((facet) => entry(name, facet, single, view))}
        </details>
      )}
    </>
  );
}
