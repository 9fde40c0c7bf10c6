import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '#platform/ui/Field.tsx';
import { readText } from './read-text.ts';

type FileDropProps = {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
};

/** A text that is pasted, dropped as a file, or chosen as one. It never leaves the browser. */
export function FileDrop({ label, hint, value, onChange }: FileDropProps) {
  const { t } = useTranslation('evidence');
  const [isOver, setOver] = useState(false);
  const [error, setError] = useState<string>();
  const readFile = async (file: File | undefined) => {
    if (file === undefined) return;
    const read = await readText(file);
    if ('refused' in read) return setError(t(`drop.${read.refused}`));
    setError(undefined);
    onChange(read.text);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void readFile(event.dataTransfer.files[0]);
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <div
      className="drop"
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      {...(isOver ? { 'data-over': '' } : {})}
    >
      <Field label={label} hint={hint} error={error}>
        {(described) => (
          <textarea
            {...described}
            className="input"
            spellCheck={false}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      <label className="file-button button button-quiet">
        {t('drop.choose')}
        <input
          type="file"
          className="unseen"
          onChange={(event) => {
            void readFile(event.target.files?.[0]);
            // The same file chosen again, once it was mended, is read again.
            event.target.value = '';
          }}
        />
      </label>
    </div>
  );
}
