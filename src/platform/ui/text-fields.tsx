import { FieldFrame, type FieldProps, useField } from './field-parts.tsx';
import { asText } from './form-context.ts';

const inputClass = (message: string | undefined) =>
  message ? 'kern-form-input__input kern-form-input__input--error' : 'kern-form-input__input';

type Width = 'short' | 'medium' | 'full';
const widthClass: Record<Width, string> = { short: ' dk-width-short', medium: ' dk-width-medium', full: '' };

export interface TextFieldProps extends FieldProps {
  readonly type?: keyof typeof types | undefined;
  readonly value?: string | undefined;
  /** HTML autofill token (WCAG 1.3.5), e.g. `email`, `postal-code`. */
  readonly autocomplete?: string | undefined;
  readonly maxLength?: number | undefined;
  readonly width?: Width | undefined;
  /** Digits only, e.g. a postcode. */
  readonly numeric?: boolean | undefined;
  /** Language of what is written, when it is known. */
  readonly lang?: string | undefined;
}

/** Preact's types tie further attributes to each single input type, so the type is chosen as a whole. */
const types = {
  text: { type: 'text' },
  email: { type: 'email' },
  tel: { type: 'tel' },
  url: { type: 'url' },
  password: { type: 'password' },
  search: { type: 'search' },
} as const;

/** One line of text. The direction follows what is typed, so Arabic may stand in a German form and the other way round. */
export function TextField({
  type = 'text',
  value,
  autocomplete,
  maxLength,
  width = 'full',
  numeric,
  lang,
  ...field
}: TextFieldProps) {
  const known = useField(field);
  return (
    <FieldFrame {...field}>
      <input
        class={inputClass(known.message) + widthClass[width]}
        id={known.id}
        name={field.name}
        {...types[type]}
        value={type === 'password' ? '' : (value ?? asText(known.value))}
        autocomplete={autocomplete}
        maxLength={maxLength}
        inputMode={numeric ? 'numeric' : undefined}
        lang={lang}
        dir={type === 'text' || type === 'search' ? 'auto' : 'ltr'}
        required={field.required}
        disabled={field.disabled}
        aria-invalid={known.message ? 'true' : undefined}
        aria-describedby={known.describedBy}
      />
    </FieldFrame>
  );
}

/** An address for mail. */
export function EmailField(props: Omit<TextFieldProps, 'type'>) {
  return <TextField autocomplete="email" {...props} type="email" />;
}

export interface TextAreaProps extends FieldProps {
  readonly value?: string | undefined;
  readonly rows?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly lang?: string | undefined;
  /** Where the language is known before anything is typed; else the direction follows what is typed. */
  readonly dir?: 'ltr' | 'rtl' | undefined;
}

export function TextArea({ value, rows = 5, maxLength, lang, dir, ...field }: TextAreaProps) {
  const known = useField(field);
  return (
    <FieldFrame {...field}>
      <textarea
        class={inputClass(known.message)}
        id={known.id}
        name={field.name}
        rows={rows}
        maxLength={maxLength}
        lang={lang}
        dir={dir ?? 'auto'}
        required={field.required}
        disabled={field.disabled}
        aria-invalid={known.message ? 'true' : undefined}
        aria-describedby={known.describedBy}
        value={value ?? asText(known.value)}
      />
    </FieldFrame>
  );
}

export interface NumberFieldProps extends FieldProps {
  readonly value?: number | string | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly step?: number | 'any' | undefined;
  /** Unit behind the number, e.g. "€". */
  readonly unit?: string | undefined;
}

export function NumberField({ value, min, max, step, unit, ...field }: NumberFieldProps) {
  const known = useField(field);
  return (
    <FieldFrame {...field}>
      <span class="dk-with-unit">
        <input
          class={`${inputClass(known.message)} dk-width-short`}
          id={known.id}
          name={field.name}
          type="number"
          value={value ?? asText(known.value)}
          min={min}
          max={max}
          step={step}
          dir="ltr"
          required={field.required}
          disabled={field.disabled}
          aria-invalid={known.message ? 'true' : undefined}
          aria-describedby={known.describedBy}
        />
        {unit && <span class="dk-unit">{unit}</span>}
      </span>
    </FieldFrame>
  );
}

const dateTypes = { date: { type: 'date' }, datetime: { type: 'datetime-local' }, time: { type: 'time' } } as const;

export interface DateFieldProps extends FieldProps {
  /** ISO: `2026-11-22`, `2026-11-22T16:00` or `16:00`, as `kind` says. */
  readonly value?: string | undefined;
  readonly kind?: keyof typeof dateTypes | undefined;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
}

/** A day, a day and a time, or a time of day, in the browser's own picker. */
export function DateField({ value, kind = 'date', min, max, ...field }: DateFieldProps) {
  const known = useField(field);
  return (
    <FieldFrame {...field}>
      <input
        class={`${inputClass(known.message)} dk-width-medium`}
        id={known.id}
        name={field.name}
        {...dateTypes[kind]}
        value={value ?? asText(known.value)}
        min={min}
        max={max}
        required={field.required}
        disabled={field.disabled}
        aria-invalid={known.message ? 'true' : undefined}
        aria-describedby={known.describedBy}
      />
    </FieldFrame>
  );
}
