import type { Outcome } from '#platform/outcome';

export interface OutgoingRequest {
  readonly method?: 'GET' | 'HEAD' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Bytes of the answer after unpacking; more is a failure. 5 MB when absent. */
  readonly maxBytes?: number;
  /** Milliseconds for all hops together; 20 s when absent. */
  readonly timeoutMs?: number;
  /** 0: a redirect is answered as it is. Five when absent. */
  readonly maxRedirects?: number;
}

export interface OutgoingAnswer {
  readonly status: number;
  /** Where the answer came from, after redirects. */
  readonly url: string;
  /** Redirects on the way, in their order. */
  readonly hops: readonly { readonly url: string; readonly status: number }[];
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export type OutgoingFailure =
  | 'outgoing.address'
  | 'outgoing.forbidden'
  | 'outgoing.redirects'
  | 'outgoing.timeout'
  | 'outgoing.too_large'
  | 'outgoing.unreachable';

/** The only way out of the house by HTTP: addresses that people typed must not reach into the network around it (SSRF). */
export interface Outgoing {
  /** Never throws for what the other side does; an error status is an answer. */
  fetch(url: string, request?: OutgoingRequest): Promise<Outcome<OutgoingAnswer, OutgoingFailure>>;
}
