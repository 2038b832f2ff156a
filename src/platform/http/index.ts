export { type FormErrors, type FormValues, formValues, list, optionalText, type ParsedForm, parseForm } from './forms.ts';
export { PageCache } from './page-cache.ts';
export { type Problem, problem, problemType } from './problem.ts';
export type { NavigationSource } from './render.ts';
export { createServer, type ServerParts } from './server.ts';
export type { App, FastifyReply, FastifyRequest, NoticeKind, Visit } from './types.ts';
export { type LargeUpload, largeUploadOf, readLargeUpload, readUpload, type Upload, uploadOf } from './upload.ts';
