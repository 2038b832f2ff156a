import type { ComponentChildren } from 'preact';
import { FieldError, FieldFrame, type FieldProps, GroupFrame, Hint, OptionalMark, useField } from './field-parts.tsx';
import { asList, asText } from './form-context.ts';
import { ForeignText } from './language-block.tsx';
import { useView } from './view.tsx';

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly lang?: string | undefined;
  readonly dir?: 'ltr' | 'rtl' | undefined;
}

export interface OptionGroup {
  readonly label: string;
  readonly options: readonly Option[];
}

export interface SelectFieldProps extends FieldProps {
  readonly options: readonly (Option | OptionGroup)[];
  readonly value?: string | undefined;
  /** Text of the empty first choice; `false` leaves it out. */
  readonly empty?: string | false | undefined;
}

function choice(option: Option, selected: boolean) {
  return (
    <option
      key={option.value}
      value={option.value}
      selected={selected}
      disabled={option.disabled}
      lang={option.lang}
      dir={option.dir}
    >
      {option.label}
    </option>
  );
}

export function SelectField({ options, value, empty, ...field }: SelectFieldProps) {
  const known = useField(field);
  const { t } = useView();
  const chosen = value ?? asText(known.value);
  return (
    <FieldFrame {...field}>
      <div class="kern-form-input__select-wrapper">
        <select
          class={known.message ? 'kern-form-input__select kern-form-input__select--error' : 'kern-form-input__select'}
          id={known.id}
          name={field.name}
          required={field.required}
          disabled={field.disabled}
          aria-invalid={known.message ? 'true' : undefined}
          aria-describedby={known.describedBy}
        >
          {empty !== false && <option value="">{empty ?? t('ui:form.choose')}</option>}
          {options.map((entry) =>
            'options' in entry ? (
              <optgroup key={entry.label} label={entry.label}>
                {entry.options.map((option) => choice(option, option.value === chosen))}
              </optgroup>
            ) : (
              choice(entry, entry.value === chosen)
            ),
          )}
        </select>
      </div>
    </FieldFrame>
  );
}

export interface ChoiceGroupProps extends FieldProps {
  readonly options: readonly Option[];
  /** Chosen values; found by name in the form when left out. */
  readonly value?: string | readonly string[] | undefined;
  /** Beside each other instead of below each other. */
  readonly inline?: boolean | undefined;
}

function ChoiceGroup({ type, options, value, inline, ...field }: ChoiceGroupProps & { type: 'checkbox' | 'radio' }) {
  const known = useField(field);
  const chosen = asList(value ?? known.value);
  const base = type === 'checkbox' ? 'kern-form-check__checkbox' : 'kern-form-check__radio';
  const error = type === 'checkbox' ? 'kern-form-check__checkbox--error' : 'kern-form-check__radio--error';
  const choices = options.map((option, index) => {
    // The error summary leads to the field's id, so the first choice carries it.
    const id = index === 0 ? known.id : `${known.id}-${index + 1}`;
    return (
      <div class="kern-form-check" key={option.value}>
        <input
          class={known.message ? `${base} ${error}` : base}
          id={id}
          type={type}
          name={field.name}
          value={option.value}
          checked={chosen.includes(option.value)}
          disabled={field.disabled || option.disabled}
          required={type === 'radio' && field.required}
          aria-describedby={option.hint ? `${id}-hint` : undefined}
        />
        <label class="kern-label" for={id}>
          <ForeignText lang={option.lang} dir={option.dir}>
            {option.label}
          </ForeignText>
        </label>
        {option.hint && (
          <div class="kern-hint dk-choice-hint" id={`${id}-hint`}>
            {option.hint}
          </div>
        )}
      </div>
    );
  });
  return <GroupFrame {...field}>{inline ? <div class="dk-choices--inline">{choices}</div> : choices}</GroupFrame>;
}

/** Several may be chosen; all carry the same name. */
export function CheckboxGroup(props: ChoiceGroupProps) {
  return <ChoiceGroup type="checkbox" {...props} />;
}

/** Exactly one is chosen. */
export function RadioGroup(props: ChoiceGroupProps) {
  return <ChoiceGroup type="radio" {...props} />;
}

export interface CheckboxProps extends Omit<FieldProps, 'label'> {
  readonly label: ComponentChildren;
  readonly checked?: boolean | undefined;
  readonly value?: string | undefined;
}

/** A single yes, e.g. consent. */
export function Checkbox({ checked, value = 'yes', label, ...field }: CheckboxProps) {
  const known = useField(field);
  const chosen = checked ?? (known.value === true || asList(known.value).includes(value));
  return (
    <div class={known.message ? 'kern-form-check kern-form-check--error' : 'kern-form-check'}>
      <input
        class={known.message ? 'kern-form-check__checkbox kern-form-check__checkbox--error' : 'kern-form-check__checkbox'}
        id={known.id}
        type="checkbox"
        name={field.name}
        value={value}
        checked={chosen}
        required={field.required}
        disabled={field.disabled}
        aria-invalid={known.message ? 'true' : undefined}
        aria-describedby={known.describedBy}
      />
      <label class="kern-label" for={known.id}>
        {label}
        <OptionalMark required={field.required} />
      </label>
      <div class="dk-choice-hint">
        <Hint id={known.hintId}>{field.hint}</Hint>
        <FieldError id={known.errorId} message={known.message} />
      </div>
    </div>
  );
}
