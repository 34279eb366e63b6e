// Point at a record, or go to it by keyboard, and its words light up; point at words, and their records do.
const words = new Map();
const cards = new Map();

for (const piece of document.querySelectorAll("[data-of]")) {
  for (const id of piece.dataset.of.split(" ")) {
    if (!words.has(id)) words.set(id, []);
    words.get(id).push(piece);
  }
}
for (const card of document.querySelectorAll("[data-record]")) cards.set(card.dataset.record, card);

let lit = [];

function light(element) {
  for (const other of lit) other.classList.remove("lit");
  const ids = element?.dataset.record ? [element.dataset.record] : (element?.dataset.of ?? "").split(" ");
  lit = ids.flatMap((id) => [...(words.get(id) ?? []), ...(cards.has(id) ? [cards.get(id)] : [])]);
  for (const other of lit) other.classList.add("lit");
}

// A card may be folded away with its kind: whoever goes to it must see it.
function unfold() {
  let id = "";
  try {
    id = decodeURIComponent(location.hash.slice(1));
  } catch {
    return;
  }
  const card = cards.get(id);
  if (!card) return;
  card.closest("details").open = true;
  card.scrollIntoView({ block: "nearest" });
  card.focus({ preventScroll: true });
}

for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, (event) => light(event.target.closest("[data-of], [data-record]")));
}
document.addEventListener("keydown", (pressed) => {
  if (pressed.key === "Escape") light(null);
});
addEventListener("hashchange", unfold);
unfold();
