import { findInterfaceLanguage } from '#platform/i18n';
import {
  Button,
  ButtonRow,
  EmptyState,
  FilterBar,
  Form,
  type Option,
  PageHeader,
  Pagination,
  SelectField,
  Table,
  Tabs,
  TextField,
  useView,
} from '#platform/ui';
import { type LinkFilter, linkFilters, translationOf } from '../../model/upkeep/links.ts';
import type { LinkList, LinkRow } from '../../service/upkeep/link-desk.ts';
import { day } from '../staff/formats.ts';
import { type DeskFrame, DeskPage } from '../staff/frame.tsx';

export interface LinksPageProps {
  readonly frame: DeskFrame;
  readonly list: LinkList;
  readonly result: LinkFilter;
  readonly values: Readonly<Record<string, string>>;
  readonly towns: readonly Option[];
  readonly tabHref: (result: LinkFilter) => string;
  readonly first: string | undefined;
  readonly next: string | undefined;
}

function Actions({ row, action, result }: { row: LinkRow; action: string; result: LinkFilter }) {
  const { t } = useView();
  const hidden = { eintrag: row.entryId, feld: row.field, adresse: row.url, ergebnis: result };
  const named = (key: string) => `${t(`directory:staff.links.${key}`)}: ${row.name}`;
  return (
    <Form action={`${action}/noch-einmal`} id={`l${row.entryId}${row.field}`} plain hidden={hidden}>
      <ButtonRow>
        {row.result === 'moved' && row.target && (
          <Button small formAction={`${action}/neue-adresse`} label={named('take')}>
            {t('directory:staff.links.take')}
          </Button>
        )}
        {row.acceptedAt ? (
          <Button small look="tertiary" formAction={`${action}/doch-nicht`} label={named('unaccept')}>
            {t('directory:staff.links.unaccept')}
          </Button>
        ) : (
          row.failures > 0 && (
            <Button small look="secondary" formAction={`${action}/in-ordnung`} label={named('accept')}>
              {t('directory:staff.links.accept')}
            </Button>
          )
        )}
        <Button small look="tertiary" label={named('again')}>
          {t('directory:staff.links.again')}
        </Button>
      </ButtonRow>
    </Form>
  );
}

/** In which translation an address stands; those of the German text need no word. */
function InTranslation({ field }: { field: string }) {
  const { t } = useView();
  const tag = translationOf(field)?.tag;
  const language = tag && findInterfaceLanguage(tag);
  return language ? (
    <>
      {' '}
      ({t('directory:staff.links.translation')}: <bdi lang={language.htmlLang}>{language.autonym}</bdi>)
    </>
  ) : null;
}

/** Web addresses in published entries, and what came of visiting them. */
export function LinksPage({ frame, list, result, values, towns, tabHref, first, next }: LinksPageProps) {
  const { t, language } = useView();
  const action = `${frame.base}/aktualitaet/links`;
  return (
    <DeskPage
      frame={frame}
      tab="upkeep"
      title={t('directory:staff.links.title')}
      crumbs={[{ label: t('directory:staff.links.title') }]}
    >
      <PageHeader title={t('directory:staff.links.title')} lead={t('directory:staff.links.lead')} />
      <Tabs
        label={t('directory:staff.links.title')}
        items={linkFilters.map((one) => ({
          label: t(`directory:staff.links.filter.${one}`),
          href: tabHref(one),
          current: one === result,
          count: list.counts[one],
        }))}
      />
      <FilterBar
        action={action}
        values={values}
        keep={[{ name: 'ergebnis', value: result }]}
        resetHref={values.ort || values.adresse ? tabHref(result) : undefined}
      >
        <SelectField name="ort" label={t('directory:field.label.town')} empty={t('directory:staff.all')} options={towns} />
        <TextField name="adresse" label={t('directory:staff.links.address_part')} />
      </FilterBar>
      {list.rows.length ? (
        <>
          <Table
            caption={t(`directory:staff.links.filter.${result}`)}
            captionHidden
            rows={list.rows}
            rowKey={(row) => `${row.entryId} ${row.field} ${row.url}`}
            columns={[
              {
                key: 'name',
                label: t('directory:field.label.name'),
                rowHeader: true,
                cell: (row) => (
                  <a href={`${frame.base}/eintraege/${row.entryId}`}>
                    <bdi>{row.name}</bdi>
                  </a>
                ),
              },
              {
                key: 'url',
                label: t('directory:staff.links.address'),
                cell: ({ url, target, field }) => (
                  <>
                    <bdi dir="ltr">{url}</bdi>
                    <InTranslation field={field} />
                    {target && (
                      <>
                        <br />
                        {t('directory:staff.links.leads_to')} <bdi dir="ltr">{target}</bdi>
                      </>
                    )}
                  </>
                ),
              },
              {
                key: 'result',
                label: t('directory:staff.links.result'),
                cell: ({ result: found, status }) =>
                  `${t(found === 'internal' && status === 404 ? 'directory:staff.links.result.internal_missing' : `directory:staff.links.result.${found}`)}${status && found !== 'internal' ? ` (${status})` : ''}`,
              },
              {
                key: 'checked',
                label: t('directory:staff.links.checked'),
                cell: ({ checkedAt }) => (checkedAt ? day(checkedAt, language) : '–'),
              },
              {
                key: 'do',
                label: t('directory:staff.links.actions'),
                cell: (row) => <Actions row={row} action={action} result={result} />,
              },
            ]}
          />
          <Pagination previous={first} next={next} />
        </>
      ) : (
        <EmptyState title={t('directory:staff.links.none')}>
          <p>{t('directory:staff.links.none_text')}</p>
        </EmptyState>
      )}
    </DeskPage>
  );
}
