// Rows by keyboard: j and k go down and up, Enter opens the row's first link.
// Where there is little room, what a list may be narrowed by stands folded above it.
if (matchMedia("(max-width: 48rem)").matches) {
  for (const facet of document.querySelectorAll(".facets details")) facet.open = false;
}

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
