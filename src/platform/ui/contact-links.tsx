import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import { useView } from './view.tsx';

/** A telephone number to call; its groups of digits keep their order on right-to-left pages. */
export function PhoneLink({ number }: { number: string }) {
  return (
    <a href={`tel:${number.replaceAll(/[^+\d]/g, '')}`}>
      <bdi dir="ltr">{number}</bdi>
    </a>
  );
}

export function MailLink({ address }: { address: string }) {
  return (
    <a href={`mailto:${address}`}>
      <bdi dir="ltr">{address}</bdi>
    </a>
  );
}

const webAddress = /^https?:\/\//i;

/** A link to another website, in the same window; anything but http(s) stays plain text, because addresses come from outside. */
export function ExternalLink({ href, children }: { href: string; children?: ComponentChildren }) {
  const { t } = useView();
  const label = children ?? <bdi dir="ltr">{href.replace(webAddress, '').replace(/\/$/, '')}</bdi>;
  if (!webAddress.test(href)) return <>{label}</>;
  return (
    <a href={href} rel="noopener noreferrer">
      {label} <Icon name="external" label={t('ui:link.external')} />
    </a>
  );
}
