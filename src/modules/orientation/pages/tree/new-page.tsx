import {
  Alert,
  Button,
  ButtonRow,
  CheckboxGroup,
  Form,
  type FormErrors,
  type FormValues,
  LinkButton,
  PageHeader,
  RadioGroup,
  SelectField,
  TextField,
  useView,
} from '#platform/ui';
import { pageKinds } from '../../model/situations.ts';
import type { TreePlace } from '../../service/tree/reading.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';
import { placeOptions, useSituationOptions } from './parts.tsx';

export interface NewPageProps {
  readonly frame: DeskFrame;
  /** Of the page that is made. */
  readonly id: string;
  readonly tree: readonly TreePlace[];
  readonly towns: readonly { readonly value: string; readonly label: string }[];
  /** The actor adds pages for towns only. */
  readonly townRequired: boolean;
  readonly values: FormValues;
  readonly errors: FormErrors;
}

/** A new page: its German title and place; then it is written. */
export function NewPagePage({ frame, id, tree, towns, townRequired, values, errors }: NewPageProps) {
  const { t } = useView();
  const title = t('orientation:staff.new.title');
  return (
    <DeskPage frame={frame} tab="pages" title={title} crumbs={[]}>
      <PageHeader title={title} lead={t('orientation:staff.new.lead')} />
      {townRequired && !towns.length ? (
        <Alert kind="info">
          <p>{t('orientation:staff.failure.not_allowed')}</p>
        </Alert>
      ) : (
        <Form action={`${frame.base}/neu`} values={values} errors={errors} hidden={{ id }}>
          <TextField name="title" label={t('orientation:staff.field.title')} required maxLength={200} lang="de" />
          <SelectField
            name="parent"
            label={t('orientation:staff.field.parent')}
            empty={false}
            required
            options={[{ value: 'top', label: t('orientation:staff.field.top') }, ...placeOptions(tree)]}
          />
          <RadioGroup
            name="kind"
            label={t('orientation:staff.field.kind')}
            required
            options={pageKinds.map((kind) => ({
              value: kind,
              label: t(`orientation:staff.kind.${kind}`),
              hint: t(`orientation:staff.kind_hint.${kind}`),
            }))}
          />
          <SelectField
            name="town"
            label={t('orientation:staff.field.town')}
            hint={t('orientation:staff.field.town_hint')}
            empty={townRequired ? undefined : t('orientation:staff.field.district')}
            required={townRequired}
            options={towns}
          />
          <CheckboxGroup name="situations" label={t('orientation:staff.field.situations')} options={useSituationOptions()} />
          <TextField
            name="slug"
            label={t('orientation:staff.field.slug')}
            hint={t('orientation:staff.field.slug_new')}
            maxLength={100}
            width="medium"
          />
          <ButtonRow>
            <Button>{t('orientation:staff.new.send')}</Button>
            <LinkButton href={frame.base} look="tertiary">
              {t('orientation:staff.tree.cancel')}
            </LinkButton>
          </ButtonRow>
        </Form>
      )}
    </DeskPage>
  );
}
