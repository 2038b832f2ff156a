import type { Context } from '#platform/access';

type Place = Pick<Context, 'tenant' | 'language'>;

/** Addresses of the public pages; they stay. */
export const paths = {
  guide: ({ tenant, language }: Place) => `/${tenant.slug}/${language.tag}/ankommen`,
  page: (place: Place, slug: string) => `${paths.guide(place)}/${slug}`,
  news: (place: Place) => `${paths.guide(place)}/aktuelles`,
  newsItem: (place: Place, number: number) => `${paths.news(place)}/${number}`,
  search: ({ tenant, language }: Place) => `/${tenant.slug}/${language.tag}/suche`,
  offline: ({ tenant, language }: Place) => `/${tenant.slug}/${language.tag}/offline`,
  kioskTopics: (place: Place) => `${paths.kiosk(place)}/themen`,
  kioskImprint: (place: Place) => `${paths.kiosk(place)}/impressum`,
  kioskNews: (place: Place, number: number) => `${paths.kiosk(place)}/aktuelles/${number}`,
  kioskPage: (place: Place, slug: string) => `${paths.kiosk(place)}/${slug}`,
  kioskOffer: (place: Place, slug: string) => `${paths.kiosk(place)}/angebot/${slug}`,
  kiosk: ({ tenant, language }: Place) => `/${tenant.slug}/${language.tag}/kiosk`,
};
