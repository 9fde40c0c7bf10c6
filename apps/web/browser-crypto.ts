/**
 * Stands for Node's `crypto` in the browser: a library for SM2 looks for the system's random
 * numbers under that name where it finds none of its own.
 */
export const webcrypto: Crypto = globalThis.crypto;
