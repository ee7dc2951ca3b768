/** Keeps "Leave" in the corner of the screen while the top of the page, where it stands, is not to be seen. */
export function floatLeave(): void {
  const [top, leave] = [document.querySelector(".top"), document.querySelector(".leave")];
  if (!top || !leave || !("IntersectionObserver" in globalThis)) return;
  new IntersectionObserver(([seen]) => leave.classList.toggle("afloat", seen?.isIntersecting === false)).observe(top);
}
