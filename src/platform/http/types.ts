import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import type { Access, Actor, Context } from '#platform/access';
import type { InterfaceLanguage, Translate } from '#platform/i18n';
import type { Tenant } from '#platform/tenancy';
import type { View } from '#platform/ui';

/** The web server as modules see it: a Fastify instance whose routes must declare `config.access`. */
export type App = FastifyInstance;

/** What is known about a call before any permission is looked at. */
export interface Visit {
  readonly tenant: Tenant | undefined;
  readonly language: InterfaceLanguage;
  readonly t: Translate;
  readonly actor: Actor;
}

/** What the sight of an answer counts as; nothing of who saw it. */
export interface CountedPage {
  readonly tenantId: string;
  /** Below `/{district}/{language}`, with a leading slash. */
  readonly path: string;
  /** Interface language tag. */
  readonly language: string;
  /** Where it is read, as its module tells places apart. */
  readonly via: string;
}

/** So often on one day. */
export interface PageCount extends CountedPage {
  /** ISO day. */
  readonly day: string;
  readonly views: number;
}

/** Writes what was counted in one district. */
export type CountWriter = (context: Context, counts: readonly PageCount[]) => Promise<void>;

/** A long body that goes out as it is made; its tag must be known before. */
export interface Flowing {
  /** What the body follows from, beside its address and the program. */
  readonly state: string;
  parts(): AsyncIterable<string>;
}

/** An answer of a machine interface. */
export interface Published {
  readonly type: string;
  readonly body: string | Flowing;
  /** When anything of it changed last. */
  readonly modified: Date;
  readonly of: string;
}

export type NoticeKind = 'success' | 'info' | 'warning' | 'danger';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route; a route without it stops the start. */
    access?: Access;
    /** A published page, the same for every visitor: kept rendered until the district publishes something. */
    cached?: boolean;
    /** A machine interface: errors are problem details (RFC 9457), forms are not expected. */
    machine?: boolean;
    /** Not asked for the form token: callbacks of other systems that authenticate themselves. */
    withoutFormToken?: boolean;
    /** Requests per minute and address; absent: the installation's limit. */
    limitPerMinute?: number;
    /** Answers in the installation's own name, outside of districts (health, assets): no tenant or session is looked up. */
    bare?: boolean;
  }
  interface FastifyRequest {
    visit: Visit;
    /** Context of the district in the address; reading it on a route without a district is a bug and throws. */
    readonly context: Context;
    /** The secret for POST forms of this visitor; reading it sets the cookie and keeps the page out of the cache. */
    readonly formToken: string;
  }
  interface FastifyInstance {
    /** Hands over what was counted, once a minute and at the end of the program. */
    onCounts(write: CountWriter): void;
    /** The same now. */
    writeCounts(): Promise<void>;
  }
  interface FastifyReply {
    /** Counts this answer when it succeeds, and whenever the page cache gives it again: one more on its day, no more than that. */
    counted(page: CountedPage): FastifyReply;
    /** What was said to `counted`. */
    countsAs: CountedPage | undefined;
    /** Renders a page; 422 for a rejected form, 200 otherwise. */
    page(content: VNode, status?: number): FastifyReply;
    /**
     * Answers a machine with what follows from published content alone: for any site, with tag and date, 304 where nothing
     * changed, and kept like a page while `of` (a district's id, or `everyDistrict`) publishes nothing.
     */
    published(answer: Published): FastifyReply;
    /** What a page of the address says to anybody, for pages that are rendered to be kept on a device; forms it has none. */
    visitorView(path: string): View;
    /** The page may stand in a frame of any website: for pages made for that, without forms and cookies. */
    embeddable(): FastifyReply;
    /** The page shows another page of ours in a frame. */
    framing(): FastifyReply;
    /** 303 to `path`, with a message that the next page shows; `key` is a translation key. */
    redirectWithNotice(path: string, kind: NoticeKind, key: string): FastifyReply;
    /** The error page (or problem) for a status, in the visitor's language. */
    refuse(status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429): FastifyReply;
  }
}

export type { FastifyReply, FastifyRequest };
