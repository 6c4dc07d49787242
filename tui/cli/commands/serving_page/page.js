"use strict";
// The key is kept by this tab alone, and stays neither in the address nor in the page.
const terminal = document.querySelector("#terminal");
let kept = null;
try { kept = sessionStorage; } catch { /* switched off in this browser: a reload then needs a new address */ }

const key = terminal.dataset.key || kept?.getItem("key");
delete terminal.dataset.key;
history.replaceState(null, "", "/");
if (key) {
  kept?.setItem("key", key);
  terminal.dataset.sessionWebsocketUrl = `ws://${location.host}/ws/${key}`;
} else {
  terminal.classList.remove("textual-terminal");
  document.body.classList.add("-closed");
}

// ctrl+v and cmd+v paste what was copied in any program: the browser does it, as long as the terminal does not take the key
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "v") event.stopImmediatePropagation();
}, true);

// The app says when something is half typed; then the tab is not closed or loaded anew without a question.
const saying = /\x1b\]7770;unsaved=([01])\x07/;
let unsaved = false;
window.WebSocket = class extends WebSocket {
  constructor(...where) {
    super(...where);
    this.addEventListener("message", ({ data }) => {
      const said = data.byteLength < 100 && saying.exec(new TextDecoder().decode(data));
      if (said) unsaved = said[1] === "1";
    });
    this.addEventListener("close", () => { unsaved = false; });
  }
};
addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

document.fonts.load('16px "Roboto Mono"');
addEventListener("load", () => setTimeout(() => document.querySelector(".xterm-helper-textarea")?.focus()));
