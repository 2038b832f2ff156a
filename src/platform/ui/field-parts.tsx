import type { ComponentChildren } from 'preact';
import { fieldId, useForm } from './form-context.ts';
import { Icon } from './icon.tsx';
import { useView } from './view.tsx';

/** What every field of a form has. */
export interface FieldProps {
  readonly name: string;
  readonly label: string;
  /** One sentence that helps to answer, below the label. */
  readonly hint?: ComponentChildren | undefined;
  readonly required?: boolean | undefined;
  /** Only needed when the field's value or error is not found in the form by its name. */
  readonly error?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/** The ids that tie label, hint and error to the control, and what the form knows about the field. */
export function useField({ name, hint, error }: Pick<FieldProps, 'name' | 'hint' | 'error'>) {
  const form = useForm();
  const id = fieldId(form, name);
  const message = error ?? form.errors[name];
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = message ? `${id}-error` : undefined;
  return {
    id,
    message,
    hintId,
    errorId,
    describedBy: [hintId, errorId].filter(Boolean).join(' ') || undefined,
    value: form.values[name],
    markOptional: form.markOptional,
  };
}

export function OptionalMark({ required }: { required: boolean | undefined }) {
  const { markOptional } = useForm();
  const { t } = useView();
  if (required || !markOptional) return null;
  return <span class="kern-label__optional"> {t('ui:form.optional')}</span>;
}

export function Hint({ id, children }: { id: string | undefined; children: ComponentChildren }) {
  if (!id) return null;
  return (
    <div class="kern-hint" id={id}>
      {children}
    </div>
  );
}

export function FieldError({ id, message }: { id: string | undefined; message: string | undefined }) {
  const { t } = useView();
  if (!id) return null;
  return (
    <p class="kern-error dk-field-error" id={id}>
      <Icon name="danger" label={t('ui:alert.danger')} />
      <span class="kern-body">{message}</span>
    </p>
  );
}

interface FrameProps extends FieldProps {
  readonly children: ComponentChildren;
}

/** Label, hint and error around one control. */
export function FieldFrame({ children, ...field }: FrameProps) {
  const { id, message, hintId, errorId } = useField(field);
  return (
    <div class={message ? 'kern-form-input kern-form-input--error' : 'kern-form-input'}>
      <label class="kern-label" for={id}>
        {field.label}
        <OptionalMark required={field.required} />
      </label>
      <Hint id={hintId}>{field.hint}</Hint>
      <FieldError id={errorId} message={message} />
      {children}
    </div>
  );
}

/** Legend, hint and error around a group of checkboxes or radio buttons. */
export function GroupFrame({ children, ...field }: FrameProps) {
  const { id, message, hintId, errorId, describedBy } = useField(field);
  return (
    <fieldset
      class={message ? 'kern-fieldset kern-fieldset--error' : 'kern-fieldset'}
      aria-describedby={describedBy}
      id={`${id}-group`}
    >
      <legend class="kern-label">
        {field.label}
        <OptionalMark required={field.required} />
      </legend>
      <Hint id={hintId}>{field.hint}</Hint>
      <FieldError id={errorId} message={message} />
      <div class="kern-fieldset__body dk-choices">{children}</div>
    </fieldset>
  );
}
