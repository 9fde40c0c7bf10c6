import { askedFields, askedMaterials } from '../my/form/check.ts';
import { FormField } from '../my/form/FormField.tsx';
import { MaterialsPart } from '../my/form/MaterialsPart.tsx';
import { NeedClassPart } from '../my/form/NeedClassPart.tsx';
import type { FilePartProps } from './FileForm.tsx';
import { answersFor } from './window-filing.ts';

/** What a service asks for at filing: sort of need, fields, materials. */
export function FilingPart({ park, guide, filing, wrong, onChange }: FilePartProps) {
  const typed = answersFor(guide, filing);
  const materials = askedMaterials(guide, typed);
  return (
    <>
      {guide.card.need && (
        <NeedClassPart
          park={park}
          service={guide.card.code}
          value={filing.needClass}
          error={wrong['~class']}
          onChange={(needClass) => onChange({ ...filing, needClass })}
        />
      )}
      {askedFields(guide.form, typed).map((field) => (
        <FormField
          key={field.id}
          park={park}
          field={field}
          standard={guide.card.standard}
          value={typed[field.id] ?? (field.type === 'choices' ? [] : '')}
          error={wrong[field.id]}
          source={undefined}
          onChange={(value) =>
            onChange({ ...filing, answers: { ...filing.answers, [field.id]: value } })
          }
        />
      ))}
      {materials.length > 0 && (
        <MaterialsPart
          park={park}
          materials={materials}
          files={filing.files}
          errors={wrong}
          onChange={(material, files) =>
            onChange({ ...filing, files: { ...filing.files, [material]: files } })
          }
        />
      )}
    </>
  );
}
