import {
  Alert,
  Button,
  ButtonRow,
  DescriptionList,
  Form,
  LinkButton,
  PageHeader,
  Panel,
  SelectField,
  Table,
  useView,
} from '#platform/ui';
import type { Side } from '../../model/duplicates/merging.ts';
import type { Comparison } from '../../model/duplicates/score.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';
import { Lines } from '../staff/lines.tsx';
import { Reasons } from './list.tsx';

export interface PairField {
  readonly field: string;
  readonly label: string;
  readonly kept: string;
  readonly gone: string;
  readonly chosen: Side;
  readonly uniteable: boolean;
}

export interface PairPageProps {
  readonly frame: DeskFrame;
  readonly kept: { readonly id: string; readonly name: string; readonly version: number; readonly isPublic: boolean };
  readonly gone: { readonly id: string; readonly name: string; readonly version: number; readonly isPublic: boolean };
  readonly organisations: boolean;
  readonly mayMerge: boolean;
  readonly comparison: Comparison;
  readonly fields: readonly PairField[];
  /** Why the merge was refused. */
  readonly refusal?: string | undefined;
}

function Named({ base, side }: { base: string; side: PairPageProps['kept'] }) {
  return (
    <a href={`${base}/eintraege/${side.id}`}>
      <bdi>{side.name}</bdi>
    </a>
  );
}

/** All lines of a value in one box, which stays whole where the table becomes cards. */
function Said({ text }: { text: string }) {
  const { t } = useView();
  return <div>{text ? <Lines text={text} /> : t('directory:staff.duplicates.nothing')}</div>;
}

/** Two entries side by side: what each says, which of it stays, or that they are two. */
export function PairPage({ frame, kept, gone, organisations, mayMerge, comparison, fields, refusal }: PairPageProps) {
  const { t } = useView();
  const base = `${frame.base}/doppelte`;
  const title = t('directory:staff.duplicates.pair');
  return (
    <DeskPage frame={frame} tab="duplicates" title={title} crumbs={[{ label: title }]}>
      <PageHeader title={title} lead={t('directory:staff.duplicates.pair_lead')} />
      {refusal && (
        <Alert kind="warning" live>
          <p>{refusal}</p>
        </Alert>
      )}
      <Panel title={t('directory:staff.duplicates.score_of', { score: comparison.score })}>
        <Reasons reasons={comparison.reasons} />
        <DescriptionList
          items={[
            { term: t('directory:staff.duplicates.kept'), value: <Named base={frame.base} side={kept} /> },
            { term: t('directory:staff.duplicates.gone'), value: <Named base={frame.base} side={gone} /> },
          ]}
        />
        <LinkButton href={`${base}/${gone.id}/${kept.id}`} small>
          {t('directory:staff.duplicates.swap')}
        </LinkButton>
      </Panel>
      <Form action={`${base}/${kept.id}/${gone.id}`} plain hidden={{ bleibt: kept.version, geht: gone.version }}>
        {fields.length > 0 ? (
          <Table
            caption={t('directory:staff.duplicates.fields')}
            captionHidden
            rows={fields}
            rowKey={({ field }) => field}
            columns={[
              { key: 'label', label: t('directory:staff.duplicates.field'), rowHeader: true, cell: ({ label }) => label },
              {
                key: 'kept',
                label: t('directory:staff.duplicates.kept'),
                cell: (row) => <Said text={row.kept} />,
              },
              {
                key: 'gone',
                label: t('directory:staff.duplicates.gone'),
                cell: (row) => <Said text={row.gone} />,
              },
              {
                key: 'choice',
                label: t('directory:staff.duplicates.choice'),
                cell: ({ field, label, chosen, uniteable }) => (
                  <SelectField
                    name={`wahl.${field}`}
                    label={t('directory:staff.duplicates.choice_of', { field: label })}
                    options={(['kept', 'gone', ...(uniteable ? ['both'] : [])] as const).map((value) => ({
                      value,
                      label: t(`directory:staff.duplicates.take.${value}`),
                    }))}
                    value={chosen}
                    empty={false}
                    required
                  />
                ),
              },
            ]}
          />
        ) : (
          <p>{t('directory:staff.duplicates.all_same')}</p>
        )}
        <Panel>
          <p>
            {t(
              organisations ? 'directory:staff.duplicates.what_happens_organisation' : 'directory:staff.duplicates.what_happens',
            )}
          </p>
          {!mayMerge && <p>{t('directory:staff.failure.merge.not_allowed')}</p>}
          {!kept.isPublic && <p>{t('directory:staff.failure.merge.kept_not_public')}</p>}
          <ButtonRow>
            {mayMerge && kept.isPublic && <Button icon="check">{t('directory:staff.duplicates.merge')}</Button>}
            <Button look="secondary" icon="close" formAction={`${base}/${kept.id}/${gone.id}/verschieden`}>
              {t('directory:staff.duplicates.different')}
            </Button>
          </ButtonRow>
        </Panel>
      </Form>
    </DeskPage>
  );
}
