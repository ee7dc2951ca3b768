/** Works visits in that were told without a connection, on pages that need nothing else of it. */
export { catchUp } from "./teach";
