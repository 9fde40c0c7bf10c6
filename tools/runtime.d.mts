export const ROOT: string;
export const HOME: string;
export type RuntimePackage = Readonly<{ name: string; integrity: string }>;
export const RUNTIME: Readonly<{
  version: string;
  packages: Readonly<Record<string, RuntimePackage>>;
}>;
export function isPinned(): boolean;
export function runtimeFolder(): string;
export const ROOM_MB: Readonly<{ first: number; later: number }>;
export function ensureWritable(folder: string, roomMb?: number): void;
export function findNpm(env?: Readonly<Record<string, string | undefined>>): string;
export function ensureRuntime(): string;
export function runtimePackage(platform?: string): RuntimePackage;
export function verifyIntegrity(archive: string, spec: RuntimePackage): void;
