import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** What a form shows again after a rejected post: by field name, as it was typed. */
export type FormValue = string | number | boolean | readonly string[] | null | undefined;
export type FormValues = Readonly<Record<string, FormValue>>;
/** The message of each rejected field by its name, already translated. */
export type FormErrors = Readonly<Record<string, string | undefined>>;

export interface FormState {
  readonly id: string;
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly markOptional: boolean;
}

const emptyForm: FormState = { id: 'f', values: {}, errors: {}, markOptional: false };
const FormContext = createContext<FormState>(emptyForm);
export const FormProvider = FormContext.Provider;
export const useForm = (): FormState => useContext(FormContext);

/** Id of the element that the error summary leads to. */
export function fieldId(form: Pick<FormState, 'id'>, name: string): string {
  return `${form.id}-${name.replaceAll(/[^a-zA-Z0-9]+/g, '-').replaceAll(/^-|-$/g, '')}`;
}

export const asText = (value: FormValue): string => (value === null || value === undefined ? '' : String(value));

export function asList(value: FormValue): readonly string[] {
  if (value === null || value === undefined || value === '') return [];
  return Array.isArray(value) ? value : [String(value)];
}
