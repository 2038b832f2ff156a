import type { DistrictSettings } from '#platform/tenancy';
import { DescriptionList, LinkButton, Section, Table, useView } from '#platform/ui';
import { PrivacyPage, type PrivacyTab } from './parts.tsx';

/** A row of the register in the reader's language. */
export interface RegisterRow {
  readonly table: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly categories: readonly string[];
  readonly recipients: readonly string[];
  readonly retention: string;
}

/** The processing register of Art. 30 GDPR, made of what the modules declare. */
export function RegisterPage(props: {
  base: string;
  open: readonly PrivacyTab[];
  rows: readonly RegisterRow[];
  legal: DistrictSettings['legal'];
}) {
  const { t } = useView();
  const { legal } = props;
  return (
    <PrivacyPage
      base={props.base}
      tab="verzeichnis"
      open={props.open}
      title={t('privacy:staff.register.title')}
      lead={t('privacy:staff.register.lead')}
      actions={
        <LinkButton href={`${props.base}/verzeichnis.csv`} icon="download" download>
          {t('privacy:staff.register.export')}
        </LinkButton>
      }
    >
      {legal && (
        <Section title={t('privacy:staff.register.responsible')}>
          <DescriptionList
            items={[
              { term: t('privacy:staff.register.authority'), value: `${legal.authority}, ${legal.address}` },
              { term: t('privacy:staff.register.representative'), value: legal.representative },
              { term: t('privacy:staff.register.contact'), value: `${legal.email}, ${legal.phone}` },
              { term: t('privacy:staff.register.officer'), value: legal.privacyOfficer },
            ]}
          />
        </Section>
      )}
      <Table
        caption={t('privacy:staff.register.title')}
        captionHidden
        rows={props.rows}
        rowKey={(row) => `${row.table} ${row.purpose}`}
        columns={[
          {
            key: 'purpose',
            label: t('privacy:staff.column.purpose'),
            rowHeader: true,
            cell: (row) => (
              <>
                {row.purpose}
                <div>
                  <code>{row.table}</code>
                </div>
              </>
            ),
          },
          { key: 'categories', label: t('privacy:staff.column.categories'), cell: (row) => row.categories.join(', ') },
          { key: 'legalBasis', label: t('privacy:staff.column.legalBasis'), cell: (row) => row.legalBasis },
          { key: 'recipients', label: t('privacy:staff.column.recipients'), cell: (row) => row.recipients.join(', ') || '–' },
          { key: 'retention', label: t('privacy:staff.column.retention'), cell: (row) => row.retention },
        ]}
      />
    </PrivacyPage>
  );
}
