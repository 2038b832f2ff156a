import { link, plain, write } from '../../model/integreat/html.ts';
import { numberOf } from '../../model/integreat/numbers.ts';
import { moment } from '../../model/integreat/times.ts';
import type { Page } from '../../model/integreat/types.ts';
import { type Frame, translationsOf } from './frame.ts';

/** Impressum (§ 5 DDG) as the page of the app; a demonstration says that its own is missing. */
export function imprintOf(frame: Frame): Page {
  const { t, tenant, publicUrl, language } = frame.context;
  const { legal } = tenant.settings;
  const rows: readonly (readonly [string, ReturnType<typeof plain>])[] = legal
    ? [
        [t('legal:imprint.authority'), plain(legal.authority)],
        [t('legal:imprint.address'), plain(legal.address)],
        [t('legal:imprint.representative'), plain(legal.representative)],
        [t('legal:imprint.email'), link(`mailto:${legal.email}`, plain(legal.email), true)],
        [t('legal:imprint.phone'), link(`tel:${legal.phone.replace(/[^+\d]/g, '')}`, plain(legal.phone), true)],
        [t('legal:imprint.content'), plain(legal.representative)],
      ]
    : [];
  const title = t('legal:imprint.title');
  const privacy = link(`${publicUrl}/${tenant.slug}/${language.tag}/datenschutz`, plain(t('legal:privacy.title')), true);
  const content = legal
    ? write`<dl>${rows.map(([term, value]) => write`<dt>${plain(term)}</dt><dd>${value}</dd>`)}</dl><p>${privacy}</p>`
    : write`<p>${plain(t('legal:missing_text'))}</p><p>${privacy}</p>`;
  const id = numberOf('imprint', tenant.id);
  const path = `${frame.base}imprint/`;
  const updated = moment(tenant.contentChangedAt);
  return {
    id,
    url: `${publicUrl}${path}`,
    path,
    title,
    modified_gmt: tenant.contentChangedAt.toISOString(),
    last_updated: updated,
    published_at: updated,
    excerpt: title,
    content,
    parent: { id: 0, url: null, path: null },
    order: 0,
    available_languages: translationsOf(frame, id, 'imprint'),
    thumbnail: null,
    organization: null,
    embedded_offers: [],
    slug_history: [],
    hash: null,
  };
}
