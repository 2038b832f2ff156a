import type { ComponentChildren } from 'preact';
import { Button, LinkButton } from './button.tsx';
import { Form } from './form.tsx';
import type { FormErrors, FormValues } from './form-context.ts';
import { useView } from './view.tsx';

export interface ConfirmProps {
  /** The question with the name of the thing: "Delete the offer “Sprachcafé”?" */
  readonly question: string;
  /** What will happen, and whether it can be undone. */
  readonly children: ComponentChildren;
  readonly action: string;
  readonly hidden?: Readonly<Record<string, string | number>> | undefined;
  /** The verb of the question, never just "Yes". */
  readonly confirmLabel: string;
  readonly cancelHref: string;
  readonly danger?: boolean | undefined;
  /** Further fields, e.g. a reason. */
  readonly fields?: ComponentChildren | undefined;
  /** Of a rejected post, for the further fields. */
  readonly values?: FormValues | undefined;
  readonly errors?: FormErrors | undefined;
}

/** A page that asks before something that is hard to undo; needs no dialog and no JavaScript. */
export function Confirm({
  question,
  children,
  action,
  hidden = {},
  confirmLabel,
  cancelHref,
  danger = false,
  fields,
  values,
  errors,
}: ConfirmProps) {
  const { t } = useView();
  return (
    <div class="dk-confirm">
      <h1>{question}</h1>
      <div class="dk-prose">{children}</div>
      <Form action={action} hidden={hidden} values={values} errors={errors}>
        {fields}
        <div class="kern-btn-wrapper dk-btn-row">
          <Button look={danger ? 'danger' : 'primary'}>{confirmLabel}</Button>
          <LinkButton href={cancelHref}>{t('ui:confirm.cancel')}</LinkButton>
        </div>
      </Form>
    </div>
  );
}
