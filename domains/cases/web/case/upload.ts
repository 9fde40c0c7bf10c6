import { actingParty } from '#platform/ui/acting-party.ts';
import { pathOf } from '#platform/ui/api.ts';
import { apiErrorOf } from '#platform/ui/api-error.ts';

/** A file the server has taken; a case names it by its id. */
export type Uploaded = { readonly id: string; readonly name: string; readonly sizeBytes: number };

/** Most bytes one file may have; the server refuses more. */
export const uploadBytesMax = 10 * 1024 * 1024;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Something before the server answered, in words of its own.
    return undefined;
  }
}

function prepared(park: string): XMLHttpRequest {
  const request = new XMLHttpRequest();
  request.open('POST', pathOf('/p/:park/api/files', { park }));
  request.setRequestHeader('accept-language', document.documentElement.lang || 'zh-CN');
  const party = actingParty();
  if (party !== undefined) request.setRequestHeader('guiju-party', party);
  return request;
}

/**
 * Hands a file to the server; `fetch` cannot say how far an upload is.
 *
 * @param onProgress is told the share sent, in basis points
 * @throws {ApiError} what the server refuses, and status 0 when no answer came
 */
export function uploadFile(
  park: string,
  file: File,
  onProgress: (shareBp: number) => void,
): Promise<Uploaded> {
  const request = prepared(park);
  const form = new FormData();
  form.append('file', file, file.name);
  return new Promise((resolve, reject) => {
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      if (total > 0) onProgress(Math.round((loaded * 10_000) / total));
    });
    request.addEventListener('error', () => reject(apiErrorOf(0, undefined)));
    request.addEventListener('load', () => {
      const body = parsed(request.responseText);
      if (request.status >= 300) reject(apiErrorOf(request.status, body));
      // The server validates its answer against the schema this type is written from.
      else resolve(body as Uploaded);
    });
    request.send(form);
  });
}

/** A size as people read it, with one decimal from a megabyte up. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.ceil(bytes / 1024)} KB`;
  return `${(bytes / (1024 * 1024)).toFixed(1)} MB`;
}
