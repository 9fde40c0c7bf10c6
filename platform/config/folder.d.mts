export function makeFolder(path: string, mode?: number): void;
export function folderProblem(path: string, bytesMin?: number): string | undefined;
