/** A statement of a graph; the only terms our catalogue needs. */
export interface Triple {
  readonly subject: Resource;
  /** Prefixed, e.g. `dct:title`. */
  readonly predicate: string;
  readonly object: Resource | Literal;
}

/** An IRI, or a node without one: `_:name`. */
export interface Resource {
  readonly iri: string;
}

export interface Literal {
  readonly text: string;
  readonly language?: string;
  /** Prefixed, e.g. `xsd:date`; absent: plain text. */
  readonly datatype?: string;
}

export const prefixes: Readonly<Record<string, string>> = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatap: 'http://data.europa.eu/r5r/',
  dcatde: 'http://dcat-ap.de/def/dcatde/',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

/** What an IRI may not hold (RDF 1.1 Turtle, IRIREF) is percent-encoded. */
export const iri = (value: string): Resource => ({
  iri: value.replaceAll(/[\s<>"{}|^`\\]/g, (sign) => encodeURIComponent(sign)),
});
export const text = (value: string, language?: string): Literal => (language ? { text: value, language } : { text: value });
export const typed = (value: string, datatype: string): Literal => ({ text: value, datatype });

const full = (name: string) => {
  const [prefix = '', ...local] = name.split(':');
  return `${prefixes[prefix] ?? ''}${local.join(':')}`;
};

/** A graph as JSON-LD 1.1: one node per subject, in the order of their first statement. */
export function writeJsonLd(triples: readonly Triple[]): string {
  const nodes = new Map<string, Record<string, unknown>>();
  for (const { subject, predicate, object } of triples) {
    const node = nodes.get(subject.iri) ?? { '@id': subject.iri };
    nodes.set(subject.iri, node);
    const key = predicate === 'rdf:type' ? '@type' : predicate;
    const value =
      'iri' in object
        ? predicate === 'rdf:type'
          ? object.iri
          : { '@id': object.iri }
        : {
            '@value': object.text,
            ...(object.language ? { '@language': object.language } : {}),
            ...(object.datatype ? { '@type': full(object.datatype) } : {}),
          };
    node[key] = [...((node[key] as unknown[]) ?? []), value];
  }
  return JSON.stringify({ '@context': prefixes, '@graph': [...nodes.values()] });
}

const escaped = (value: string) =>
  value.replaceAll(/[\\"\n\r\t]/g, (sign) => ({ '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' })[sign] ?? sign);
const reference = (value: string) => (value.startsWith('_:') ? value : `<${value}>`);

/** The same graph as Turtle. */
export function writeTurtle(triples: readonly Triple[]): string {
  const head = Object.entries(prefixes).map(([prefix, namespace]) => `@prefix ${prefix}: <${namespace}> .\n`);
  const bySubject = Map.groupBy(triples, ({ subject }) => subject.iri);
  const blocks = [...bySubject].map(([subject, statements]) => {
    const lines = statements.map(({ predicate, object }) => {
      if ('iri' in object) return `${predicate} ${reference(object.iri)}`;
      const suffix = object.language ? `@${object.language}` : object.datatype ? `^^${object.datatype}` : '';
      return `${predicate} "${escaped(object.text)}"${suffix}`;
    });
    return `\n${reference(subject)} ${lines.join(' ;\n  ')} .\n`;
  });
  return [...head, ...blocks].join('');
}
