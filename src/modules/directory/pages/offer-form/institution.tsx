import { CheckboxGroup, FieldRow, FieldSet, RadioGroup, TextArea, TextField, useView } from '#platform/ui';
import { shownRows } from '../../model/form/rows.ts';
import { text } from '../../model/form/values.ts';
import { accessibilityFeatures, addressVisibilities } from '../../model/vocabulary.ts';
import { FormSection, MoreRows, type PartProps, useVocabulary } from './parts.tsx';

/** What the handbook of institutions says beside name and description: tasks, contact points, address, hours. */
export function InstitutionFields(props: PartProps) {
  const { values } = props;
  const { t } = useView();
  const named = useVocabulary();
  return (
    <>
      <TextArea name="tasks" label={t('directory:field.label.tasks')} hint={t('directory:kinds.tasks_hint')} rows={5} />
      <div>
        <FormSection {...props} title={t('directory:field.label.contactPoints')} fields={['contactPoints']}>
          <p>{t('directory:kinds.points_hint')}</p>
          {shownRows(values, 'contactPoints', 2).map((row) => {
            const name = (field: string) => `contactPoints.${row}.${field}`;
            return (
              <FieldSet key={row} legend={t('directory:kinds.point_number', { number: row + 1 })}>
                <FieldRow>
                  <TextField name={name('topic')} label={t('directory:kinds.topic')} />
                  <TextField name={name('role')} label={t('directory:kinds.role')} hint={t('directory:kinds.role_hint')} />
                </FieldRow>
                <FieldRow>
                  <TextField name={name('phone')} type="tel" label={t('directory:field.label.phone')} />
                  <TextField name={name('email')} type="email" label={t('directory:field.label.email')} autocomplete="off" />
                </FieldRow>
                <FieldRow>
                  <TextField name={name('room')} label={t('directory:kinds.room')} width="medium" />
                  <TextField
                    name={name('hours')}
                    label={t('directory:kinds.office_hours')}
                    hint={t('directory:kinds.hours_example')}
                  />
                </FieldRow>
              </FieldSet>
            );
          })}
          <MoreRows name="contactPoints" label={t('directory:kinds.more_points')} />
        </FormSection>
        <FormSection {...props} title={t('directory:kinds.visit')} fields={['place', 'hours']}>
          <TextField
            name="place.name"
            label={t('directory:proposal.place.name')}
            hint={t('directory:proposal.place.name_hint')}
          />
          <TextField name="place.street" label={t('directory:proposal.place.street')} autocomplete="off" />
          <FieldRow>
            <TextField name="place.postcode" label={t('directory:proposal.place.postcode')} width="short" numeric />
            <TextField name="place.city" label={t('directory:proposal.place.city')} />
          </FieldRow>
          <TextField name="hours" label={t('directory:field.label.hours')} hint={t('directory:kinds.hours_example')} />
          <CheckboxGroup
            name="place.accessibility"
            label={t('directory:proposal.place.accessibility')}
            options={named('accessibility', accessibilityFeatures)}
            inline
          />
          <RadioGroup
            name="place.visibility"
            label={t('directory:proposal.place.visibility')}
            hint={t('directory:proposal.place.visibility_hint')}
            options={named('visibility', addressVisibilities)}
            value={text(values, 'place.visibility') ?? 'public'}
            required
          />
          <TextArea name="place.directions" label={t('directory:proposal.place.directions')} rows={2} />
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
      </div>
    </>
  );
}
