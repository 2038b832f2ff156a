import type { InterfaceLanguage } from '#platform/i18n';
import { StateMark, useView, type WorkState } from '#platform/ui';
import type { TextState } from '../../store/texts.ts';

const marks: Readonly<Record<TextState, WorkState>> = {
  draft: 'draft',
  review: 'waiting',
  scheduled: 'planned',
  published: 'done',
  superseded: 'stopped',
};

export function TextMark({ state }: { state: TextState }) {
  const { t } = useView();
  return <StateMark state={marks[state]}>{t(`orientation:staff.writing.state.${state}`)}</StateMark>;
}

/** A day and a time of day in Germany, in the language of the page. */
export function Moment({ at }: { at: Date }) {
  const { language } = useView();
  const text = new Intl.DateTimeFormat(language.locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Europe/Berlin',
  }).format(at);
  return <time dateTime={at.toISOString()}>{text}</time>;
}

/** Attributes of a text in a language that may be another than the page's. */
export const inTongue = ({ htmlLang, dir }: InterfaceLanguage) => ({ lang: htmlLang, dir });
