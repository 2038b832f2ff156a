import { Checkbox, CheckboxGroup, FieldRow, FieldSet, SelectField, TextArea, TextField, useView } from '#platform/ui';
import { newOrganisation, offerFormTranslations } from '../../model/form/offer.ts';
import { shownTags } from '../../model/form/translations.ts';
import { text } from '../../model/form/values.ts';
import { organisationKinds } from '../../model/vocabulary.ts';
import { InstitutionFields } from './institution.tsx';
import { KindChoice, KindFields } from './kinds.tsx';
import { FormSection, MoreRows, type PartProps, useVocabulary } from './parts.tsx';
import { AudienceFields, ContactFields, LanguageFields, TakingPartFields } from './people.tsx';
import { FurtherPlace, PlaceFields } from './place.tsx';
import { FurtherTimes, WeeklyTimes } from './times.tsx';

function CategoryFields({ values, choices, errors }: PartProps) {
  const { t } = useView();
  const filled = [0, 1, 2, 3, 4].filter((row) => text(values, `categories.${row}`) || errors[`categories.${row}`]);
  const rows = Array.from({ length: Math.min(5, Math.max(3, (filled.at(-1) ?? 0) + 1)) }, (_, row) => row);
  return (
    <FieldRow>
      {rows.map((row) => (
        <SelectField
          key={row}
          name={`categories.${row}`}
          label={t(row === 0 ? 'directory:proposal.category.first' : 'directory:proposal.category.further')}
          options={choices.categories}
          required={row === 0}
        />
      ))}
    </FieldRow>
  );
}

function OrganisationFields({ values, errors, choices, mayName }: PartProps & { mayName: boolean }) {
  const { t } = useView();
  const named = useVocabulary();
  const options = mayName
    ? [{ value: newOrganisation, label: t('directory:proposal.organisation.new') }, ...choices.organisations]
    : choices.organisations;
  return (
    <FieldSet legend={t('directory:field.label.organisation')}>
      <SelectField name="organisation" label={t('directory:proposal.organisation.label')} options={options} required />
      {mayName && (
        <FormSection
          title={t('directory:proposal.organisation.section')}
          fields={['newOrganisation']}
          values={values}
          errors={errors}
          open={text(values, 'organisation') === newOrganisation}
        >
          <TextField name="newOrganisation.name" label={t('directory:proposal.organisation.name')} />
          <SelectField
            name="newOrganisation.kind"
            label={t('directory:proposal.organisation.kind')}
            options={named('organisationKind', organisationKinds)}
          />
          <TextArea name="newOrganisation.description" label={t('directory:proposal.organisation.description')} rows={3} />
          <FieldRow>
            <TextField name="newOrganisation.phone" type="tel" label={t('directory:field.label.phone')} />
            <TextField name="newOrganisation.email" type="email" label={t('directory:field.label.email')} autocomplete="off" />
          </FieldRow>
          <TextField name="newOrganisation.website" type="url" label={t('directory:field.label.website')} />
        </FormSection>
      )}
    </FieldSet>
  );
}

/** Texts in other languages; shown to accounts, visitors write in one language. */
export function TranslationFields({ fields, ...props }: PartProps & { fields: readonly ('name' | 'summary' | 'description')[] }) {
  const { values, choices } = props;
  const { t } = useView();
  const tags = shownTags(values);
  const named = (tag: string) => choices.translations.find((one) => one.value === tag)?.label ?? tag;
  return (
    <FormSection {...props} title={t('directory:proposal.section.translations')} fields={['translations', 'properName']}>
      <input type="hidden" name="translations.edited" value="yes" />
      {fields.includes('name') && (
        <Checkbox name="properName" value="yes" label={t('directory:staff.translations.proper_name')} />
      )}
      {tags.map((tag) => (
        <FieldSet key={tag} legend={named(tag)}>
          {fields.map((field) =>
            field === 'description' ? (
              <TextArea
                key={field}
                name={`translations.${tag}.${field}`}
                label={t(`directory:field.label.${field}`)}
                rows={4}
                lang={tag}
              />
            ) : (
              <TextField
                key={field}
                name={`translations.${tag}.${field}`}
                label={t(`directory:field.label.${field}`)}
                lang={tag}
              />
            ),
          )}
          <SelectField
            name={`translations.${tag}.by`}
            label={t('directory:staff.translations.new_by')}
            options={['human', 'machine'].map((by) => ({ value: by, label: t(`directory:field.text.state.${by}`) }))}
            value={text(values, `translations.${tag}.by`) ?? 'human'}
            empty={false}
            required
          />
        </FieldSet>
      ))}
      <SelectField
        name="translations.add"
        label={t('directory:proposal.translations.add')}
        options={choices.translations.filter((one) => !tags.includes(one.value))}
        value=""
      />
      <MoreRows name="translations" label={t('directory:proposal.translations.more')} />
    </FormSection>
  );
}

