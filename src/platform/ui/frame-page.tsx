import type { ComponentChildren } from 'preact';
import { Document } from './document.tsx';
import { mainId } from './page-parts.tsx';

/** Shell of a page that stands in a frame of another website: no head, no foot, links open beside that website. */
export function FramePage({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <Document title={title} class="dk-public dk-frame" hidden inFrame>
      <main id={mainId} class="dk-frame__main">
        {children}
      </main>
    </Document>
  );
}
