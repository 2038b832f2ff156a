export { builtFile } from './assets.ts';
export { type FormErrors, type FormValues, formValues, list, optionalText, type ParsedForm, parseForm } from './forms.ts';
export { everyDistrict, PageCache } from './page-cache.ts';
export { type Problem, problem, problemType } from './problem.ts';
export { type NavigationSource, openToAllSites } from './render.ts';
export { createServer, type ServerParts } from './server.ts';
export type {
  App,
  CountedPage,
  CountWriter,
  FastifyReply,
  FastifyRequest,
  NoticeKind,
  PageCount,
  Published,
  Visit,
} from './types.ts';
export { isUnchanged } from './unchanged.ts';
export { type LargeUpload, largeUploadOf, readLargeUpload, readUpload, type Upload, uploadOf } from './upload.ts';
