import type { CaseView } from '../../model/index.ts';
import { FormField } from '../my/form/FormField.tsx';
import { MaterialsPart } from '../my/form/MaterialsPart.tsx';
import type { Asking } from './use-asked.ts';

type AskedPartProps = {
  readonly park: string;
  readonly standard: CaseView['standard'];
  readonly asking: Asking;
};

/** The fields and documents a step asks of whoever acts in it. */
export function AskedPart({ park, standard, asking }: AskedPartProps) {
  const { asks, typed, files, errors } = asking;
  return (
    <>
      {asks.fields.map((field) => (
        <FormField
          key={field.id}
          park={park}
          standard={standard}
          field={field}
          value={typed[field.id] ?? ''}
          error={errors[field.id]}
          source={undefined}
          onChange={(value) => asking.type(field.id, value)}
        />
      ))}
      {asks.materials.length > 0 && (
        <MaterialsPart
          park={park}
          materials={asks.materials}
          files={files}
          errors={errors}
          onChange={asking.hand}
        />
      )}
    </>
  );
}
