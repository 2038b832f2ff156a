import { readFileSync } from 'node:fs';
import jsonld from 'jsonld';
import { Parser, Store } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';

export const parseTurtle = (text: string): Store => new Store(new Parser({ format: 'text/turtle' }).parse(text));

/** JSON-LD as a graph; nothing is fetched: a context that is no part of the file is an error. */
export async function parseJsonLd(text: string): Promise<Store> {
  const documentLoader = async (url: string) => {
    throw new Error(`The file wants ${url}`);
  };
  const quads = (await jsonld.toRDF(JSON.parse(text), { format: 'application/n-quads', documentLoader })) as unknown as string;
  return new Store(new Parser({ format: 'application/n-quads' }).parse(quads));
}

/** The statements as lines, in an order of their own; our graphs have no blank nodes. */
export const statements = (graph: Store): string[] =>
  [...graph]
    .map(({ subject, predicate, object }) => {
      const type = object.termType === 'Literal' ? `${object.datatype.value}@${object.language}` : object.termType;
      return [subject.termType, subject.value, predicate.value, object.value, type].join(' ');
    })
    .toSorted();

/** What the rules of DCAT-AP.de find wrong: property, and the resource that lacks it or has it wrongly. */
export async function violations(graph: Store): Promise<string[]> {
  const shapes = parseTurtle(readFileSync(new URL('dcat-ap-de.ttl', import.meta.url), 'utf8'));
  const report = await new SHACLValidator(shapes).validate(graph);
  return report.results.map(({ path, focusNode, sourceConstraintComponent }) =>
    [path?.value ?? '', focusNode?.value ?? '', sourceConstraintComponent?.value.split('#')[1] ?? ''].join(' '),
  );
}
