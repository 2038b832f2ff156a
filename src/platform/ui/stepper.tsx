import { Icon } from './icon.tsx';
import { useView } from './view.tsx';

export interface Step {
  readonly label: string;
  readonly state: 'done' | 'current' | 'upcoming';
  /** Back to a step that is done. */
  readonly href?: string | undefined;
}

const looks = { done: 'dk-step dk-step--done', current: 'dk-step dk-step--current', upcoming: 'dk-step' } as const;

/** Where one is in a form of several pages. */
export function Stepper({ steps }: { steps: readonly Step[] }) {
  const { t } = useView();
  const current = steps.findIndex(({ state }) => state === 'current');
  return (
    <nav class="dk-stepper" aria-label={t('ui:steps.label')}>
      <p class="dk-stepper__position">{t('ui:steps.position', { current: current + 1, total: steps.length })}</p>
      <ol>
        {steps.map(({ label, state, href }, index) => (
          <li key={label} class={looks[state]} aria-current={state === 'current' ? 'step' : undefined}>
            <span class="dk-step__number">{state === 'done' ? <Icon name="check" label={t('ui:steps.done')} /> : index + 1}</span>
            {href && state === 'done' ? <a href={href}>{label}</a> : <span>{label}</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
