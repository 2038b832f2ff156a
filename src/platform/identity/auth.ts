import { passkey } from '@better-auth/passkey';
import { type BetterAuthOptions, type BetterAuthPlugin, betterAuth } from 'better-auth';
import { APIError, createAuthMiddleware, getOAuthState } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { Config } from '#platform/config';
import { uuidv7 } from '#platform/crypto';
import type { Database } from '#platform/database';
import { freshMinutes, maxPasswordLength, minPasswordLength, resetHours, sessionHours } from './model.ts';
import { hashPassword, verifyPassword } from './password.ts';

/** Which sign-on may open an account here: the answer of the invitation whose link it started from. */
export interface SignOnGate {
  /** Language of the invitation, or undefined when it does not fit this address. */
  invitedLanguage(invitationToken: unknown, email: string): Promise<string | undefined>;
}

export interface AuthParts {
  readonly config: Config;
  readonly database: Database;
  /** Signs cookies and encrypts second factors. */
  readonly secret: string;
  readonly gate: SignOnGate;
  sendReset(user: { id: string; email: string }, token: string): Promise<void>;
  /** Faults inside better-auth; without personal data. */
  readonly log?: ((message: string) => void) | undefined;
}

/** Calls that prove possession of something besides the password. */
const provingPaths = new Set(['/two-factor/verify-totp', '/two-factor/verify-backup-code', '/passkey/verify-authentication']);

interface SessionContext {
  readonly path: string;
  readonly context: {
    readonly session: { readonly user: { readonly id: string }; readonly session: Record<string, unknown> } | null;
  };
}

/** A new session inherits the proof of the one it replaces, but not when its factor has just been given up. */
function provesSecondFactor(userId: string, context: SessionContext | null): boolean {
  if (!context) return false;
  if (provingPaths.has(context.path)) return true;
  const replaced = context.context.session;
  return context.path === '/change-password' && replaced?.user.id === userId && replaced.session.secondFactor === true;
}

/**
 * A code entered within a session (after sign-on, which does not ask for one) opens a new session with the proof and ends
 * the old one: a session token that was known before must not gain rights.
 */
const renewedByCode: BetterAuthPlugin = {
  id: 'renewed-by-code',
  hooks: {
    after: [
      {
        matcher: (context) => context.path === '/two-factor/verify-totp' || context.path === '/two-factor/verify-backup-code',
        handler: createAuthMiddleware(async (context) => {
          const { session, newSession, returned, internalAdapter } = context.context;
          if (!session || newSession || returned instanceof Error) return;
          const renewed = await internalAdapter.createSession(session.user.id);
          if (!renewed) throw new APIError('UNAUTHORIZED');
          await setSessionCookie(context, { session: renewed, user: session.user });
          await internalAdapter.deleteSession(session.session.token);
        }),
      },
    ],
  },
};

/** A passkey stands for two factors only when the device has asked for a finger, a face or a code (WebAuthn, "UV"). */
function demandUserVerification(verified: boolean | undefined): void {
  if (!verified) throw new APIError('UNAUTHORIZED', { code: 'USER_NOT_VERIFIED', message: 'User verification is needed' });
}

const columns = {
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  userId: 'user_id',
  expiresAt: 'expires_at',
} as const;
const { expiresAt, ...columnsOfLasting } = columns;

