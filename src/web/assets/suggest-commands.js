/** Makes the input a combobox (WAI-ARIA Authoring Practices, list autocomplete): names while one is typed, then its usage. */
export function suggestCommands(composer) {
  const input = composer.elements.text;
  const list = composer.querySelector('#suggestions');
  const usage = composer.querySelector('#usage');
  const options = [...list.children];
  let active = -1;

  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', list.id);
  input.setAttribute('aria-describedby', usage.id);

  const shown = () => options.filter((option) => !option.hidden);

  function setActive(index) {
    active = index;
    const chosen = shown()[index];
    for (const option of options) option.setAttribute('aria-selected', String(option === chosen));
    if (chosen) {
      input.setAttribute('aria-activedescendant', chosen.id);
      chosen.scrollIntoView({ block: 'nearest' });
    } else input.removeAttribute('aria-activedescendant');
  }

  function setOpen(isOpen) {
    list.hidden = !isOpen;
    input.setAttribute('aria-expanded', String(isOpen));
    setActive(-1);
  }

  function update() {
    const [, name, rest] = /^\/(\S*)(\s.*)?$/s.exec(input.value) ?? [];
    const isNaming = name !== undefined && rest === undefined;
    for (const option of options)
      option.hidden = !isNaming || !option.dataset.name.startsWith(name.toLowerCase());
    const command = options.find((option) => option.dataset.name === name?.toLowerCase());
    usage.hidden = !command || isNaming;
    usage.textContent = usage.hidden ? '' : command.dataset.usage;
    setOpen(isNaming && shown().length > 0);
  }

  function take(option) {
    input.value = `/${option.dataset.name} `;
    update();
    input.focus();
  }

  input.addEventListener('input', update);
  input.addEventListener('blur', () => setOpen(false));
  list.addEventListener('mousedown', (event) => {
    event.preventDefault();
    const option = event.target.closest('[role=option]');
    if (option) take(option);
  });
  input.addEventListener('keydown', (event) => {
    if (list.hidden) return;
    const { length } = shown();
    if (event.key === 'ArrowDown') setActive((active + 1) % length);
    else if (event.key === 'ArrowUp') setActive((active - 1 + length) % length);
    else if (event.key === 'Escape') setOpen(false);
    else if (event.key === 'Tab' && !event.shiftKey) take(shown()[Math.max(active, 0)]);
    else if (event.key === 'Enter' && active >= 0) take(shown()[active]);
    else return;
    event.preventDefault();
  });
  setOpen(false);
}
