import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";

/** AES-256-GCM under a 32-byte secret. What is sealed for one `purpose` can't be opened for another. */
export type Seal = {
  readonly seal: (plain: Uint8Array, purpose: string) => string;
  readonly unseal: (sealed: string, purpose: string) => Uint8Array;
};

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function sealWith(secret: Uint8Array): Seal {
  return {
    seal(plain, purpose) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", secret, nonce).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64");
    },
    unseal(sealed, purpose) {
      const bytes = Buffer.from(sealed, "base64");
      const decipher = createDecipheriv("aes-256-gcm", secret, bytes.subarray(0, NONCE_BYTES))
        .setAAD(Buffer.from(purpose))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    },
  };
}

/** A new random key for a poll. */
export const pollKey = (): Uint8Array => randomBytes(32);

/** A voter's id, hashed: without the poll's key it can't be matched to a person. */
export const keyedHash = (key: Uint8Array, person: string): string =>
  createHmac("sha256", key).update(person).digest("base64");
