import { interfaceLanguages } from '#platform/i18n';
import {
  Button,
  ButtonRow,
  CheckboxGroup,
  ConflictNote,
  DescriptionList,
  Disclosure,
  type FieldChange,
  Form,
  type FormErrors,
  type FormValues,
  LinkButton,
  type Option,
  type OptionGroup,
  PageHeader,
  Section,
  SelectField,
  TextArea,
  useView,
} from '#platform/ui';
import type { Terms } from '../../model/glossary/concept.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';

export interface ConceptChoiceLists {
  readonly concepts: readonly Option[];
  readonly categories: readonly OptionGroup[];
  readonly facts: readonly (Option | OptionGroup)[];
}

export interface ConceptFormProps {
  readonly frame: DeskFrame;
  /** Undefined: a new concept. */
  readonly concept:
    | {
        readonly id: string;
        readonly label: string;
        /** The software's terms; empty for a concept of the district's own. */
        readonly given: Terms;
        /** What the software says it means, in words. */
        readonly givenMeaning: readonly { readonly term: string; readonly value: string }[];
        readonly version: number;
        readonly changed: boolean;
      }
    | undefined;
  readonly values: FormValues;
  readonly errors?: FormErrors | undefined;
  readonly choices: ConceptChoiceLists;
  /** What somebody else saved meanwhile. */
  readonly conflict?: readonly FieldChange[] | undefined;
}

function LanguageTerms({ props, tag }: { props: ConceptFormProps; tag: string }) {
  const { t } = useView();
  const language = interfaceLanguages.find((one) => one.tag === tag);
  const given = props.concept?.given[tag] ?? [];
  const own = String(props.values[`terms.${tag}`] ?? '').trim();
  const faulty = props.errors?.[`terms.${tag}`] !== undefined;
  const count = given.length + (own ? own.split('\n').length : 0);
  return (
    <Disclosure
      title={`${language?.autonym ?? tag} (${count})`}
      open={faulty || own !== '' || (tag === 'de' && given.length === 0)}
    >
      {given.length > 0 && (
        <CheckboxGroup
          name={`removed.${tag}`}
          label={t('directory:staff.glossary.removed')}
          options={given.map((term) => ({ value: term, label: term, lang: language?.htmlLang, dir: language?.dir }))}
        />
      )}
      <TextArea
        name={`terms.${tag}`}
        label={t('directory:staff.glossary.own_terms', { language: language?.autonym ?? tag })}
        hint={t('directory:staff.glossary.per_line')}
        rows={3}
        maxLength={5000}
        lang={language?.htmlLang}
        required={props.concept === undefined && tag === 'de'}
      />
    </Disclosure>
  );
}

/** One concept with its words in all languages, or a new one. */
export function ConceptPage(props: ConceptFormProps) {
  const { t } = useView();
  const { frame, concept, values, errors, choices, conflict } = props;
  const list = `${frame.base}/suchwoerter`;
  const title = concept ? concept.label : t('directory:staff.glossary.new');
  const shared = concept !== undefined && Object.keys(concept.given).length > 0;
  const asShared = shared ? t('directory:staff.glossary.as_software') : t('directory:staff.glossary.nothing');
  const action = concept ? `${list}/${concept.id}` : `${list}/neu`;
  const tags = interfaceLanguages.map(({ tag }) => tag).filter((tag) => tag !== 'de-simple');
  return (
    <DeskPage frame={frame} tab="glossary" title={title} crumbs={[{ label: title }]}>
      <PageHeader
        title={title}
        lead={t(shared ? 'directory:staff.glossary.lead_shared' : 'directory:staff.glossary.lead_own')}
        actions={
          concept?.changed && (
            <LinkButton href={`${action}/loeschen`}>
              {t(shared ? 'directory:staff.glossary.reset' : 'directory:staff.glossary.delete')}
            </LinkButton>
          )
        }
      />
      <ConflictNote changes={conflict} />
      {concept && concept.givenMeaning.length > 0 && (
        <Section title={t('directory:staff.glossary.meaning')}>
          <DescriptionList items={concept.givenMeaning} />
        </Section>
      )}
      <Form action={action} values={values} errors={errors} hidden={concept ? { version: concept.version } : {}}>
        {tags.map((tag) => (
          <LanguageTerms key={tag} props={props} tag={tag} />
        ))}
        <SelectField
          name="broader"
          label={t('directory:staff.glossary.broader')}
          hint={t('directory:staff.glossary.broader_hint')}
          empty={asShared}
          options={choices.concepts.filter(({ value }) => value !== concept?.id)}
        />
        <SelectField
          name="category"
          label={t('directory:staff.glossary.category')}
          hint={t('directory:staff.glossary.category_hint')}
          empty={asShared}
          options={choices.categories}
        />
        <SelectField name="facet" label={t('directory:staff.glossary.fact')} empty={asShared} options={choices.facts} />
        <TextArea name="note" label={t('directory:staff.glossary.note')} rows={2} maxLength={500} />
        <ButtonRow>
          <Button>{t('directory:staff.save')}</Button>
          <LinkButton href={list}>{t('ui:confirm.cancel')}</LinkButton>
        </ButtonRow>
      </Form>
    </DeskPage>
  );
}
