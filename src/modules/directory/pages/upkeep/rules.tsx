import {
  Button,
  ButtonRow,
  FieldRow,
  Form,
  type FormErrors,
  NumberField,
  type OptionGroup,
  PageHeader,
  Section,
  SelectField,
  useView,
} from '#platform/ui';
import type { StoredRule } from '../../service/upkeep/board.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';

export interface RulesPageProps {
  readonly frame: DeskFrame;
  readonly rules: readonly StoredRule[];
  readonly nameOf: (category: string) => string;
  /** Categories without a rule of their own. */
  readonly free: readonly OptionGroup[];
  /** A rejected form: which rule it was (`neu`: a new one), what was typed, what is wrong. */
  readonly rejected?:
    | { readonly category: string; readonly values: Readonly<Record<string, string>>; readonly errors: FormErrors }
    | undefined;
}

const days = ['badge', 'remind', 'demote', 'hide'] as const;

function DayFields() {
  const { t } = useView();
  return (
    <FieldRow>
      {days.map((name) => (
        <NumberField key={name} name={name} label={t(`directory:staff.upkeep.rule.${name}`)} min={7} max={3650} required />
      ))}
    </FieldRow>
  );
}

/** After how many days without confirmation what happens, for each category that has a rule of its own. */
export function RulesPage({ frame, rules, nameOf, free, rejected }: RulesPageProps) {
  const { t } = useView();
  const action = `${frame.base}/aktualitaet/regeln`;
  const valuesOf = (rule: StoredRule) => ({
    badge: String(rule.badgeDays),
    remind: String(rule.remindDays),
    demote: String(rule.demoteDays),
    hide: String(rule.hideDays),
  });
  const fresh = rejected?.category === 'neu' ? rejected : undefined;
  return (
    <DeskPage
      frame={frame}
      tab="upkeep"
      title={t('directory:staff.upkeep.rules')}
      crumbs={[{ label: t('directory:staff.upkeep.rules') }]}
    >
      <PageHeader title={t('directory:staff.upkeep.rules')} lead={t('directory:staff.upkeep.rules_lead')} />
      {rules.map((rule, index) => {
        const again = rejected?.category === rule.category ? rejected : undefined;
        return (
          <Section key={rule.category} title={nameOf(rule.category)}>
            <Form
              action={action}
              id={`r${index}`}
              values={again?.values ?? valuesOf(rule)}
              errors={again?.errors ?? {}}
              hidden={{ category: rule.category, version: rule.version }}
            >
              <DayFields />
              <ButtonRow>
                <Button look="secondary" label={`${t('directory:staff.upkeep.rule_save')}: ${nameOf(rule.category)}`}>
                  {t('directory:staff.upkeep.rule_save')}
                </Button>
                {rule.category !== '' && (
                  <Button
                    look="tertiary"
                    formAction={`${action}/entfernen`}
                    label={`${t('directory:staff.upkeep.rule_remove')}: ${nameOf(rule.category)}`}
                  >
                    {t('directory:staff.upkeep.rule_remove')}
                  </Button>
                )}
              </ButtonRow>
            </Form>
          </Section>
        );
      })}
      <Section title={t('directory:staff.upkeep.rule_new')}>
        <Form action={action} id="neu" values={fresh?.values ?? {}} errors={fresh?.errors ?? {}} hidden={{ neu: 'ja' }}>
          <SelectField name="category" label={t('directory:field.label.categories')} options={free} required />
          <DayFields />
          <ButtonRow>
            <Button look="secondary">{t('directory:staff.upkeep.rule_add')}</Button>
          </ButtonRow>
        </Form>
      </Section>
    </DeskPage>
  );
}
