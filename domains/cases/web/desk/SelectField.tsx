type SelectFieldProps = {
  readonly label: string;
  /** What the empty choice is called; without it one must choose. */
  readonly any: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly title: string }[];
  readonly onChange: (value: string) => void;
};

/** A filter by choice: the platform's own list, which every phone and screen reader knows. */
export function SelectField({ label, any, value, options, onChange }: SelectFieldProps) {
  return (
    <label className="desk-select">
      <span className="unseen">{label}</span>
      <select className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{any}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.title}
          </option>
        ))}
      </select>
    </label>
  );
}
