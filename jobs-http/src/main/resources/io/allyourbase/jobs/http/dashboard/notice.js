// One line at the top: what was done, or why not.

export function tell(text) {
  show(text, 'status');
}

export function warn(text) {
  show(text, 'alert');
}

export function hush() {
  show('', 'status');
}

function show(text, role) {
  const notice = document.getElementById('notice');
  notice.setAttribute('role', role);
  notice.textContent = text;
  notice.hidden = text === '';
}
