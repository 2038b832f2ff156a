import {
  Alert,
  Button,
  ButtonRow,
  Confirm,
  DateField,
  Diff,
  type FieldChange,
  FieldRow,
  Form,
  type FormErrors,
  type FormValues,
  LinkButton,
  PageHeader,
  TextArea,
  TextField,
  useView,
} from '#platform/ui';
import type { Meeting } from '../model/meeting.ts';
import { NetworkPage } from './frame.tsx';
import { meetingPaths } from './meeting-parts.tsx';

interface Frame {
  readonly body: { readonly id: string; readonly name: string };
  /** Absent: a new one. */
  readonly meeting?: Pick<Meeting, 'id' | 'title'> | undefined;
}

export function useMeetingFrame({ body, meeting }: Frame, title: string) {
  const { t, district } = useView();
  const paths = meetingPaths(district?.slug ?? '', body.id);
  const crumbs = [
    { label: body.name, href: paths.body },
    { label: t('networks:staff.meeting.list'), href: paths.list },
    ...(meeting ? [{ label: meeting.title, href: paths.of(meeting.id) }] : []),
    { label: title },
  ];
  return { t, paths, crumbs, back: meeting ? paths.of(meeting.id) : paths.list };
}

export interface FormState {
  readonly values: FormValues;
  readonly errors: FormErrors;
  /** Version of the record that the form started from. */
  readonly version?: number | undefined;
  /** What somebody else saved meanwhile beside the own input. */
  readonly changes?: readonly FieldChange[] | undefined;
}

/** Tells the second editor what the first one saved; the own input stays in the form. */
export function Changed({ changes }: { changes: readonly FieldChange[] | undefined }) {
  const { t } = useView();
  if (!changes) return null;
  return (
    <Alert kind="warning" title={t('networks:staff.failure.changed')} live>
      <Diff changes={changes} />
    </Alert>
  );
}

/** A meeting's title, day, times and place, new or to be changed. */
export function MeetingFormPage({ body, meeting, form }: Frame & { form: FormState }) {
  const { t: text } = useView();
  const title = text(meeting ? 'networks:staff.meeting.edit' : 'networks:staff.meeting.new');
  const { t, paths, crumbs, back } = useMeetingFrame({ body, meeting }, title);
  return (
    <NetworkPage tab="bodies" title={title} crumbs={crumbs}>
      <PageHeader title={title} kicker={body.name} />
      <Changed changes={form.changes} />
      <Form
        action={meeting ? `${paths.of(meeting.id)}/bearbeiten` : paths.new}
        values={form.values}
        errors={form.errors}
        hidden={form.version === undefined ? {} : { version: form.version }}
      >
        <TextField name="title" label={t('networks:staff.meeting.title')} required maxLength={200} />
        <FieldRow>
          <DateField name="day" label={t('networks:staff.meeting.day')} required />
          <DateField name="from" kind="time" label={t('networks:staff.meeting.from')} required />
          <DateField name="to" kind="time" label={t('networks:staff.meeting.to')} required />
        </FieldRow>
        <TextField name="place" label={t('networks:staff.meeting.place')} maxLength={300} />
        <TextField
          name="online"
          type="url"
          label={t('networks:staff.meeting.online')}
          hint={t('networks:staff.meeting.online_hint')}
          maxLength={500}
        />
        <ButtonRow>
          <Button>{t('networks:staff.meeting.save')}</Button>
          <LinkButton href={back}>{t('networks:staff.meeting.discard')}</LinkButton>
        </ButtonRow>
      </Form>
    </NetworkPage>
  );
}

/** An agenda item's own page. */
export function AgendaItemPage({ body, meeting, item, form }: Required<Frame> & { item: string; form: FormState }) {
  const { t: text } = useView();
  const title = text('networks:staff.agenda.edit');
  const { t, paths, crumbs, back } = useMeetingFrame({ body, meeting }, title);
  const action = `${paths.of(meeting?.id ?? '')}/tagesordnung/${item}`;
  return (
    <NetworkPage tab="bodies" title={title} crumbs={crumbs}>
      <PageHeader title={title} kicker={meeting?.title} />
      <Changed changes={form.changes} />
      <Form action={action} values={form.values} errors={form.errors} hidden={{ version: form.version ?? 1 }}>
        <AgendaFields />
        <ButtonRow>
          <Button>{t('networks:staff.meeting.save')}</Button>
          <LinkButton href={back}>{t('networks:staff.meeting.discard')}</LinkButton>
        </ButtonRow>
      </Form>
      <Form action={`${action}/entfernen`} id="remove" plain>
        <ButtonRow>
          <Button look="danger">{t('networks:staff.agenda.remove')}</Button>
        </ButtonRow>
      </Form>
    </NetworkPage>
  );
}

export function AgendaFields() {
  const { t } = useView();
  return (
    <>
      <TextField name="title" label={t('networks:staff.agenda.item')} required maxLength={300} />
      <TextArea name="detail" label={t('networks:staff.agenda.detail')} rows={3} maxLength={4000} />
      <TextField
        name="minutes"
        numeric
        width="short"
        label={t('networks:staff.agenda.minutes')}
        hint={t('networks:staff.agenda.minutes_hint')}
        maxLength={3}
      />
    </>
  );
}

/** Asks for a reason: to call a meeting off, or to open its minutes again. */
export function ReasonPage({ body, meeting, form, kind }: Required<Frame> & { form: FormState; kind: 'cancel' | 'reopen' }) {
  const { t: text } = useView();
  const title = text(`networks:staff.${kind}.title`);
  const { t, paths, crumbs } = useMeetingFrame({ body, meeting }, title);
  const here = paths.of(meeting?.id ?? '');
  const [action, back] = kind === 'cancel' ? [`${here}/absagen`, here] : [`${here}/protokoll/oeffnen`, `${here}/protokoll`];
  return (
    <NetworkPage tab="bodies" title={title} crumbs={crumbs}>
      <Confirm
        question={t(`networks:staff.${kind}.question`, { title: meeting?.title ?? '' })}
        action={action}
        hidden={{ version: form.version ?? 1 }}
        confirmLabel={t(`networks:staff.${kind}.confirm`)}
        cancelHref={back}
        danger={kind === 'cancel'}
        values={form.values}
        errors={form.errors}
        fields={
          <TextArea
            name="reason"
            label={t(`networks:staff.${kind}.reason`)}
            hint={t(`networks:staff.${kind}.reason_hint`)}
            rows={3}
            maxLength={1000}
            required
          />
        }
      >
        <p>{t(`networks:staff.${kind}.consequence`)}</p>
      </Confirm>
    </NetworkPage>
  );
}
