import type { Context } from '#platform/access';
import { german } from '#platform/i18n';
import { tenantName } from '#platform/tenancy';
import { listInstitutions } from '../../store/kinds/lists.ts';
import { type InstitutionView, institutionView } from '../kinds/institution.ts';
import { today } from '../releasing.ts';
import { groundOf, placeName } from '../showing/ground.ts';
import type { ContactView } from '../showing/offer-view.ts';
import type { Phrase } from '../showing/phrase.ts';
import { wordingIn } from '../wording.ts';

/** A text of the handbook with the interface language it is in. */
export interface BookText {
  readonly text: string;
  readonly tag: string;
}

export interface BookRow {
  readonly label: string;
  readonly lines: readonly BookText[];
  /** The first line is a heading of the others. */
  readonly strong: boolean;
}

export interface BookInstitution {
  /** Name of the place to which other chapters point. */
  readonly anchor: string;
  readonly name: BookText;
  readonly kind: string;
  readonly towns: string;
  readonly description: BookText;
  readonly rows: readonly BookRow[];
}

export interface BookChapter {
  readonly title: string;
  readonly institutions: readonly BookInstitution[];
  /** Institutions of several towns, which stand in a chapter of their own. */
  readonly also: readonly { readonly anchor: string; readonly name: BookText }[];
}

/** The handbook of institutions, ready to be set. */
export interface Handbook {
  readonly tag: string;
  readonly title: string;
  readonly sender: string;
  readonly date: string;
  readonly source: string;
  readonly pageLabel: string;
  readonly contentsLabel: string;
  readonly alsoLabel: string;
  readonly pageWord: string;
  readonly lead: string;
  readonly note: string | null;
  readonly chapters: readonly BookChapter[];
}

/** More are not set into one file; a handbook of one town has fewer. About 250 pages. */
export const mostInstitutions = 1500;

function institutionOf(view: InstitutionView, tag: string, t: (key: string) => string): BookInstitution {
  const text = ({ text: value, lang }: Phrase): BookText => ({ text: value, tag: lang ? german.tag : tag });
  const own = (value: string): BookText => ({ text: value, tag });
  const reach = (contacts: readonly ContactView[]): BookText[] =>
    contacts.map(({ label, text: value }) => own(`${label}: \u2066${value}\u2069`));
  const rows: Omit<BookRow, 'strong'>[] = [
    { label: t('directory:field.label.tasks'), lines: view.tasks.map(text) },
    ...view.points.map((point) => ({
      label: t('directory:handbook.point'),
      lines: [text(point.topic), ...point.lines.map(text), ...reach(point.contacts)],
    })),
    { label: t('directory:kinds.address'), lines: view.address.map(text) },
    { label: t('directory:field.label.hours'), lines: view.hours.map(own) },
    { label: t('directory:offer.accessibility'), lines: view.accessibility.map(own) },
    { label: t('directory:offer.contact'), lines: reach(view.contacts) },
    { label: t('directory:offer.source_label'), lines: view.source ? [text(view.source)] : [] },
  ];
  return {
    anchor: `e-${view.id}`,
    name: text(view.name),
    kind: view.example ? `${view.kind} · ${t('directory:offer.example')}` : view.kind,
    towns: view.towns,
    description: text(view.description),
    rows: rows
      .filter(({ lines }) => lines.length > 0)
      .map((row) => ({ ...row, strong: row.label === t('directory:handbook.point') && row.lines.length > 1 })),
  };
}

/** Words that stand in sentences elsewhere begin a heading here. */
const capitalised = (text: string, locale: string): string =>
  text.replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase(locale));

/**
 * The handbook of a district, or of one town with what is there for the whole district; in the reader's language. By
 * town, in each A–Z. An institution of several towns stands once, and the other chapters point to it.
 */
export async function readHandbook(context: Context, town: string | undefined): Promise<Handbook> {
  const { tenant, language } = context;
  const ground = await groundOf(context);
  const wording = wordingIn(language);
  const { t } = wording;
  const found = await listInstitutions(context.database.shared, {
    tenantId: tenant.id,
    towns: town === undefined ? [] : town === 'kreis' ? ['kreis'] : [town, 'kreis'],
    kinds: [],
    letter: null,
    limit: mostInstitutions,
    offset: 0,
  });
  const all = found.rows.map((row) => institutionView(row, ground, wording));
  const book = (views: readonly InstitutionView[]) => views.map((view) => institutionOf(view, language.tag, t));
  const title = (key: string) => {
    const unit = ground.town(key);
    return unit ? placeName(unit, wording) : key;
  };
  const several = all.filter(({ townKeys }) => townKeys.length > 1);
  const towns = town === undefined ? ground.towns.map(({ key }) => key) : town === 'kreis' ? [] : [town];
  const chapters: BookChapter[] = [
    {
      title: capitalised(t('directory:wording.whole_district'), language.locale),
      institutions: book(all.filter(({ townKeys }) => !townKeys.length)),
      also: [],
    },
    { title: t('directory:handbook.several'), institutions: book(several), also: [] },
    ...towns.map((key) => ({
      title: title(key),
      institutions: book(all.filter(({ townKeys }) => townKeys.length === 1 && townKeys[0] === key)),
      also: book(several.filter(({ townKeys }) => townKeys.includes(key))).map(({ anchor, name }) => ({ anchor, name })),
    })),
  ];
  const district = tenantName(tenant, language);
  const now = wording.day(today(context.now()));
  return {
    tag: language.tag,
    title:
      town === undefined || town === 'kreis'
        ? t('directory:handbook.title', { district })
        : t('directory:handbook.title_town', { town: title(town) }),
    sender: district,
    date: t('directory:print.date', { date: now }),
    source: t('directory:handbook.source', {
      date: now,
      address: `${context.publicUrl}/${tenant.slug}/${language.tag}/einrichtungen`,
    }),
    pageLabel: t('directory:print.page', { page: '{page}', pages: '{pages}' }),
    contentsLabel: t('directory:handbook.contents'),
    alsoLabel: t('directory:handbook.also'),
    pageWord: t('directory:handbook.page', { page: '{page}' }),
    lead: t('directory:kinds.lead.einrichtungen'),
    note: found.total > all.length ? t('directory:handbook.cut', { shown: all.length, total: found.total }) : null,
    chapters: chapters.filter(({ institutions, also }) => institutions.length || also.length),
  };
}
