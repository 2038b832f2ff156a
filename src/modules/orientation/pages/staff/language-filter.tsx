import { interfaceLanguages } from '#platform/i18n';
import { SelectField, useView } from '#platform/ui';

/** Filter of a staff list by the language of its texts. */
export function LanguageFilter() {
  const { t } = useView();
  return (
    <SelectField
      name="sprache"
      label={t('orientation:staff.writing.language')}
      empty={t('orientation:staff.writing.all_languages')}
      options={interfaceLanguages.map(({ tag, autonym, htmlLang, dir }) => ({ value: tag, label: autonym, lang: htmlLang, dir }))}
    />
  );
}
