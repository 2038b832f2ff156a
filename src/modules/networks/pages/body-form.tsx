import {
  Alert,
  Button,
  ButtonRow,
  Checkbox,
  DateField,
  Diff,
  EmailField,
  type FieldChange,
  FieldRow,
  Form,
  type FormErrors,
  type FormValues,
  type Option,
  PageHeader,
  Section,
  SelectField,
  TextArea,
  TextField,
  useView,
} from '#platform/ui';
import { type Body, bodyKinds } from '../model/bodies.ts';
import { ownRule, rhythms, rhythmWords } from '../model/body-schedule.ts';
import { NetworkPage } from './frame.tsx';

export interface BodyFormProps {
  readonly base: string;
  /** Absent: a new body. */
  readonly body?: Body | undefined;
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly territories: readonly Option[];
  readonly parents: readonly Option[];
  /** Fields in which the saved version differs from the input, after somebody else has saved. */
  readonly conflict?: readonly FieldChange[] | undefined;
  /** A rejected closing. */
  readonly closing?: { readonly values: FormValues; readonly errors: FormErrors } | undefined;
  readonly today: string;
}

/** What a second editor sees: the other's text against the own one, which stays in the form below. */
export function Conflict({ changes }: { changes: readonly FieldChange[] }) {
  const { t } = useView();
  return (
    <>
      <Alert kind="warning" title={t('networks:staff.failure.changed')} live>
        <p>{t('networks:staff.conflict_text')}</p>
      </Alert>
      {changes.length > 0 && <Diff changes={changes} />}
    </>
  );
}

function Fields({ territories, parents }: Pick<BodyFormProps, 'territories' | 'parents'>) {
  const { t } = useView();
  return (
    <>
      <TextField name="name" label={t('networks:staff.field.name')} required maxLength={200} />
      <FieldRow>
        <SelectField
          name="kind"
          label={t('networks:staff.field.kind')}
          required
          options={bodyKinds.map((value) => ({ value, label: t(`networks:kind.${value}`) }))}
        />
        <SelectField name="territory" label={t('networks:staff.field.territory')} required options={territories} />
      </FieldRow>
      <TextArea name="purpose" label={t('networks:staff.field.purpose')} maxLength={5000} />
      <SelectField
        name="parentId"
        label={t('networks:staff.field.parent')}
        hint={t('networks:staff.field.parent_hint')}
        empty={t('networks:staff.field.no_parent')}
        options={parents}
      />
      <FieldRow>
        <SelectField
          name="rhythm"
          label={t('networks:staff.field.rhythm')}
          empty={false}
          options={[
            ...rhythms.map((value) => ({ value, label: t(`networks:rhythm.${rhythmWords[value]}`) })),
            { value: ownRule, label: t('networks:rhythm.own') },
          ]}
        />
        <TextField
          name="recurrence"
          label={t('networks:staff.field.own_rule')}
          hint={t('networks:staff.field.own_rule_hint')}
          maxLength={200}
        />
      </FieldRow>
      <FieldRow>
        <DateField name="foundedOn" label={t('networks:staff.field.founded')} />
        <EmailField
          name="contactEmail"
          label={t('networks:staff.field.contact')}
          hint={t('networks:staff.field.contact_hint')}
          autocomplete="off"
          maxLength={200}
        />
      </FieldRow>
      <TextField name="source" label={t('networks:staff.field.source')} maxLength={300} />
      <Checkbox name="public" label={t('networks:staff.field.public_label')} hint={t('networks:staff.field.public_hint')} />
    </>
  );
}

function Closing({ base, body, closing, today }: BodyFormProps & { body: Body }) {
  const { t } = useView();
  if (body.endedOn) {
    return (
      <Section title={t('networks:staff.body.reopen')}>
        <p>{t('networks:staff.body.reopen_text')}</p>
        <Form action={`${base}/${body.id}/schliessen`} id="oeffnen" plain hidden={{ version: body.version, aktion: 'oeffnen' }}>
          <Button look="secondary">{t('networks:staff.body.reopen')}</Button>
        </Form>
      </Section>
    );
  }
  return (
    <Section title={t('networks:staff.body.close')}>
      <p>{t('networks:staff.body.close_text')}</p>
      <Form
        action={`${base}/${body.id}/schliessen`}
        id="schliessen"
        values={closing?.values ?? { lastDay: today }}
        errors={closing?.errors ?? {}}
        hidden={{ version: body.version }}
      >
        <DateField name="lastDay" label={t('networks:staff.last_day')} required />
        <ButtonRow>
          <Button look="secondary">{t('networks:staff.body.close')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  );
}

/** The form of a new or known body. */
export function BodyFormPage(props: BodyFormProps) {
  const { t } = useView();
  const { base, body, values, errors, conflict } = props;
  const title = t(body ? 'networks:staff.body.edit' : 'networks:staff.body.add');
  const crumbs = [...(body ? [{ label: body.name, href: `${base}/${body.id}` }] : []), { label: title }];
  return (
    <NetworkPage tab="bodies" title={body ? `${title}: ${body.name}` : title} crumbs={crumbs}>
      <PageHeader title={title} kicker={body && <bdi>{body.name}</bdi>} />
      {conflict && <Conflict changes={conflict} />}
      <Form
        action={body ? `${base}/${body.id}/bearbeiten` : `${base}/neu`}
        values={values}
        errors={errors}
        hidden={body ? { version: body.version } : {}}
      >
        <Fields {...props} />
        <ButtonRow>
          <Button>{t('networks:staff.meeting.save')}</Button>
        </ButtonRow>
      </Form>
      {body && <Closing {...props} body={body} />}
    </NetworkPage>
  );
}
