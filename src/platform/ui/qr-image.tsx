/** A QR code from its own address; white ground in dark mode too, because cameras look for dark on light. */
export function QrImage({ src, alt }: { src: string; alt: string }) {
  return <img class="dk-qr" src={src} alt={alt} width="152" height="152" />;
}
