import type { ComponentChildren } from 'preact';

/** Several fields that make one answer together, e.g. an address or one of several times. */
export function FieldSet({
  legend,
  hint,
  children,
}: {
  legend: ComponentChildren;
  hint?: string | undefined;
  children: ComponentChildren;
}) {
  return (
    <fieldset class="dk-field-set">
      <legend class="dk-field-set__legend">{legend}</legend>
      {hint && <p class="kern-hint">{hint}</p>}
      {children}
    </fieldset>
  );
}

/** Short fields beside each other where there is room. */
export function FieldRow({ children }: { children: ComponentChildren }) {
  return <div class="dk-field-row">{children}</div>;
}
