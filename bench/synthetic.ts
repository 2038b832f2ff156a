import { defaultCategories, fingerprint, germanLevels, type OfferContent, targetGroups } from '#modules/directory';

/** Small deterministic generator (mulberry32): the same seed makes the same offers on every machine. */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const kinds = [
  'Deutschkurs',
  'Sprachcafé',
  'Beratung',
  'Treffpunkt',
  'Formularhilfe',
  'Hausaufgabenhilfe',
  'Nähwerkstatt',
  'Sportgruppe',
  'Elterncafé',
  'Alphabetisierungskurs',
  'Bewerbungstraining',
  'Fahrradwerkstatt',
  'Krabbelgruppe',
  'Schwimmkurs',
  'Kochabend',
  'Mietberatung',
  'Schuldnerberatung',
  'Integrationskurs',
  'Lesepatenschaft',
  'Gartenprojekt',
];
const traits = [
  'für Frauen',
  'für Familien',
  'am Abend',
  'am Wochenende',
  'mit Kinderbetreuung',
  'für Anfänger',
  'für Jugendliche',
  'im Stadtteil',
  'für Geflüchtete',
  'für Senioren',
  'mit Begleitung',
  'für Zugewanderte',
];
const places = [
  'Nordviertel',
  'Südstadt',
  'Altstadt',
  'Bahnhof',
  'Rathaus',
  'Volkshochschule',
  'Mehrgenerationenhaus',
  'Gemeindezentrum',
  'Familienzentrum',
  'Stadtbücherei',
  'Jugendzentrum',
  'Bürgerhaus',
];
const subjects = [
  'Sprache',
  'Alltag',
  'Arbeit',
  'Wohnung',
  'Gesundheit',
  'Schule',
  'Ausbildung',
  'Anträge',
  'Behörden',
  'Freizeit',
  'Musik',
  'Kochen',
  'Bewegung',
  'Recht',
  'Familie',
  'Pflege',
  'Impfung',
  'Führerschein',
  'Computer',
  'Anmeldung',
];
const languages = ['deu', 'arb', 'tur', 'ukr', 'rus', 'kmr', 'pes', 'prs', 'ron', 'pol', 'tir', 'som', 'eng', 'fra'];
const days = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'];
const foreign: Readonly<Record<string, readonly string[]>> = {
  en: ['German course', 'meeting place', 'advice', 'for women', 'with childcare', 'near the station'],
  tr: ['Almanca kursu', 'buluşma yeri', 'danışmanlık', 'kadınlar için', 'çocuk bakımı ile', 'istasyon yakını'],
  ar: ['دورة لغة ألمانية', 'مكان لقاء', 'استشارة', 'للنساء', 'مع رعاية الأطفال', 'قرب المحطة'],
  uk: ['курс німецької мови', 'місце зустрічі', 'консультація', 'для жінок', 'з доглядом за дітьми', 'біля вокзалу'],
  fa: ['کلاس زبان آلمانی', 'محل دیدار', 'مشاوره', 'برای زنان', 'با نگهداری کودک', 'نزدیک ایستگاه'],
  ru: ['курс немецкого языка', 'место встречи', 'консультация', 'для женщин', 'с присмотром за детьми', 'у вокзала'],
  ro: ['curs de germană', 'loc de întâlnire', 'consiliere', 'pentru femei', 'cu îngrijire de copii', 'lângă gară'],
};

/** Which phrase of `foreign` says the same as a German word: a translation that says something else would be found by everybody. */
function saidOf(german: string): number {
  if (/^(Deutsch|Alpha|Integra)/.test(german)) return 0;
  if (/café|Treff|gruppe|Garten|Koch/.test(german)) return 1;
  if (/[Bb]eratung|hilfe|training|paten/.test(german)) return 2;
  if (/Frauen/.test(german)) return 3;
  return /Kinderbetreuung/.test(german) ? 4 : 5;
}

/** One invented offer; `towns` are AGS. Texts stand in `languageCount` languages, German among them. */
export function syntheticOffer(
  random: () => number,
  towns: readonly string[],
  number: number,
  languageCount: number,
): OfferContent {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const some = <T>(list: readonly T[], most: number): T[] => [
    ...new Set(Array.from({ length: Math.floor(random() * (most + 1)) }, () => pick(list))),
  ];
  const [kind, trait, place, subject] = [pick(kinds), pick(traits), pick(places), pick(subjects)];
  const top = pick(Object.keys(defaultCategories));
  const start = 8 + Math.floor(random() * 10);
  const name = `${kind} ${trait} ${number}`;
  const summary = `${kind} ${trait} am Ort ${place}: Hilfe bei ${subject} und ${pick(subjects)}`;
  const said = saidOf(kind);
  const translated = (text: string, german: string) => ({ text, by: 'machine' as const, of: fingerprint(german) });
  const translations = Object.fromEntries(
    Object.entries(foreign)
      .slice(0, languageCount - 1)
      .map(([tag, phrases]) => [
        tag,
        {
          name: translated(`${phrases[said]} ${number}`, name),
          summary: translated(`${phrases[said]}, ${phrases[saidOf(trait)]}`, summary),
        },
      ]),
  );
  return {
    kind: 'offer',
    name,
    summary,
    description: `Wir treffen uns regelmäßig im Gebäude ${place}. Themen sind ${some(subjects, 6).join(', ')}. ${trait} und für alle, die Fragen zu ${subject} haben.`,
    organisation: 'beispiel-traeger',
    categories: [pick(defaultCategories[top] as readonly string[])],
    town: pick(towns),
    areaServed: [],
    place: {
      street: `Beispielweg ${1 + Math.floor(random() * 90)}`,
      visibility: 'public',
      accessibility: random() < 0.4 ? ['step_free'] : [],
    },
    schedules: [
      {
        kind: 'weekly',
        hours: `${pick(days)} ${String(start).padStart(2, '0')}:00-${String(start + 2).padStart(2, '0')}:00; PH off`,
      },
    ],
    breaks: [],
    languages: [
      { code: 'deu', mode: 'spoken' },
      ...some(languages.slice(1), 3).map((code) => ({ code, mode: 'spoken' as const })),
    ],
    fees: { kind: pick(['free', 'free', 'contribution', 'unknown'] as const) },
    documents: [],
    participation: { registration: pick(['none', 'required', 'unknown'] as const) },
    capacity: { waiting: 'unknown' },
    childcare: pick(['yes', 'no', 'unknown', 'unknown'] as const),
    ages: random() < 0.2 ? { min: 18 } : {},
    gender: random() < 0.15 ? 'women' : 'all',
    targetGroups: some(targetGroups, 3),
    residence: [],
    germanLevel: random() < 0.2 ? { min: pick(germanLevels.slice(0, 3)) } : {},
    demonstration: true,
    ...(languageCount > 1 ? { translations } : {}),
  };
}
