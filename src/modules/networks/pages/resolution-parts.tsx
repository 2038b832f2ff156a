import type { InterfaceLanguage } from '#platform/i18n';
import { StateMark, useView, type WorkState } from '#platform/ui';
import type { Resolution, ResolutionState } from '../model/resolution.ts';

/** A day as people write it; ISO days have no zone, moments are shown as in Berlin. */
export function dayText(day: string | Date, { locale }: InterfaceLanguage): string {
  const timeZone = typeof day === 'string' ? 'UTC' : 'Europe/Berlin';
  const date = typeof day === 'string' ? new Date(`${day}T00:00Z`) : day;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone }).format(date);
}

const marks: Record<ResolutionState, WorkState> = {
  draft: 'draft',
  open: 'waiting',
  passed: 'done',
  rejected: 'stopped',
  withdrawn: 'stopped',
};

export function ResolutionMark({ state }: { state: ResolutionState }) {
  const { t } = useView();
  return <StateMark state={marks[state]}>{t(`networks:staff.resolution.state.${state}`)}</StateMark>;
}

/** "12 yes, 3 no, 1 abstention"; nothing before the decision. */
export function CountText({ resolution }: { resolution: Pick<Resolution, 'state' | 'count'> }) {
  const { t } = useView();
  const decided = resolution.state === 'passed' || resolution.state === 'rejected';
  return <>{decided ? t('networks:staff.resolution.count', { ...resolution.count }) : ''}</>;
}

/** How it is decided: in which meeting, or by letter until when. */
export function WayText({ resolution }: { resolution: Resolution }) {
  const { t, language } = useView();
  const { meetingTitle, meetingStartsAt, voteUntil } = resolution;
  if (meetingTitle !== null)
    return (
      <>
        <bdi>{meetingTitle}</bdi>
        {meetingStartsAt && `, ${dayText(meetingStartsAt, language)}`}
      </>
    );
  return <>{t('networks:staff.resolution.letter_until', { day: voteUntil ? dayText(voteUntil, language) : '' })}</>;
}

/** A text of several lines. */
export function Wording({ text }: { text: string }) {
  return (
    <div class="dk-prose" lang="de" dir="auto">
      {text.split(/\n{2,}/).map((paragraph, index) => (
        // Paragraphs have no identity but their place.
        <p key={index}>
          {paragraph.split('\n').map((lineText, at) => (
            <span key={at}>
              {at > 0 && <br />}
              {lineText}
            </span>
          ))}
        </p>
      ))}
    </div>
  );
}
