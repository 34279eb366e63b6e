// Rows by keyboard: j and k go down and up, Enter opens the row's first link.
const rows = [...document.querySelectorAll("tbody tr, li.row")];
let at = -1;

document.addEventListener("keydown", (pressed) => {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return;
  if (pressed.target.closest("input, select, textarea, button, summary")) return;
  if (pressed.key === "j" || pressed.key === "k") {
    at = Math.min(rows.length - 1, Math.max(0, at + (pressed.key === "j" ? 1 : -1)));
    rows[at]?.focus();
    rows[at]?.scrollIntoView({ block: "nearest" });
  } else if (pressed.key === "Enter" && rows.includes(pressed.target)) {
    pressed.target.querySelector("a")?.click();
  }
});
