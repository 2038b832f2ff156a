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

/** Attributes of a text in a language that may be another than the page's. */
export const inTongue = ({ htmlLang, dir }: InterfaceLanguage) => ({ lang: htmlLang, dir });
