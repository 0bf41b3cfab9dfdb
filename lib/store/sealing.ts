import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** Encrypts what must not be read or made elsewhere: what the Store keeps of a session, and the cookies of tools' hosts. */
export interface Seal {
  /** AES-256-GCM; `about` is bound to the text, so that one row's cannot be put into another. */
  seal(plain: string, about: string): string;
  /** Undefined where it was altered, is about something else, or was sealed with another secret. */
  open(sealed: string, about: string): string | undefined;
}

const version = 1;

/** A seal whose key comes from the settings' secret by HKDF-SHA-256; what one purpose sealed, no other opens. */
export function createSeal(secret: string, purpose: "session tokens" | "gateway" | "ingress" = "session tokens"): Seal {
  const key = Buffer.from(hkdfSync("sha256", secret, "castor", purpose, 32));
  return {
    seal(plain, about) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(about));
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), body]).toString("base64url");
    },
    open(sealed, about) {
      const bytes = Buffer.from(sealed, "base64url");
      if (bytes[0] !== version || bytes.length < 29) return undefined;
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(1, 13), { authTagLength: 16 });
        decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(13, 29));
        return Buffer.concat([decipher.update(bytes.subarray(29)), decipher.final()]).toString("utf8");
      } catch {
        return undefined;
      }
    },
  };
}
