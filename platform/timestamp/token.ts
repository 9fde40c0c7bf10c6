/** RFC 3161 tokens: what one proves, and why not. No network, no clock. */

import { createHash } from 'node:crypto';
import {
  Certificate,
  ContentInfo,
  ExtKeyUsage,
  SignedData,
  SignedDataVerifyError,
  TSTInfo,
  type Attribute,
} from 'pkijs';

/** What a token is checked against. */
export type TokenExpectation = {
  readonly message: Uint8Array;
  /** Certificates its chain must end in. */
  readonly roots: readonly Certificate[];
  /** The nonce of the query; absent when somebody else asked. */
  readonly nonce?: Uint8Array;
};

/** Why a token proves nothing. */
export type TokenProblem =
  | 'malformed'
  | 'other-message'
  | 'other-nonce'
  | 'no-certificate'
  | 'not-for-timestamps'
  | 'certificate-not-bound'
  | 'untrusted'
  | 'bad-signature';

/** What a token proves: an instant in epoch milliseconds. */
export type TokenVerdict =
  | { readonly ok: true; readonly time: number }
  | { readonly ok: false; readonly problem: TokenProblem };

/** More certificates than this in one file are no list of roots. */
const rootsMax = 32;

const oid = {
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  extKeyUsage: '2.5.29.37',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;

/**
 * Reads certificates in PEM.
 *
 * @throws {Error} when there is none, one is malformed, or there are too many
 */
export function parseRoots(pem: string): readonly Certificate[] {
  const blocks = [...pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g)];
  if (blocks.length === 0 || blocks.length > rootsMax) {
    throw new Error(`${blocks.length} certificates in PEM where 1 to ${rootsMax} are expected`);
  }
  return blocks.map(([, text = '']) =>
    Certificate.fromBER(new Uint8Array(Buffer.from(text, 'base64'))),
  );
}

/**
 * Verifies a token: that it is about the message, made by a certificate for nothing but timestamps
 * that it binds itself to, whose chain ends in a root and held at the time it states. Never throws
 * for what a token can contain.
 *
 * @param token DER of a CMS SignedData
 * @source RFC 3161 §2.2, §2.3, §2.4.2; RFC 5816 (ESSCertIDv2)
 */
export async function verifyToken(
  token: Uint8Array,
  expected: TokenExpectation,
): Promise<TokenVerdict> {
  const read = readToken(token);
  if (!read) return refused('malformed');
  const { signed, info } = read;
  if (!isAbout(info, expected.message)) return refused('other-message');
  if (expected.nonce && !hasNonce(info, expected.nonce)) return refused('other-nonce');
  try {
    const verdict = await signed.verify({
      signer: 0,
      // A copy over a plain buffer, which the library asks for.
      data: new Uint8Array(expected.message).buffer,
      trustedCerts: [...expected.roots],
      checkChain: true,
      checkDate: info.genTime,
      extendedMode: true,
    });
    const { signerCertificate: signer } = verdict;
    if (!signer || verdict.signatureVerified !== true) return refused('bad-signature');
    if (!isForTimestampsOnly(signer)) return refused('not-for-timestamps');
    if (!bindsCertificate(signed, signer)) return refused('certificate-not-bound');
    return { ok: true, time: info.genTime.getTime() };
  } catch (error) {
    if (!(error instanceof SignedDataVerifyError)) return refused('malformed');
    if (error.code === codes.noCertificate || error.code === codes.noSigner) {
      return refused('no-certificate');
    }
    return refused(error.code === codes.chain ? 'untrusted' : 'bad-signature');
  }
}

/** Codes of the library's verification that mean something else than a bad signature. */
const codes = { noCertificate: 2, noSigner: 3, chain: 5 } as const;

const refused = (problem: TokenProblem): TokenVerdict => ({ ok: false, problem });

function readToken(token: Uint8Array): { signed: SignedData; info: TSTInfo } | undefined {
  try {
    const content = ContentInfo.fromBER(new Uint8Array(token));
    if (content.contentType !== ContentInfo.SIGNED_DATA) return undefined;
    const signed = new SignedData({ schema: content.content });
    const { eContent, eContentType } = signed.encapContentInfo;
    if (eContentType !== oid.tstInfo || !eContent) return undefined;
    if (signed.signerInfos.length !== 1) return undefined;
    return { signed, info: TSTInfo.fromBER(eContent.getValue()) };
  } catch {
    // Anything but this structure is no token.
    return undefined;
  }
}

/** Digests an imprint may have been made with, by OID; older ones prove too little. */
const digests: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

function isAbout({ messageImprint }: TSTInfo, message: Uint8Array): boolean {
  const algorithm = digests[messageImprint.hashAlgorithm.algorithmId];
  if (algorithm === undefined) return false;
  const digest = createHash(algorithm).update(message).digest();
  return digest.equals(messageImprint.hashedMessage.valueBlock.valueHexView);
}

function hasNonce({ nonce }: TSTInfo, asked: Uint8Array): boolean {
  return nonce !== undefined && Buffer.from(nonce.valueBlock.valueHexView).equals(asked);
}

/** The purpose must be named as critical, and be the only one. @source RFC 3161 §2.3 */
function isForTimestampsOnly({ extensions = [] }: Certificate): boolean {
  const usage = extensions.find(({ extnID }) => extnID === oid.extKeyUsage);
  if (!usage?.critical || !(usage.parsedValue instanceof ExtKeyUsage)) return false;
  const { keyPurposes } = usage.parsedValue;
  return keyPurposes.length === 1 && keyPurposes[0] === oid.timeStamping;
}

/** The signed attributes must name the certificate by its digest, first of those they name. */
function bindsCertificate(signed: SignedData, signer: Certificate): boolean {
  const attributes = signed.signerInfos[0]?.signedAttrs?.attributes ?? [];
  const der = Buffer.from(signer.toSchema(true).toBER());
  return attributes.some((attribute) => {
    const algorithms =
      attribute.type === oid.signingCertificate
        ? ['sha1']
        : attribute.type === oid.signingCertificateV2
          ? Object.values(digests)
          : [];
    return algorithms.some((algorithm) =>
      namesDigest(attribute, createHash(algorithm).update(der).digest()),
    );
  });
}

/** An octet string of exactly this digest stands in the attribute before any other of its length. */
function namesDigest(attribute: Attribute, digest: Buffer): boolean {
  const bytes = Buffer.from(attribute.toSchema().toBER());
  const octets = Buffer.concat([Uint8Array.of(0x04, digest.length), digest]);
  const first = bytes.indexOf(octets.subarray(0, 2));
  return first >= 0 && bytes.subarray(first, first + octets.length).equals(octets);
}
