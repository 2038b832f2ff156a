import {
  Alert,
  Button,
  ButtonRow,
  Checkbox,
  type Crumb,
  FileField,
  Form,
  type FormErrors,
  LinkButton,
  PageHeader,
  Section,
  SelectField,
  StaffPage,
  useView,
} from '#platform/ui';
import type { Edition } from '../model/edition.ts';

/** Where the pages of a file stand: at an edition, or before a new one. */
export interface FilePlace {
  /** Address of the page: `/intern/recklinghausen/konzept/<edition>/datei`. */
  readonly address: string;
  /** Address of the overview of concepts. */
  readonly overview: string;
  readonly edition: Pick<Edition, 'id' | 'title' | 'state'> | undefined;
}

export interface FilePageProps {
  readonly place: FilePlace;
  /** Choices of a concept for a new edition: value and name. */
  readonly targets: readonly { readonly value: string; readonly label: string }[];
  readonly mayImport: boolean;
  readonly megabytes: number;
  readonly errors?: FormErrors | undefined;
  readonly values?: Readonly<Record<string, string>> | undefined;
}

export function useCrumbs({ overview, edition }: FilePlace, more: readonly Crumb[]): readonly Crumb[] {
  const { t } = useView();
  return [
    { label: t('concept:staff.nav'), href: overview },
    ...(edition ? [{ label: edition.title, href: `${overview}/${edition.id}` }] : []),
    ...more,
  ];
}

function Downloads({ address }: { address: string }) {
  const { t } = useView();
  return (
    <Section title={t('concept:staff.file.export')}>
      <p>{t('concept:staff.file.export_lead')}</p>
      <ButtonRow>
        {(['xlsx', 'csv', 'json'] as const).map((format) => (
          <LinkButton key={format} href={`${address}/konzept.${format}`} icon="download" download>
            {t(`concept:staff.file.download.${format}`)}
          </LinkButton>
        ))}
      </ButtonRow>
    </Section>
  );
}

function Upload({ place, targets, megabytes, errors, values = {} }: FilePageProps) {
  const { t } = useView();
  return (
    <Form action={place.address} files errors={errors} values={values}>
      {!place.edition && <SelectField name="target" label={t('concept:staff.file.target')} options={targets} required />}
      <FileField
        name="file"
        label={t('concept:staff.file.file')}
        hint={t('concept:staff.file.file_hint')}
        accept={['.xlsx', '.csv', '.json']}
        maxMegabytes={megabytes}
        required
      />
      <Checkbox name="remove" label={t('concept:staff.file.remove')} hint={t('concept:staff.file.remove_hint')} />
      <ButtonRow>
        <Button>{t('concept:staff.file.check')}</Button>
      </ButtonRow>
    </Form>
  );
}

/** Export of an edition, the template, and the first step of an import: a file. */
export function FilePage(props: FilePageProps) {
  const { t } = useView();
  const { place, mayImport } = props;
  const { edition } = place;
  const title = edition ? t('concept:staff.file.title') : t('concept:staff.file.new_title');
  const open = !edition || edition.state === 'draft' || edition.state === 'consultation';
  return (
    <StaffPage title={title} breadcrumb={useCrumbs(place, [{ label: title }])}>
      <PageHeader title={title} lead={edition ? edition.title : t('concept:staff.file.new_lead')} />
      {edition && <Downloads address={place.address} />}
      {mayImport && (
        <Section title={t('concept:staff.file.import')}>
          {open ? (
            <>
              <p>{t('concept:staff.file.import_lead')}</p>
              <p>
                <LinkButton href={`${place.overview}/datei-neu/vorlage.xlsx`} icon="download" download>
                  {t('concept:staff.file.template')}
                </LinkButton>
              </p>
              <Upload {...props} />
            </>
          ) : (
            <Alert kind="info" title={t('concept:staff.file.import_closed')}>
              <p>
                <a href={`${place.overview}/datei-neu`}>{t('concept:staff.file.new_title')}</a>
              </p>
            </Alert>
          )}
        </Section>
      )}
    </StaffPage>
  );
}
