import { Icon } from './icon.tsx';
import { useView } from './view.tsx';

export interface Crumb {
  readonly label: string;
  /** Absent on the last one, the page itself. */
  readonly href?: string | undefined;
}

/** The way from the start page to here; on phones only the step back. */
export function Breadcrumb({ items }: { items: readonly Crumb[] }) {
  const { t } = useView();
  return (
    <nav class="dk-breadcrumb" aria-label={t('ui:nav.breadcrumb')}>
      <ol>
        {items.map(({ label, href }, index) => (
          <li key={label} class={index === items.length - 2 ? 'dk-breadcrumb__parent' : undefined}>
            {href ? <a href={href}>{label}</a> : <span aria-current="page">{label}</span>}
            {index < items.length - 1 && <Icon name="forward" />}
          </li>
        ))}
      </ol>
    </nav>
  );
}
