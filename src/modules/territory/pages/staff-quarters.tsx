import { Button, ButtonRow, DateField, Form, Panel, Section, TextField, useView } from '#platform/ui';
import type { Territory } from '../model/tree.ts';
import { formatDay } from './parts.tsx';

/** A rejected form about one quarter (or `neu`). */
export interface QuarterFormState {
  readonly quarter: string;
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
}

interface QuarterProps {
  readonly action: string;
  readonly quarter: Territory;
  readonly form: QuarterFormState | undefined;
  readonly today: string;
}

function Quarter({ action, quarter, form, today }: QuarterProps) {
  const { t, language } = useView();
  const posted = form?.quarter === quarter.key ? form : undefined;
  const name = quarter.names.de ?? quarter.key;
  const id = (kind: string) => `${kind}-${quarter.key}`;
  const renaming = posted?.values.aktion === 'umbenennen' ? posted : undefined;
  const closing = posted?.values.aktion === 'schliessen' ? posted : undefined;
  return (
    <Panel
      title={quarter.validTo ? t('territory:staff.quarter.closed', { name, date: formatDay(quarter.validTo, language) }) : name}
    >
      <p>
        <code dir="ltr">{quarter.key}</code>
      </p>
      <Form
        action={action}
        id={id('name')}
        values={renaming?.values ?? { name }}
        errors={renaming?.errors ?? {}}
        hidden={{ aktion: 'umbenennen' }}
      >
        <TextField name="name" label={t('territory:staff.quarter.name')} required maxLength={80} width="medium" />
        <ButtonRow>
          <Button look="secondary" small label={t('territory:staff.quarter.rename_named', { name })}>
            {t('territory:staff.quarter.rename')}
          </Button>
        </ButtonRow>
      </Form>
      {quarter.validTo ? (
        <Form action={action} id={id('open')} plain hidden={{ aktion: 'oeffnen' }}>
          <ButtonRow>
            <Button look="secondary" small label={t('territory:staff.quarter.reopen_named', { name })}>
              {t('territory:staff.quarter.reopen')}
            </Button>
          </ButtonRow>
        </Form>
      ) : (
        <Form
          action={action}
          id={id('close')}
          values={closing?.values ?? { lastDay: today }}
          errors={closing?.errors ?? {}}
          hidden={{ aktion: 'schliessen' }}
        >
          <DateField
            name="lastDay"
            label={t('territory:staff.quarter.last_day')}
            hint={t('territory:staff.quarter.last_day_hint')}
            required
          />
          <ButtonRow>
            <Button look="secondary" small label={t('territory:staff.quarter.close_named', { name })}>
              {t('territory:staff.quarter.close')}
            </Button>
          </ButtonRow>
        </Form>
      )}
    </Panel>
  );
}

export interface StaffQuartersProps {
  /** Address of the town's page. */
  readonly address: string;
  readonly quarters: readonly Territory[];
  readonly form: QuarterFormState | undefined;
  readonly today: string;
}

/** A town's quarters: add, rename, close. */
export function StaffQuarters({ address, quarters, form, today }: StaffQuartersProps) {
  const { t } = useView();
  const added = form?.quarter === 'neu' ? form : undefined;
  return (
    <Section title={t('territory:town.quarters')} id="quartiere">
      {quarters.map((quarter) => (
        <Quarter key={quarter.key} action={`${address}/quartiere/${quarter.key}`} quarter={quarter} form={form} today={today} />
      ))}
      <Panel title={t('territory:staff.quarter.add')}>
        <Form action={`${address}/quartiere`} id="neu" values={added?.values ?? {}} errors={added?.errors ?? {}}>
          <TextField
            name="name"
            label={t('territory:staff.quarter.name')}
            hint={t('territory:staff.quarter.name_hint')}
            required
            maxLength={80}
            width="medium"
          />
          <ButtonRow>
            <Button>{t('territory:staff.quarter.add')}</Button>
          </ButtonRow>
        </Form>
      </Panel>
    </Section>
  );
}
