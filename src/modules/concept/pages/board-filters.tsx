import { FilterBar, type Option, SelectField, TextField, useView } from '#platform/ui';
import type { Counts } from '../model/board.ts';
import { boardHref, boardParameters, filterValues } from '../model/board-address.ts';
import { statuses, timeFrames, timelinesses } from '../model/vocabulary.ts';
import type { BoardProps } from './board-props.ts';

type FilterProps = Pick<BoardProps, 'frame' | 'address' | 'facets' | 'towns'>;

const collator = new Intl.Collator('de');

/** Answers with how many each leaves; those that leave nothing fall away unless chosen. */
function options(values: readonly { value: string; label: string }[], counts: Counts, chosen: string | undefined): Option[] {
  return values.flatMap(({ value, label }) => {
    const count = counts.get(value) ?? 0;
    return count > 0 || value === chosen ? [{ value, label: `${label} (${count})` }] : [];
  });
}

const named = (counts: Counts, chosen: string | undefined) =>
  [...new Set([...counts.keys(), ...(chosen ? [chosen] : [])])]
    .toSorted(collator.compare)
    .map((value) => ({ value, label: value }));

/** The questions of the board; `path` lets other views ask the same ones. */
export function BoardFilters({ frame, address, facets, towns, path = frame.base }: FilterProps & { path?: string }) {
  const { t } = useView();
  const { filter } = address;
  const all = t('concept:staff.view.all');
  const words = <Word extends string>(group: string, list: readonly Word[]) =>
    list.map((value) => ({ value, label: t(`concept:${group}.${value}`) }));
  const keep = [...boardParameters({ order: address.order, grouping: address.grouping })].map(([name, value]) => ({
    name,
    value,
  }));
  const select = (name: string, label: string, list: { value: string; label: string }[], counts: Counts, chosen?: string) => (
    <SelectField name={name} label={label} empty={all} options={options(list, counts, chosen)} />
  );
  const missing = (name: string, label: string, count: number) => (
    <SelectField
      name={name}
      label={label}
      empty={all}
      options={[{ value: 'ohne', label: `${t('concept:staff.view.missing')} (${count})` }]}
    />
  );
  return (
    <div class="dk-board-filter">
      <FilterBar action={path} values={filterValues(filter)} keep={keep} resetHref={boardHref('', { filter }) ? path : undefined}>
        <TextField name="q" type="search" label={t('concept:staff.view.text')} maxLength={100} />
        {select(
          'feld',
          t('concept:staff.view.field'),
          frame.tree.fields.map(({ key, title }) => ({ value: key, label: title })),
          facets.field,
          filter.field,
        )}
        {select('stand', t('concept:staff.view.status'), words('status', statuses), facets.status, filter.status)}
        {select(
          'meldung',
          t('concept:staff.view.reporting'),
          words('timeliness', timelinesses),
          facets.timeliness,
          filter.timeliness,
        )}
        {select(
          'ort',
          t('concept:staff.view.town'),
          towns.map(({ key, name }) => ({ value: key, label: name })),
          facets.town,
          filter.town,
        )}
        {select('frist', t('concept:staff.view.time_frame'), words('time', timeFrames), facets.timeFrame, filter.timeFrame)}
        {select(
          'zielgruppe',
          t('concept:staff.view.target_group'),
          named(facets.targetGroup, filter.targetGroup),
          facets.targetGroup,
          filter.targetGroup,
        )}
        {select(
          'beteiligt',
          t('concept:staff.view.stakeholder'),
          named(facets.stakeholder, filter.stakeholder),
          facets.stakeholder,
          filter.stakeholder,
        )}
        {missing('zustaendig', t('concept:staff.view.owner'), facets.ownerless)}
        {missing('geld', t('concept:staff.view.money'), facets.unfunded)}
      </FilterBar>
    </div>
  );
}
