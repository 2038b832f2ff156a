import type { ComponentChildren } from 'preact';
import { Button, useView } from '#platform/ui';
import { concerns } from '../../model/form/rows.ts';
import type { FormValues } from '../../model/form/values.ts';
import type { Choice, FormChoices } from '../../service/form-choices.ts';

export interface PartProps {
  readonly values: FormValues;
  readonly errors: Readonly<Record<string, string | undefined>>;
  readonly choices: FormChoices;
}

/** Names of a closed vocabulary in the reader's language. */
export function useVocabulary(): (name: string, ids: readonly string[]) => Choice[] {
  const { t } = useView();
  return (name, ids) => ids.map((id) => ({ value: id, label: t(`directory:${name}.${id}`) }));
}

/** A part of the form that folds; open when it has an error. */
export function FormSection({
  title,
  fields,
  values,
  errors,
  open = false,
  children,
}: Pick<PartProps, 'values' | 'errors'> & {
  title: string;
  fields: readonly string[];
  open?: boolean;
  children: ComponentChildren;
}) {
  return (
    <details class="kern-accordion" open={open || concerns(fields, values, errors)}>
      <summary class="kern-accordion__header">
        <span class="kern-title">{title}</span>
      </summary>
      <div class="kern-accordion__body dk-form">{children}</div>
    </details>
  );
}

/** Asks for more empty rows; everything typed so far is kept. */
export function MoreRows({ name, label }: { name: string; label: string }) {
  return (
    <p>
      <Button look="tertiary" name="more" value={name} icon="plus">
        {label}
      </Button>
    </p>
  );
}
