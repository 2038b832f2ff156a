import { Button, ButtonRow, Disclosure, Form, Table, useView } from '#platform/ui';
import type { AgendaItem } from '../model/meeting.ts';
import { AgendaFields } from './meeting-form.tsx';
import type { MeetingPageProps } from './meeting-parts.tsx';

interface MoveProps {
  readonly action: string;
  readonly item: AgendaItem;
  readonly to: 'up' | 'down';
}

function Move({ action, item, to }: MoveProps) {
  const { t } = useView();
  return (
    <Form action={`${action}/${item.id}/verschieben`} id={`${to}-${item.id}`} plain hidden={{ richtung: to }}>
      <Button look="tertiary" small icon={to} label={t(`networks:staff.agenda.${to}_named`, { title: item.title })}>
        {t(`networks:staff.agenda.${to}`)}
      </Button>
    </Form>
  );
}

/** The items in their order, with buttons to move them, and the form for one more. */
export function MeetingAgenda({ agenda, action, open, rejected }: MeetingPageProps & { action: string; open: boolean }) {
  const { t } = useView();
  const posted = rejected?.form === 'agenda' ? rejected : undefined;
  const place = (item: AgendaItem) => agenda.indexOf(item);
  return (
    <>
      {agenda.length === 0 && <p>{t('networks:staff.agenda.none')}</p>}
      {agenda.length > 0 && (
        <Table
          caption={t('networks:staff.agenda.title')}
          captionHidden
          rows={agenda}
          rowKey={({ id }) => id}
          columns={[
            { key: 'number', label: t('networks:staff.agenda.number'), numeric: true, cell: (item) => place(item) + 1 },
            {
              key: 'title',
              label: t('networks:staff.agenda.item'),
              rowHeader: true,
              cell: (item) => (
                <>
                  {open ? <a href={`${action}/${item.id}`}>{item.title}</a> : item.title}
                  {item.detail && <div class="kern-hint">{item.detail}</div>}
                </>
              ),
            },
            {
              key: 'minutes',
              label: t('networks:staff.agenda.minutes'),
              numeric: true,
              cell: ({ minutesPlanned }) => minutesPlanned ?? '–',
            },
            ...(open
              ? [
                  {
                    key: 'move',
                    label: t('networks:staff.agenda.move'),
                    cell: (item: AgendaItem) => (
                      <ButtonRow>
                        {place(item) > 0 && <Move action={action} item={item} to="up" />}
                        {place(item) < agenda.length - 1 && <Move action={action} item={item} to="down" />}
                      </ButtonRow>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {open && (
        <Disclosure title={t('networks:staff.agenda.add')} open={posted !== undefined || agenda.length === 0}>
          <Form action={action} id="agenda" values={posted?.values ?? {}} errors={posted?.errors ?? {}}>
            <AgendaFields />
            <ButtonRow>
              <Button>{t('networks:staff.agenda.add')}</Button>
            </ButtonRow>
          </Form>
        </Disclosure>
      )}
    </>
  );
}
