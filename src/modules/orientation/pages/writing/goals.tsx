import { Button, ButtonRow, Checkbox, DateField, FieldSet, Form, LinkButton, Section, TextArea, useView } from '#platform/ui';
import type { WritingDesk } from '../../service/writing/reading.ts';

/** What is said about the text as it is saved now. */
export function Claims({ desk }: { desk: WritingDesk }) {
  const { t } = useView();
  const { german, latest } = desk;
  return (
    <>
      {german && latest && latest.germanVersion !== german.text.version && (
        <Checkbox
          name="says"
          value="yes"
          label={t(german.before ? 'orientation:staff.writing.says_again' : 'orientation:staff.writing.says')}
          hint={t('orientation:staff.writing.says_hint')}
        />
      )}
      {latest?.madeBy === 'machine' && (
        <Checkbox
          name="checked"
          value="yes"
          label={t('orientation:staff.writing.checked')}
          hint={t('orientation:staff.writing.checked_hint')}
        />
      )}
      {desk.tongue.tag === 'de' && desk.published && (
        <Checkbox
          name="minor"
          value="yes"
          label={t('orientation:staff.writing.minor')}
          hint={t('orientation:staff.writing.minor_hint')}
        />
      )}
    </>
  );
}

/** Where the text goes when it is sent. */
export function Goals({ desk }: { desk: WritingDesk }) {
  const { t } = useView();
  const { actions } = desk;
  return (
    <FieldSet legend={t('orientation:staff.writing.goals')}>
      {!actions.has('publish') && <TextArea name="note" label={t('orientation:staff.writing.note')} rows={2} maxLength={2000} />}
      {actions.has('publish') && (
        <DateField
          name="publishAt"
          kind="datetime"
          label={t('orientation:staff.writing.publish_at')}
          hint={t('orientation:staff.writing.publish_at_hint')}
        />
      )}
      <ButtonRow>
        {actions.has('publish') && (
          <Button name="action" value="publish">
            {t('orientation:staff.writing.publish')}
          </Button>
        )}
        {actions.has('schedule') && (
          <Button look="secondary" name="action" value="schedule">
            {t('orientation:staff.writing.schedule')}
          </Button>
        )}
        <Button look={actions.has('publish') ? 'tertiary' : 'primary'} name="action" value="review">
          {t('orientation:staff.writing.review')}
        </Button>
      </ButtonRow>
    </FieldSet>
  );
}

/** Forms of their own beside the text: they do not save what stands in it. */
export function Other({ desk, action, machine }: { desk: WritingDesk; action: string; machine: boolean }) {
  const { t } = useView();
  const { actions, latest, open, german } = desk;
  const base = latest?.version ?? 0;
  return (
    <>
      {actions.has('return') && (
        <Section
          title={t(open?.state === 'scheduled' ? 'orientation:staff.writing.unschedule' : 'orientation:staff.writing.return')}
        >
          <Form action={`${action}/zurueckgeben`} id="r" hidden={{ base }}>
            <TextArea name="reason" label={t('orientation:staff.writing.reason')} rows={2} maxLength={2000} />
            <ButtonRow>
              <Button look="secondary">
                {t(open?.state === 'scheduled' ? 'orientation:staff.writing.unschedule' : 'orientation:staff.writing.return')}
              </Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
      {machine && german && actions.has('save') && (
        <Section title={t('orientation:staff.writing.machine')}>
          <p>{t('orientation:staff.writing.machine_hint')}</p>
          <Form action={`${action}/uebersetzen`} id="m" plain hidden={{ base }}>
            <Button look="secondary">{t('orientation:staff.writing.machine_go')}</Button>
          </Form>
        </Section>
      )}
      {(actions.has('discard') || actions.has('withdraw')) && (
        <ButtonRow>
          {actions.has('discard') && (
            <LinkButton look="tertiary" href={`${action}/verwerfen`}>
              {t('orientation:staff.writing.discard')}
            </LinkButton>
          )}
          {actions.has('withdraw') && (
            <LinkButton look="tertiary" href={`${action}/zuruecknehmen`}>
              {t('orientation:staff.writing.withdraw')}
            </LinkButton>
          )}
        </ButtonRow>
      )}
    </>
  );
}
