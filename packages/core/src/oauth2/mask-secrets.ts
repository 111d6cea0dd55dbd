/** Masks the secrets of a token request, also in the forms in which they are sent. */
import { createMask } from "../protocol/errors/mask.ts";
import { hideCredentials } from "../protocol/errors/safe-cause.ts";

/**
 * Creates a function that masks secrets, and text that looks like a credential.
 *
 * @param secrets as they were given
 */
export function createSecretMask(secrets: readonly string[]): (text: string) => string {
  const mask = createMask(secrets.flatMap((secret) => [secret, ...sentForms(secret)]));
  return (text) => hideCredentials(mask(text));
}

/** As the body has it, and as `Basic` has it below its base64 (RFC 6749 2.3.1 and appendix B). */
function sentForms(secret: string): readonly string[] {
  const inBody = new URLSearchParams({ "": secret }).toString().slice(1);
  const inHeader = inBody.replace(
    /[-_.*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return [inBody, inHeader];
}
