import type { ApiDescription, ApiOperation } from '#platform/module';

const passkey = (path: string, id: string): ApiOperation => ({
  method: 'post',
  paths: [path],
  id,
  group: 'internal',
  summary: `identity:staff.api.${id}`,
  answer: { 'application/json': { type: 'object' } },
});

/** What the pages of the sign-in ask of the server. */
export const identityApi: ApiDescription = {
  operations: [
    passkey('/konto/passkey/anmelden/optionen', 'beginPasskeySignIn'),
    passkey('/konto/passkeys/optionen', 'beginPasskey'),
  ],
};
