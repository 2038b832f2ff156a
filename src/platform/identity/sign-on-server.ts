import { setTimeout as delay } from 'node:timers/promises';
import { type AuthParts, createSignOn, signOnProvider } from './auth.ts';

type SignOn = NonNullable<ReturnType<typeof createSignOn>>;

/** The sign-on server of the installation, when one is configured. */
export interface SignOnServer {
  /** Name on the button; undefined: none configured. */
  readonly name: string | undefined;
  /** Undefined: the server does not answer at the moment. */
  reach(): Promise<SignOn | undefined>;
}

const patience = 5000;

/**
 * better-auth asks the sign-on server for its addresses once, when it is made, and leaves the provider out for good when
 * that fails. So it is made at the first sign-on, and again at the next one for as long as it has failed: neither start
 * nor password sign-in depends on somebody else's server.
 */
export function openSignOnServer(parts: AuthParts): SignOnServer {
  let made: Promise<SignOn | undefined> | undefined;
  const make = async (): Promise<SignOn | undefined> => {
    const signOn = createSignOn(parts);
    if (!signOn) return undefined;
    const context = await Promise.race([signOn.$context, delay(patience, undefined, { ref: false })]);
    return context?.socialProviders.some((provider) => typeof provider !== 'function' && provider.id === signOnProvider)
      ? signOn
      : undefined;
  };
  return {
    name: parts.config.OIDC_ISSUER ? parts.config.OIDC_NAME : undefined,
    async reach() {
      made ??= make();
      const signOn = await made;
      if (!signOn) made = undefined;
      return signOn;
    },
  };
}
