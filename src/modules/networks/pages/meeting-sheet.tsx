import { DescriptionList, LanguageBlock, LinkButton, PrintPage, Table, useView } from '#platform/ui';
import type { MeetingBlock, MeetingSheet } from '../model/meeting-sheet.ts';
import { Lines } from './frame.tsx';

function Block({ block }: { block: MeetingBlock }) {
  switch (block.kind) {
    case 'heading':
      return block.depth === 1 ? <h2>{block.text}</h2> : <h3>{block.text}</h3>;
    case 'text':
      return <Lines text={block.text} />;
    case 'notice':
      return (
        <blockquote>
          <Lines text={block.text} />
        </blockquote>
      );
    case 'table':
      return (
        <Table
          caption={block.caption}
          rows={block.rows}
          rowKey={(row: readonly string[]) => row.join()}
          columns={block.columns.map((label, index) => ({
            key: label,
            label,
            rowHeader: index === 0,
            cell: (row: readonly string[]) => row[index],
          }))}
        />
      );
  }
}

/** What an agenda or minutes say; they are German whatever the language of the page. */
export function SheetBlocks({ blocks }: { blocks: readonly MeetingBlock[] }) {
  return (
    <LanguageBlock lang="de" dir="ltr" class="dk-prose">
      {blocks.map((block, index) => (
        <Block key={`${index}${block.kind}`} block={block} />
      ))}
    </LanguageBlock>
  );
}

/** Agenda or minutes to print. */
export function SheetPage({ sheet, backHref, pdfHref }: { sheet: MeetingSheet; backHref: string; pdfHref: string }) {
  const { t } = useView();
  return (
    <PrintPage
      title={sheet.title}
      backHref={backHref}
      tools={<LinkButton href={pdfHref}>{t(`networks:staff.${sheet.kind}.pdf`)}</LinkButton>}
      foot={sheet.date}
    >
      <h1 lang="de">{sheet.title}</h1>
      <LanguageBlock lang="de" dir="ltr">
        <DescriptionList items={sheet.facts.map(([term, value]) => ({ term, value }))} />
      </LanguageBlock>
      <SheetBlocks blocks={sheet.blocks} />
    </PrintPage>
  );
}
