import { german, translator } from '#platform/i18n';
import {
  Alert,
  EmptyState,
  LinkButton,
  LinkList,
  PageHeader,
  PublicPage,
  publicPath,
  useView,
  type View,
  ViewProvider,
} from '#platform/ui';
import type { Edition, Report } from '../model/report.ts';
import type { ReportDocument } from '../model/report-document.ts';
import { dayWords } from '../model/report-words.ts';
import { PublishForm } from './report-editing.tsx';
import { Moment, type Place, PlaceOf, ReportFrame } from './report-frame.tsx';
import { type Drawing, ReportParts } from './report-parts.tsx';

/** Files of a document. @param href address without its ending and query */
function Files({ href, query }: { href: string; query: string }) {
  const { t } = useView();
  return (
    <LinkList
      items={(['pdf', 'docx'] as const).map((format) => ({
        icon: 'download',
        label: t(`monitoring:report.${format}`),
        href: `${href}.${format}${query}`,
        download: true,
      }))}
    />
  );
}

/** What a report says today, before it is frozen. */
export function PreviewPage(props: { base: string; report: Report; document: ReportDocument; draw: Drawing }) {
  const { base, report, document, draw } = props;
  const { t } = useView();
  const here = `${base}/${report.id}`;
  const title = t('monitoring:staff.report.preview_of', { place: document.place.text });
  return (
    <ReportFrame base={base} title={title} way={[{ label: report.title, href: here }, { label: title }]}>
      <PageHeader title={document.title.text} lead={t('monitoring:staff.report.preview_text')} />
      <Files href={`${here}/bericht`} query={`?ort=${document.slug}`} />
      <ReportParts document={document} draw={draw} linked={false} />
    </ReportFrame>
  );
}

/** A frozen edition as staff see it: a document, or the list of them. */
export function EditionPage(props: {
  base: string;
  edition: Edition;
  documents: readonly ReportDocument[];
  document: ReportDocument | null;
  draw: Drawing;
  places: readonly Place[];
  mayEdit: boolean;
}) {
  const { base, edition, documents, document, draw, places, mayEdit } = props;
  const { t } = useView();
  const here = `${base}/ausgaben/${edition.id}`;
  const title = document?.title.text ?? edition.title;
  return (
    <ReportFrame
      base={base}
      title={title}
      way={[{ label: edition.title, href: `${base}/${edition.reportId}` }, { label: t('monitoring:staff.report.edition') }]}
    >
      <PageHeader
        title={title}
        lead={
          <>
            {t('monitoring:staff.report.frozen')} <Moment at={edition.frozenAt} /> · <PlaceOf of={edition} places={places} />
          </>
        }
        actions={mayEdit && <PublishForm base={base} edition={edition} />}
      />
      {document ? (
        <>
          <Files href={here} query={documents.length > 1 ? `?ort=${document.slug}` : ''} />
          <ReportParts document={document} draw={draw} linked={false} />
        </>
      ) : (
        <DocumentList href={here} documents={documents} />
      )}
    </ReportFrame>
  );
}

/** One document for each town, with its files. */
function DocumentList({ href, documents }: { href: string; documents: readonly ReportDocument[] }) {
  const { t } = useView();
  return (
    <LinkList
      items={documents.flatMap(({ slug, place }) => [
        { icon: 'forward' as const, label: place.text, href: `${href}?ort=${slug}` },
        ...(['pdf', 'docx'] as const).map((format) => ({
          icon: 'download' as const,
          label: t(`monitoring:report.${format}_of`, { place: place.text }),
          href: `${href}.${format}?ort=${slug}`,
          download: true,
        })),
      ])}
    />
  );
}

/** Reports that everybody may read. */
export function PublicReportsPage({ editions }: { editions: readonly Edition[] }) {
  const view = useView();
  const { t, district } = view;
  const title = t('monitoring:report.title');
  return (
    <PublicPage
      title={title}
      breadcrumb={[
        { label: district?.name ?? '', href: publicPath(view) },
        { label: t('monitoring:nav.figures'), href: publicPath(view, 'zahlen') },
        { label: title },
      ]}
    >
      <PageHeader title={title} lead={t('monitoring:report.lead')} />
      {editions.length === 0 && (
        <EmptyState
          title={t('monitoring:report.none')}
          actions={<LinkButton href={publicPath(view, 'zahlen')}>{t('monitoring:report.to_figures')}</LinkButton>}
        >
          <p>{t('monitoring:report.none_text')}</p>
        </EmptyState>
      )}
      <LinkList
        items={editions.map(({ id, title: name, frozenAt }) => ({
          icon: 'forward',
          label: (
            <>
              <span lang="de" dir="ltr">
                {name}
              </span>{' '}
              (<Day at={frozenAt} />)
            </>
          ),
          href: publicPath(view, `zahlen/berichte/${id}`),
        }))}
      />
    </PublicPage>
  );
}

function Day({ at }: { at: Date }) {
  return <time dateTime={at.toISOString().slice(0, 10)}>{dayWords(at, useView(), 'long')}</time>;
}

/** The same view in German; the form token stays behind its getter, because reading it keeps a page out of the cache. */
function inGerman(view: View): View {
  return Object.assign(Object.create(view), { language: german, t: translator(german) });
}

/** A published edition; its words are German in every language of the page. */
export function PublicReportPage(props: {
  edition: Edition;
  documents: readonly ReportDocument[];
  document: ReportDocument | null;
  draw: Drawing;
}) {
  const { edition, documents, document, draw } = props;
  const view = useView();
  const { t, district } = view;
  const here = publicPath(view, `zahlen/berichte/${edition.id}`);
  const title = document?.title.text ?? edition.title;
  const date = dayWords(edition.frozenAt, view, 'long');
  return (
    <PublicPage
      title={title}
      breadcrumb={[
        { label: district?.name ?? '', href: publicPath(view) },
        { label: t('monitoring:report.title'), href: publicPath(view, 'zahlen/berichte') },
        ...(document && documents.length > 1 ? [{ label: edition.title, href: here }] : []),
        { label: document?.place.text ?? edition.title },
      ]}
    >
      <PageHeader title={title} lang="de" dir="ltr" lead={t('monitoring:report.frozen_on', { date })} />
      <Alert kind="info" title={t('monitoring:report.frozen_note', { date })} />
      {document ? (
        <>
          <Files href={here} query={documents.length > 1 ? `?ort=${document.slug}` : ''} />
          <div lang="de" dir="ltr">
            <ViewProvider value={inGerman(view)}>
              <ReportParts document={document} draw={draw} linked={false} />
            </ViewProvider>
          </div>
        </>
      ) : (
        <DocumentList href={here} documents={documents} />
      )}
    </PublicPage>
  );
}
