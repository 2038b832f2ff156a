import { Badge, DescriptionList, ForeignText, Icon, Section, StateMark, Table, useView, type WorkState } from '#platform/ui';
import type { Snapshot } from '../model/report.ts';
import { coverFacts, keyFigures, type Said } from '../model/report-cover.ts';
import { countDifferences, type Difference, differenceKinds } from '../model/report-differences.ts';
import { statusStrip, stripLegend } from '../model/report-strip.ts';
import { adoptionMatrix, type FieldSummary, type ReportSummary, summarise } from '../model/report-summary.ts';
import type { ReportView } from '../model/report-view.ts';
import { differenceText, groupsText, nextStepText, periodOf, tell, type Words } from '../model/report-words.ts';
import type { Status as StatusWord } from '../model/vocabulary.ts';

const marks: Readonly<Record<StatusWord, WorkState>> = {
  idea: 'draft',
  planned: 'planned',
  running: 'running',
  late: 'late',
  done: 'done',
  paused: 'waiting',
  dropped: 'stopped',
  merged: 'stopped',
  superseded: 'stopped',
};

/** What the concept says is German whatever the page's language. */
export function Own({ children }: { children: string }) {
  return (
    <ForeignText lang="de" dir="ltr">
      {children}
    </ForeignText>
  );
}

export function Status({ one }: { one: Pick<Snapshot, 'status' | 'statusReason'> }) {
  const { t } = useView();
  return (
    <div>
      <StateMark state={marks[one.status]}>{t(`concept:status.${one.status}`)}</StateMark>
      {one.statusReason && (
        <p class="kern-hint">
          <Own>{one.statusReason}</Own>
        </p>
      )}
    </div>
  );
}

/** The bar is decoration: the words beside it say the same. */
function Strip({ svg }: { svg: string | undefined }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: drawn from numbers by `statusStrip`, no text of anybody's in it
  return svg ? <span aria-hidden="true" dangerouslySetInnerHTML={{ __html: svg }} /> : null;
}

const onPage = { width: 140, height: 14 };

function Legend() {
  const { t } = useView();
  return (
    <ul class="dk-tags">
      {stripLegend({ width: 28, height: 12 }).map(({ group, svg }) => (
        <li key={group}>
          <Strip svg={svg} /> {t(`concept:report.group.${group}`)}
        </li>
      ))}
    </ul>
  );
}

function Overview({ summary, words }: { summary: ReportSummary; words: Words }) {
  const { t } = useView();
  return (
    <Section title={t('concept:report.by_field')}>
      <Legend />
      <Table<FieldSummary>
        caption={t('concept:report.by_field')}
        captionHidden
        rows={summary.fields}
        rowKey={({ key }) => key}
        columns={[
          {
            key: 'field',
            label: t('concept:report.field_title'),
            rowHeader: true,
            cell: ({ key, title, items }) => (
              <>
                <a href={`#feld-${key}`}>
                  <Own>{title}</Own>
                </a>{' '}
                ({items.length})
              </>
            ),
          },
          { key: 'progress', label: t('concept:report.progress'), numeric: true, cell: (field) => words.percent(field.progress) },
          {
            key: 'state',
            label: t('concept:report.state'),
            cell: ({ groups }) => (
              <div>
                <Strip svg={statusStrip(groups, onPage)} /> <span>{groupsText(groups, words)}</span>
              </div>
            ),
          },
        ]}
      />
    </Section>
  );
}

interface ItemsProps {
  readonly caption: string;
  readonly items: readonly Snapshot[];
  readonly words: Words;
  /** Address of what is told of a recommendation. */
  readonly href: (one: Snapshot) => string;
}

function ItemTable({ caption, items, words, href }: ItemsProps) {
  const { t } = useView();
  return (
    <Table<Snapshot>
      caption={caption}
      captionHidden
      rows={items}
      rowKey={({ number }) => String(number)}
      columns={[
        { key: 'number', label: t('concept:report.column.number'), numeric: true, cell: ({ number }) => number },
        {
          key: 'title',
          label: t('concept:report.column.recommendation'),
          rowHeader: true,
          cell: (one) => (
            <>
              <a href={href(one)}>
                <Own>{one.title}</Own>
              </a>{' '}
              {one.internal && <Badge>{t('concept:staff.report.internal')}</Badge>}
            </>
          ),
        },
        { key: 'status', label: t('concept:report.column.status'), cell: (one) => <Status one={one} /> },
        {
          key: 'progress',
          label: t('concept:report.column.progress'),
          numeric: true,
          cell: ({ progress }) => words.percent(progress),
        },
        {
          key: 'next',
          label: t('concept:report.column.next'),
          cell: (one) => <Own>{nextStepText(one, words) || '–'}</Own>,
        },
      ]}
    />
  );
}

