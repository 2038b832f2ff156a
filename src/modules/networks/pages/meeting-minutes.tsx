import {
  Alert,
  Button,
  ButtonRow,
  FieldSet,
  Form,
  LinkButton,
  LinkList,
  PageHeader,
  Section,
  SelectField,
  TextArea,
  useView,
} from '#platform/ui';
import { seatName } from '../model/bodies.ts';
import { attendanceStates, type MeetingRecord } from '../model/meeting.ts';
import type { MeetingSheet } from '../model/meeting-sheet.ts';
import { NetworkPage } from './frame.tsx';
import { Changed, type FormState, useMeetingFrame } from './meeting-form.tsx';
import { SheetBlocks } from './meeting-sheet.tsx';

export interface MinutesPageProps extends MeetingRecord {
  readonly mayEdit: boolean;
  readonly form: FormState;
  /** The minutes as they are printed. */
  readonly sheet: MeetingSheet;
}

/** Who was there and what was said: the form while it is a draft, the text once it is approved. */
export function MinutesPage({ form, mayEdit, sheet, ...record }: MinutesPageProps) {
  const { meeting } = record;
  const { t: text } = useView();
  const title = text('networks:staff.minutes.title');
  const body = { id: meeting.bodyId, name: meeting.body.name };
  const { t, paths, crumbs } = useMeetingFrame({ body, meeting }, title);
  const here = `${paths.of(meeting.id)}/protokoll`;
  const approved = meeting.minutesState === 'approved';
  return (
    <NetworkPage tab="bodies" title={`${title}: ${meeting.title}`} crumbs={crumbs}>
      <PageHeader title={title} kicker={meeting.title} lead={t(`networks:staff.minutes.lead.${meeting.minutesState}`)} />
      <div class="dk-flow">
        {meeting.minutesState !== 'none' && (
          <LinkList
            items={[
              { icon: 'print', label: t('networks:staff.minutes.print'), href: `${here}/druck` },
              { icon: 'download', label: t('networks:staff.minutes.pdf'), href: `${here}.pdf` },
              { icon: 'download', label: t('networks:staff.minutes.docx'), href: `${here}.docx` },
            ]}
          />
        )}
        {form.errors._form && (
          <Alert kind="danger" live>
            {form.errors._form}
          </Alert>
        )}
        <Changed changes={form.changes} />
        {mayEdit && !approved ? <MinutesForm {...record} action={here} form={form} /> : <SheetBlocks blocks={sheet.blocks} />}
        {mayEdit && meeting.minutesState === 'draft' && (
          <Section title={t('networks:staff.minutes.approve')}>
            <div class="dk-flow">
              <p>{t('networks:staff.minutes.approve_hint')}</p>
              <Form action={`${here}/freigeben`} id="approve" plain hidden={{ version: meeting.version }}>
                <ButtonRow>
                  <Button look="secondary">{t('networks:staff.minutes.approve')}</Button>
                </ButtonRow>
              </Form>
            </div>
          </Section>
        )}
        {mayEdit && approved && (
          <ButtonRow>
            <LinkButton href={`${here}/oeffnen`}>{t('networks:staff.reopen.title')}</LinkButton>
          </ButtonRow>
        )}
      </div>
    </NetworkPage>
  );
}

function MinutesForm({ meeting, agenda, seats, action, form }: MeetingRecord & { action: string; form: FormState }) {
  const { t } = useView();
  const options = attendanceStates.map((value) => ({ value, label: t(`networks:staff.attendance.${value}`) }));
  return (
    <Form action={action} values={form.values} errors={form.errors} hidden={{ version: form.version ?? meeting.version }}>
      {seats.length > 0 && (
        <FieldSet legend={t('networks:staff.attendance.title')}>
          {seats.map((seat) => (
            <SelectField
              key={seat.memberId}
              name={`seat.${seat.memberId}`}
              label={seatName(seat)}
              empty={t('networks:staff.attendance.not_noted')}
              options={options}
            />
          ))}
        </FieldSet>
      )}
      <TextArea
        name="minutes"
        label={t('networks:staff.minutes.text')}
        hint={t('networks:staff.minutes.text_hint')}
        rows={6}
        maxLength={20_000}
      />
      {agenda.map((item, index) => (
        <TextArea key={item.id} name={`outcome.${item.id}`} label={`${index + 1}. ${item.title}`} rows={4} maxLength={10_000} />
      ))}
      <ButtonRow>
        <Button>{t('networks:staff.minutes.save')}</Button>
      </ButtonRow>
    </Form>
  );
}
