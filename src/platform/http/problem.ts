/** Problem details for machine interfaces (RFC 9457). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  /** The request's id, as in the log. */
  readonly instance: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

export const problemType = 'application/problem+json';

const titles: Record<number, string> = {
  400: 'Bad request',
  401: 'Sign-in needed',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Changed by somebody else',
  410: 'Gone',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Input not accepted',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Overloaded',
};

export function problem(status: number, requestId: string, detail?: string, errors?: Problem['errors']): Problem {
  return {
    type: 'about:blank',
    title: titles[status] ?? 'Error',
    status,
    ...(detail ? { detail } : {}),
    instance: `urn:uuid:${requestId}`,
    ...(errors?.length ? { errors } : {}),
  };
}
