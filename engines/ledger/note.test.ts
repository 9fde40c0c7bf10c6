import { describe, expect, it } from 'vitest';
import {
  decodeUtf8,
  encodeBase64,
  encodeUtf8,
  formatSignatureLine,
  formatSignerKey,
  logSigner,
  noteSignatureLimit,
  openNote,
  parseCheckpoint,
  parseNote,
  parseSignerKey,
  parseTimestamped,
  parseVerifierKey,
  decodeBase64,
  formatCheckpoint,
  signNote,
  vkeyOf,
  witnessSigner,
  type Verifier,
} from './index.ts';
import { seedOf } from './testing/log.ts';
import { ed25519, ed25519Key, ed25519PublicKey, sha256, sm, sm2Key } from './testing/suites.ts';
import { readVectors } from './testing/vectors.ts';

type NoteVectors = {
  readonly open_ok: readonly {
    id: string;
    vkeys: string[];
    note: string;
    verified: number;
    unverified: number;
  }[];
  readonly sign: readonly { skey: string; text: string; signature: string }[];
  readonly reject: readonly { id: string }[];
  readonly bad_vkeys: readonly string[];
};
type CosignatureVectors = {
  readonly verify: { vkey: string; checkpoint: string };
  readonly timestamps: readonly { sigBase64: string; unix?: number; error?: string }[];
  readonly keyIds: readonly { name: string; vkey: string; alg: number }[];
};
type CheckpointVectors = {
  readonly ok: readonly {
    m: string;
    origin: string;
    size: number;
    hashUtf8: string;
    rest: string;
  }[];
  readonly reject: readonly string[];
};

const notes = readVectors<NoteVectors>('signed-note');
const cosignatures = readVectors<CosignatureVectors>('cosignature-v1');
const checkpoints = readVectors<CheckpointVectors>('checkpoint-parse');

function verifierOf(vkey: string): Verifier {
  const verifier = ed25519.verifierFrom(vkey);
  if (!verifier) throw new Error(`not a vkey: ${vkey}`);
  return verifier;
}

const [, peter] = notes.open_ok;
if (!peter) throw new Error('vectors are missing');
const known = peter.vkeys.map(verifierOf);
const split = peter.note.lastIndexOf('\n\n') + 1;
const [text, line] = [peter.note.slice(0, split), peter.note.slice(split + 1)];
const signature = line.trimEnd();

describe('published signed notes', () => {
  it.each(notes.open_ok)('opens $id', ({ vkeys, note, verified, unverified }) => {
    const opened = openNote(note, vkeys.map(verifierOf));
    expect(opened.ok && opened.verified.length).toBe(verified);
    expect(opened.ok && opened.unverified.length).toBe(unverified);
  });

  it.each(notes.sign)('signs as published', ({ skey, text: unsigned, signature: published }) => {
    const key = parseSignerKey(skey, {
      type: Uint8Array.of(1),
      hash: sha256,
      publicKeyOf: (seed) => (seed.length === 32 ? ed25519PublicKey(seed) : undefined),
    });
    expect(key).toBeDefined();
    const signer = logSigner(ed25519, ed25519Key(key?.name ?? '', key?.seed ?? new Uint8Array()));
    const signed = signNote(unsigned, [signer]);
    expect(signed).toBe(`${unsigned}\n— PeterNeumann ${published}\n`);
  });

  const rejected: Readonly<Record<string, string | undefined>> = {
    'text-only': text,
    'text+blank': `${text}\n`,
    'sig-without-newline': peter.note.slice(0, -1),
    'control-char': `\u0001${peter.note}`,
    'bad-utf8': decodeUtf8(Uint8Array.of(0xff, ...encodeUtf8(peter.note))),
    'name-with-space': `${text}\n— Bad Name ${signature.split(' ')[2]}\n`,
    'line-after-sig': `${peter.note}Unexpected line.\n`,
    '101-signatures': `${text}\n${line.repeat(noteSignatureLimit + 1)}`,
    'corrupt-signature-of-known-key': `${text}\n${signature.slice(0, 60)}ABCD${signature.slice(60)}\n`,
  };

  it.each(notes.reject.filter(({ id }) => id !== 'no-known-key'))('refuses $id', ({ id }) => {
    expect(Object.keys(rejected)).toContain(id);
    expect(openNote(rejected[id] ?? '', known).ok).toBe(false);
  });

  it('refuses a note whose keys nobody knows', () => {
    expect(openNote(peter.note, [])).toEqual({ ok: false, problem: 'unknown-keys' });
  });

  it('accepts as many signatures as the limit allows', () => {
    const opened = openNote(`${text}\n${line.repeat(noteSignatureLimit)}`, known);
    expect(opened.ok && opened.verified.length).toBe(noteSignatureLimit);
  });

  it('writes a parsed signature line back as it was', () => {
    const [parsed] = parseNote(peter.note)?.signatures ?? [];
    expect(parsed && formatSignatureLine(parsed)).toBe(signature);
  });

  it('refuses to sign a text that is none', () => {
    for (const wrong of ['no newline', 'tab\there\n', '\ud800\n', '']) {
      expect(() => signNote(wrong, [])).toThrow(RangeError);
    }
  });
});

