/** The mails that arrive while Alongside is tried out, as people read them at /dev/mail. */
import { press } from "./posting-steps.mjs";
import { until } from "./outbox-steps.mjs";

/** Waits for a mail to an address whose subject or words fit, and gives it as a part of the page. */
export async function mailTo(page, address, words) {
  const mail = page.locator("article", { hasText: `To ${address},` }).filter({ hasText: words }).first();
  await until(async () => {
    await page.goto("/dev/mail");
    return (await mail.count()) > 0;
  });
  return mail;
}

/** Signs in by the code in the mail, by keyboard, and comes to the page that follows. */
export async function signInByMail(page, address, next = "/organise") {
  await page.goto(`/sign-in?next=${next}`);
  await page.getByLabel("Your e-mail address").focus();
  await page.keyboard.type(address);
  await press(page, page.getByRole("button", { name: "Send me a code" }));
  await page.getByRole("heading", { level: 1, name: "Look into your mail" }).waitFor();
  await page.getByLabel("The code in the mail").fill(await codeTo(page, address));
  await press(page, page.getByRole("button", { name: "Sign in" }));
  await page.waitForURL(`**${next}`);
}

const used = new Set();

/** The code in a mail to an address that was not read before, in a tab of its own. */
export async function codeTo(page, address) {
  const tab = await page.context().newPage();
  const mails = tab.locator("article", { hasText: `To ${address},` }).filter({ hasText: "Your code" });
  let code;
  await until(async () => {
    await tab.goto("/dev/mail");
    const codes = (await mails.allInnerTexts()).map((text) => /\b\d{4} \d{4}\b/.exec(text)[0]);
    code = codes.find((one) => !used.has(one));
    return code !== undefined;
  });
  used.add(code);
  await tab.close();
  return code;
}
