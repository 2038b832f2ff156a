import { Button, CheckboxGroup, FieldRow, FieldSet, RadioGroup, SelectField, TextArea, TextField, useView } from '#platform/ui';
import { text } from '../../model/form/values.ts';
import { languageRows } from '../../model/kinds/form.ts';
import * as vocabulary from '../../model/kinds/vocabulary.ts';
import { offerKinds } from '../../model/vocabulary.ts';
import { type PartProps, useVocabulary } from './parts.tsx';

/** Yes, no, or nobody knows: three answers, so that "not known" is never read as "no". */
function YesNo({ name, values }: { name: string } & Pick<PartProps, 'values'>) {
  const { t } = useView();
  const named = useVocabulary();
  return (
    <RadioGroup
      name={`volunteering.${name}`}
      label={t(`directory:kinds.${name}`)}
      options={[{ value: '', label: t('directory:kinds.unknown') }, ...named('yesNo', vocabulary.yesNo)]}
      value={text(values, `volunteering.${name}`) ?? ''}
      inline
    />
  );
}

/** Which kind of entry it is. The button brings the fields of that kind, without script too. */
export function KindChoice({ values }: Pick<PartProps, 'values'>) {
  const { t } = useView();
  const named = useVocabulary();
  return (
    <div>
      <RadioGroup
        name="kind"
        label={t('directory:field.label.kind')}
        options={named('kind', offerKinds)}
        value={text(values, 'kind') ?? 'offer'}
        inline
        required
      />
      <p>
        <Button look="tertiary" name="more" value="kind">
          {t('directory:kinds.show_fields')}
        </Button>
      </p>
    </div>
  );
}

function ProjectFields({ values }: PartProps) {
  const { t } = useView();
  const named = useVocabulary();
  return (
    <FieldSet legend={t('directory:kinds.section.project')} hint={t('directory:kinds.section.project_hint')}>
      <FieldRow>
        <TextField
          name="project.since"
          label={t('directory:kinds.since')}
          hint={t('directory:kinds.partial_date_hint')}
          width="short"
        />
        <TextField
          name="project.until"
          label={t('directory:kinds.until')}
          hint={t('directory:kinds.partial_date_hint')}
          width="short"
        />
      </FieldRow>
      <TextField name="project.fundedBy" label={t('directory:kinds.funded_by')} maxLength={300} />
      <TextArea name="project.partners" label={t('directory:kinds.partners')} hint={t('directory:kinds.one_a_line')} rows={3} />
      <TextArea name="project.results" label={t('directory:kinds.results')} rows={3} maxLength={3000} />
      <TextArea
        name="project.transfer"
        label={t('directory:kinds.transfer')}
        hint={t('directory:kinds.transfer_hint')}
        rows={3}
        maxLength={3000}
      />
      <FieldRow>
        <SelectField
          name="project.evaluation"
          label={t('directory:kinds.evaluation')}
          options={named('evaluation', vocabulary.evaluationStates)}
          empty={t('directory:kinds.unknown')}
          value={text(values, 'project.evaluation') ?? ''}
        />
        <TextField name="project.evaluationUrl" type="url" label={t('directory:kinds.evaluation_url')} />
      </FieldRow>
      <TextField name="project.askRole" label={t('directory:kinds.ask')} hint={t('directory:proposal.contact.hint')} />
      <FieldRow>
        <TextField name="project.askPhone" type="tel" label={t('directory:field.label.phone')} />
        <TextField name="project.askEmail" type="email" label={t('directory:field.label.email')} autocomplete="off" />
      </FieldRow>
    </FieldSet>
  );
}

function VolunteeringFields(props: PartProps) {
  const { values, choices } = props;
  const { t } = useView();
  const named = useVocabulary();
  const filled = [...Array(20).keys()].filter((row) => text(values, `volunteering.languages.${row}`));
  const rows = Array.from({ length: Math.min(20, Math.max(languageRows, (filled.at(-1) ?? 0) + 2)) }, (_, row) => row);
  return (
    <FieldSet legend={t('directory:kinds.section.volunteering')} hint={t('directory:kinds.section.volunteering_hint')}>
      <TextField name="volunteering.task" label={t('directory:kinds.task')} maxLength={300} />
      <FieldRow>
        <TextField
          name="volunteering.hours"
          label={t('directory:kinds.hours')}
          hint={t('directory:kinds.hours_hint')}
          width="short"
          numeric
        />
        <SelectField
          name="volunteering.per"
          label={t('directory:kinds.per')}
          options={named('effortUnit', vocabulary.effortUnits)}
          value={text(values, 'volunteering.per') ?? ''}
        />
        <TextField name="volunteering.effortNote" label={t('directory:kinds.effort_note')} />
      </FieldRow>
      <TextArea name="volunteering.skills" label={t('directory:kinds.skills')} hint={t('directory:kinds.one_a_line')} rows={3} />
      <FieldSet legend={t('directory:kinds.languages_welcome')}>
        <FieldRow>
          {rows.map((row) => (
            <SelectField
              key={row}
              name={`volunteering.languages.${row}`}
              label={t('directory:kinds.language_number', { number: row + 1 })}
              options={choices.languages}
            />
          ))}
        </FieldRow>
      </FieldSet>
      {['newcomers', 'training', 'insurance', 'expenses', 'certificate'].map((name) => (
        <YesNo key={name} name={name} values={values} />
      ))}
    </FieldSet>
  );
}

function ProfessionalFields({ values }: PartProps) {
  const { t } = useView();
  const named = useVocabulary();
  return (
    <FieldSet legend={t('directory:kinds.section.contact')} hint={t('directory:kinds.section.contact_hint')}>
      <SelectField
        name="professional.profession"
        label={t('directory:kinds.profession')}
        options={Object.entries(vocabulary.professionGroups).map(([group, ids]) => ({
          label: t(`directory:professionGroup.${group}`),
          options: named('profession', ids),
        }))}
        value={text(values, 'professional.profession') ?? ''}
      />
      <SelectField
        name="professional.accepting"
        label={t('directory:kinds.accepting')}
        options={named('accepting', vocabulary.acceptingStates)}
        empty={t('directory:kinds.unknown')}
        value={text(values, 'professional.accepting') ?? ''}
      />
      <CheckboxGroup
        name="professional.billing"
        label={t('directory:kinds.billing')}
        options={named('billing', vocabulary.billingKinds)}
        inline
      />
      <CheckboxGroup
        name="professional.appointment"
        label={t('directory:kinds.appointment')}
        options={named('appointment', vocabulary.appointmentWays)}
        inline
      />
    </FieldSet>
  );
}

const partOf = { project: ProjectFields, volunteering: VolunteeringFields, contact: ProfessionalFields };

/** The fields that only the chosen kind has. */
export function KindFields(props: PartProps) {
  const Part = partOf[(text(props.values, 'kind') ?? 'offer') as keyof typeof partOf];
  return Part ? <Part {...props} /> : null;
}
