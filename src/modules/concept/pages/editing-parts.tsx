import type { ComponentChildren } from 'preact';
import { Checkbox, type FieldChange, FieldSet, StateMark, TextArea, useView, type WorkState } from '#platform/ui';
import type { Status, StepState } from '../model/vocabulary.ts';

/** A form after a rejected post: what was typed, what is wrong with it, and what somebody else saved meanwhile. */
export interface Posted {
  /** Which form of the page it was. */
  readonly form: string;
  readonly values: Readonly<Record<string, string | string[]>>;
  readonly errors: Readonly<Record<string, string>>;
  /** Theirs against mine. */
  readonly conflict?: readonly FieldChange[] | undefined;
}

/** What a form is shown with: the record's values, or the rejected post's. */
export function formState(posted: Posted | undefined, form: string, stored: Posted['values']) {
  const mine = posted?.form === form ? posted : undefined;
  return {
    values: mine?.values ?? stored,
    errors: mine?.errors ?? {},
    open: mine !== undefined,
    conflict: mine?.conflict,
  };
}

const looks: Readonly<Record<Status, WorkState>> = {
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
const stepLooks: Readonly<Record<StepState, WorkState>> = {
  open: 'planned',
  running: 'running',
  done: 'done',
  dropped: 'stopped',
};

export function StatusMark({ status }: { status: Status }) {
  const { t } = useView();
  return <StateMark state={looks[status]}>{t(`concept:status.${status}`)}</StateMark>;
}

export function StepMark({ state }: { state: StepState }) {
  const { t } = useView();
  return <StateMark state={stepLooks[state]}>{t(`concept:step.${state}`)}</StateMark>;
}

/** Why, and whether the public reads it. */
export function RemarkFields({ required = false }: { required?: boolean }) {
  const { t } = useView();
  return (
    <FieldSet legend={t('concept:staff.remark.legend')}>
      <TextArea name="reason" label={t('concept:staff.remark.reason')} rows={2} maxLength={1000} lang="de" required={required} />
      <Checkbox name="public" label={t('concept:staff.remark.public')} />
    </FieldSet>
  );
}

/** German text of several lines. */
export function German({ children }: { children: string }) {
  return (
    <span lang="de" dir="auto">
      {children.split('\n').map((line, index) => [index > 0 && <br key={`b${line}`} />, line])}
    </span>
  );
}

/** A list of short German texts. */
export function GermanList({ items }: { items: readonly ComponentChildren[] }) {
  if (items.length === 0) return null;
  return (
    <ul lang="de">
      {items.map((item, index) => (
        <li key={index}>{item}</li>
      ))}
    </ul>
  );
}
