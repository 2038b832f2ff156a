import type { ComponentChildren } from 'preact';
import { Name, type Territory } from '#modules/territory';
import type { InterfaceLanguage } from '#platform/i18n';
import {
  Card,
  type Crumb,
  ForeignText,
  Icon,
  type IconName,
  Progress,
  Prose,
  publicPath,
  StateMark,
  TriadMark,
  useView,
  type View,
  type WorkState,
} from '#platform/ui';
import type { Concept, Field, Recommendation } from '../model/edition.ts';
import type { FieldIcon, Level, Status } from '../model/vocabulary.ts';

/** Addresses of a concept's public pages in the language of the visit; they stay. */
export function conceptPath(view: Pick<View, 'district' | 'language'>, { slug }: Pick<Concept, 'slug'>, path = ''): string {
  return publicPath(view, path ? `konzept/${slug}/${path}` : `konzept/${slug}`);
}

/** The way from the start page to a page of a concept. */
export function conceptCrumbs(view: View, concept: Concept, ...rest: Crumb[]): Crumb[] {
  return [
    { label: view.district?.name ?? '', href: publicPath(view) },
    rest.length > 0
      ? { label: view.t('concept:nav.concept'), href: conceptPath(view, concept) }
      : { label: view.t('concept:nav.concept') },
    ...rest,
  ];
}

/** What says that a text is German; nothing on pages in German. */
export const germanOn = ({ tag }: InterfaceLanguage) => (tag.startsWith('de') ? {} : ({ lang: 'de', dir: 'ltr' } as const));

/** Words of the concept itself, which are German whatever language the page is in. */
export function German({ children }: { children: ComponentChildren }) {
  return <ForeignText {...germanOn(useView().language)}>{children}</ForeignText>;
}

/** A longer text of the concept; an empty line begins a paragraph. */
export function GermanProse({ text }: { text: string }) {
  const { language } = useView();
  if (text.trim() === '') return null;
  return (
    <Prose {...germanOn(language)}>
      {text
        .split(/\n\s*\n/)
        .filter((part) => part.trim() !== '')
        .map((part, index) => (
          <p key={index}>{part.trim()}</p>
        ))}
    </Prose>
  );
}

const states: Readonly<Record<Status, WorkState>> = {
  idea: 'draft',
  planned: 'planned',
  running: 'running',
  late: 'late',
  done: 'done',
  paused: 'waiting',
  dropped: 'stopped',
  merged: 'stopped',
  superseded: 'stopped',
};

export function StatusMark({ status }: { status: Status }) {
  return <StateMark state={states[status]}>{useView().t(`concept:status.${status}`)}</StateMark>;
}

const icons: Readonly<Record<FieldIcon, IconName>> = {
  people: 'leisure',
  home: 'housing',
  school: 'school',
  work: 'work',
  health: 'health',
  language: 'language',
  institution: 'rights',
  volunteer: 'arrival',
  sport: 'leisure',
  culture: 'globe',
};

/** Colour and sign of a field of action; decoration beside its name. */
export function FieldMark({ field: { colour, icon } }: { field: Pick<Field, 'colour' | 'icon'> }) {
  return (
    <span aria-hidden="true">
      {/* An attribute, because the content policy allows no inline style. */}
      <svg class="dk-icon dk-icon--medium" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <rect x="4" width="16" height="24" rx="4" fill={colour ?? 'var(--dk-accent, #0a5c6b)'} stroke="none" />
      </svg>{' '}
      <Icon name={icons[icon as FieldIcon] ?? 'list'} size="medium" />
    </span>
  );
}

/** Progress in percent, or that nothing is counted yet. */
export function PercentBar({ label, percent }: { label: string; percent: number | null }) {
  const { t } = useView();
  if (percent === null) return <p>{t('concept:public.progress.none')}</p>;
  return <Progress label={label} value={percent} max={100} text={t('concept:public.percent', { percent })} />;
}

const levelMarks = { kreis: 'district', kommune: 'town', quartier: 'quarter' } as const;

/** Kreis, Kommune, Quartier with their arcs; the Land has none. */
export function LevelMarks({ levels }: { levels: readonly Level[] }) {
  const { t } = useView();
  return (
    <ul class="dk-facts">
      {levels.map((level) => (
        <li key={level}>
          {level !== 'land' && <TriadMark only={levelMarks[level]} />}
          <span>{t(`concept:level.${level}`)}</span>
        </li>
      ))}
    </ul>
  );
}

export function TownLinks({ towns, href }: { towns: readonly Territory[]; href: (town: Territory) => string }) {
  return (
    <>
      {towns.map((town, index) => (
        <span key={town.key}>
          {index > 0 && ', '}
          <a href={href(town)}>
            <Name unit={town} />
          </a>
        </span>
      ))}
    </>
  );
}

export function formatDay(day: string | Date, { locale }: Pick<InterfaceLanguage, 'locale'>): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'Europe/Berlin' }).format(new Date(day));
}

export function formatMoney(cents: number, { locale }: Pick<InterfaceLanguage, 'locale'>): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', trailingZeroDisplay: 'stripIfInteger' });
  return format.format(cents / 100);
}

export interface RecommendationCardProps {
  readonly concept: Concept;
  readonly recommendation: Recommendation;
  /** Name of its field, where the list mixes several. */
  readonly field?: Pick<Field, 'title'> | undefined;
  readonly level?: 2 | 3 | 4;
  /** What else this list says of it, e.g. a town's answer. */
  readonly children?: ComponentChildren;
}

/** A recommendation among others: number and title, what it is about, how it stands. */
export function RecommendationCard({ concept, recommendation, field, level = 3, children }: RecommendationCardProps) {
  const view = useView();
  const { t, language } = view;
  const { number, title, summary, status, progress, timeFrame } = recommendation;
  return (
    <Card
      level={level}
      href={conceptPath(view, concept, String(number))}
      title={title}
      {...germanOn(language)}
      kicker={
        <>
          {t('concept:public.number', { number })}
          {field && (
            <>
              {' · '}
              <German>{field.title}</German>
            </>
          )}
        </>
      }
      foot={
        <>
          <StatusMark status={status} />
          {progress !== null && ` · ${t('concept:public.percent', { percent: progress })}`}
          {timeFrame && ` · ${t(`concept:time.${timeFrame}`)}`}
        </>
      }
    >
      {summary && (
        <p>
          <German>{summary}</German>
        </p>
      )}
      {children}
    </Card>
  );
}
