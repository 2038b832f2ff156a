import type { Fact, IconTileProps } from './card.tsx';
import type { Facet } from './facet-list.tsx';

/** Invented contents of the style guide, in a left-to-right and a right-to-left language. */
export interface Samples {
  readonly question: string;
  readonly lead: string;
  readonly hint: string;
  readonly tilesTitle: string;
  readonly tiles: readonly IconTileProps[];
  readonly results: string;
  readonly town: string;
  readonly may: string;
  readonly towns: readonly Facet[];
  readonly mayFacets: readonly Facet[];
  readonly offer: {
    readonly title: string;
    readonly kicker: string;
    readonly yes: string;
    readonly maybe: string;
    readonly no: string;
  };
  readonly facts: readonly Fact[];
  readonly tags: readonly string[];
  readonly confirmed: string;
  readonly details: readonly { readonly term: string; readonly value: string }[];
  readonly parts: Readonly<Record<PartTitle, string>>;
  readonly fields: Readonly<Record<FieldText, string>>;
  readonly steps: readonly string[];
  readonly text: string;
}

type PartTitle = 'offers' | 'detail' | 'form' | 'messages' | 'empty' | 'buttons' | 'confirm' | 'marks' | 'action' | 'second';
type FieldText =
  | 'name'
  | 'nameHint'
  | 'nameError'
  | 'mail'
  | 'mailError'
  | 'about'
  | 'day'
  | 'places'
  | 'kind'
  | 'kinds'
  | 'yes'
  | 'no'
  | 'maybe'
  | 'file'
  | 'consent'
  | 'send';

const german: Samples = {
  question: 'Was suchen Sie?',
  lead: 'Beratung, Kurse, Treffpunkte und Hilfe in den Städten des Kreises. Sie können in Ihrer Sprache suchen.',
  hint: 'Zum Beispiel: Deutschkurs mit Kinderbetreuung',
  tilesTitle: 'Wobei brauchen Sie Unterstützung?',
  tiles: [
    { icon: 'arrival', label: 'Neu hier', href: '#neu' },
    { icon: 'language', label: 'Deutsch lernen', href: '#deutsch' },
    { icon: 'school', label: 'Kita und Schule', href: '#schule' },
    { icon: 'work', label: 'Arbeit und Ausbildung', href: '#arbeit' },
    { icon: 'housing', label: 'Wohnen', href: '#wohnen' },
    { icon: 'health', label: 'Gesundheit', href: '#gesundheit' },
    { icon: 'leisure', label: 'Familie und Freizeit', href: '#familie' },
    { icon: 'rights', label: 'Meine Rechte', href: '#rechte' },
  ],
  results: '18 Angebote',
  town: 'Stadt',
  may: 'Kann ich teilnehmen?',
  towns: [
    { value: 'a', label: 'Gütersloh', count: 9, checked: true },
    { value: 'b', label: 'Rheda-Wiedenbrück', count: 6, checked: false },
    { value: 'c', label: 'Verl', count: 3, checked: false },
    { value: 'd', label: 'Steinhagen', count: 0, checked: false },
    { value: 'e', label: 'Harsewinkel', count: 2, checked: false },
  ],
  mayFacets: [
    { value: 'me', label: 'Nur Angebote für mich', count: 14, checked: true },
    { value: 'free', label: 'Kostenlos', count: 12, checked: false },
    { value: 'care', label: 'Mit Kinderbetreuung', count: 5, checked: false },
  ],
  offer: {
    title: 'Offenes Sprachcafé',
    kicker: 'Treffpunkt',
    yes: 'Sie können teilnehmen: offen für alle, kostenlos',
    maybe: 'Anmeldung nötig: bringen Sie die Meldebescheinigung mit',
    no: 'Zurzeit kein freier Platz',
  },
  facts: [
    { icon: 'place', label: 'Ort', value: 'Gütersloh, 1,2 km' },
    { icon: 'clock', label: 'Zeit', value: 'Dienstag 16–18 Uhr' },
    { icon: 'language', label: 'Sprachen', value: 'Deutsch, dienstags auch Arabisch' },
  ],
  tags: ['Kinderbetreuung', '6 freie Plätze', 'Niveau A1'],
  confirmed: 'Bestätigt am 12. November 2026',
  details: [
    { term: 'Kosten', value: 'kostenlos' },
    { term: 'Mitbringen', value: 'nichts' },
    { term: 'Telefon', value: '05241 000000' },
  ],
  parts: {
    offers: 'Angebote',
    detail: 'Einzelheiten',
    form: 'Angebot vorschlagen',
    messages: 'Meldungen',
    empty: 'Keine Angebote gefunden',
    buttons: 'Schaltflächen',
    confirm: 'Soll der Vorschlag zurückgezogen werden?',
    marks: 'Marken und Schritte',
    action: 'Vorschlag zurückziehen',
    second: 'Alle Angebote',
  },
  fields: {
    name: 'Name des Angebots',
    nameHint: 'So, wie es auf dem Aushang steht.',
    nameError: 'Bitte geben Sie dem Angebot einen Namen.',
    mail: 'E-Mail-Adresse',
    mailError: 'In der E-Mail-Adresse fehlt das Zeichen @.',
    about: 'Was erwartet die Menschen dort?',
    day: 'Beginnt am',
    places: 'Plätze',
    kind: 'Thema',
    kinds: 'Für wen?',
    yes: 'Ja',
    no: 'Nein',
    maybe: 'Mit Anmeldung',
    file: 'Aushang',
    consent: 'Ich darf diese Angaben weitergeben.',
    send: 'Vorschlag senden',
  },
  steps: ['Angebot', 'Ort und Zeit', 'Prüfen'],
  text: 'Das Angebot ist offen. Wer mag, kommt ohne Anmeldung vorbei, trinkt einen Tee und übt Deutsch im Gespräch.',
};

