(() => {
  // Without this script every row is open and in its first order; nothing is lost.
  const openers = [...document.querySelectorAll('.opener')];
  const set = (opener, isOpen) => {
    opener.setAttribute('aria-expanded', String(isOpen));
    document.getElementById(opener.getAttribute('aria-controls')).hidden = !isOpen;
  };
  for (const opener of openers) {
    set(opener, false);
    opener.addEventListener('click', () =>
      set(opener, opener.getAttribute('aria-expanded') === 'false'),
    );
  }

  const figure = (cell, isNumber) => {
    const text = cell.textContent.trim();
    if (!isNumber) return text;
    const digits = text.replace(/[^0-9.-]/g, '');
    return digits === '' ? Number.NEGATIVE_INFINITY : Number(digits);
  };
  const compare = (a, b) => (typeof a === 'string' ? a.localeCompare(b, 'en') : a - b);

  function sort(table, head, index) {
    const isNumber = head.dataset.sort === 'number';
    const before = head.getAttribute('aria-sort');
    const isUp = before === 'none' ? !isNumber : before === 'descending';
    for (const other of table.querySelectorAll('th[aria-sort]')) {
      other.setAttribute('aria-sort', 'none');
    }
    head.setAttribute('aria-sort', isUp ? 'ascending' : 'descending');
    const bodies = [...table.tBodies].map((body) => ({
      body,
      isLast: 'last' in body.dataset,
      value: figure(body.rows[0].cells[index], isNumber),
    }));
    const sign = isUp ? 1 : -1;
    bodies.sort((a, b) => a.isLast - b.isLast || sign * compare(a.value, b.value));
    // A new place for each: a body that stays where it is keeps its focus.
    const end = table.tFoot;
    for (const { body } of bodies) table.insertBefore(body, end);
  }

  for (const table of document.querySelectorAll('table.sortable')) {
    for (const head of table.querySelectorAll('thead th')) {
      if (!head.dataset.sort) continue;
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      button.addEventListener('click', () => sort(table, head, head.cellIndex));
      head.append(button);
      head.setAttribute('aria-sort', 'none');
    }
  }

  const plain = (text) => text.normalize('NFKC').toLowerCase();
  for (const table of document.querySelectorAll('table.searchable')) {
    if (table.tBodies.length < 5) continue;
    const { what } = table.dataset;
    const box = document.createElement('p');
    box.className = 'search';
    const label = document.createElement('label');
    label.textContent = `Search ${what}`;
    const input = document.createElement('input');
    input.type = 'search';
    input.id = `search-${what}`;
    input.autocomplete = 'off';
    label.htmlFor = input.id;
    const found = document.createElement('span');
    found.setAttribute('role', 'status');
    box.append(label, input, found);
    table.before(box);
    const names = [...table.tBodies].map((body) => ({
      body,
      text: plain(body.rows[0].cells[0].textContent),
    }));
    input.addEventListener('input', () => {
      const wanted = plain(input.value.trim());
      let count = 0;
      for (const { body, text } of names) {
        body.hidden = !text.includes(wanted);
        if (!body.hidden) count += 1;
      }
      found.textContent = wanted === '' ? '' : `${count} of ${names.length}`;
    });
  }
})();
