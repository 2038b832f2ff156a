import { Button, NumberField, SelectField, useView } from '#platform/ui';
import { germanLevels, residenceGroups } from '../../model/vocabulary.ts';
import type { Choice } from '../../service/form-choices.ts';
import type { SearchAddress } from '../../service/searching.ts';

/** What a visitor may say of themselves; it goes into the address and nowhere else. */
export function AboutYouFields({
  address,
  homes,
  button = true,
}: {
  address: SearchAddress;
  homes: readonly Choice[];
  button?: boolean;
}) {
  const { t } = useView();
  const { status, niveau, alter, geschlecht, wohnort } = address;
  return (
    <>
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
      <SelectField
        name="wohnort"
        label={t('directory:search.home')}
        value={wohnort ?? ''}
        empty={t('directory:search.no_answer')}
        options={homes}
      />
      {button && <Button look="secondary">{t('directory:offer.may_i_button')}</Button>}
    </>
  );
}
