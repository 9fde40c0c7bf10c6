import { useId, type FormEvent } from 'react';

type SearchBoxProps = {
  readonly label: string;
  readonly placeholder: string;
  readonly action: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onSubmit: () => void;
};

/** Longest query that is sent; longer ones are cut by the field itself. */
const queryLengthMax = 100;

/** The one search field of a page, with its button. What it finds is drawn by the page. */
export function SearchBox(props: SearchBoxProps) {
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSubmit();
  };
  return (
    <search>
      <form className="search" onSubmit={submit}>
        <label htmlFor={id} className="unseen">
          {props.label}
        </label>
        <input
          id={id}
          type="search"
          className="input"
          autoComplete="off"
          maxLength={queryLengthMax}
          placeholder={props.placeholder}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        />
        <button type="submit" className="button">
          {props.action}
        </button>
      </form>
    </search>
  );
}
