import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";

/** Seals with AES-256-GCM under the server's secret; what is sealed for one `purpose` does not open for another. */
export type Seal = {
  readonly close: (plain: Uint8Array, purpose: string) => string;
  readonly open: (sealed: string, purpose: string) => Uint8Array;
};

const NONCE = 12;
const TAG = 16;

export function sealWith(secret: Uint8Array): Seal {
  return {
    close(plain, purpose) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv("aes-256-gcm", secret, nonce).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64");
    },
    open(sealed, purpose) {
      const bytes = Buffer.from(sealed, "base64");
      const decipher = createDecipheriv("aes-256-gcm", secret, bytes.subarray(0, NONCE))
        .setAAD(Buffer.from(purpose))
        .setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]);
    },
  };
}

/** A new random key for one poll. */
export const pollKey = (): Uint8Array => randomBytes(32);

/** Who voted, as only the holder of the poll's key could tell. */
export const keyedHash = (key: Uint8Array, person: string): string =>
  createHmac("sha256", key).update(person).digest("base64");
