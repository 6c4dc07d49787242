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
document.fonts.load('16px "Roboto Mono"');
addEventListener("load", () => setTimeout(() => document.querySelector(".xterm-helper-textarea")?.focus()));
