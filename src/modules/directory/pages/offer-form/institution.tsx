import { FieldRow, FieldSet, TextArea, TextField, useView } from '#platform/ui';
import { shownRows } from '../../model/form/rows.ts';
import { FormSection, MoreRows, type PartProps } from './parts.tsx';
import { AccessibilityField, AddressFields, VisibilityField, WayFields } from './place.tsx';

/** What the handbook of institutions says beside name and description: tasks, contact points, address, hours. */
export function InstitutionFields(props: PartProps) {
  const { values } = props;
  const { t } = useView();
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
          <AddressFields />
          <TextField name="hours" label={t('directory:field.label.hours')} hint={t('directory:kinds.hours_example')} />
          <AccessibilityField />
          <VisibilityField values={values} />
          <WayFields rows={2} />
        </FormSection>
      </div>
    </>
  );
}
