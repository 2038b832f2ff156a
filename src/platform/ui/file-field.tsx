import { FieldFrame, type FieldProps, useField } from './field-parts.tsx';
import { useView } from './view.tsx';

export interface FileFieldProps extends FieldProps {
  /** Accepted endings, e.g. `['.pdf', '.png']`. */
  readonly accept: readonly string[];
  readonly maxMegabytes: number;
  readonly multiple?: boolean | undefined;
}

/** A file to send; says beforehand what is accepted. The form needs `files`. */
export function FileField({ accept, maxMegabytes, multiple, hint, ...field }: FileFieldProps) {
  const { t } = useView();
  const limits = t('ui:form.fileLimits', {
    size: maxMegabytes,
    types: accept.map((ending) => ending.slice(1).toUpperCase()).join(', '),
  });
  const described = { ...field, hint: hint ? [hint, ' ', limits] : limits };
  const known = useField(described);
  return (
    <FieldFrame {...described}>
      <input
        class="kern-form-input__input"
        id={known.id}
        name={field.name}
        type="file"
        accept={accept.join(',')}
        multiple={multiple}
        required={field.required}
        disabled={field.disabled}
        aria-invalid={known.message ? 'true' : undefined}
        aria-describedby={known.describedBy}
      />
    </FieldFrame>
  );
}
