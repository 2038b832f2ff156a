import { type ScopeLevel, TriadMark } from './triad-mark.tsx';
import { useView } from './view.tsx';

export interface ScopeChoice {
  readonly level: ScopeLevel;
  /** Name of the place, e.g. "Marl"; the word for the level when left out. */
  readonly label?: string | undefined;
  /** Absent when there is nothing to choose on that level. */
  readonly href?: string | undefined;
  readonly current: boolean;
}

/** Kreis – Kommune – Quartier: the same three arcs as the mark, wherever something has a territory. */
export function ScopeSelector({ choices }: { choices: readonly ScopeChoice[] }) {
  const { t } = useView();
  return (
    <nav class="dk-scope" aria-label={t('ui:scope.label')}>
      <ul>
        {choices.map(({ level, label, href, current }) => (
          <li key={level}>
            {href ? (
              <a class="dk-scope__choice" href={href} aria-current={current ? 'true' : undefined}>
                <TriadMark only={level} />
                {label ?? t(`ui:scope.${level}`)}
              </a>
            ) : (
              <span class="dk-scope__choice dk-scope__choice--none">
                <TriadMark only={level} />
                {label ?? t(`ui:scope.${level}`)}
              </span>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
