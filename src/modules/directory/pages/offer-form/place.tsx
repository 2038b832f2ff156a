import { CheckboxGroup, FieldRow, FieldSet, RadioGroup, SelectField, TextArea, TextField, useView } from '#platform/ui';
import { text } from '../../model/form/values.ts';
import { accessibilityFeatures, addressVisibilities } from '../../model/vocabulary.ts';
import { FormSection, type PartProps, useVocabulary } from './parts.tsx';

/** Name of the place, street and town as they stand on an envelope. */
export function AddressFields() {
  const { t } = useView();
  return (
    <>
      <TextField name="place.name" label={t('directory:proposal.place.name')} hint={t('directory:proposal.place.name_hint')} />
      <TextField name="place.street" label={t('directory:proposal.place.street')} autocomplete="off" />
      <FieldRow>
        <TextField name="place.postcode" label={t('directory:proposal.place.postcode')} width="short" numeric />
        <TextField name="place.city" label={t('directory:proposal.place.city')} />
      </FieldRow>
    </>
  );
}

/** How much of the address is shown to everybody. */
export function VisibilityField({ values }: Pick<PartProps, 'values'>) {
  const { t } = useView();
  const named = useVocabulary();
  return (
    <RadioGroup
      name="place.visibility"
      label={t('directory:proposal.place.visibility')}
      hint={t('directory:proposal.place.visibility_hint')}
      options={named('visibility', addressVisibilities)}
      value={text(values, 'place.visibility') ?? 'public'}
      required
    />
  );
}

export function AccessibilityField() {
  const { t } = useView();
  const named = useVocabulary();
  return (
    <CheckboxGroup
      name="place.accessibility"
      label={t('directory:proposal.place.accessibility')}
      options={named('accessibility', accessibilityFeatures)}
      inline
    />
  );
}

/** The way there in words and as a point. */
export function WayFields({ rows }: { rows: number }) {
  const { t } = useView();
  return (
    <>
      <TextArea name="place.directions" label={t('directory:proposal.place.directions')} rows={rows} />
      <FieldRow>
        {(['lat', 'lon'] as const).map((axis) => (
          <TextField
            key={axis}
            name={`place.${axis}`}
            label={t(`directory:proposal.place.${axis}`)}
            width="short"
            hint={t('directory:proposal.expert')}
          />
        ))}
      </FieldRow>
    </>
  );
}

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
      <AddressFields />
    </FieldSet>
  );
}

export function FurtherPlace(props: PartProps) {
  const { values, choices } = props;
  const { t } = useView();
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
      <VisibilityField values={values} />
      <TextField name="quarter" label={t('directory:field.label.quarter')} />
      <CheckboxGroup
        name="areaServed"
        label={t('directory:field.label.areaServed')}
        hint={t('directory:proposal.place.area_hint')}
        options={choices.towns}
        inline
      />
      <AccessibilityField />
      <WayFields rows={3} />
    </FormSection>
  );
}
