import {
  Button,
  ButtonRow,
  Checkbox,
  DateField,
  EmailField,
  type FieldChange,
  FieldRow,
  FieldSet,
  Form,
  type FormErrors,
  type FormValues,
  PageHeader,
  RadioGroup,
  Section,
  SelectField,
  TextField,
  useView,
} from '#platform/ui';
import { type Body, otherOrganisation, type Seat, seatFunctions, seatName } from '../model/bodies.ts';
import { Conflict } from './body-form.tsx';
import { NetworkPage } from './frame.tsx';

export interface SeatFormProps {
  readonly base: string;
  readonly body: Body;
  /** Absent: a new seat. */
  readonly seat?: Seat | undefined;
  readonly values: FormValues;
  readonly errors: FormErrors;
  /** What the directory has under a similar name. */
  readonly organisations?: readonly { readonly id: string; readonly name: string }[] | undefined;
  readonly conflict?: readonly FieldChange[] | undefined;
  readonly ending?: { readonly values: FormValues; readonly errors: FormErrors } | undefined;
  readonly today: string;
}

function Who({ organisations }: Pick<SeatFormProps, 'organisations'>) {
  const { t } = useView();
  return (
    <FieldSet legend={t('networks:staff.seat.who')} hint={t('networks:staff.seat.who_hint')}>
      <TextField
        name="organisationName"
        label={t('networks:staff.seat.organisation')}
        hint={t('networks:staff.seat.organisation_hint')}
        maxLength={200}
      />
      {organisations && (
        <RadioGroup
          name="organisationChoice"
          label={t('networks:staff.seat.choose')}
          options={[
            ...organisations.map(({ id, name }) => ({ value: id, label: name })),
            { value: otherOrganisation, label: t('networks:staff.seat.choose_none') },
          ]}
        />
      )}
      <TextField name="personName" label={t('networks:staff.seat.person')} autocomplete="off" maxLength={200} />
      <EmailField
        name="email"
        label={t('networks:staff.seat.email')}
        hint={t('networks:staff.seat.email_hint')}
        autocomplete="off"
        maxLength={200}
      />
    </FieldSet>
  );
}

function Ending({ action, seat, ending, today }: { action: string; seat: Seat } & Pick<SeatFormProps, 'ending' | 'today'>) {
  const { t } = useView();
  return (
    <Section title={t('networks:staff.seat.end')}>
      <p>{t('networks:staff.seat.end_text')}</p>
      <Form
        action={`${action}/beenden`}
        id="beenden"
        values={ending?.values ?? { lastDay: today }}
        errors={ending?.errors ?? {}}
        hidden={{ version: seat.version }}
      >
        <DateField name="lastDay" label={t('networks:staff.last_day')} required />
        <ButtonRow>
          <Button look="secondary">{t('networks:staff.seat.end')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  );
}

/** The form of a new or known seat. */
export function SeatFormPage(props: SeatFormProps) {
  const { base, body, seat, values, errors, organisations, conflict, ending, today } = props;
  const { t } = useView();
  const title = seat ? t('networks:staff.seat.edit_named', { name: seatName(seat) }) : t('networks:staff.seat.add');
  const action = `${base}/${body.id}/sitze/${seat?.id ?? 'neu'}`;
  return (
    <NetworkPage
      tab="bodies"
      title={`${title}, ${body.name}`}
      crumbs={[{ label: body.name, href: `${base}/${body.id}` }, { label: title }]}
    >
      <PageHeader title={<bdi>{title}</bdi>} kicker={<bdi>{body.name}</bdi>} />
      {conflict && <Conflict changes={conflict} />}
      <Form action={action} values={values} errors={errors} hidden={seat ? { version: seat.version } : {}}>
        <Who organisations={organisations} />
        <FieldRow>
          <SelectField
            name="function"
            label={t('networks:staff.seat.function')}
            empty={false}
            required
            options={seatFunctions.map((value) => ({ value, label: t(`networks:staff.function.${value}`) }))}
          />
          <DateField name="fromOn" label={t('networks:staff.seat.from')} />
          <DateField name="toOn" label={t('networks:staff.seat.to')} />
        </FieldRow>
        <Checkbox name="votes" label={t('networks:staff.seat.votes_label')} />
        <ButtonRow>
          <Button>{t('networks:staff.meeting.save')}</Button>
        </ButtonRow>
      </Form>
      {seat && (seat.toOn === null || seat.toOn > today) && <Ending action={action} seat={seat} ending={ending} today={today} />}
    </NetworkPage>
  );
}
