import { StateMark, useView, type WorkState } from '#platform/ui';
import type { Resolution, ResolutionState } from '../model/resolution.ts';
import { dayText, Lines } from './frame.tsx';

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

/** The wording, which is German on every page. */
export function Wording({ text }: { text: string }) {
  return (
    <div class="dk-prose">
      <Lines text={text} lang="de" />
    </div>
  );
}
