export function lockHash(root?: string): string;
export function treeMatchesLock(root?: string): boolean;
export function ensurePackages(node: string, root?: string): Promise<void>;
export function isAlive(pid: number): boolean;
