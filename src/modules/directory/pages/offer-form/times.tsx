import { Checkbox, DateField, FieldRow, FieldSet, RadioGroup, SelectField, TextField, useView } from '#platform/ui';
import { shownRows } from '../../model/form/rows.ts';
import { repetitionKinds } from '../../model/form/schedules.ts';
import { text } from '../../model/form/values.ts';
import { FormSection, MoreRows, type PartProps } from './parts.tsx';

function Position({ values, name }: Pick<PartProps, 'values'> & { name: string }) {
  const position = text(values, `${name}.position`);
  return position === undefined ? null : <input type="hidden" name={`${name}.position`} value={position} />;
}

/** Weekday, from and to, row by row: for those who have never heard of opening-hours syntax. */
export function WeeklyTimes({ values, choices }: PartProps) {
  const { t } = useView();
  const pauses = ['usual', 'on', 'off'].map((value) => ({
    value,
    label: t(`directory:proposal.times.school_holidays.${value}`),
  }));
  return (
    <FieldSet legend={t('directory:proposal.times.legend')} hint={t('directory:proposal.times.hint')}>
      <Position values={values} name="slots" />
      {shownRows(values, 'slots', 2).map((row) => (
        <FieldRow key={row}>
          <SelectField name={`slots.${row}.day`} label={t('directory:proposal.times.day')} options={choices.weekdays} />
          <DateField kind="time" name={`slots.${row}.from`} label={t('directory:proposal.times.from')} />
          <DateField kind="time" name={`slots.${row}.to`} label={t('directory:proposal.times.to')} />
        </FieldRow>
      ))}
      <MoreRows name="slots" label={t('directory:proposal.times.more')} />
      <Checkbox name="slots.holidays" value="off" label={t('directory:field.text.off_holidays')} />
      <RadioGroup
        name="slots.schoolHolidays"
        label={t('directory:proposal.times.school_holidays')}
        options={pauses}
        value={text(values, 'slots.schoolHolidays') ?? 'usual'}
      />
    </FieldSet>
  );
}

/** From when to when, single dates and series, breaks, and hours in OSM syntax for those who know it. */
export function FurtherTimes(props: PartProps) {
  const { values } = props;
  const { t } = useView();
  const repeats = repetitionKinds.map((kind) => ({ value: kind, label: t(`directory:proposal.repeat.${kind}`) }));
  return (
    <FormSection
      {...props}
      title={t('directory:proposal.section.times')}
      fields={['slots.validFrom', 'slots.validTo', 'slots.note', 'hours', 'dates', 'breaks']}
    >
      <FieldRow>
        <DateField name="slots.validFrom" label={t('directory:proposal.times.valid_from')} />
        <DateField name="slots.validTo" label={t('directory:proposal.times.valid_to')} />
      </FieldRow>
      <TextField name="slots.note" label={t('directory:proposal.times.note')} />
      {shownRows(values, 'dates', 1).map((row) => (
        <FieldSet key={row} legend={t('directory:proposal.dates.legend', { number: row + 1 })}>
          <Position values={values} name={`dates.${row}`} />
          <FieldRow>
            <DateField name={`dates.${row}.start`} kind="datetime" label={t('directory:proposal.dates.start')} />
            <DateField name={`dates.${row}.end`} kind="datetime" label={t('directory:proposal.dates.end')} />
          </FieldRow>
          <FieldRow>
            <SelectField
              name={`dates.${row}.repeat`}
              label={t('directory:proposal.repeat.label')}
              options={repeats}
              empty={t('directory:proposal.repeat.never')}
            />
            <DateField name={`dates.${row}.until`} label={t('directory:proposal.repeat.until')} />
          </FieldRow>
          <FieldRow>
            <TextField
              name={`dates.${row}.rrule`}
              label={t('directory:proposal.repeat.rule')}
              hint={t('directory:proposal.expert')}
            />
            <TextField name={`dates.${row}.note`} label={t('directory:proposal.times.note')} />
          </FieldRow>
        </FieldSet>
      ))}
      <MoreRows name="dates" label={t('directory:proposal.dates.more')} />
      {shownRows(values, 'breaks', 1).map((row) => (
        <FieldSet key={row} legend={t('directory:proposal.breaks.legend', { number: row + 1 })}>
          <FieldRow>
            <DateField name={`breaks.${row}.from`} label={t('directory:proposal.breaks.from')} />
            <DateField name={`breaks.${row}.to`} label={t('directory:proposal.breaks.to')} />
            <TextField name={`breaks.${row}.reason`} label={t('directory:proposal.breaks.reason')} />
          </FieldRow>
        </FieldSet>
      ))}
      <MoreRows name="breaks" label={t('directory:proposal.breaks.more')} />
      {shownRows(values, 'hours', 1).map((row) => (
        <FieldSet
          key={row}
          legend={t('directory:proposal.hours.legend', { number: row + 1 })}
          hint={t('directory:proposal.hours.hint')}
        >
          <Position values={values} name={`hours.${row}`} />
          <TextField
            name={`hours.${row}.hours`}
            label={t('directory:proposal.hours.label')}
            hint={t('directory:proposal.expert')}
          />
          <FieldRow>
            <DateField name={`hours.${row}.validFrom`} label={t('directory:proposal.times.valid_from')} />
            <DateField name={`hours.${row}.validTo`} label={t('directory:proposal.times.valid_to')} />
            <TextField name={`hours.${row}.note`} label={t('directory:proposal.times.note')} />
          </FieldRow>
        </FieldSet>
      ))}
      <MoreRows name="hours" label={t('directory:proposal.hours.more')} />
    </FormSection>
  );
}
