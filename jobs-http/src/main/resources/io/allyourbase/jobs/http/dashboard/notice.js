// One line at the top: what was done, or why not.

/** Texts, and links to what it is about. */
export function tell(...content) {
  show('status', content);
}

export function warn(text) {
  show('alert', [text]);
}

export function hush() {
  show('status', []);
}

function show(role, content) {
  const notice = document.getElementById('notice');
  notice.setAttribute('role', role);
  notice.replaceChildren(...content);
  notice.hidden = content.length === 0;
}