const arabic: Samples = {
  question: 'عمّ تبحث؟',
  lead: 'استشارات ودورات وأماكن لقاء ومساعدة في مدن المنطقة. يمكنك البحث بلغتك.',
  hint: 'مثال: دورة لغة ألمانية مع رعاية الأطفال',
  tilesTitle: 'في أي موضوع تحتاج إلى مساعدة؟',
  tiles: [
    { icon: 'arrival', label: 'جديد هنا', href: '#neu' },
    { icon: 'language', label: 'تعلّم الألمانية', href: '#deutsch' },
    { icon: 'school', label: 'الروضة والمدرسة', href: '#schule' },
    { icon: 'work', label: 'العمل والتدريب المهني', href: '#arbeit' },
    { icon: 'housing', label: 'السكن', href: '#wohnen' },
    { icon: 'health', label: 'الصحة', href: '#gesundheit' },
    { icon: 'leisure', label: 'العائلة وأوقات الفراغ', href: '#familie' },
    { icon: 'rights', label: 'حقوقي', href: '#rechte' },
  ],
  results: '18 عرضًا',
  town: 'المدينة',
  may: 'هل يمكنني المشاركة؟',
  towns: [
    { value: 'a', label: 'غوترسلوه', count: 9, checked: true },
    { value: 'b', label: 'ريدا-فيدنبروك', count: 6, checked: false },
    { value: 'c', label: 'فيرل', count: 3, checked: false },
    { value: 'd', label: 'Steinhagen', count: 0, checked: false, lang: 'de', dir: 'ltr' },
    { value: 'e', label: 'هارسفينكل', count: 2, checked: false },
  ],
  mayFacets: [
    { value: 'me', label: 'العروض المتاحة لي فقط', count: 14, checked: true },
    { value: 'free', label: 'مجاني', count: 12, checked: false },
    { value: 'care', label: 'مع رعاية الأطفال', count: 5, checked: false },
  ],
  offer: {
    title: 'مقهى اللغة المفتوح',
    kicker: 'مكان لقاء',
    yes: 'يمكنك المشاركة: مفتوح للجميع، مجاني',
    maybe: 'يلزم التسجيل: أحضر معك شهادة تسجيل السكن',
    no: 'لا توجد أماكن شاغرة حاليًا',
  },
  facts: [
    { icon: 'place', label: 'المكان', value: 'غوترسلوه، 1,2 كم' },
    { icon: 'clock', label: 'الوقت', value: 'الثلاثاء من 16 إلى 18' },
    { icon: 'language', label: 'اللغات', value: 'الألمانية، والعربية يوم الثلاثاء' },
  ],
  tags: ['رعاية أطفال', '6 أماكن شاغرة', 'مستوى A1'],
  confirmed: 'تم التأكيد في 12 نوفمبر 2026',
  details: [
    { term: 'التكلفة', value: 'مجاني' },
    { term: 'ما يجب إحضاره', value: 'لا شيء' },
    { term: 'الهاتف', value: '05241 000000' },
  ],
  parts: {
    offers: 'العروض',
    detail: 'التفاصيل',
    form: 'اقتراح عرض',
    messages: 'رسائل',
    empty: 'لم نعثر على عروض',
    buttons: 'أزرار',
    confirm: 'هل تريد سحب الاقتراح؟',
    marks: 'علامات وخطوات',
    action: 'سحب الاقتراح',
    second: 'كل العروض',
  },
  fields: {
    name: 'اسم العرض',
    nameHint: 'كما هو مكتوب على الإعلان.',
    nameError: 'يرجى كتابة اسم للعرض.',
    mail: 'البريد الإلكتروني',
    mailError: 'تنقص علامة @ في عنوان البريد الإلكتروني.',
    about: 'ماذا ينتظر الناس هناك؟',
    day: 'يبدأ في',
    places: 'عدد الأماكن',
    kind: 'الموضوع',
    kinds: 'لمن؟',
    yes: 'نعم',
    no: 'لا',
    maybe: 'مع التسجيل',
    file: 'الإعلان',
    consent: 'يحق لي نشر هذه البيانات.',
    send: 'إرسال الاقتراح',
  },
  steps: ['العرض', 'المكان والوقت', 'المراجعة'],
  text: 'العرض مفتوح للجميع. يمكنك الحضور بدون تسجيل، وشرب الشاي، والتدرب على الألمانية في حديث ودي.',
};

export const samplesFor = (direction: 'ltr' | 'rtl'): Samples => (direction === 'rtl' ? arabic : german);
