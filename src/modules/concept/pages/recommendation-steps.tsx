import {
  Button,
  ButtonRow,
  ConflictNote,
  DateField,
  Day,
  Disclosure,
  FieldRow,
  Form,
  LinkButton,
  NumberField,
  SelectField,
  Table,
  TextArea,
  TextField,
  useView,
} from '#platform/ui';
import type { Step } from '../model/edition.ts';
import { stepStates } from '../model/vocabulary.ts';
import { formState, German, type Posted, RemarkFields, StepMark } from './editing-parts.tsx';

/** The fields of a step, new or known. */
export function StepFields({ told }: { told: boolean }) {
  const { t } = useView();
  const label = (field: string) => t(`concept:staff.step.${field}`);
  return (
    <>
      <TextField name="title" label={label('title')} maxLength={400} required lang="de" />
      <FieldRow>
        <DateField name="dueOn" label={label('due')} />
        <TextField name="responsible" label={label('responsible')} maxLength={200} lang="de" />
        <SelectField
          name="state"
          label={label('state')}
          empty={false}
          options={stepStates.map((state) => ({ value: state, label: t(`concept:step.${state}`) }))}
        />
        <DateField name="doneOn" label={label('done')} hint={label('done_hint')} />
        <NumberField name="weight" label={t('concept:staff.field.weight')} min={1} max={10} />
      </FieldRow>
      <TextArea name="evidence" label={label('evidence')} hint={label('evidence_hint')} rows={2} maxLength={1000} lang="de" />
      {told && <RemarkFields />}
    </>
  );
}

export interface StepsProps {
  readonly steps: readonly Step[];
  readonly today: string;
  /** Address below which steps are worked on; absent: the reader only looks. */
  readonly action?: string | undefined;
  /** Fields that say whose step a new one is. */
  readonly hidden?: Readonly<Record<string, string>>;
  readonly posted?: Posted | undefined;
}

function StepTools({ step, action, first, last }: { step: Step; action: string; first: boolean; last: boolean }) {
  const { t } = useView();
  const label = (key: string) => t(`concept:staff.step.${key}_named`, { title: step.title });
  const address = `${action}/${step.id}`;
  return (
    <Form action={`${address}/stand`} plain hidden={{ version: step.version }} id={`s${step.id.slice(-6)}`}>
      <ButtonRow>
        {step.state !== 'done' && (
          <Button name="state" value="done" look="secondary" small label={label('finish')}>
            {t('concept:staff.step.finish')}
          </Button>
        )}
        {step.state === 'open' && (
          <Button name="state" value="running" look="tertiary" small label={label('begin')}>
            {t('concept:staff.step.begin')}
          </Button>
        )}
        <LinkButton href={address} icon="edit" look="tertiary" small label={label('edit')}>
          {t('concept:staff.step.edit')}
        </LinkButton>
        <Button
          formAction={`${address}/ordnen`}
          name="richtung"
          value="auf"
          icon="up"
          look="tertiary"
          small
          disabled={first}
          label={label('up')}
        >
          {t('concept:staff.up')}
        </Button>
        <Button
          formAction={`${address}/ordnen`}
          name="richtung"
          value="ab"
          icon="down"
          look="tertiary"
          small
          disabled={last}
          label={label('down')}
        >
          {t('concept:staff.down')}
        </Button>
      </ButtonRow>
    </Form>
  );
}

function StepTable({ steps, action, today }: StepsProps) {
  const { t } = useView();
  const label = (field: string) => t(`concept:staff.step.${field}`);
  const place = new Map(steps.map(({ id }, index) => [id, index]));
  return (
    <Table
      caption={label('caption')}
      captionHidden
      rows={steps}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'title',
          label: label('title'),
          rowHeader: true,
          cell: (step) => (
            <>
              <German>{step.title}</German>
              {step.evidence && (
                <p class="kern-hint">
                  <German>{step.evidence}</German>
                </p>
              )}
            </>
          ),
        },
        {
          key: 'due',
          label: label('due'),
          cell: ({ dueOn, state }) =>
            dueOn && (
              <>
                <Day day={dueOn} />{' '}
                {dueOn < today && (state === 'open' || state === 'running') && <strong>{label('overdue')}</strong>}
              </>
            ),
        },
        {
          key: 'responsible',
          label: label('responsible'),
          cell: ({ responsible }) => responsible && <German>{responsible}</German>,
        },
        {
          key: 'state',
          label: label('state'),
          cell: ({ state, doneOn }) => (
            <>
              <StepMark state={state} /> {doneOn && <Day day={doneOn} />}
            </>
          ),
        },
        ...(action
          ? [
              {
                key: 'tools',
                label: label('tools'),
                cell: (step: Step) => (
                  <StepTools
                    step={step}
                    action={action}
                    first={place.get(step.id) === 0}
                    last={place.get(step.id) === steps.length - 1}
                  />
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

/** Steps in their order, with what may be done about each, and a form for one more. */
export function Steps(props: StepsProps) {
  const { steps, action, hidden = {}, posted } = props;
  const { t } = useView();
  const form = formState(posted, 'step', { state: 'open', weight: '1' });
  return (
    <>
      {steps.length > 0 ? <StepTable {...props} /> : <p>{t('concept:staff.step.none')}</p>}
      {action && (
        <Disclosure title={t('concept:staff.step.add')} open={form.open}>
          <Form action={action} id="step" values={form.values} errors={form.errors} hidden={hidden}>
            <ConflictNote changes={form.conflict} />
            <StepFields told={false} />
            <ButtonRow>
              <Button icon="plus">{t('concept:staff.step.add')}</Button>
            </ButtonRow>
          </Form>
        </Disclosure>
      )}
    </>
  );
}
