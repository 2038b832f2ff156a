import type { FieldChange } from '#platform/ui';
import {
  Alert,
  Button,
  ButtonRow,
  DateField,
  Diff,
  FieldRow,
  Form,
  type FormErrors,
  type FormValues,
  LinkButton,
  NumberField,
  SelectField,
  TextField,
  useView,
} from '#platform/ui';
import type { Recommendation } from '../model/edition.ts';
import { moves } from '../model/kanban.ts';
import { timeFrames } from '../model/vocabulary.ts';
import { nameOf } from './board-words.tsx';

/** A line of the board that is open for editing, or was sent and refused. */
export interface RowForm {
  readonly item: Recommendation;
  readonly values: FormValues;
  readonly errors: FormErrors;
  /** Title of the next open step, whose day can be moved; undefined: there is none. */
  readonly step: string | undefined;
  readonly hidden: Readonly<Record<string, string | number>>;
  /** What somebody else saved meanwhile. */
  readonly changes?: readonly FieldChange[] | undefined;
}

/** The line's own form: what changes from week to week; everything else stands on the record. */
export function BoardRowForm({ form, action, back }: { form: RowForm; action: string; back: string }) {
  const { t } = useView();
  const { item, changes = [] } = form;
  const title = t('concept:staff.view.edit_row', { name: nameOf(item) });
  return (
    <section class="dk-row-form" aria-label={title}>
      <h2 class="dk-row-form__title">{title}</h2>
      {changes.length > 0 && (
        <Alert kind="warning" live>
          <p>{t('concept:staff.failure.changed')}</p>
          <Diff changes={changes} />
        </Alert>
      )}
      <Form id="zeile" action={action} values={form.values} errors={form.errors} hidden={{ ...form.hidden, back }}>
        <FieldRow>
          <SelectField
            name="status"
            label={t('concept:staff.view.status')}
            required
            empty={false}
            options={moves.map((value) => ({
              value,
              label: value === 'automatic' ? t('concept:staff.view.automatic') : t(`concept:status.${value}`),
            }))}
          />
          <TextField name="reason" label={t('concept:staff.view.reason')} maxLength={1000} lang="de" />
          <TextField name="leads" label={t('concept:staff.view.lead')} hint={t('concept:staff.view.lead_hint')} lang="de" />
          {form.step !== undefined && (
            <DateField name="due" label={t('concept:staff.view.due_of_step')} hint={<span lang="de">{form.step}</span>} />
          )}
          <NumberField
            name="progress"
            label={t('concept:staff.view.progress')}
            hint={t('concept:staff.view.progress_hint')}
            min={0}
            max={100}
            unit="%"
          />
          <SelectField
            name="timeFrame"
            label={t('concept:staff.view.time_frame')}
            empty={t('concept:staff.view.open')}
            options={timeFrames.map((value) => ({ value, label: t(`concept:time.${value}`) }))}
          />
        </FieldRow>
        <ButtonRow>
          <Button small>{t('concept:staff.view.save')}</Button>
          <LinkButton href={back} small look="tertiary">
            {t('concept:staff.view.cancel')}
          </LinkButton>
        </ButtonRow>
      </Form>
    </section>
  );
}
