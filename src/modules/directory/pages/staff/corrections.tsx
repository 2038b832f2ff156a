import {
  Button,
  ButtonRow,
  Card,
  CardList,
  FilterBar,
  Form,
  LinkButton,
  ListHead,
  type Option,
  PageHeader,
  SelectField,
  useView,
} from '#platform/ui';
import type { readCorrections } from '../../service/correcting.ts';
import { moment } from './formats.ts';
import { Found } from './found.tsx';
import { type DeskFrame, DeskPage } from './frame.tsx';
import { Lines } from './lines.tsx';

export type Correction = Awaited<ReturnType<typeof readCorrections>>[number];

export const correctionKinds = ['correction', 'outdated', 'still_right'] as const;

export interface CorrectionsPageProps {
  readonly frame: DeskFrame;
  readonly rows: readonly Correction[];
  readonly values: Readonly<Record<string, string>>;
  readonly towns: readonly Option[];
  readonly townName: (key: string) => string;
  readonly fieldLabel: (field: string) => string;
  readonly first?: string | undefined;
  readonly next?: string | undefined;
}

function Actions({ base, row }: { base: string; row: Correction }) {
  const { t } = useView();
  const address = `${base}/hinweise/${row.id}`;
  return (
    <Form action={`${address}/verwerfen`} plain>
      <ButtonRow>
        {row.kind === 'still_right' ? (
          <Button formAction={`${address}/uebernehmen`} icon="check" small look="secondary">
            {t('directory:staff.corrections.still_right')}
          </Button>
        ) : (
          <>
            <LinkButton href={`${base}/eintraege/${row.entryId}/bearbeiten?hinweis=${row.id}`} icon="edit" small>
              {t('directory:staff.corrections.apply')}
            </LinkButton>
            <Button formAction={`${address}/uebernehmen`} icon="check" small look="tertiary">
              {t('directory:staff.corrections.applied')}
            </Button>
          </>
        )}
        <Button icon="close" small look="tertiary">
          {t('directory:staff.corrections.dismiss')}
        </Button>
      </ButtonRow>
    </Form>
  );
}

function Filters({ base, values, towns }: { base: string } & Pick<CorrectionsPageProps, 'values' | 'towns'>) {
  const { t } = useView();
  const all = t('directory:staff.all');
  return (
    <FilterBar
      action={`${base}/hinweise`}
      values={values}
      resetHref={Object.values(values).some(Boolean) ? `${base}/hinweise` : undefined}
    >
      <SelectField
        name="art"
        label={t('directory:staff.column.kind')}
        empty={all}
        options={correctionKinds.map((value) => ({ value, label: t(`directory:staff.correction.${value}`) }))}
      />
      <SelectField name="ort" label={t('directory:field.label.town')} empty={all} options={towns} />
    </FilterBar>
  );
}

/** What visitors say of entries, oldest first. */
export function CorrectionsPage(props: CorrectionsPageProps) {
  const { frame, rows, values, towns, townName, fieldLabel, first, next } = props;
  const { t, language } = useView();
  const { base } = frame;
  const filtered = Object.values(values).some(Boolean);
  return (
    <DeskPage frame={frame} tab="corrections" title={t('directory:staff.tab.corrections')}>
      <PageHeader title={t('directory:staff.tab.corrections')} lead={t('directory:staff.corrections.lead')} />
      <Filters base={base} values={values} towns={towns} />
      <Found
        any={rows.length > 0}
        filtered={filtered}
        resetHref={`${base}/hinweise`}
        none={t('directory:staff.corrections.none')}
        noneText={t('directory:staff.corrections.none_text')}
        elsewhere={<LinkButton href={`${base}/eintraege`}>{t('directory:staff.inbox.to_entries')}</LinkButton>}
        first={first}
        next={next}
      >
        <ListHead count={t('directory:staff.corrections.count', { count: rows.length })} />
        <CardList>
          {rows.map((row) => (
            <Card
              key={row.id}
              level={2}
              kicker={t(`directory:staff.correction.${row.kind}`)}
              title={
                <a href={`${base}/eintraege/${row.entryId}`}>
                  <bdi>{row.name}</bdi>
                </a>
              }
              foot={[row.town ? townName(row.town) : t('directory:staff.whole_district'), moment(row.createdAt, language)].join(
                ' · ',
              )}
            >
              {row.field && <strong>{fieldLabel(row.field)}</strong>}
              {row.suggestion && (
                <p>
                  <Lines text={row.suggestion} />
                </p>
              )}
              <Actions base={base} row={row} />
            </Card>
          ))}
        </CardList>
      </Found>
    </DeskPage>
  );
}
