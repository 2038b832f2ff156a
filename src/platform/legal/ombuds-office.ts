/** Whom to ask when a public body does not answer well: § 10d BGG NRW. */
export const ombudsOffice = {
  name: 'Ombudsstelle für barrierefreie Informationstechnik des Landes Nordrhein-Westfalen',
  address: 'Fürstenwall 25, 40219 Düsseldorf',
  email: 'ombudsstelle-barrierefreie-it@mags.nrw.de',
} as const;
