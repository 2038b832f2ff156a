import { formatNumber } from '#platform/i18n';
import { EmptyState, Table, useView } from '#platform/ui';
import { boardHref } from '../model/board-address.ts';
import type { NamedStakeholder } from '../model/stakeholder-view.ts';
import { type ViewFrame, ViewPage } from './board-frame.tsx';
import { nameOf, recommendationHref, shortDay, statusMark } from './board-words.tsx';

/** Everybody whom the edition names. */
export function StakeholdersPage({ frame, all }: { frame: ViewFrame; all: readonly NamedStakeholder[] }) {
  const { t, language } = useView();
  const title = `${t('concept:staff.view.tab.stakeholders')}: ${frame.tree.edition.title}`;
  const number = (value: number) => formatNumber(value, language);
  return (
    <ViewPage frame={frame} tab="stakeholders" title={title}>
      {all.length === 0 ? (
        <EmptyState title={t('concept:staff.view.no_stakeholders')}>
          <p>{t('concept:staff.view.no_stakeholders_text')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('concept:staff.view.tab.stakeholders')}
          rows={all}
          rowKey={({ slug }) => slug}
          columns={[
            {
              key: 'name',
              label: t('concept:staff.view.stakeholder'),
              rowHeader: true,
              cell: ({ slug, name }) => (
                <a href={`${frame.base}/beteiligte/${slug}`} lang="de">
                  {name}
                </a>
              ),
            },
            { key: 'named', label: t('concept:staff.view.named'), numeric: true, cell: ({ named }) => number(named.length) },
            { key: 'leads', label: t('concept:role.lead'), numeric: true, cell: ({ leads }) => number(leads) },
            { key: 'open', label: t('concept:staff.view.still_open'), numeric: true, cell: ({ open }) => number(open) },
            { key: 'late', label: t('concept:status.late'), numeric: true, cell: ({ late }) => number(late) },
          ]}
        />
      )}
    </ViewPage>
  );
}

/** Where one of them is named, and as what. */
export function StakeholderPage({ frame, one }: { frame: ViewFrame; one: NamedStakeholder }) {
  const { t, language, district } = useView();
  const fields = new Map(frame.tree.fields.map(({ id, title }) => [id, title]));
  return (
    <ViewPage frame={frame} tab="stakeholders" title={one.name} within={one.name}>
      <p>
        {t('concept:staff.view.named_in', { count: one.named.length })}{' '}
        {!frame.print && (
          <a href={boardHref(frame.base, { filter: { stakeholder: one.name } })}>{t('concept:staff.view.on_board')}</a>
        )}
      </p>
      <Table
        caption={one.name}
        captionHidden
        rows={one.named}
        rowKey={({ item }) => item.id}
        columns={[
          {
            key: 'title',
            label: t('concept:staff.view.title'),
            rowHeader: true,
            cell: ({ item }) => (
              <a href={recommendationHref(district?.slug ?? '', item.id)} lang="de">
                {nameOf(item)}
              </a>
            ),
          },
          { key: 'role', label: t('concept:staff.view.role'), cell: ({ role }) => t(`concept:role.${role}`) },
          {
            key: 'field',
            label: t('concept:staff.view.field'),
            cell: ({ item }) => <span lang="de">{fields.get(item.fieldId)}</span>,
          },
          { key: 'status', label: t('concept:staff.view.status'), cell: ({ item }) => statusMark(item.status, t) },
          {
            key: 'step',
            label: t('concept:staff.view.next_step'),
            cell: ({ item: { nextStep } }) =>
              nextStep && (
                <span>
                  <span lang="de">{nextStep.title}</span>
                  {nextStep.dueOn && `, ${shortDay(nextStep.dueOn, language)}`}
                </span>
              ),
          },
        ]}
      />
    </ViewPage>
  );
}
