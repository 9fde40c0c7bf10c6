import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '#platform/ui/api-error.ts';
import { sizeText, uploadBytesMax, uploadFile, type Uploaded } from '../../case/upload.ts';
import type { Described } from './FieldControl.tsx';
import { fileOf, keptFile } from './kept-file.ts';
import type { Typed } from './typed.ts';

type PickProps = {
  readonly park: string;
  readonly accept: readonly string[];
  readonly label: string;
  readonly onFile: (file: Uploaded) => void;
  readonly described?: Partial<Described> | undefined;
};

/** A button that hands one file to the server at once and shows how far it is. */
export function FilePick({ park, accept, label, onFile, described }: PickProps) {
  const { t } = useTranslation('cases');
  const [shareBp, setShare] = useState<number>();
  const [error, setError] = useState<string>();
  const send = async (file: File | undefined) => {
    if (file === undefined) return;
    setError(undefined);
    if (file.size > uploadBytesMax) return setError(t('my.file.too-large', { name: file.name }));
    setShare(0);
    try {
      onFile(await uploadFile(park, file, setShare));
    } catch (fault) {
      const said = fault instanceof ApiError ? `${fault.title} ${fault.next ?? ''}`.trim() : '';
      setError(said === '' ? t('my.file.failed', { name: file.name }) : said);
    }
    setShare(undefined);
  };
  const isSending = shareBp !== undefined;
  return (
    <div>
      <label className="file-button button button-quiet">
        {isSending ? t('my.file.sending', { percent: Math.round(shareBp / 100) }) : label}
        <input
          {...described}
          type="file"
          className="unseen"
          accept={accept.map((ending) => `.${ending}`).join(',') || undefined}
          disabled={isSending}
          onChange={(event) => {
            void send(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </label>
      {error !== undefined && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

type FileLineProps = { readonly file: Uploaded; readonly onRemove: () => void };

/** A file that has been handed to the server, and the way to take it out again. */
export function FileLine({ file, onRemove }: FileLineProps) {
  const { t } = useTranslation('cases');
  return (
    <p className="my-file">
      <span>
        {file.name} <span className="quiet">{sizeText(file.sizeBytes)}</span>
      </span>
      <button type="button" className="my-remove" onClick={onRemove}>
        {t('my.file.remove')}
        <span className="unseen"> {file.name}</span>
      </button>
    </p>
  );
}

type FileControlProps = {
  readonly park: string;
  readonly value: Typed;
  readonly onChange: (value: Typed) => void;
  readonly described: Described;
};

/** A field whose answer is a file. */
export function FileControl({ park, value, onChange, described }: FileControlProps) {
  const { t } = useTranslation('cases');
  const file = typeof value === 'string' ? fileOf(value) : undefined;
  if (file !== undefined) return <FileLine file={file} onRemove={() => onChange('')} />;
  return (
    <FilePick
      park={park}
      accept={[]}
      label={t('my.file.choose')}
      described={described}
      onFile={(handedIn) => onChange(keptFile(handedIn))}
    />
  );
}
