import {
  Button,
  EmailField,
  EmptyState,
  Form,
  Section,
  SelectField,
  Table,
  TextArea,
  TextField,
  useMoment,
  useView,
} from '#platform/ui';
import type { ListedHold } from '../store.ts';
import { type FormState, PrivacyPage, type PrivacyTab } from './parts.tsx';

function What({ hold }: { hold: ListedHold }) {
  const { t } = useView();
  if (hold.email) return <bdi>{hold.email}</bdi>;
  return (
    <>
      <code>{hold.table}</code> {hold.rowId ? <code>{hold.rowId}</code> : t('privacy:staff.hold.whole')}
    </>
  );
}

function HoldTable({ base, holds }: { base: string; holds: readonly ListedHold[] }) {
  const { t } = useView();
  const moment = useMoment();
  return (
    <Table
      caption={t('privacy:staff.hold.title')}
      captionHidden
      rows={holds}
      rowKey={(row) => row.id}
      columns={[
        { key: 'what', label: t('privacy:staff.hold.what'), rowHeader: true, cell: (row) => <What hold={row} /> },
        { key: 'reason', label: t('privacy:staff.hold.reason'), cell: (row) => <bdi>{row.reason}</bdi> },
        { key: 'since', label: t('privacy:staff.hold.since'), cell: (row) => moment(row.placedAt) },
        {
          key: 'release',
          label: t('privacy:staff.hold.release'),
          cell: (row) => (
            <Form id={`hold-${row.id}`} action={`${base}/sperren/${row.id}/aufheben`} plain>
              <Button look="tertiary" small label={`${t('privacy:staff.hold.release')}: ${row.email ?? row.table}`}>
                {t('privacy:staff.hold.release')}
              </Button>
            </Form>
          ),
        },
      ]}
    />
  );
}

export function HoldsPage(
  props: { base: string; open: readonly PrivacyTab[]; holds: readonly ListedHold[]; tables: readonly string[] } & FormState,
) {
  const { t } = useView();
  const { base, holds } = props;
  return (
    <PrivacyPage
      base={base}
      tab="sperren"
      open={props.open}
      title={t('privacy:staff.hold.title')}
      lead={t('privacy:staff.hold.lead')}
    >
      {holds.length > 0 ? (
        <HoldTable base={base} holds={holds} />
      ) : (
        <EmptyState title={t('privacy:staff.hold.none')}>
          <p>{t('privacy:staff.hold.noneText')}</p>
        </EmptyState>
      )}
      <Section title={t('privacy:staff.hold.place')}>
        <Form action={`${base}/sperren`} values={props.values} errors={props.errors}>
          <EmailField
            name="email"
            label={t('privacy:staff.field.email')}
            hint={t('privacy:staff.hold.email.hint')}
            autocomplete="off"
          />
          <SelectField
            name="table"
            label={t('privacy:staff.column.table')}
            hint={t('privacy:staff.hold.table.hint')}
            options={props.tables.map((table) => ({ value: table, label: table }))}
          />
          <TextField name="row" label={t('privacy:staff.hold.row')} hint={t('privacy:staff.hold.row.hint')} />
          <TextArea name="reason" label={t('privacy:staff.hold.reason')} rows={3} maxLength={1000} required />
          <Button>{t('privacy:staff.hold.place')}</Button>
        </Form>
      </Section>
    </PrivacyPage>
  );
}
