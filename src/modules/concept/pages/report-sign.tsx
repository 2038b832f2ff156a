import {
  Alert,
  Badge,
  Button,
  ButtonRow,
  ChoiceLinks,
  Form,
  PageHeader,
  Progress,
  StaffPage,
  Table,
  useView,
} from '#platform/ui';
import type { ReportItem } from '../model/report.ts';
import type { ReportView } from '../model/report-view.ts';
import { nextStepText, type Words } from '../model/report-words.ts';
import { Own, Status } from './report-parts.tsx';

export const signFilters = ['alle', 'offen', 'geaendert'] as const;
export type SignFilter = (typeof signFilters)[number];

const passes: Readonly<Record<SignFilter, (item: ReportItem) => boolean>> = {
  alle: () => true,
  offen: ({ signedOff }) => !signedOff,
  geaendert: ({ changedSince }) => changedSince,
};
const labels: Readonly<Record<SignFilter, string>> = { alle: 'filter_all', offen: 'filter_open', geaendert: 'filter_changed' };

function Signature({ item }: { item: ReportItem }) {
  const { t } = useView();
  if (!item.signedOff) return <Badge>{t('concept:staff.report.not_signed')}</Badge>;
  return item.changedSince ? (
    <Badge kind="warning">{t('concept:staff.report.changed_since')}</Badge>
  ) : (
    <Badge kind="success">{t('concept:staff.report.signed')}</Badge>
  );
}

export interface SignPageProps {
  readonly base: string;
  readonly view: ReportView;
  readonly words: Words;
  readonly filter: SignFilter;
  readonly refusal?: string | undefined;
}

/** All recommendations of an open report with how they stand, to be signed off one by one or together. */
export function SignPage({ base, view, words, filter, refusal }: SignPageProps) {
  const { t } = useView();
  const { report, items } = view;
  const here = `${base}/berichte/${report.id}`;
  const title = t('concept:staff.report.sign_title', { report: report.title });
  const rows = items.filter(passes[filter]);
  const open = items.filter(passes.offen).length;
  return (
    <StaffPage
      title={title}
      breadcrumb={[
        { label: t('concept:staff.nav'), href: base },
        { label: t('concept:staff.report.nav'), href: `${base}/berichte` },
        { label: report.title, href: here },
        { label: t('concept:staff.report.sign') },
      ]}
    >
      <PageHeader title={title} lead={t('concept:staff.report.sign_lead')} />
      {refusal && <Alert kind="danger" title={refusal} live />}
      <Progress label={t('concept:staff.report.sign_progress')} value={items.length - open} max={items.length} />
      <ChoiceLinks
        label={t('concept:staff.report.filter')}
        items={signFilters.map((one) => ({
          label: t(`concept:staff.report.${labels[one]}`, { count: items.filter(passes[one]).length }),
          href: one === 'alle' ? `${here}/freigabe` : `${here}/freigabe?zeigen=${one}`,
          current: one === filter,
        }))}
      />
      <Form action={`${here}/freigabe`} id="freigabe" plain hidden={{ zeigen: filter }}>
        <ButtonRow>
          <Button name="aktion" value="sign">
            {t('concept:staff.report.sign_do')}
          </Button>
          <Button look="secondary" name="aktion" value="back">
            {t('concept:staff.report.back_do')}
          </Button>
          {open > 0 && (
            <Button look="secondary" name="aktion" value="all">
              {t('concept:staff.report.sign_all', { count: open })}
            </Button>
          )}
        </ButtonRow>
      </Form>
      {rows.length === 0 && <p>{t('concept:staff.report.sign_none')}</p>}
      {rows.length > 0 && (
        <Table<ReportItem>
          caption={title}
          captionHidden
          rows={rows}
          rowKey={({ content }) => String(content.number)}
          selection={{
            name: 'numbers',
            form: 'freigabe',
            value: ({ content }) => String(content.number),
            label: ({ content }) => t('concept:staff.report.select', { title: `${content.number} ${content.title}` }),
          }}
          columns={[
            { key: 'number', label: t('concept:report.column.number'), numeric: true, cell: ({ content }) => content.number },
            {
              key: 'title',
              label: t('concept:report.column.recommendation'),
              rowHeader: true,
              cell: ({ content }) => (
                <>
                  <a href={`${here}#nr-${content.number}`}>
                    <Own>{content.title}</Own>
                  </a>{' '}
                  {content.internal && <Badge>{t('concept:staff.report.internal')}</Badge>}
                </>
              ),
            },
            { key: 'field', label: t('concept:report.column.field'), cell: ({ content }) => <Own>{content.field.title}</Own> },
            { key: 'status', label: t('concept:report.column.status'), cell: ({ content }) => <Status one={content} /> },
            {
              key: 'progress',
              label: t('concept:report.column.progress'),
              numeric: true,
              cell: ({ content }) => words.percent(content.progress),
            },
            {
              key: 'next',
              label: t('concept:report.column.next'),
              cell: ({ content }) => <Own>{nextStepText(content, words) || '–'}</Own>,
            },
            { key: 'signed', label: t('concept:staff.report.column.signed'), cell: (item) => <Signature item={item} /> },
          ]}
        />
      )}
    </StaffPage>
  );
}
