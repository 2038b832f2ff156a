import { Button, ButtonRow, Disclosure, FieldRow, Form, SelectField, TextField, useView } from '#platform/ui';
import { boardHref } from '../model/board-address.ts';
import { moves } from '../model/kanban.ts';
import type { BoardProps } from './board-props.ts';

/** What is done with the lines that were ticked: a status with its reason, or a name that leads. */
export function BoardBulk({ frame, address }: BoardProps) {
  const { t } = useView();
  const back = boardHref(frame.base, { ...address, editing: undefined });
  return (
    <Disclosure title={t('concept:staff.view.bulk')}>
      <Form id="auswahl" action={`${frame.base}/auswahl`} plain hidden={{ back }}>
        <FieldRow>
          <SelectField
            name="status"
            label={t('concept:staff.view.status')}
            options={moves.map((value) => ({
              value,
              label: value === 'automatic' ? t('concept:staff.view.automatic') : t(`concept:status.${value}`),
            }))}
          />
          <TextField name="reason" label={t('concept:staff.view.reason')} maxLength={1000} lang="de" />
        </FieldRow>
        <ButtonRow>
          <Button look="secondary" small name="action" value="status">
            {t('concept:staff.view.bulk_status')}
          </Button>
        </ButtonRow>
        <FieldRow>
          <TextField name="lead" label={t('concept:staff.view.lead')} maxLength={200} lang="de" />
        </FieldRow>
        <ButtonRow>
          <Button look="secondary" small name="action" value="lead">
            {t('concept:staff.view.bulk_lead')}
          </Button>
        </ButtonRow>
      </Form>
    </Disclosure>
  );
}
