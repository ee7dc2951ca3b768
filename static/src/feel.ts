/** The entry of what is the person's own about feeling: About me, Mine, and next steps. */
import { startFeelAbout } from "./feel-about";
import { startFeelMine } from "./feel-mine";
import { startSteps } from "./steps";

const page = document.body.dataset["page"];

if (page === "about") void startFeelAbout();
else if (page === "mine") void startFeelMine();
else if (page === "steps") void startSteps();