export interface OfferFieldsProps extends PartProps {
  /** Visitors propose in a hurry; accounts see translations too. */
  readonly audience: 'visitor' | 'account';
  /** An organisation may be named that is not in the directory yet. */
  readonly mayNameOrganisation?: boolean | undefined;
}

/**
 * All fields of an offer, for use inside a `<Form>`: what, where and when, and by whom first, the rest folded. Values are
 * those of `offerFormValues` or of a rejected post; `offerFormSchema` reads them. Works without JavaScript: buttons
 * named `more` post the form, and the page comes back with more rows.
 */
export function OfferFields({ audience, mayNameOrganisation = false, ...props }: OfferFieldsProps) {
  const { t } = useView();
  const { values } = props;
  return (
    <>
      <KindChoice values={values} />
      <TextField
        name="name"
        label={t('directory:proposal.name.label')}
        hint={t('directory:proposal.name.hint')}
        maxLength={200}
        required
      />
      <TextField
        name="summary"
        label={t('directory:field.label.summary')}
        hint={t('directory:proposal.summary.hint')}
        maxLength={300}
        required
      />
      <TextArea
        name="description"
        label={t('directory:field.label.description')}
        hint={t('directory:proposal.description.hint')}
        maxLength={5000}
        required
      />
      <CategoryFields {...props} />
      <OrganisationFields {...props} mayName={mayNameOrganisation} />
      <KindFields {...props} />
      <PlaceFields {...props} />
      <WeeklyTimes {...props} />
      <div>
        <FurtherTimes {...props} />
        <FurtherPlace {...props} />
        <LanguageFields {...props} />
        <AudienceFields {...props} />
        <TakingPartFields {...props} />
        <ContactFields {...props} audience={audience} />
        {audience === 'account' && <TranslationFields {...props} fields={offerFormTranslations} />}
      </div>
    </>
  );
}

/** All fields of an organisation, for use inside a `<Form>`; `organisationFormSchema` reads them. */
export function OrganisationEntryFields(props: PartProps) {
  const { t } = useView();
  const named = useVocabulary();
  return (
    <>
      <TextField name="name" label={t('directory:field.label.name')} maxLength={200} required />
      <TextField name="shortName" label={t('directory:field.label.shortName')} maxLength={40} width="medium" />
      <SelectField
        name="kind"
        label={t('directory:proposal.organisation.kind')}
        options={named('organisationKind', organisationKinds)}
        required
      />
      <TextArea name="description" label={t('directory:field.label.description')} maxLength={5000} required />
      <CheckboxGroup
        name="towns"
        label={t('directory:field.label.towns')}
        hint={t('directory:proposal.place.area_hint')}
        options={props.choices.towns}
        inline
      />
      <FieldRow>
        <TextField name="phone" type="tel" label={t('directory:field.label.phone')} />
        <TextField name="email" type="email" label={t('directory:field.label.email')} autocomplete="off" />
      </FieldRow>
      <TextField name="website" type="url" label={t('directory:field.label.website')} />
      <SelectField
        name="mailLanguage"
        label={t('directory:field.label.mailLanguage')}
        options={props.choices.translations}
        empty="Deutsch"
      />
      <InstitutionFields {...props} />
      <TranslationFields {...props} fields={['description']} />
    </>
  );
}
