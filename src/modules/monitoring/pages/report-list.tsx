import {
  Alert,
  Badge,
  Button,
  ButtonRow,
  EmptyState,
  Form,
  type FormErrors,
  type FormValues,
  LinkButton,
  PageHeader,
  RadioGroup,
  SelectField,
  Table,
  TextField,
  useView,
} from '#platform/ui';
import { type Edition, eachTown, type Report } from '../model/report.ts';
import { Moment, type Place, PlaceOf, ReportFrame } from './report-frame.tsx';

interface ListProps {
  readonly base: string;
  readonly reports: readonly Report[];
  readonly editions: readonly Edition[];
  readonly places: readonly Place[];
  readonly mayEdit: boolean;
}

/** All reports of the district. */
export function ReportsPage({ base, reports, editions, places, mayEdit }: ListProps) {
  const { t } = useView();
  const title = t('monitoring:staff.report.nav');
  const create = mayEdit && <LinkButton href={`${base}/neu`}>{t('monitoring:staff.report.new')}</LinkButton>;
  const newest = (report: Report) => editions.find(({ reportId }) => reportId === report.id);
  return (
    <ReportFrame base={base} title={title} way={[]}>
      <PageHeader title={title} lead={t('monitoring:staff.report.lead')} actions={reports.length > 0 && create} />
      {reports.length === 0 ? (
        <EmptyState title={t('monitoring:staff.report.none')} actions={create}>
          <p>{t('monitoring:staff.report.none_text')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={title}
          captionHidden
          rows={reports}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'title',
              label: t('monitoring:staff.report.field.name'),
              rowHeader: true,
              cell: (report) => <a href={`${base}/${report.id}`}>{report.title}</a>,
            },
            { key: 'place', label: t('monitoring:report.place'), cell: (report) => <PlaceOf of={report} places={places} /> },
            { key: 'changed', label: t('monitoring:staff.report.changed'), cell: ({ updatedAt }) => <Moment at={updatedAt} /> },
            {
              key: 'edition',
              label: t('monitoring:staff.report.last_edition'),
              cell: (report) => {
                const edition = newest(report);
                if (!edition) return t('monitoring:staff.report.no_edition');
                return (
                  <a href={`${base}/ausgaben/${edition.id}`}>
                    <Moment at={edition.frozenAt} />
                  </a>
                );
              },
            },
            {
              key: 'public',
              label: t('monitoring:staff.report.public'),
              cell: ({ id }) =>
                editions.some((one) => one.reportId === id && one.public) ? (
                  <Badge kind="success">{t('monitoring:staff.report.is_public')}</Badge>
                ) : (
                  '–'
                ),
            },
          ]}
        />
      )}
    </ReportFrame>
  );
}

export interface ReportFormProps {
  readonly base: string;
  readonly places: readonly Place[];
  /** Of a report that is there already. */
  readonly report?: Report | undefined;
  readonly values: FormValues;
  readonly errors?: FormErrors | undefined;
  /** Somebody saved meanwhile; their title and place stand here. */
  readonly theirs?: Report | undefined;
}

/** Begins a report, or changes its title and territory. */
export function ReportFormPage({ base, places, report, values, errors, theirs }: ReportFormProps) {
  const { t } = useView();
  const title = t(report ? 'monitoring:staff.report.edit' : 'monitoring:staff.report.new');
  const here = report ? `${base}/${report.id}` : base;
  const way = report ? [{ label: report.title, href: here }, { label: title }] : [{ label: title }];
  const beginnings = ['town', 'district', 'empty'] as const;
  return (
    <ReportFrame base={base} title={title} way={way}>
      <PageHeader title={title} />
      {theirs && (
        <Alert kind="warning" title={t('monitoring:staff.failure.changed')} live>
          <p>
            {t('monitoring:staff.report.theirs')} „{theirs.title}“, <PlaceOf of={theirs} places={places} />
          </p>
        </Alert>
      )}
      <Form
        action={report ? `${here}/bearbeiten` : `${base}/neu`}
        values={values}
        errors={errors}
        hidden={report ? { version: (theirs ?? report).version } : {}}
      >
        <TextField
          name="title"
          label={t('monitoring:staff.report.field.name')}
          hint={t('monitoring:staff.report.title_hint')}
          required
          maxLength={200}
        />
        <SelectField
          name="territory"
          label={t('monitoring:staff.report.about')}
          required
          options={[
            ...places.map(({ key, names }) => ({ value: key, label: names.de ?? key })),
            { value: eachTown, label: t('monitoring:report.each_town') },
          ]}
        />
        {!report && (
          <RadioGroup
            name="beginning"
            label={t('monitoring:staff.report.beginning')}
            required
            options={beginnings.map((value) => ({ value, label: t(`monitoring:staff.report.beginning.${value}`) }))}
          />
        )}
        <ButtonRow>
          <Button>{t(report ? 'monitoring:staff.report.save' : 'monitoring:staff.report.create')}</Button>
          <LinkButton href={here}>{t('monitoring:staff.report.cancel')}</LinkButton>
        </ButtonRow>
      </Form>
    </ReportFrame>
  );
}
