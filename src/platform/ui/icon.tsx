import { renderToString } from 'preact-render-to-string';
import { directionalIcons, type IconName, iconShapes } from './icon-shapes.tsx';

interface IconProps {
  readonly name: IconName;
  /** `small` 1 em, `medium` 1.5 em, `large` 2.25 em of the text around it. */
  readonly size?: 'small' | 'medium' | 'large' | undefined;
  /** Spoken text; without it the icon is decoration and hidden from screen readers. */
  readonly label?: string | undefined;
}

/** Shapes never change: drawn once, they are not walked through again for every icon of every page. */
const drawn = Object.fromEntries(
  Object.entries(iconShapes).map(([name, shapes]) => [name, { __html: renderToString(shapes) }]),
) as Record<IconName, { __html: string }>;

const sizeClass = { small: 'dk-icon', medium: 'dk-icon dk-icon--medium', large: 'dk-icon dk-icon--large' } as const;

/** Line icon in the colour of the text; arrows turn over with the reading direction. */
export function Icon({ name, size = 'small', label }: IconProps) {
  const className = directionalIcons.has(name) ? `${sizeClass[size]} dk-mirror` : sizeClass[size];
  return (
    <svg
      class={className}
      viewBox="0 0 24 24"
      focusable="false"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : 'true'}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own drawings
      dangerouslySetInnerHTML={drawn[name]}
    />
  );
}
