import type { Context, Permission, Role } from '#platform/access';
import type { App } from '#platform/http';

/** A named number that reports and monitoring are composed of. */
export interface Figure {
  readonly id: string;
  /** Translation key. */
  readonly label: string;
  readonly value: number | null;
  readonly unit: string;
  /** AGS or quarter key. */
  readonly territory: string;
  /** ISO 8601 interval or date. */
  readonly period: string;
  /** Where the number comes from, as a translation key or citation. */
  readonly source: string;
  /** Address of the list that the number counts. */
  readonly href?: string;
}

/** One table that holds personal data: the row of the processing register (Art. 30 GDPR) and what to do with it. */
export interface PersonalDataTable {
  readonly table: string;
  /** Translation keys, so that the register reads in German and English. */
  readonly purpose: string;
  /** E.g. `Art. 6 (1) e DSGVO, § 3 DSG NRW`. */
  readonly legalBasis: string;
  readonly categories: readonly string[];
  readonly recipients: readonly string[];
  /** Column whose date starts the period, the period, and what happens at its end; `null`: kept while its parent is. */
  readonly retention: { readonly anchor: string; readonly months: number; readonly action: 'delete' | 'anonymise' } | null;
  /** Column (user id or e-mail) by which one person's rows are found, for the dossier (Art. 15/20) and erasure (Art. 17). */
  readonly person: { readonly column: string; readonly by: 'user_id' | 'email' } | null;
  /** Set to these values on erasure or anonymising where a row must stay; absent: the row is deleted. */
  readonly anonymised?: Readonly<Record<string, string | null>>;
}

export interface NavigationItem {
  /** Translation key. */
  readonly label: string;
  /** Below `/{district}/{language}` or `/intern/{district}`, with a leading slash. */
  readonly path: string;
  readonly permission?: Permission;
  /** Stands before those of other modules: the way in for most people. */
  readonly first?: boolean;
  /** The search over everything: stands beside the name of the website instead of among the others. */
  readonly search?: boolean;
}

export interface SearchHit {
  readonly title: string;
  readonly kind: string;
  readonly href: string;
}

/** One thing that somebody has to do, for the start page of the staff. */
export interface WorkLine {
  /** What it is, as a translation key, e.g. "Task". */
  readonly kind: string;
  readonly title: string;
  readonly href: string;
  /** ISO day; null: none. */
  readonly dueOn: string | null;
  readonly late: boolean;
}

/** Runs one job; it may run again after a failure, so it must be safe to repeat. */
export type JobHandler = (payload: unknown, services: JobServices) => Promise<void>;

/** What a job may use; a context acts as the system in one district. */
export interface JobServices {
  contextOf(tenantId: string, jobName: string): Context;
  tenantIds(): readonly string[];
}

/** What is wrong with a file that somebody wants to import; `row` counts as spreadsheet programs do. */
export interface ImportProblem {
  readonly row: number | null;
  /** One sentence in the context's language. */
  readonly message: string;
}

/** Reads a file into a district for `dreiklang import`: all of it, or nothing when there is a problem. */
export interface Importer {
  /** One English line for the help, e.g. `Offers as CSV, one per row`. */
  readonly description: string;
  run(
    context: Context,
    file: { readonly name: string; readonly content: Buffer /** Check only, store nothing. */; readonly dryRun: boolean },
  ): Promise<{ readonly imported: number } | { readonly problems: readonly ImportProblem[] }>;
}

/** Writes a district's data for `dreiklang export`, piece by piece. */
export interface Exporter {
  /** One English line for the help. */
  readonly description: string;
  run(context: Context): AsyncIterable<string | Uint8Array>;
}

/** A public page, for search engines. */
export interface PublicPath {
  /** Below `/{district}/{language}`, with a leading slash; `/` is the start page. */
  readonly path: string;
  /** Day of its last change, where that is known. */
  readonly changed?: Date;
  /** Tags of the languages that it really exists in; absent: in all. */
  readonly languages?: readonly string[];
}

/** A file of an open dataset. */
export interface OpenDistribution {
  /** Below the installation's origin, with a leading slash; where the licence's terms and the file are. */
  readonly path: string;
  /** Code of the EU's list of file types, e.g. `CSV`. */
  readonly format: string;
  readonly mediaType: string;
  readonly titles: Readonly<Record<string, string>>;
  /** IRI of the list of DCAT-AP.de. */
  readonly licence: string;
  /** To be named by whoever uses it; '' where the licence does not ask for it. */
  readonly attribution: string;
  /** Conditions that no licence of the list says. */
  readonly rights?: string;
  /** IRIs of standards and schemas. */
  readonly conformsTo?: readonly string[];
}

/** A dataset that the district gives away, as its catalogue (DCAT-AP.de) describes it. */
export interface OpenDataset {
  /** Last part of its IRI; stays for ever. Lower case, digits, `-`, `_`. */
  readonly id: string;
  readonly titles: Readonly<Record<string, string>>;
  readonly descriptions: Readonly<Record<string, string>>;
  /** German. */
  readonly keywords: readonly string[];
  /** Codes of the EU's data themes, e.g. `SOCI`. */
  readonly themes: readonly string[];
  /** Code of the EU's list of frequencies, e.g. `ANNUAL`. */
  readonly frequency: string;
  /** First and last ISO day of what it speaks of; null: no time. */
  readonly temporal: { readonly from: string; readonly to: string } | null;
  /** AGS of five or eight digits. */
  readonly territories: readonly string[];
  /** Finest level: of the list of DCAT-AP.de. */
  readonly level: 'state' | 'administrativeDistrict' | 'municipality';
  readonly issued: Date | null;
  readonly modified: Date;
  /** Page for people, below the origin. */
  readonly page: string;
  readonly distributions: readonly OpenDistribution[];
}

