import { Icon } from './icon.tsx';
import { useView } from './view.tsx';

export interface Chip {
  readonly label: string;
  /** Address without it. */
  readonly href: string;
}

/** What is set and can be taken away again, one by one: the filters of a list. */
export function ChipList({ label, chips }: { label: string; chips: readonly Chip[] }) {
  const { t } = useView();
  if (chips.length === 0) return null;
  return (
    <ul class="dk-chips" aria-label={label}>
      {chips.map((chip) => (
        <li key={chip.href}>
          <a class="dk-chip" href={chip.href}>
            <bdi>{chip.label}</bdi>
            <Icon name="close" label={t('ui:chip.remove')} />
          </a>
        </li>
      ))}
    </ul>
  );
}
