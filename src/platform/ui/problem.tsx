import type { ComponentChildren } from 'preact';
import { useView } from './view.tsx';

export interface ProblemProps {
  readonly title: string;
  /** What the person can do now. */
  readonly children: ComponentChildren;
  readonly actions?: ComponentChildren | undefined;
  /** Show the number under which the log knows this request. */
  readonly reference?: boolean | undefined;
}

/** Contents of an error page: what happened, what to do, and a number to name when asking for help. */
export function Problem({ title, children, actions, reference = false }: ProblemProps) {
  const { requestId, t } = useView();
  return (
    <div class="dk-problem">
      <h1>{title}</h1>
      <div class="dk-prose">{children}</div>
      {actions && <div class="kern-btn-wrapper dk-btn-row">{actions}</div>}
      {reference && (
        <p class="dk-problem__reference">
          {t('ui:problem.reference')} <code dir="ltr">{requestId}</code>
        </p>
      )}
    </div>
  );
}
