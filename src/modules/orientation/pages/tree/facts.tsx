import {
  Button,
  ButtonRow,
  CheckboxGroup,
  ConflictNote,
  DateField,
  type FieldChange,
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
import type { PageView } from '../../service/tree/reading.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';
import { useSituationOptions } from './parts.tsx';

export interface FactsProps {
  readonly frame: DeskFrame;
  readonly view: PageView;
  readonly towns: readonly { readonly value: string; readonly label: string }[];
  readonly values: FormValues;
  readonly errors: FormErrors;
  /** Of what somebody saved meanwhile against what stands in the form. */
  readonly changes: readonly FieldChange[] | undefined;
}

/** What is the same in every language. Shows the fields that the actor may set. */
export function FactsPage({ frame, view, towns, values, errors, changes }: FactsProps) {
  const { t } = useView();
  const { page, rights } = view;
  const address = `${frame.base}/seite/${page.id}`;
  const title = t('orientation:staff.facts.title');
  const isMirror = page.mirrorOf !== null;
  const situationOptions = useSituationOptions();
  return (
    <DeskPage frame={frame} tab="pages" title={title} crumbs={[{ label: view.title, href: address }]}>
      <PageHeader title={title} kicker={view.title} lead={isMirror ? t('orientation:staff.facts.mirror') : undefined} />
      <ConflictNote changes={changes} />
      <Form action={`${address}/angaben`} values={values} errors={errors} hidden={{ version: page.version }}>
        {rights.administers && (
          <>
            <TextField
              name="slug"
              label={t('orientation:staff.field.slug')}
              hint={t('orientation:staff.field.slug_hint')}
              required
              maxLength={100}
              width="medium"
            />
            {!isMirror && (
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
            )}
            <CheckboxGroup name="situations" label={t('orientation:staff.field.situations')} options={situationOptions} />
            {isMirror && (
              <RadioGroup
                name="own"
                label={t('orientation:staff.field.mirror_own')}
                required
                inline
                options={(['before', 'after'] as const).map((own) => ({ value: own, label: t(`orientation:staff.own.${own}`) }))}
              />
            )}
          </>
        )}
        {rights.manages && (
          <>
            <SelectField
              name="town"
              label={t('orientation:staff.field.town')}
              hint={t('orientation:staff.field.town_hint')}
              empty={t('orientation:staff.field.district')}
              options={towns}
            />
            <TextField
              name="organisation"
              label={t('orientation:staff.field.organisation')}
              hint={t('orientation:staff.field.organisation_hint')}
              maxLength={200}
              lang="de"
            />
          </>
        )}
        {!isMirror && (
          <>
            <TextField
              name="formUrl"
              type="url"
              label={t('orientation:staff.field.form_url')}
              hint={t('orientation:staff.field.form_url_hint')}
              maxLength={500}
            />
            <DateField
              name="checkedOn"
              label={t('orientation:staff.field.checked_on')}
              hint={t('orientation:staff.field.checked_on_hint')}
            />
          </>
        )}
        <ButtonRow>
          <Button>{t('orientation:staff.tree.save')}</Button>
          <LinkButton href={address} look="tertiary">
            {t('orientation:staff.tree.cancel')}
          </LinkButton>
        </ButtonRow>
      </Form>
    </DeskPage>
  );
}
