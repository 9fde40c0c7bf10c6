export {
  obtainTimestamp,
  readTokenFile,
  timestampBytesMax,
  timestampTimeoutMs,
  type ObtainedToken,
  type TimestampQuestion,
} from './request.ts';
export { parseRoots, verifyToken, type TokenProblem, type TokenVerdict } from './token.ts';
