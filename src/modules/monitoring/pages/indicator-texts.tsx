import {
  Button,
  ButtonRow,
  FieldSet,
  type FormValues,
  type Option,
  SelectField,
  TextArea,
  TextField,
  useView,
} from '#platform/ui';
import { textFields } from '../model/indicator-form.ts';

export interface IndicatorTextsProps {
  readonly values: FormValues;
  /** Further language besides German and English; '' when none is shown. */
  readonly tongue: string;
  readonly languages: readonly Option[];
}

/** Texts of an indicator by language. Those that are not shown go along unseen, so that saving does not lose them. */
export function IndicatorTexts({ values, tongue, languages }: IndicatorTextsProps) {
  const { t } = useView();
  const shown = ['de', 'en', ...(tongue ? [tongue] : [])];
  const label = (tag: string) => languages.find(({ value }) => value === tag)?.label ?? tag;
  const kept = Object.entries(values).filter(
    ([name]) =>
      textFields.some((field) => name.startsWith(`${field}.`)) &&
      !shown.includes(name.split('.')[1] ?? '') &&
      name !== 'readingAids.de-simple',
  );
  return (
    <>
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={String(value)} />
      ))}
      {shown.map((tag) => (
        <FieldSet key={tag} legend={t('monitoring:staff.form.texts', { language: label(tag) })}>
          {textFields.map((field) =>
            field === 'names' ? (
              <TextField
                key={field}
                name={`names.${tag}`}
                label={t('monitoring:staff.field.name')}
                maxLength={200}
                lang={tag}
                required={tag === 'de'}
              />
            ) : (
              <TextArea
                key={field}
                name={`${field}.${tag}`}
                label={t(`monitoring:staff.field.${field}`)}
                rows={field === 'definitions' ? 4 : 2}
                maxLength={field === 'definitions' || field === 'readingAids' ? 2000 : 500}
                lang={tag}
              />
            ),
          )}
          {tag === 'de' && (
            <TextArea
              name="readingAids.de-simple"
              label={t('monitoring:staff.form.simple')}
              hint={t('monitoring:staff.form.simple_hint')}
              rows={3}
              maxLength={2000}
              lang="de"
            />
          )}
        </FieldSet>
      ))}
      <SelectField
        name="sprache"
        label={t('monitoring:staff.form.language')}
        value={tongue}
        options={languages.filter(({ value }) => !['de', 'en', 'de-simple'].includes(value))}
      />
      <ButtonRow>
        <Button look="secondary" small name="aktion" value="sprache">
          {t('monitoring:staff.form.show_language')}
        </Button>
      </ButtonRow>
    </>
  );
}