describe('keys', () => {
  const [good = ''] = peter.vkeys;
  const skey = notes.sign[0]?.skey ?? '';
  const scheme = {
    type: Uint8Array.of(1),
    hash: sha256,
    publicKeyOf: (seed: Uint8Array) => (seed.length === 32 ? ed25519PublicKey(seed) : undefined),
  };

  it.each(notes.bad_vkeys)('the published bad key %s verifies nothing', (vkey) => {
    expect(ed25519.verifierFrom(vkey)).toBeUndefined();
  });

  it('every proper part of a key is refused', () => {
    for (let from = 0; from < good.length; from += 1) {
      for (let to = from; to < good.length + (from > 0 ? 1 : 0); to += 1) {
        expect(parseVerifierKey(sha256, good.slice(from, to))).toBeUndefined();
      }
    }
    for (let to = 0; to < skey.length; to += 1) {
      expect(parseSignerKey(skey.slice(0, to), scheme)).toBeUndefined();
    }
  });

  it('every single increment of a key is refused', () => {
    const increments = (key: string): string[] =>
      Array.from(key, (letter, at) => {
        const next = String.fromCharCode(letter.charCodeAt(0) + 1);
        return key.slice(0, at) + next + key.slice(at + 1);
      });
    const accepted = increments(good).filter((key) => parseVerifierKey(sha256, key));
    expect(accepted).toEqual([]);
    expect(increments(skey).filter((key) => parseSignerKey(key, scheme))).toEqual([]);
  });

  it('a signing key is written and read back', () => {
    const key = parseSignerKey(skey, scheme);
    expect(key && formatSignerKey(key, scheme.type)).toBe(skey);
  });

  it('is read by its own suite only', () => {
    const smKey = vkeyOf(sm, sm2Key('park.example/log', seedOf(3)), 'note');
    expect(ed25519.verifierFrom(smKey)).toBeUndefined();
    expect(sm.verifierFrom(good)).toBeUndefined();
    expect(sm.verifierFrom(smKey)?.kind).toBe('note');
  });
});

describe('published cosignatures', () => {
  it('verify over the checkpoint while a signature of unknown type is left aside', () => {
    const { vkey, checkpoint } = cosignatures.verify;
    const opened = openNote(checkpoint, [verifierOf(vkey)]);
    expect(opened.ok && opened.verified.map((each) => each.name)).toEqual(['witness.example.org']);
    expect(opened.ok && opened.unverified.map((each) => each.name)).toEqual([
      'rome2026h1.example.org',
    ]);
  });

  it.each(cosignatures.timestamps)('reads the time of $sigBase64', ({ sigBase64, unix }) => {
    const bytes = decodeBase64(sigBase64);
    expect(bytes && parseTimestamped(bytes.slice(4))?.seconds).toBe(unix);
  });

  it.each(cosignatures.keyIds)('reads the key of $name as a witness', ({ name, vkey, alg }) => {
    expect(parseVerifierKey(sha256, vkey)?.typedKey[0]).toBe(alg);
    expect(ed25519.verifierFrom(vkey)).toMatchObject({ name, kind: 'cosignature' });
  });
});

describe.each([
  { suite: ed25519, keyOf: ed25519Key },
  { suite: sm, keyOf: sm2Key },
])('the suite $suite.name', ({ suite, keyOf }) => {
  const key = keyOf('park.example/log', seedOf(5));
  const checkpoint = { origin: key.name, size: 3, root: seedOf(9), extensions: [] };

  it('verifies what it signed, as log and as witness', () => {
    const witness = keyOf('witness.example/w1', seedOf(6));
    const verifiers = [
      suite.verifierFrom(vkeyOf(suite, key, 'note')),
      suite.verifierFrom(vkeyOf(suite, witness, 'cosignature')),
    ].filter((each) => each !== undefined);
    expect(verifiers.map((each) => each.kind)).toEqual(['note', 'cosignature']);
    const signers = [logSigner(suite, key), witnessSigner(suite, witness, 1_700_000_000)];
    const note = signNote(formatCheckpoint(checkpoint), signers);
    const opened = openNote(note, verifiers);
    expect(opened.ok && opened.verified.length).toBe(2);
    expect(openNote(note.replace('\n3\n', '\n4\n'), verifiers)).toEqual({
      ok: false,
      problem: 'bad-signature',
    });
  });

  it('never takes the statement of a log for that of a witness', () => {
    const asWitness = suite.verifierFrom(vkeyOf(suite, key, 'cosignature'));
    const signed = logSigner(suite, key).sign(encodeUtf8(formatCheckpoint(checkpoint)));
    expect(asWitness?.verify(encodeUtf8(formatCheckpoint(checkpoint)), signed)).toBe(false);
  });
});

describe('checkpoints', () => {
  it.each(checkpoints.ok)('reads the published checkpoint of size $size', (vector) => {
    const parsed = parseCheckpoint(vector.m);
    expect(parsed).toMatchObject({ origin: vector.origin, size: vector.size });
    expect(parsed && decodeUtf8(parsed.root)).toBe(vector.hashUtf8);
    expect(parsed?.extensions.map((each) => `${each}\n`).join('')).toBe(vector.rest);
    expect(parsed && formatCheckpoint(parsed)).toBe(vector.m);
  });

  it.each(checkpoints.reject)('refuses the published %j', (m) => {
    expect(parseCheckpoint(m)).toBeUndefined();
  });

  it.each([
    'Log\n01\nAAAA\n',
    'Log\n1\n\n',
    'Log\n1\nAAAA\n\n',
    'Log\n9007199254740992\nAAAA\n',
    '',
  ])('refuses %j', (m) => {
    expect(parseCheckpoint(m)).toBeUndefined();
  });

  it('refuses to write an empty origin or a line with a newline', () => {
    const root = seedOf(1);
    const write = (origin: string, extensions: string[]) => () =>
      formatCheckpoint({ origin, size: 1, root, extensions });
    expect(write('', [])).toThrow(RangeError);
    expect(write('Log', ['a\nb'])).toThrow(RangeError);
    expect(write('Log', ['a'])()).toBe(`Log\n1\n${encodeBase64(root)}\na\n`);
  });
});
