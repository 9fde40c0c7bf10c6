import { Field } from '#platform/ui/Field.tsx';

type ReasonFieldProps = {
  readonly label: string;
  readonly value: string;
  /** Most characters the server takes. */
  readonly max: number;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
};

/** Why an applicant does something, or leaves it as it is, in their own words. */
export function ReasonField({ label, value, max, error, onChange }: ReasonFieldProps) {
  return (
    <Field label={label} error={error}>
      {(described) => (
        <textarea
          {...described}
          className="input"
          maxLength={max}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
