import { encode } from 'uqr';
import { escapeXml } from './xml.ts';

/**
 * A QR code as a standalone SVG, black on white with the quiet zone of four modules that ISO/IEC 18004 asks for.
 * Usable in HTML (it scales with its CSS box; no style, no script) and in a Typst template (`qr-code`).
 * @param text what the code says, usually an address; at most 2,331 bytes of UTF-8
 * @param options `title`: the accessible name, by default the text itself
 * @throws RangeError when the text is too long for a QR code
 */
export function qrSvg(text: string, options: { title?: string } = {}): string {
  // Level M: a print sheet hangs on a notice board and gets stained.
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  let path = '';
  for (const [y, row] of data.entries()) {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      let end = x + 1;
      while (row[end]) end++;
      path += `M${x} ${y}h${end - x}v1h${x - end}z`;
      x = end;
    }
  }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" role="img" shape-rendering="crispEdges">` +
    `<title>${escapeXml(options.title ?? text)}</title>` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${path}"/></svg>`
  );
}
