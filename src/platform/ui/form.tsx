import type { ComponentChildren } from 'preact';
import { ErrorSummary } from './error-summary.tsx';
import { type FormErrors, FormProvider, type FormValues } from './form-context.ts';
import { useView } from './view.tsx';

export interface FormProps {
  readonly action: string;
  /** Values by field name: of the record at first, of the rejected post afterwards. */
  readonly values?: FormValues | undefined;
  /** Messages by field name; the summary above the form is made of them. */
  readonly errors?: FormErrors | undefined;
  /** Prefix of the field ids; needed when a page has two forms. */
  readonly id?: string | undefined;
  /** The form carries files. */
  readonly files?: boolean | undefined;
  /** A form of one or two buttons: no summary, no guard against leaving. */
  readonly plain?: boolean | undefined;
  /** Further hidden values, e.g. the version of the record that is edited. */
  readonly hidden?: Readonly<Record<string, string | number>> | undefined;
  readonly children: ComponentChildren;
}

/** A POST form with the visit's form token. Fields below it find their value and error by their name. */
export function Form({
  action,
  values = {},
  errors = {},
  id = 'f',
  files = false,
  plain = false,
  hidden = {},
  children,
}: FormProps) {
  const { formToken, t } = useView();
  return (
    <form
      class={plain ? undefined : 'dk-form'}
      method="post"
      action={action}
      id={id === 'f' ? undefined : id}
      enctype={files ? 'multipart/form-data' : undefined}
      accept-charset="utf-8"
      novalidate
      data-guard={plain ? undefined : 'unsaved'}
    >
      <input type="hidden" name="_token" value={formToken} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <FormProvider value={{ id, values, errors, markOptional: true }}>
        {!plain && <ErrorSummary />}
        {children}
      </FormProvider>
      {!plain && <p class="dk-sending" role="status" data-sending={t('ui:form.sending')} />}
    </form>
  );
}
