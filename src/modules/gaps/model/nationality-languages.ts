/**
 * Languages that are widely spoken in a state, the one of most people first, by the state's code in the register of foreigners. Reviewed by hand in November
 * 2026: official languages, and others that directories of this kind are asked for. It says what a nationality goes with, never
 * what a person speaks: whoever has a Turkish passport may speak Kurdish, Turkish, both, or German alone.
 */
export const languagesOfNationality: Readonly<Record<string, readonly string[]>> = {
  st121: ['sqi'], // Albania
  st122: ['bos', 'srp', 'hrv'], // Bosnia and Herzegovina
  st125: ['bul', 'tur', 'rmn'], // Bulgaria
  st130: ['hrv'], // Croatia
  st134: ['ell'], // Greece
  st137: ['ita'], // Italy
  st139: ['lav', 'rus'], // Latvia
  st140: ['srp'], // Montenegro
  st142: ['lit'], // Lithuania
  st144: ['mkd', 'sqi', 'rmn'], // North Macedonia
  st146: ['ron', 'rus'], // Moldova
  st150: ['sqi', 'srp'], // Kosovo
  st152: ['pol'], // Poland
  st153: ['por'], // Portugal
  st154: ['ron', 'hun', 'rmn'], // Romania
  st155: ['slk'], // Slovakia
  st160: ['rus', 'che'], // Russian Federation
  st161: ['spa'], // Spain
  st163: ['tur', 'kmr'], // Türkiye
  st164: ['ces'], // Czechia
  st165: ['hun'], // Hungary
  st166: ['ukr', 'rus'], // Ukraine
  st169: ['rus'], // Belarus
  st170: ['srp', 'rmn'], // Serbia
  st221: ['arb', 'fra', 'kab'], // Algeria
  st224: ['tir', 'arb'], // Eritrea
  st225: ['amh', 'orm', 'tir', 'som'], // Ethiopia
  st231: ['fra'], // Côte d'Ivoire
  st232: ['eng', 'hau'], // Nigeria
  st237: ['eng', 'wol'], // Gambia
  st238: ['eng'], // Ghana
  st243: ['swa', 'eng'], // Kenya
  st246: ['fra', 'lin', 'swa'], // DR Congo
  st252: ['ary', 'rif', 'fra'], // Morocco
  st261: ['fra', 'ful'], // Guinea
  st262: ['fra', 'eng'], // Cameroon
  st269: ['fra', 'wol'], // Senegal
  st273: ['som'], // Somalia
  st276: ['arb'], // Sudan
  st283: ['fra'], // Togo
  st285: ['arb', 'fra'], // Tunisia
  st287: ['arb'], // Egypt
  st327: ['por'], // Brazil
  st349: ['spa'], // Colombia
  st367: ['spa'], // Venezuela
  st421: ['arb'], // Yemen
  st422: ['hye', 'rus'], // Armenia
  st423: ['prs', 'pbu', 'uzb', 'haz'], // Afghanistan
  st425: ['azj', 'rus'], // Azerbaijan
  st430: ['kat', 'rus'], // Georgia
  st431: ['tam'], // Sri Lanka
  st432: ['vie'], // Viet Nam
  st436: ['hin', 'pan', 'eng'], // India
  st438: ['arb', 'ckb', 'kmr'], // Iraq
  st439: ['pes', 'ckb'], // Iran
  st444: ['rus'], // Kazakhstan
  st445: ['arb'], // Jordan
  st451: ['arb'], // Lebanon
  st458: ['nep'], // Nepal
  st459: ['arb'], // Palestinian territories
  st460: ['ben'], // Bangladesh
  st461: ['urd', 'pan', 'pbu'], // Pakistan
  st470: ['tgk', 'rus'], // Tajikistan
  st475: ['arb', 'kmr'], // Syria
  st476: ['tha'], // Thailand
  st477: ['uzb', 'rus'], // Uzbekistan
  st479: ['cmn'], // China
};

/**
 * Topics in which a conversation does not work without a common language. Courses in German, and what people do together, do
 * without.
 */
export const spokenTopics: readonly string[] = ['counselling', 'health', 'arrival', 'protection', 'school', 'work', 'housing'];
