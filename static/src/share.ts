/** Passes the address of a page on: by the phone's own sheet, else by copying it. */

/** Opens the sheet for what the control is about; `say` tells what happened where there is none. */
export async function share(control: HTMLElement, say: (text: string) => void): Promise<void> {
  const url = control.dataset["share"] ?? location.href;
  if (await opensSheet({ title: control.dataset["title"] ?? document.title, url })) return;
  try {
    await navigator.clipboard.writeText(url);
    say("The link is copied.");
  } catch {
    say(`This browser can't copy it by itself. The link is ${url}`);
  }
}

/** Tells whether the phone took it on; a sheet that somebody closed again is an answer too. */
async function opensSheet(what: { title: string; url: string }): Promise<boolean> {
  if (!("share" in navigator)) return false;
  try {
    await navigator.share(what);
    return true;
  } catch (problem) {
    return problem instanceof DOMException && problem.name === "AbortError";
  }
}
