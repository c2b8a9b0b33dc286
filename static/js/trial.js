/** A phone that finds out whether sockets pass where it is, and tells the console. */
const PATIENCE_MS = 6000;
const trial = document.getElementById("trial");

/** Whether one word comes back by a socket. */
function socketPasses() {
  return new Promise((resolve) => {
    const url = new URL("/live/echo", location.href);
    url.protocol = url.protocol.replace("http", "ws");
    const socket = new WebSocket(url);
    setTimeout(() => resolve(false), PATIENCE_MS);
    socket.onopen = () => socket.send("echo");
    socket.onmessage = ({ data }) => resolve(data === "echo");
    socket.onclose = () => resolve(false);
  });
}

async function tell(way) {
  try {
    const answer = await fetch(trial.dataset.path, { method: "POST", body: new URLSearchParams({ way }) });
    return answer.ok ? way : "lost";
  } catch {
    return "lost";
  }
}

const way = await tell((await socketPasses()) ? "socket" : "http");
for (const words of trial.querySelectorAll("[data-way]")) words.hidden = words.dataset.way !== way;
