import "./disable-zod-jit.ts";
import { createRoot } from "react-dom/client";
import "slack-blocks-to-jsx/dist/style.css";
import "./style/base.css";
import "./style/layout.css";
import "./style/message.css";
import "./style/drawn.css";
import "./style/controls.css";
import "./style/panes.css";
import { App } from "./app.tsx";

const root = document.querySelector("#page");
if (root) createRoot(root).render(<App />);
