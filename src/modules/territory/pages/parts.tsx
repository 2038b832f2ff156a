import type { ComponentChildren } from 'preact';
import type { InterfaceLanguage } from '#platform/i18n';
import { Icon, useView } from '#platform/ui';
import type { Territory } from '../model/tree.ts';
import type { MapPlace } from './district-map.tsx';

/** The name in the reader's language, with the language it then is in: German where there is no other name. */
export function nameFor(
  unit: Pick<Territory, 'names' | 'key'>,
  language: InterfaceLanguage,
): { name: string; lang?: string; dir?: 'ltr' | 'rtl' } {
  const own = unit.names[language.tag];
  if (own) return { name: own };
  const name = unit.names.de ?? unit.key;
  return language.tag.startsWith('de') ? { name } : { name, lang: 'de', dir: 'ltr' };
}

/** A territory's name as text of its own direction, so that "Halle (Westf.)" keeps its brackets on Arabic pages. */
export function Name({ unit }: { unit: Pick<Territory, 'names' | 'key'> }) {
  const { language } = useView();
  const { name, ...own } = nameFor(unit, language);
  return <bdi {...own}>{name}</bdi>;
}

export function mapPlace(unit: Territory, language: InterfaceLanguage, href?: string): MapPlace | undefined {
  if (!unit.shape) return undefined;
  return { key: unit.key, shape: unit.shape, href, ...nameFor(unit, language) };
}

export function formatNumber(value: number, language: InterfaceLanguage): string {
  return new Intl.NumberFormat(language.locale).format(value);
}

/** A day as people write it, e.g. "31. Dezember 2024". */
export function formatDay(day: string | Date, language: InterfaceLanguage): string {
  return new Intl.DateTimeFormat(language.locale, { dateStyle: 'long', timeZone: 'Europe/Berlin' }).format(new Date(day));
}

/** Two things side by side where there is room, below each other on phones. */
export function Beside({ children }: { children: ComponentChildren }) {
  return <div class="dk-beside">{children}</div>;
}

export interface PlaceLink {
  readonly href: string;
  readonly name: ComponentChildren;
  readonly hint?: ComponentChildren;
}

/** Places as large links, each with a line about it. */
export function PlaceList({ items, label }: { items: readonly PlaceLink[]; label: string }) {
  return (
    <ul class="dk-tiles" aria-label={label}>
      {items.map(({ href, name, hint }) => (
        <li key={href}>
          <a class="dk-tile" href={href}>
            <span class="dk-tile__icon">
              <Icon name="place" size="large" />
            </span>
            <span class="dk-tile__text">
              {name}
              {hint && <span class="dk-tile__hint">{hint}</span>}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
