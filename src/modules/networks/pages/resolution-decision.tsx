import { dayOf } from '#platform/days';
import { Button, ButtonRow, DateField, FieldRow, Form, NumberField, RadioGroup, Section, TextArea, useView } from '#platform/ui';
import type { ResolutionRecord } from '../service/resolution-reading.ts';
import type { RecordForm } from './resolution-form-state.ts';

interface DecisionProps {
  readonly record: ResolutionRecord;
  readonly address: string;
  readonly form: RecordForm | undefined;
}

/** What the meeting decided: the count, the day, the outcome, and what the chair found where the count does not say it. */
export function DecisionForm({ record, address, form }: DecisionProps) {
  const { t } = useView();
  const { resolution, seats, today } = record;
  const [decidedOn] = [resolution.meetingStartsAt ? dayOf(resolution.meetingStartsAt) : today, today].toSorted();
  const values = form?.values ?? { yes: '0', no: '0', abstain: '0', decidedOn };
  return (
    <Section title={t('networks:staff.decision.title')} id="entscheiden">
      <p>{t('networks:staff.decision.seats', { count: seats })}</p>
      <Form
        action={`${address}/entscheiden`}
        id="decision"
        values={values}
        errors={form?.errors}
        hidden={{ version: resolution.version }}
      >
        <FieldRow>
          <NumberField name="yes" label={t('networks:staff.resolution.yes')} required min={0} max={9999} />
          <NumberField name="no" label={t('networks:staff.resolution.no')} required min={0} max={9999} />
          <NumberField name="abstain" label={t('networks:staff.resolution.abstain')} required min={0} max={9999} />
        </FieldRow>
        <DateField name="decidedOn" label={t('networks:staff.resolution.decided_on')} required max={today} />
        <RadioGroup
          name="outcome"
          label={t('networks:staff.decision.outcome')}
          required
          inline
          options={(['passed', 'rejected'] as const).map((value) => ({
            value,
            label: t(`networks:staff.resolution.state.${value}`),
          }))}
        />
        <TextArea
          name="chairDecision"
          label={t('networks:staff.resolution.chair_decision')}
          hint={t('networks:staff.decision.chair_hint')}
          rows={2}
          maxLength={1000}
        />
        <ButtonRow>
          <Button>{t('networks:staff.decision.save')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  );
}
