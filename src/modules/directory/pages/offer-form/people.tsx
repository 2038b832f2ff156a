import {
  CheckboxGroup,
  DateField,
  FieldRow,
  FieldSet,
  NumberField,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
  useView,
} from '#platform/ui';
import { shownRows } from '../../model/form/rows.ts';
import { text } from '../../model/form/values.ts';
import { languageSpeakers } from '../../model/kinds/vocabulary.ts';
import * as vocabulary from '../../model/vocabulary.ts';
import { FormSection, MoreRows, type PartProps, useVocabulary } from './parts.tsx';

/** The languages in which it is delivered, each with its days. */
export function LanguageFields(props: PartProps) {
  const { values, choices } = props;
  const { t } = useView();
  const named = useVocabulary();
  return (
    <FormSection {...props} title={t('directory:field.label.languages')} fields={['languages']}>
      {shownRows(values, 'languages', 2).map((row) => (
        <FieldSet key={row} legend={t('directory:proposal.languages.legend', { number: row + 1 })}>
          <FieldRow>
            <SelectField
              name={`languages.${row}.code`}
              label={t('directory:proposal.languages.language')}
              options={choices.languages}
            />
            <SelectField
              name={`languages.${row}.mode`}
              label={t('directory:proposal.languages.mode')}
              options={named('mode', vocabulary.deliveryModes)}
              value={text(values, `languages.${row}.mode`) ?? 'spoken'}
              empty={false}
              required
            />
          </FieldRow>
          <CheckboxGroup
            name={`languages.${row}.days`}
            label={t('directory:proposal.languages.days')}
            options={choices.weekdays}
            inline
          />
          <FieldRow>
            <TextField
              name={`languages.${row}.hours`}
              label={t('directory:proposal.languages.hours')}
              hint={t('directory:proposal.expert')}
            />
            <TextField name={`languages.${row}.note`} label={t('directory:proposal.times.note')} />
            {text(values, 'kind') === 'contact' && (
              <SelectField
                name={`languages.${row}.by`}
                label={t('directory:kinds.speaker')}
                options={named('speaker', languageSpeakers)}
              />
            )}
          </FieldRow>
        </FieldSet>
      ))}
      <MoreRows name="languages" label={t('directory:proposal.languages.more')} />
    </FormSection>
  );
}

/** For whom: ages, groups, residence status, level of German. */
export function AudienceFields(props: PartProps) {
  const { values } = props;
  const { t } = useView();
  const named = useVocabulary();
  const fields = ['ages', 'gender', 'targetGroups', 'residence', 'germanLevel', 'childcare'];
  const levels = named('level', vocabulary.germanLevels);
  return (
    <FormSection {...props} title={t('directory:proposal.section.audience')} fields={fields}>
      <CheckboxGroup
        name="targetGroups"
        label={t('directory:field.label.targetGroups')}
        hint={t('directory:proposal.audience.empty')}
        options={named('target', vocabulary.targetGroups)}
        inline
      />
      <RadioGroup
        name="gender"
        label={t('directory:field.label.gender')}
        options={named('gender', vocabulary.genders)}
        value={text(values, 'gender') ?? 'all'}
        inline
        required
      />
      <FieldRow>
        <NumberField name="ages.min" label={t('directory:proposal.audience.age_min')} min={0} max={120} />
        <NumberField name="ages.max" label={t('directory:proposal.audience.age_max')} min={0} max={120} />
      </FieldRow>
      <FieldRow>
        <SelectField
          name="germanLevel.min"
          label={t('directory:proposal.audience.level_min')}
          options={levels}
          empty={t('directory:proposal.audience.any_level')}
        />
        <SelectField
          name="germanLevel.max"
          label={t('directory:proposal.audience.level_max')}
          options={levels}
          empty={t('directory:proposal.audience.any_level')}
        />
      </FieldRow>
      <CheckboxGroup
        name="residence"
        label={t('directory:field.label.residence')}
        hint={t('directory:proposal.audience.residence_hint')}
        options={named('residence', vocabulary.residenceGroups)}
      />
      <RadioGroup
        name="childcare"
        label={t('directory:field.label.childcare')}
        options={named('childcare', vocabulary.childcareStates)}
        value={text(values, 'childcare') ?? 'unknown'}
        inline
        required
      />
    </FormSection>
  );
}

/** How to take part: cost, registration, places, what to bring. */
export function TakingPartFields(props: PartProps) {
  const { values } = props;
  const { t } = useView();
  const named = useVocabulary();
  return (
    <FormSection
      {...props}
      title={t('directory:proposal.section.taking_part')}
      fields={['fees', 'participation', 'capacity', 'documents']}
    >
      <RadioGroup
        name="fees.kind"
        label={t('directory:field.label.fees')}
        options={named('fee', vocabulary.feeKinds)}
        value={text(values, 'fees.kind') ?? 'unknown'}
        inline
        required
      />
      <FieldRow>
        <TextField name="fees.amount" label={t('directory:proposal.fees.amount')} width="short" />
        <TextField name="fees.note" label={t('directory:proposal.fees.note')} />
      </FieldRow>
      <RadioGroup
        name="participation.registration"
        label={t('directory:field.label.participation')}
        options={named('registration', vocabulary.registrationKinds)}
        value={text(values, 'participation.registration') ?? 'unknown'}
        inline
        required
      />
      <TextArea name="participation.how" label={t('directory:proposal.participation.how')} rows={2} />
      <TextField name="participation.url" type="url" label={t('directory:proposal.participation.url')} />
      <FieldRow>
        <NumberField name="capacity.total" label={t('directory:proposal.capacity.total')} min={0} />
        <NumberField name="capacity.free" label={t('directory:proposal.capacity.free')} min={0} />
        <SelectField
          name="capacity.waiting"
          label={t('directory:proposal.capacity.waiting')}
          options={named('waiting', vocabulary.waitingTimes)}
          value={text(values, 'capacity.waiting') ?? 'unknown'}
          empty={false}
          required
        />
      </FieldRow>
      <TextArea
        name="documents"
        label={t('directory:field.label.documents')}
        hint={t('directory:proposal.documents.hint')}
        rows={3}
      />
    </FormSection>
  );
}

/** Whom to ask: an office. Accounts may name a person who agrees, for as long as they do. */
export function ContactFields({ audience, ...props }: PartProps & { audience: 'visitor' | 'account' }) {
  const { t } = useView();
  return (
    <FormSection {...props} title={t('directory:field.label.contact')} fields={['contact']}>
      <TextField name="contact.role" label={t('directory:proposal.contact.role')} hint={t('directory:proposal.contact.hint')} />
      <FieldRow>
        <TextField name="contact.phone" type="tel" label={t('directory:field.label.phone')} />
        <TextField name="contact.email" type="email" label={t('directory:field.label.email')} autocomplete="off" />
      </FieldRow>
      <TextField
        name="contact.website"
        type="url"
        label={t('directory:field.label.website')}
        hint={t('directory:proposal.contact.website_hint')}
      />
      {audience === 'account' && (
        <FieldSet legend={t('directory:field.label.person')} hint={t('directory:proposal.contact.person_hint')}>
          <input type="hidden" name="contact.personEdited" value="yes" />
          <FieldRow>
            <TextField name="contact.person" label={t('directory:proposal.contact.person')} autocomplete="off" />
            <DateField name="contact.consentUntil" label={t('directory:proposal.contact.consent_until')} />
          </FieldRow>
        </FieldSet>
      )}
    </FormSection>
  );
}
