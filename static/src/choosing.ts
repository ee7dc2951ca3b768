/** Choosing many rows of a list at once, or none of them; each can be ticked without it. */
export function watchChoosing(): void {
  const said = document.querySelector("[data-how-many]");
  const rows = [...document.querySelectorAll<HTMLInputElement>("[name=row]")];
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-choose]")) {
    button.addEventListener("click", () => {
      const most = Number(button.dataset["choose"]);
      for (const [place, row] of rows.entries()) row.checked = place < most;
      if (said) said.textContent = `${rows.filter((row) => row.checked).length} of ${rows.length} are chosen.`;
    });
  }
}
