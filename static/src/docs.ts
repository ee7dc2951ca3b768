/** The Run buttons of the page about the API: each shows the real answer below itself. */

const JSON_TYPE = /^application\/(?:[\w.]+\+)?json\b/;

/** Makes the request of a button's example and shows what comes back as text. */
async function run(button: HTMLElement): Promise<void> {
  const around = button.closest("[data-try]");
  const status = around?.querySelector<HTMLElement>("[role=status]");
  const shown = around?.querySelector<HTMLElement>(".answer");
  if (!status || !shown) return;
  status.textContent = "Asking.";
  try {
    const { run: address = "", method = "GET", body } = button.dataset;
    const response = await fetch(address, body ? { method, body, headers: { "Content-Type": "application/json" } } : { method });
    const text = await response.text();
    shown.textContent = JSON_TYPE.test(response.headers.get("Content-Type") ?? "") ? JSON.stringify(JSON.parse(text), null, 2) : text;
    shown.hidden = false;
    status.textContent = `Answered with ${response.status}.`;
  } catch {
    shown.hidden = true;
    status.textContent = "No answer came. Please check the connection and try again.";
  }
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-run]") : null;
  if (button) void run(button);
});
