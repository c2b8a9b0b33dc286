/** The library: deleting asks first. */
import { startDialogs } from "./console/dialogs.js";

startDialogs();
