import { CheckboxGroup, FieldRow, FieldSet, RadioGroup, SelectField, TextArea, TextField, useView } from '#platform/ui';
import { text } from '../../model/form/values.ts';
import { accessibilityFeatures, addressVisibilities } from '../../model/vocabulary.ts';
import { FormSection, type PartProps, useVocabulary } from './parts.tsx';

/** Town and address; an offer without one is found under its town, or in the whole district. */
export function PlaceFields({ choices }: PartProps) {
  const { t } = useView();
  return (
    <FieldSet legend={t('directory:field.label.place')} hint={t('directory:proposal.place.hint')}>
      <SelectField
        name="town"
        label={t('directory:field.label.town')}
        options={choices.towns}
        empty={t('directory:proposal.place.district')}
      />
      <TextField name="place.name" label={t('directory:proposal.place.name')} hint={t('directory:proposal.place.name_hint')} />
      <TextField name="place.street" label={t('directory:proposal.place.street')} autocomplete="off" />
      <FieldRow>
        <TextField name="place.postcode" label={t('directory:proposal.place.postcode')} width="short" numeric />
        <TextField name="place.city" label={t('directory:proposal.place.city')} />
      </FieldRow>
    </FieldSet>
  );
}

export function FurtherPlace(props: PartProps) {
  const { values, choices } = props;
  const { t } = useView();
  const named = useVocabulary();
  const fields = [
    'quarter',
    'areaServed',
    'place.visibility',
    'place.accessibility',
    'place.directions',
    'place.lat',
    'place.lon',
  ];
  return (
    <FormSection {...props} title={t('directory:proposal.section.place')} fields={fields}>
      <RadioGroup
        name="place.visibility"
        label={t('directory:proposal.place.visibility')}
        hint={t('directory:proposal.place.visibility_hint')}
        options={named('visibility', addressVisibilities)}
        value={text(values, 'place.visibility') ?? 'public'}
        required
      />
      <TextField name="quarter" label={t('directory:field.label.quarter')} />
      <CheckboxGroup
        name="areaServed"
        label={t('directory:field.label.areaServed')}
        hint={t('directory:proposal.place.area_hint')}
        options={choices.towns}
        inline
      />
      <CheckboxGroup
        name="place.accessibility"
        label={t('directory:proposal.place.accessibility')}
        options={named('accessibility', accessibilityFeatures)}
        inline
      />
      <TextArea name="place.directions" label={t('directory:proposal.place.directions')} rows={3} />
      <FieldRow>
        <TextField
          name="place.lat"
          label={t('directory:proposal.place.lat')}
          width="short"
          hint={t('directory:proposal.expert')}
        />
        <TextField
          name="place.lon"
          label={t('directory:proposal.place.lon')}
          width="short"
          hint={t('directory:proposal.expert')}
        />
      </FieldRow>
    </FormSection>
  );
}
