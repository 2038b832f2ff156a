import type { ComponentChildren } from 'preact';
import { Disclosure, ExternalLink, Prose, publicPath, Table, useView } from '#platform/ui';
import type { Part, ReportDocument, Said, TableBody } from '../model/report-document.ts';
import { Own, Tiles } from './report-tiles.tsx';

/** Draws a part; handed in, because pages know no services. */
export type Drawing = (part: Extract<Part, { kind: 'chart' | 'map' }>) => string;

interface Shown {
  readonly document: ReportDocument;
  readonly draw: Drawing;
  /** Links to indicators and towns; none in a frozen report, whose figures may differ from today's. */
  readonly linked: boolean;
}

function Heading({ level, id, children }: { level: number; id?: string; children: ComponentChildren }) {
  const Element = `h${Math.min(level, 6)}` as 'h2';
  return (
    <Element id={id} class={level === 2 ? 'dk-section__title' : undefined}>
      {children}
    </Element>
  );
}

const Title = ({ title, level }: { title: Said; level: number }) =>
  title.text.trim() ? (
    <Heading level={level}>
      <Own said={title} />
    </Heading>
  ) : null;

function FiguresTable({
  body,
  caption,
  slugs,
}: {
  body: TableBody;
  caption: Said;
  slugs?: readonly (string | null)[] | undefined;
}) {
  const view = useView();
  const rows = body.rows.map((cells, index) => ({ cells, slug: slugs?.[index] ?? null, key: String(index) }));
  return (
    <Table
      caption={caption.text}
      captionHidden
      wide={body.columns.length > 4}
      rows={rows}
      rowKey={({ key }) => key}
      columns={body.columns.map(({ text }, index) => ({
        key: String(index),
        label: text,
        rowHeader: index === 0,
        numeric: body.numeric.includes(index),
        cell: ({ cells, slug }: (typeof rows)[number]) => {
          const cell = <Own said={cells[index] ?? { text: '' }} />;
          return index === 0 && slug ? <a href={publicPath(view, `zahlen/orte/${slug}`)}>{cell}</a> : cell;
        },
      }))}
    />
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <ul class="dk-remarks">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function Figure({ part, level, draw }: { part: Extract<Part, { kind: 'chart' | 'map' }>; level: number; draw: Drawing }) {
  const { t } = useView();
  return (
    <div class="dk-chart-block">
      <Title title={part.title} level={level} />
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by the charts room, which escapes every text in it */}
      <figure class="dk-chart" dangerouslySetInnerHTML={{ __html: draw(part) }} />
      {part.kind === 'chart' && <Lines lines={part.remarks} />}
      <Disclosure title={t('monitoring:report.figures_table')}>
        <FiguresTable body={part.table} caption={{ text: t('monitoring:report.as_table', { title: part.title.text }) }} />
      </Disclosure>
    </div>
  );
}

function Paragraphs({ said }: { said: Said }) {
  return (
    <Prose {...(said.german && { lang: 'de', dir: 'ltr' })}>
      {said.text.split(/\n\s*\n/).map((paragraph, index) => (
        <p key={index}>{paragraph.split('\n').map((line, at) => [at > 0 && <br key={`b${at}`} />, line])}</p>
      ))}
    </Prose>
  );
}

function Notes({ part, level }: { part: Extract<Part, { kind: 'notes' }>; level: number }) {
  const { t } = useView();
  return (
    <>
      {part.remarks.length > 0 && (
        <>
          <Heading level={level}>{t('monitoring:report.remarks')}</Heading>
          <ul class="dk-remarks">
            {part.remarks.map((remark, index) => (
              <li key={index}>
                <Own said={remark} />
              </li>
            ))}
          </ul>
        </>
      )}
      {part.sources.length > 0 && (
        <>
          <Heading level={level}>{t('monitoring:report.sources')}</Heading>
          <ul class="dk-remarks">
            {part.sources.map(({ name, text, url }, index) => (
              <li key={index}>
                {url ? (
                  <ExternalLink href={url}>
                    <Own said={name} />
                  </ExternalLink>
                ) : (
                  <Own said={name} />
                )}
                {text && (
                  <>
                    {': '}
                    <bdi lang="de">{text}</bdi>
                  </>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function OnePart({ part, level, shown: { draw, linked } }: { part: Part; level: number; shown: Shown }) {
  switch (part.kind) {
    case 'heading':
      return (
        <Heading level={part.level + 1}>
          <Own said={part.text} />
        </Heading>
      );
    case 'text':
      return <Paragraphs said={part.text} />;
    case 'figures':
      return (
        <>
          <Title title={part.title} level={level} />
          <Tiles tiles={part.tiles} linked={linked} />
        </>
      );
    case 'table':
      return (
        <>
          <Title title={part.title} level={level} />
          <FiguresTable body={part} caption={part.title} slugs={linked ? part.slugs : undefined} />
          <Lines lines={part.signs} />
        </>
      );
    case 'chart':
    case 'map':
      return <Figure part={part} level={level} draw={draw} />;
    case 'empty':
      return (
        <>
          <Title title={part.title} level={level} />
          <p>{part.text}</p>
        </>
      );
    case 'notes':
      return <Notes part={part} level={level} />;
    case 'page':
      return <hr class="dk-page-break" />;
  }
}

const isDrawn = (part: Part) => part.kind === 'chart' || part.kind === 'map';

/** Drawings that follow each other stand side by side where there is room. */
function rowsOf(parts: readonly Part[]): Part[][] {
  const rows: Part[][] = [];
  for (const part of parts) {
    const last = rows.at(-1);
    if (last?.[0] && isDrawn(last[0]) && isDrawn(part)) last.push(part);
    else rows.push([part]);
  }
  return rows;
}

/** What a document says, as part of a page whose `h1` is its title. */
export function ReportParts(shown: Shown) {
  let level = 2;
  return (
    <div class="dk-report">
      {rowsOf(shown.document.parts).map((row, index) => {
        const [first] = row;
        if (first?.kind === 'heading') level = first.level + 2;
        const parts = row.map((part, at) => <OnePart key={at} part={part} level={level} shown={shown} />);
        return row.length > 1 ? (
          <div class="dk-chart-pair" key={index}>
            {parts}
          </div>
        ) : (
          parts
        );
      })}
    </div>
  );
}