function Differences({ view, words }: { view: ReportView; words: Words }) {
  const { t } = useView();
  const { previous, differences } = view;
  if (!previous) return null;
  const counts = countDifferences(differences);
  const rows = differenceKinds
    .filter((kind) => kind !== 'unchanged')
    .flatMap((kind) => differences.filter((one) => one.kind === kind));
  return (
    <Section title={t('concept:report.differences')} id="unterschiede">
      <p>{t('concept:report.since', { report: `${previous.title} (${periodOf(previous, words)})` })}</p>
      <ul class="dk-tags">
        {differenceKinds
          .filter((kind) => counts[kind] > 0)
          .map((kind) => (
            <li key={kind}>
              {t(`concept:report.difference.${kind}`)}: {counts[kind]}
            </li>
          ))}
      </ul>
      {rows.length > 0 && (
        <Table<Difference>
          caption={t('concept:report.differences')}
          captionHidden
          rows={rows}
          rowKey={({ number }) => String(number)}
          columns={[
            { key: 'number', label: t('concept:report.column.number'), numeric: true, cell: ({ number }) => number },
            {
              key: 'title',
              label: t('concept:report.column.recommendation'),
              rowHeader: true,
              cell: ({ title }) => <Own>{title}</Own>,
            },
            {
              key: 'kind',
              label: t('concept:report.column.difference'),
              cell: ({ kind }) => <Badge>{t(`concept:report.difference.${kind}`)}</Badge>,
            },
            { key: 'change', label: t('concept:report.column.change'), cell: (one) => differenceText(one, words) },
          ]}
        />
      )}
    </Section>
  );
}

function Adoption({ view, summary }: { view: ReportView; summary: ReportSummary }) {
  const { t } = useView();
  const matrix = adoptionMatrix(summary, view.frame.towns);
  if (!view.report.fields.includes('adoption') || matrix.length === 0) return null;
  return (
    <Section title={t('concept:report.adoption')}>
      <p>{t('concept:report.adoption_text')}</p>
      <Table
        caption={t('concept:report.adoption')}
        captionHidden
        wide
        rows={matrix}
        rowKey={({ ags }) => ags}
        columns={[
          { key: 'town', label: t('concept:report.town'), rowHeader: true, cell: ({ name }) => <Own>{name}</Own> },
          ...summary.fields.map((field, index) => ({
            key: field.key,
            label: field.title,
            numeric: true,
            cell: ({ fields }: (typeof matrix)[number]) => `${fields[index]?.taken ?? 0} / ${fields[index]?.decided ?? 0}`,
          })),
          { key: 'all', label: t('concept:report.all'), numeric: true, cell: ({ taken, decided }) => `${taken} / ${decided}` },
        ]}
      />
    </Section>
  );
}

function Told({ view, one, words }: { view: ReportView; one: Snapshot; words: Words }) {
  const told = tell(one, view.report.fields, words);
  if (told.length === 0 && !one.summary) return null;
  return (
    <details class="dk-disclosure" id={`nr-${one.number}`}>
      <summary class="dk-disclosure__title">
        <Own>{`${one.number} ${one.title}`}</Own>
        <Icon name="down" />
      </summary>
      <div class="dk-disclosure__body">
        {one.summary && (
          <p>
            <Own>{one.summary}</Own>
          </p>
        )}
        <Facts items={told.map(({ field, label, value }) => [label, value, field === 'wording'])} />
      </div>
    </details>
  );
}

/** The report itself, the same for staff and public; what is internal was left out before. */
export function ReportBody({ view, words }: { view: ReportView; words: Words }) {
  const { t } = useView();
  const { report } = view;
  const summary = summarise(view.items.map(({ content }) => content));
  const href = ({ number }: Snapshot) => `#nr-${number}`;
  const short = { words, href };
  return (
    <>
      <div class="dk-section">
        <Facts items={coverFacts(view, words)} />
      </div>
      {report.summary && (
        <Section title={t('concept:report.summary')}>
          {report.summary.split(/\n\s*\n/).map((text) => (
            <p key={text}>
              <Own>{text}</Own>
            </p>
          ))}
        </Section>
      )}
      <Section title={t('concept:report.figures')}>
        <Facts items={keyFigures(summary, words)} />
      </Section>
      {summary.fields.length > 0 && <Overview summary={summary} words={words} />}
      <Differences view={view} words={words} />
      <Section title={t('concept:report.late')} id="verzug">
        {summary.late.length === 0 && <p>{t('concept:report.late_none')}</p>}
        {summary.late.length > 0 && <ItemTable caption={t('concept:report.late')} items={summary.late} {...short} />}
      </Section>
      <Section title={t('concept:report.unfunded')} id="mittel">
        {summary.unfunded.length === 0 && <p>{t('concept:report.unfunded_none')}</p>}
        {summary.unfunded.length > 0 && <ItemTable caption={t('concept:report.unfunded')} items={summary.unfunded} {...short} />}
      </Section>
      <Adoption view={view} summary={summary} />
      {summary.fields.map((field) => (
        <section class="dk-section" key={field.key} id={`feld-${field.key}`}>
          <div class="dk-section__head">
            <h2 class="dk-section__title">
              <Own>{field.title}</Own>
            </h2>
          </div>
          <ItemTable caption={field.title} items={field.items} {...short} />
        </section>
      ))}
      <Section title={t('concept:report.each')}>
        {view.items.map(({ content }) => (
          <Told key={content.number} view={view} one={content} words={words} />
        ))}
      </Section>
    </>
  );
}

function Facts({ items }: { items: readonly Said[] }) {
  return <DescriptionList items={items.map(([term, value, own]) => ({ term, value: <Lines text={value} own={own} /> }))} />;
}

/** What the concept says is German; other values mix it with words of the page's language and keep their own direction. */
function Lines({ text, own = false }: { text: string; own?: boolean | undefined }) {
  return (
    <>
      {text.split('\n').map((line, index) => (
        <span key={line}>
          {index > 0 && <br />}
          {own ? <Own>{line}</Own> : <bdi>{line}</bdi>}
        </span>
      ))}
    </>
  );
}
