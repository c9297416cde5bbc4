import { maskBase64 } from './base64.ts';
import { maskKeys } from './keys.ts';
import { maskWebhookSecrets } from './webhook-secrets.ts';

/** Masks keys and webhook secrets in a text; a clean text is returned as it is. */
export function redactText(text: string): string {
  return maskWebhookSecrets(maskKeys(maskBase64(text)));
}
