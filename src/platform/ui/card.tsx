import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-shapes.tsx';
import { ForeignText } from './language-block.tsx';

export interface CardProps {
  readonly title: ComponentChildren;
  /** Makes the title a link; the whole card answers to the pointer. */
  readonly href?: string | undefined;
  /** Rank of the title in the outline of the page. */
  readonly level?: 2 | 3 | 4 | undefined;
  /** Language of the title when it differs from the page. */
  readonly lang?: string | undefined;
  readonly dir?: 'ltr' | 'rtl' | undefined;
  /** A short line above the title, e.g. the kind of offer. */
  readonly kicker?: ComponentChildren | undefined;
  /** Small print at the end, e.g. when the entry was last confirmed. */
  readonly foot?: ComponentChildren | undefined;
  readonly children?: ComponentChildren | undefined;
}

/** One thing among others of its kind: title first, then what decides whether to open it. */
export function Card({ title, href, level = 3, lang, dir, kicker, foot, children }: CardProps) {
  const Heading = `h${level}` as const;
  return (
    <article class={href ? 'kern-card kern-card--hug dk-card dk-card--link' : 'kern-card kern-card--hug dk-card'}>
      <div class="kern-card__container">
        <div class="kern-card__header">
          {kicker && <p class="dk-card__kicker">{kicker}</p>}
          <Heading class="kern-title dk-card__title">
            <ForeignText lang={lang} dir={dir}>
              {href ? <a href={href}>{title}</a> : title}
            </ForeignText>
          </Heading>
        </div>
        {children && <div class="kern-card__body">{children}</div>}
        {foot && <div class="dk-card__foot">{foot}</div>}
      </div>
    </article>
  );
}

/** Cards below each other, as a list; with `columns`, beside each other where there is room. */
export function CardList({ columns = false, children }: { columns?: boolean; children: ComponentChildren[] }) {
  return (
    <ul class={columns ? 'dk-card-list dk-card-list--columns' : 'dk-card-list'}>
      {children.map((card, index) => (
        <li key={index}>{card}</li>
      ))}
    </ul>
  );
}

export interface Fact {
  readonly icon: IconName;
  /** What the fact is about, for screen readers: "Where", "When". */
  readonly label: string;
  readonly value: ComponentChildren;
}

/** Where, when, in which languages: one line each on a phone, side by side where there is room. */
export function Facts({ items }: { items: readonly Fact[] }) {
  return (
    <ul class="dk-facts">
      {items.map(({ icon, label, value }) => (
        <li key={label}>
          {Icon({ name: icon })}
          <span>
            <span class="kern-sr-only">{label}: </span>
            {value}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Short properties without order, e.g. "childcare", "level A1". */
export function TagList({ tags, label }: { tags: readonly string[]; label?: string }) {
  if (tags.length === 0) return null;
  return (
    <ul class="dk-tags" aria-label={label}>
      {tags.map((tag) => (
        <li key={tag}>{tag}</li>
      ))}
    </ul>
  );
}

const verdicts = {
  yes: { class: 'dk-verdict dk-verdict--yes', icon: 'success' },
  /** Nothing is known that speaks for or against it yet. */
  ask: { class: 'dk-verdict dk-verdict--ask', icon: 'info' },
  maybe: { class: 'dk-verdict dk-verdict--maybe', icon: 'warning' },
  no: { class: 'dk-verdict dk-verdict--no', icon: 'danger' },
} as const;

/** "You may take part", "registration needed", or why not: a sentence, with a sign that is told by shape too. */
export function Verdict({ kind, children }: { kind: keyof typeof verdicts; children: ComponentChildren }) {
  return (
    <p class={verdicts[kind].class}>
      {Icon({ name: verdicts[kind].icon })}
      <span>{children}</span>
    </p>
  );
}

export interface IconTileProps {
  readonly icon: IconName;
  readonly label: string;
  readonly href: string;
  readonly hint?: string | undefined;
}

/** The ways into a topic, e.g. the eight life situations of the start page. */
export function IconTiles({ items }: { items: readonly IconTileProps[] }) {
  return (
    <ul class="dk-tiles">
      {items.map(({ icon, label, href, hint }) => (
        <li key={href}>
          <a class="dk-tile" href={href}>
            <span class="dk-tile__icon">
              <Icon name={icon} size="large" />
            </span>
            <span class="dk-tile__text">
              {label}
              {hint && <span class="dk-tile__hint">{hint}</span>}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
