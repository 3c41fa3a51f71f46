import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync } from 'node:crypto';
import { AppError } from '../../errors.ts';

/** Encrypts what is stored. `boundTo` says what a sealed text belongs to: it opens for nothing else. */
export type Sealer = {
  seal(text: string, boundTo: string): string;
  /** Throws AppError `settings/encryption-key` where it was sealed with another key, or changed. */
  open(sealed: string, boundTo: string): string;
};

const VERSION = '1';
const CIPHER = 'aes-256-gcm';
const [IV_BYTES, TAG_BYTES, KEY_BYTES] = [12, 16, 32];
/** ENCRYPTION_KEY is random itself: the same everywhere, so that all instances open what one sealed. */
const SALT = 'sitrep installations';

/**
 * AES-256-GCM (NIST SP 800-38D) with a key made from `secret` by scrypt. A sealed text is
 * `VERSION.KEY_ID.BASE64URL(iv, tag, text)`; the key's id, a part of its hash, tells a wrong key from a damaged text.
 */
export function createSealer(secret: string): Sealer {
  const key = scryptSync(secret, SALT, KEY_BYTES);
  const keyId = createHash('sha256').update(key).digest('hex').slice(0, 8);
  return {
    seal(text, boundTo) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(`${VERSION}.${keyId}.${boundTo}`));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [VERSION, keyId, Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')].join('.');
    },
    open(sealed, boundTo) {
      const [version = '', sealedWith, encoded = ''] = sealed.split('.');
      if (version !== VERSION || sealedWith !== keyId) throw wrongKey();
      const bytes = Buffer.from(encoded, 'base64url');
      try {
        const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(Buffer.from(`${version}.${keyId}.${boundTo}`));
        decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        return (
          decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
        );
      } catch (cause) {
        throw wrongKey(cause);
      }
    },
  };
}

function wrongKey(cause?: unknown): AppError {
  return new AppError(
    'settings/encryption-key',
    'ENCRYPTION_KEY is not the one that the tokens of Slack workspaces were stored with. Set it back, or install the bot again in each workspace.',
    { cause },
  );
}
