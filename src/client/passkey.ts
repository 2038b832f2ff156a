// Passkeys: fills the hidden field of a form with the answer of the person's device and posts it like any other form.

type Json = Record<string, unknown>;

const toBytes = (text: string): ArrayBuffer =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0)).buffer;

const toText = (bytes: ArrayBuffer | null): string | undefined =>
  bytes
    ? btoa(String.fromCharCode(...new Uint8Array(bytes)))
        .replace(/\+/g, '-')
        .replace(/\//g, '_')
        .replace(/=+$/, '')
    : undefined;

interface Descriptor {
  id: string;
  type: 'public-key';
}

/** The server writes bytes as base64url (WebAuthn's JSON form); not every browser reads that by itself yet. */
function readOptions(json: Json): Json {
  const descriptors = (list: unknown) => (list as Descriptor[] | undefined)?.map((one) => ({ ...one, id: toBytes(one.id) }));
  const user = json.user as { id: string } | undefined;
  return {
    ...json,
    challenge: toBytes(json.challenge as string),
    ...(user ? { user: { ...user, id: toBytes(user.id) } } : {}),
    excludeCredentials: descriptors(json.excludeCredentials) ?? [],
    allowCredentials: descriptors(json.allowCredentials) ?? [],
  };
}

function writeAnswer(credential: PublicKeyCredential): Json {
  const { response } = credential;
  const shared = { clientDataJSON: toText(response.clientDataJSON) };
  const answer =
    response instanceof AuthenticatorAttestationResponse
      ? { ...shared, attestationObject: toText(response.attestationObject), transports: response.getTransports?.() ?? [] }
      : {
          ...shared,
          authenticatorData: toText((response as AuthenticatorAssertionResponse).authenticatorData),
          signature: toText((response as AuthenticatorAssertionResponse).signature),
          userHandle: toText((response as AuthenticatorAssertionResponse).userHandle),
        };
  const { id, type, authenticatorAttachment } = credential;
  const rawId = toText(credential.rawId);
  return {
    id,
    rawId,
    type,
    authenticatorAttachment,
    response: answer,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function askDevice(box: HTMLElement, form: HTMLFormElement): Promise<void> {
  const token = form.querySelector<HTMLInputElement>('input[name=_token]')?.value ?? '';
  const reply = await fetch(box.dataset.options ?? '', { method: 'POST', headers: { 'x-form-token': token } });
  const options = (await reply.json()) as Json;
  // The account wants another proof first.
  if (reply.status === 409 && typeof options.location === 'string') return location.assign(options.location);
  if (!reply.ok) throw new Error(String(reply.status));
  const publicKey = readOptions(options) as never;
  const asked =
    box.dataset.passkey === 'create' ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey });
  const field = form.querySelector<HTMLInputElement>('input[name=response]');
  if (field) field.value = JSON.stringify(writeAnswer((await asked) as PublicKeyCredential));
  form.submit();
}

for (const box of document.querySelectorAll<HTMLElement>('[data-passkey]')) {
  const form = box.querySelector('form');
  if (!form || !window.PublicKeyCredential) continue;
  box.hidden = false;
  const status = box.querySelector('[data-passkey-status]');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (status) status.textContent = '';
    askDevice(box, form).catch((error: Error) => {
      // Closing the device's dialog, or letting it time out, is no fault.
      const text = error.name === 'NotAllowedError' ? box.dataset.cancelled : box.dataset.failed;
      if (status) status.textContent = text ?? '';
    });
  });
}