function options(parts: AuthParts) {
  const { config, database, gate } = parts;
  return {
    appName: 'Dreiklang',
    baseURL: config.publicUrl,
    // Nothing listens there but the way back from the sign-on server; our own pages call the API from inside.
    basePath: '/konto/auth',
    secret: parts.secret,
    database: { db: database.shared, type: 'postgres', transaction: true },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level: string, message: string) => parts.log?.(message) },
    // Guesses are limited in attempts.ts: better-auth counts calls of its own HTTP handler only, which is not mounted.
    rateLimit: { enabled: false },
    user: {
      modelName: 'identity_user',
      fields: { emailVerified: 'email_verified', createdAt: columns.createdAt, updatedAt: columns.updatedAt },
      additionalFields: {
        language: { type: 'string', required: true, defaultValue: 'de', input: false },
        deactivatedAt: { type: 'date', required: false, input: false, fieldName: 'deactivated_at' },
      },
    },
    session: {
      modelName: 'identity_session',
      fields: { ...columns, ipAddress: 'ip_address', userAgent: 'user_agent' },
      additionalFields: {
        secondFactor: { type: 'boolean', required: false, defaultValue: false, input: false, fieldName: 'second_factor' },
      },
      expiresIn: sessionHours * 3600,
      freshAge: freshMinutes * 60,
      disableSessionRefresh: true,
    },
    account: {
      modelName: 'identity_account',
      fields: {
        ...columnsOfLasting,
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
      },
      updateAccountOnSignIn: false,
    },
    verification: {
      modelName: 'identity_verification',
      fields: { createdAt: columns.createdAt, updatedAt: columns.updatedAt, expiresAt },
      // Who reads the table cannot use a pending password reset.
      storeIdentifier: 'hashed',
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength,
      maxPasswordLength,
      password: { hash: hashPassword, verify: verifyPassword },
      resetPasswordTokenExpiresIn: resetHours * 3600,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => parts.sendReset(user, token),
    },
    advanced: {
      database: { generateId: () => uuidv7(), joins: true },
      ipAddress: { disableIpTracking: true },
      // The prefix makes browsers demand Secure and path=/ and keep other hosts of the domain from planting one.
      cookiePrefix: '__Host-auth',
      cookies: { session_token: { name: '__Host-session' } },
      defaultCookieAttributes: { secure: true, httpOnly: true, sameSite: 'lax', path: '/' },
    },
    databaseHooks: {
      user: {
        create: {
          // Accounts are made by invitation, command line or demonstration; the only one that better-auth itself would
          // make is that of somebody who signs on for the first time, and only an open invitation lets it.
          before: async (user) => {
            const state = await getOAuthState();
            const language = user.emailVerified ? await gate.invitedLanguage(state?.invitation, user.email) : undefined;
            if (!language) throw new APIError('FORBIDDEN', { code: 'not_invited', message: 'Neither account nor invitation' });
            const name = user.name.trim().slice(0, 200) || user.email.slice(0, user.email.indexOf('@'));
            return { data: { ...user, name, language, image: null } };
          },
        },
      },
      account: {
        create: {
          // We ask the sign-on server one question, once; nothing of its answer is needed later.
          before: async (account) => ({
            data: { ...account, accessToken: null, refreshToken: null, idToken: null, scope: null },
          }),
        },
      },
      session: {
        create: {
          before: async (session, context) => {
            const account = await database.shared
              .selectFrom('identity_user')
              .select('deactivated_at')
              .where('id', '=', session.userId)
              .executeTakeFirst();
            if (!account || account.deactivated_at) return false;
            const secondFactor = provesSecondFactor(session.userId, context as SessionContext | null);
            return { data: { ...session, secondFactor } };
          },
        },
      },
    },
  } satisfies BetterAuthOptions;
}

/** better-auth with the ways in that we keep ourselves. */
export function createAuth(parts: AuthParts) {
  return betterAuth({
    ...options(parts),
    plugins: [
      twoFactor({
        issuer: 'Dreiklang',
        // Accounts that sign on elsewhere have no password to ask for.
        allowPasswordless: true,
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'identity_two_factor',
            fields: {
              userId: columns.userId,
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
      passkey({
        rpName: 'Dreiklang',
        origin: new URL(parts.config.publicUrl).origin,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: {
          afterVerification: async ({ verification }) => demandUserVerification(verification.registrationInfo?.userVerified),
        },
        authentication: {
          afterVerification: async ({ verification }) => demandUserVerification(verification.authenticationInfo.userVerified),
        },
        schema: {
          passkey: {
            modelName: 'identity_passkey',
            fields: {
              userId: columns.userId,
              createdAt: columns.createdAt,
              publicKey: 'public_key',
              credentialID: 'credential_id',
              deviceType: 'device_type',
              backedUp: 'backed_up',
            },
          },
        },
      }),
      renewedByCode,
    ],
  });
}

export type Auth = ReturnType<typeof createAuth>;

export const signOnProvider = 'oidc';

/** The same, for the sign-on with OpenID Connect alone; asks the server for its addresses when it is made. */
export function createSignOn(parts: AuthParts) {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = parts.config;
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return undefined;
  return betterAuth({
    ...options(parts),
    onAPIError: { errorURL: `${parts.config.publicUrl}/konto/anmelden` },
    plugins: [
      genericOAuth({
        config: [
          {
            providerId: signOnProvider,
            discoveryUrl: `${OIDC_ISSUER.replace(/\/+$/, '')}/.well-known/openid-configuration`,
            clientId: OIDC_CLIENT_ID,
            clientSecret: OIDC_CLIENT_SECRET,
            scopes: ['openid', 'email', 'profile'],
            requireIdTokenVerification: true,
            pkce: true,
          },
        ],
      }),
    ],
  });
}
