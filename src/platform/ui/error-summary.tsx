import { fieldId, useForm } from './form-context.ts';
import { Icon } from './icon.tsx';
import { useView } from './view.tsx';

/** What is to be mended, above the form: has the focus when the page appears, and each line leads to its field; `_form` is about the whole form. */
export function ErrorSummary() {
  const form = useForm();
  const { t } = useView();
  const errors = Object.entries(form.errors).filter((entry): entry is [string, string] => Boolean(entry[1]));
  if (errors.length === 0) return null;
  const headingId = `${form.id}-errors`;
  return (
    <div
      class="kern-alert kern-alert--danger dk-alert dk-error-summary"
      role="alert"
      tabIndex={-1}
      autofocus
      aria-labelledby={headingId}
    >
      <Icon name="danger" size="medium" />
      <div class="dk-alert__text">
        <h2 class="dk-alert__title" id={headingId}>
          {t('ui:form.errors', { count: errors.length })}
        </h2>
        <ul>
          {errors.map(([name, message]) => (
            <li key={name}>{name === '_form' ? message : <a href={`#${fieldId(form, name)}`}>{message}</a>}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}
