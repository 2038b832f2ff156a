import type { Context } from '#platform/access';
import { organisationKinds } from '../../model/vocabulary.ts';
import { listInstitutions } from '../../store/kinds/lists.ts';
import { paths } from '../showing/addresses.ts';
import type { ChipView, FacetView } from '../showing/filters.ts';
import { groundOf, placeName } from '../showing/ground.ts';
import { wordingIn } from '../wording.ts';
import { type InstitutionAddress, kindPaths, listQuery } from './addresses.ts';
import { type InstitutionView, institutionView } from './institution.ts';

export interface InstitutionsView {
  readonly action: string;
  readonly total: number;
  readonly rows: readonly (InstitutionView & { readonly href: string })[];
  readonly kinds: readonly FacetView[];
  readonly towns: readonly FacetView[];
  readonly letters: readonly { readonly label: string; readonly href: string; readonly current: boolean }[];
  readonly chips: readonly ChipView[];
  readonly handbook: { readonly pdf: string; readonly docx: string };
  /** Name of the one town that was chosen. */
  readonly town: string | undefined;
  readonly offerHref: (slug: string) => string;
  readonly keep: readonly { readonly name: string; readonly value: string }[];
  readonly position: string | undefined;
  readonly previous: string | undefined;
  readonly next: string | undefined;
}

const pageSize = 30;

/** Institutions A–Z, by town and kind, with what they do and whom to ask. */
export async function showInstitutions(context: Context, address: InstitutionAddress): Promise<InstitutionsView> {
  const ground = await groundOf(context);
  const wording = wordingIn(context.language);
  const { t } = wording;
  const page = address.seite ?? 1;
  const found = await listInstitutions(context.database.shared, {
    tenantId: context.tenant.id,
    towns: address.ort,
    kinds: address.art,
    letter: address.buchstabe ?? null,
    limit: pageSize,
    offset: (page - 1) * pageSize,
  });
  const base = kindPaths.institutions(context);
  const href = (changes: Partial<InstitutionAddress>) => base + listQuery(address, changes);
  const townName = (key: string) => {
    const town = ground.town(key);
    return town ? placeName(town, wording) : t('directory:wording.whole_district');
  };
  const rows = found.rows.map((row) => ({
    ...institutionView(row, ground, wording),
    href: paths.organisation(context, row.slug),
  }));
  const from = (page - 1) * pageSize + 1;
  const only = address.ort.length === 1 ? address.ort[0] : undefined;
  const query = only && (only === 'kreis' || ground.town(only)) ? `?ort=${only}` : '';
  return {
    action: base,
    total: found.total,
    rows,
    kinds: organisationKinds
      .filter((kind) => found.kinds[kind] || address.art.includes(kind))
      .map((kind) => ({
        value: kind,
        label: t(`directory:organisationKind.${kind}`),
        count: found.kinds[kind] ?? 0,
        checked: address.art.includes(kind),
      })),
    towns: ['kreis', ...ground.towns.map(({ key }) => key)]
      .filter((key) => found.towns[key] || address.ort.includes(key))
      .map((key) => ({ value: key, label: townName(key), count: found.towns[key] ?? 0, checked: address.ort.includes(key) })),
    letters: [
      {
        label: t('directory:institutions.all_letters'),
        href: href({ buchstabe: undefined }),
        current: address.buchstabe === undefined,
      },
      ...found.letters
        .filter((letter) => /^[A-Z0-9]$/.test(letter))
        .map((letter) => ({ label: letter, href: href({ buchstabe: letter }), current: letter === address.buchstabe })),
    ],
    chips: [
      ...address.ort.map((key) => ({ label: townName(key), href: href({ ort: address.ort.filter((one) => one !== key) }) })),
      ...address.art.map((kind) => ({
        label: t(`directory:organisationKind.${kind}`),
        href: href({ art: address.art.filter((one) => one !== kind) }),
      })),
      ...(address.buchstabe ? [{ label: address.buchstabe, href: href({ buchstabe: undefined }) }] : []),
    ],
    handbook: { pdf: `${base}.pdf${query}`, docx: `${base}.docx${query}` },
    town: only === undefined ? undefined : townName(only),
    offerHref: (slug) => paths.offer(context, slug),
    keep: address.buchstabe ? [{ name: 'buchstabe', value: address.buchstabe }] : [],
    position: rows.length ? t('directory:search.position', { from, to: from + rows.length - 1, total: found.total }) : undefined,
    previous: page > 1 ? href({ seite: page - 1 }) : undefined,
    next: page * pageSize < found.total && page < 50 ? href({ seite: page + 1 }) : undefined,
  };
}