/** A JSON Schema of draft 2020-12; `#/components/schemas/…` names schemas of any module. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export interface ApiParameter {
  readonly name: string;
  /** Translation key. */
  readonly description: string;
  readonly schema: JsonSchema;
}

/** Operations of one subject, with a page of the reference. */
export interface ApiGroup {
  /** Part of the page's address. */
  readonly id: string;
  /** Translation keys; a text may have several paragraphs. */
  readonly title: string;
  readonly text: string;
  /** What must be known besides the operations. */
  readonly sections?: readonly { readonly id: string; readonly title: string; readonly text: string }[];
}

type Example = string | readonly string[] | undefined;

/** One thing that machines may ask. */
export interface ApiOperation {
  readonly method: 'get' | 'post';
  /** Routes as they are declared, e.g. `/open-data/:district/concept.csv`; several that answer alike. */
  readonly paths: readonly string[];
  /** Name of the operation in clients; stays. */
  readonly id: string;
  readonly group: string;
  /** Translation keys. */
  readonly summary: string;
  readonly description?: string;
  /** Of the query. */
  readonly parameters?: readonly ApiParameter[];
  /** Media type → schema, of the answer that was hoped for. */
  readonly answer: Readonly<Record<string, JsonSchema>>;
  /** 200 unless it says so; 303 has no content. */
  readonly status?: number;
  /** Addresses with data of the district, one for each path, for the reference; undefined: there is none today. */
  readonly example?: (context: Context) => Example | Promise<Example>;
}

/** How a module's machine interfaces are described (OpenAPI 3.1). */
export interface ApiDescription {
  readonly groups?: readonly ApiGroup[];
  readonly operations: readonly ApiOperation[];
  readonly schemas?: Readonly<Record<string, JsonSchema>>;
}

/** What a module offers to the house; every part is optional but its name. */
export interface ModuleDefinition {
  /** Folder name, and namespace of its texts and permissions. */
  readonly name: string;
  readonly permissions?: Readonly<Record<Permission, readonly Role[]>>;
  /** Adds the routes; each declares `config.access`. */
  readonly routes?: (app: App) => void;
  readonly navigation?: { readonly public?: readonly NavigationItem[]; readonly staff?: readonly NavigationItem[] };
  /** Job name → handler; names begin with the module's. */
  readonly jobs?: Readonly<Record<string, JobHandler>>;
  /** Times at which a job runs by itself: crontab lines of graphile-worker, e.g. `0 3 * * * directory.remind`. */
  readonly crontab?: readonly string[];
  /** Jobs that run once after every start of a program that works on jobs: what an upgrade leaves to be done. */
  readonly atStart?: readonly string[];
  readonly figures?: (context: Context, query: { period: string; territory: string }) => Promise<Figure[]>;
  readonly personalData?: readonly PersonalDataTable[];
  /** Tables without a policy that hold only what is public → why there is no other way. */
  readonly publicReadModels?: Readonly<Record<string, string>>;
  /** Search in the staff pages, limited to what the actor may see. */
  readonly search?: (context: Context, text: string) => Promise<SearchHit[]>;
  /** What the actor has to do next, most urgent first, twenty lines at most; the start page of the staff shows those of all modules. */
  readonly worklist?: (context: Context) => Promise<readonly WorkLine[]>;
  /** Public pages, out of read models that hold nothing else; the platform makes the sitemaps of them. */
  readonly publicPaths?: (context: Context) => Promise<readonly PublicPath[]>;
  /** What everybody may take, for the district's catalogue. Public facts only. */
  readonly openData?: (context: Context) => Promise<readonly OpenDataset[]>;
  /** Every route with `machine: true`, and what else answers in JSON, for programmers. */
  readonly openApi?: ApiDescription;
  /** Files that the command line reads and writes; names begin with the module's, e.g. `directory.offers`. */
  readonly commands?: {
    readonly import?: Readonly<Record<string, Importer>>;
    readonly export?: Readonly<Record<string, Exporter>>;
  };
  /** Gives a new district what every district starts with. */
  readonly setUp?: (context: Context) => Promise<void>;
  /** Loads the demonstration data of one district; must do nothing when it is there already. */
  readonly demo?: (context: Context) => Promise<void>;
}

export function defineModule(definition: ModuleDefinition): ModuleDefinition {
  return definition;
}

/** Longest worklist that a page shows. */
const mostLines = 20;

/** What the actor has to do next in all modules: what is late first, then by day, what has no day last. */
export async function worklistOf(modules: readonly ModuleDefinition[], context: Context): Promise<readonly WorkLine[]> {
  // One transaction for all of them: with one each, half of the statements would be for beginning and ending.
  const lists = await context.transaction((trx) => {
    const together: Context = { ...context, transaction: (work) => work(trx) };
    return Promise.all(modules.map(({ worklist }) => worklist?.(together) ?? []));
  });
  const rank = ({ late, dueOn }: WorkLine) => `${late ? 0 : 1} ${dueOn ?? '9999-12-31'}`;
  return lists
    .flat()
    .toSorted((a, b) => rank(a).localeCompare(rank(b)))
    .slice(0, mostLines);
}
