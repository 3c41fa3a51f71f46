type Json = Readonly<Record<string, unknown>>;
type Component = {
  type: number;
  custom_id: string;
  value?: string;
  options?: { value: string; default?: boolean }[];
};

const [LABEL, STRING_SELECT, TEXT_INPUT] = [18, 3, 4];

/** A modal as it is sent back, with some of its fields filled in otherwise: the data of a MODAL_SUBMIT. */
export function submissionOf(modal: Json, changes: Readonly<Record<string, string>>): Json {
  const labels = modal['components'] as { component: Component }[];
  const components = labels.map(({ component: { type, custom_id, value, options } }, index) => {
    const chosen = changes[custom_id] ?? options?.find((option) => option.default)?.value ?? value ?? '';
    const field =
      type === STRING_SELECT ? { values: chosen ? [chosen] : [] } : { type: TEXT_INPUT, value: chosen };
    return { type: LABEL, id: index * 2 + 1, component: { type, id: index * 2 + 2, custom_id, ...field } };
  });
  return { custom_id: modal['custom_id'], components };
}
