/** The machine interfaces of all modules, described after OpenAPI 3.1: one document for programs, pages for people. */
export { type DocumentParts, openApiDocument } from './document.ts';
export { createOpenApiModule, type OpenApiWiring } from './module.ts';
