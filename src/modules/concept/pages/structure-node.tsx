import {
  Button,
  ButtonRow,
  ConflictNote,
  FieldRow,
  Form,
  LinkButton,
  NumberField,
  PageHeader,
  SelectField,
  StaffPage,
  TextArea,
  TextField,
  useView,
} from '#platform/ui';
import type { EditionTree } from '../model/edition.ts';
import type { NodeKind } from '../model/structure.ts';
import { fieldIcons } from '../model/vocabulary.ts';
import { formState, type Posted } from './editing-parts.tsx';

export interface NodeFieldsProps {
  readonly kind: NodeKind;
  readonly tree: EditionTree;
  readonly fieldId?: string | undefined;
  /** A known part may move to another field; a new one is added below its own. */
  readonly choosesField: boolean;
}

/** The fields that a part of this kind has. */
export function NodeFields({ kind, tree, fieldId, choosesField }: NodeFieldsProps) {
  const { t } = useView();
  const label = (field: string) => t(`concept:staff.part.${field}`);
  const belongs = kind === 'challenge' || kind === 'goal';
  const challenges = tree.challenges.filter((one) => fieldId === undefined || one.fieldId === fieldId);
  return (
    <>
      <TextField name="title" label={t('concept:staff.field.title')} maxLength={belongs ? 600 : 200} required lang="de" />
      {belongs && choosesField && (
        <SelectField
          name="fieldId"
          label={t('concept:staff.field.fieldId')}
          required
          options={tree.fields.map(({ id, title }) => ({ value: id, label: title, lang: 'de' }))}
        />
      )}
      {kind === 'goal' && (
        <SelectField
          name="challengeId"
          label={t('concept:staff.field.challengeId')}
          options={challenges.map(({ id, title }) => ({ value: id, label: title, lang: 'de' }))}
        />
      )}
      {(kind === 'theme' || kind === 'field') && (
        <TextArea
          name="body"
          label={label(kind === 'field' ? 'guideline' : 'body')}
          rows={4}
          maxLength={kind === 'field' ? 3000 : 4000}
          lang="de"
        />
      )}
      {kind === 'field' && (
        <FieldRow>
          <TextField name="colour" label={label('colour')} hint={label('colour_hint')} maxLength={7} width="short" />
          <SelectField
            name="icon"
            label={label('icon')}
            options={fieldIcons.map((icon) => ({ value: icon, label: t(`concept:staff.icon.${icon}`) }))}
          />
        </FieldRow>
      )}
      {kind === 'challenge' && (
        <>
          <NumberField name="rank" label={label('rank')} hint={label('rank_hint')} min={1} max={999} />
          <TextField name="method" label={label('method')} hint={label('method_hint')} maxLength={300} lang="de" />
          <TextArea name="evidence" label={label('evidence')} rows={3} maxLength={1000} lang="de" />
        </>
      )}
      <TextField name="source" label={t('concept:staff.field.source')} maxLength={300} lang="de" />
    </>
  );
}

export interface NodePageProps extends Omit<NodeFieldsProps, 'choosesField' | 'fieldId'> {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly values: Readonly<Record<string, string>>;
  readonly base: string;
  readonly posted?: Posted | undefined;
}

/** Edits one theme, field, challenge or goal. */
export function NodePage({ kind, tree, id, title, version, values, base, posted }: NodePageProps) {
  const { t } = useView();
  const form = formState(posted, 'node', values);
  const back = `${base}/gliederung`;
  return (
    <StaffPage
      title={title}
      breadcrumb={[
        { label: tree.edition.title, href: base },
        { label: t('concept:staff.structure.title'), href: back },
        { label: title },
      ]}
    >
      <PageHeader title={title} lang="de" kicker={t(`concept:staff.part.${kind}`)} />
      <Form action={`${back}/${id}`} values={form.values} errors={form.errors} hidden={{ version }}>
        <ConflictNote changes={form.conflict} />
        <NodeFields kind={kind} tree={tree} choosesField />
        <ButtonRow>
          <Button>{t(form.conflict ? 'concept:staff.save_anyway' : 'concept:staff.save')}</Button>
          <LinkButton href={back}>{t('ui:confirm.cancel')}</LinkButton>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
}
