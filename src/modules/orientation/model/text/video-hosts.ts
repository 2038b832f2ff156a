/** Where videos may come from: platforms of public bodies and those that a page can show without setting cookies. */
export const videoHosts: ReadonlySet<string> = new Set([
  'player.vimeo.com',
  'vimeo.com',
  'www.youtube-nocookie.com',
  'peertube.land.nrw',
  'video.bund.de',
]);
