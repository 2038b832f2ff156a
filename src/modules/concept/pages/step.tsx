import { Button, ButtonRow, ConflictNote, Form, LinkButton, PageHeader, StaffPage, useView } from '#platform/ui';
import type { Step } from '../model/edition.ts';
import { formState, type Posted } from './editing-parts.tsx';
import { StepFields } from './recommendation-steps.tsx';

export interface StepPageProps {
  readonly step: Step;
  readonly name: string;
  /** Address of the step; the page it came from. */
  readonly action: string;
  readonly backHref: string;
  readonly told: boolean;
  readonly posted?: Posted | undefined;
}

export const stepValues = (step: Step): Record<string, string> => ({
  title: step.title,
  dueOn: step.dueOn ?? '',
  responsible: step.responsible,
  state: step.state,
  doneOn: step.doneOn ?? '',
  weight: String(step.weight),
  evidence: step.evidence,
});

/** All of a step, and taking it out. */
export function StepPage({ step, name, action, backHref, told, posted }: StepPageProps) {
  const { t } = useView();
  const form = formState(posted, 'step', stepValues(step));
  return (
    <StaffPage title={step.title} breadcrumb={[{ label: name, href: backHref }, { label: step.title }]}>
      <PageHeader title={step.title} lang="de" kicker={t('concept:staff.record.steps')} />
      <Form action={action} values={form.values} errors={form.errors} hidden={{ version: step.version }}>
        <ConflictNote changes={form.conflict} />
        <StepFields told={told} />
        <ButtonRow>
          <Button>{t(form.conflict ? 'concept:staff.save_anyway' : 'concept:staff.save')}</Button>
          <LinkButton href={backHref}>{t('ui:confirm.cancel')}</LinkButton>
          <Button formAction={`${action}/loeschen`} look="tertiary" icon="close">
            {t('concept:staff.delete')}
          </Button>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
}
