/** Asking a time stamp authority over HTTP. @source RFC 3161 §2.4.1, §3.4 */

import { createHash, randomBytes } from 'node:crypto';
import { PKIStatus, TimeStampResp } from 'pkijs';
import { parseRoots, verifyToken } from './token.ts';

/** Whom to ask, and about what. */
export type TimestampQuestion = {
  /** Address of the authority. */
  readonly url: string;
  /** Certificates (PEM) its chain must end in. */
  readonly roots: string;
  /** What is to be timestamped; only its digest leaves this machine. */
  readonly message: Uint8Array;
};

/** A token that was verified. */
export type ObtainedToken = {
  /** DER of the token, a CMS SignedData. */
  readonly token: Uint8Array;
  /** The instant it proves, epoch milliseconds. */
  readonly time: number;
};

/** An authority is waited for this long. */
export const timestampTimeoutMs = 10_000;

/** A longer answer is no timestamp. */
export const timestampBytesMax = 65_536;

const nonceBytes = 8;

/**
 * Obtains a timestamp and verifies it: imprint, nonce, signature, purpose and chain.
 *
 * @throws {Error} when the authority cannot be reached, refuses, or its token proves nothing; the
 *   sentence is for an operator
 */
export async function obtainTimestamp(question: TimestampQuestion): Promise<ObtainedToken> {
  const nonce = makeNonce();
  const response = await fetch(question.url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query' },
    // A copy over a plain buffer, which is what fetch asks for.
    body: new Uint8Array(timestampQuery(question.message, nonce)),
    redirect: 'error',
    signal: AbortSignal.timeout(timestampTimeoutMs),
  });
  if (!response.ok) throw new Error(`the authority answers ${response.status}`);
  const token = tokenIn(await readLimited(response));
  const verdict = await verifyToken(token, {
    message: question.message,
    roots: parseRoots(question.roots),
    nonce,
  });
  if (!verdict.ok) throw new Error(`its token does not hold: ${verdict.problem}`);
  return { token, time: verdict.time };
}

/** Random bytes that are a positive whole number of full length in DER. */
function makeNonce(): Uint8Array {
  const nonce = new Uint8Array(randomBytes(nonceBytes));
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
  return nonce;
}

const tag = { integer: 0x02, octets: 0x04, sequence: 0x30 } as const;

/** One value in DER; everything in a query is shorter than 128 bytes. */
function der(type: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts);
  return Uint8Array.of(type, content.length, ...content);
}

/** OID of SHA-256 (2.16.840.1.101.3.4.2.1) and absent parameters. */
const sha256Algorithm = Buffer.from('300d06096086480165030402010500', 'hex');
const certificatesWanted = Uint8Array.of(0x01, 0x01, 0xff);

/**
 * Returns a query in DER: version 1, SHA-256 of the message, a nonce, certificates wanted.
 *
 * @source RFC 3161 §2.4.1
 */
export function timestampQuery(message: Uint8Array, nonce: Uint8Array): Uint8Array {
  const digest = createHash('sha256').update(message).digest();
  const imprint = der(tag.sequence, sha256Algorithm, der(tag.octets, digest));
  const version = der(tag.integer, Uint8Array.of(1));
  return der(tag.sequence, version, imprint, der(tag.integer, nonce), certificatesWanted);
}

async function readLimited(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > timestampBytesMax) throw new Error('its answer is too long');
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** Takes the token out of an answer. @throws {Error} when the authority refuses */
function tokenIn(answer: Uint8Array): Uint8Array {
  const response = readResponse(answer);
  const { status } = response.status;
  const granted = status === PKIStatus.granted || status === PKIStatus.grantedWithMods;
  if (!granted || !response.timeStampToken) throw new Error(`it refuses with status ${status}`);
  return new Uint8Array(response.timeStampToken.toSchema().toBER());
}

/**
 * Returns the token in a file: a whole response of an authority, or the token alone. Undefined when
 * it is neither.
 */
export function readTokenFile(file: Uint8Array): Uint8Array | undefined {
  try {
    return tokenIn(file);
  } catch {
    // A token is a ContentInfo, whose first member is an OID (0x06) and not a status.
    return file[0] === tag.sequence ? file : undefined;
  }
}

function readResponse(answer: Uint8Array): TimeStampResp {
  try {
    return TimeStampResp.fromBER(answer);
  } catch {
    throw new Error('its answer is no RFC 3161 response');
  }
}
