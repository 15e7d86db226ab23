// What the page adds to textual.js: letters that fit, a kiosk that cannot be left, and a way back after a fault.
"use strict"

const ROOM = { large: [80, 24], standard: [120, 37] }
const CELL = [0.603, 1.29] // a cell of DejaVu Sans Mono as page.html sets it, in letters
const LEFT = 4000
const WAIT = 400 // milliseconds between two questions whether the service is back
const PULSE = 5000
let terminal
let size = document.documentElement.dataset.size

// Letters --------------------------------------------------------------------------------------

function letters([columns, rows]) {
  return Math.max(8, Math.floor(Math.min(innerWidth / columns / CELL[0], innerHeight / rows / CELL[1])))
}

function fit() {
  const [columns, rows] = ROOM[size]
  let points = letters(ROOM[size])
  do {
    terminal.options.fontSize = points--
    onresize()
  } while (points > 7 && (terminal.cols < columns || terminal.rows < rows))
}

// What is left beside the last whole cell looks like that cell: no white edge around a dark screen.
function continueBackground() {
  const cell = terminal.buffer.active.getLine(terminal.rows - 1)?.getCell(terminal.cols - 1)
  const colour = cell?.isBgRGB() ? `#${cell.getBgColor().toString(16).padStart(6, "0")}` : "#ffffff"
  document.documentElement.style.setProperty("--paper", colour)
}

// textual.js keeps its terminal to itself: it is caught where it is stored.
Object.defineProperty(Object.prototype, "terminal", {
  configurable: true,
  set(value) {
    terminal = value
    terminal.options.theme = { background: "#ffffff" }
    terminal.onRender(continueBackground)
    delete Object.prototype.terminal
    Object.defineProperty(this, "terminal", { value, writable: true, configurable: true, enumerable: true })
  },
})

// The connection -------------------------------------------------------------------------------

window.WebSocket = class extends WebSocket {
  constructor(...address) {
    super(...address)
    this.addEventListener("open", fit)
    this.addEventListener("close", (event) => (event.code === LEFT ? show("left") : wait()))
    this.addEventListener("message", (event) => {
      if (typeof event.data !== "string") return show("kiosk")
      const [kind, value] = JSON.parse(event.data)
      if (kind === "text_size" && ROOM[value] && value !== size) {
        size = value
        fit()
      }
    })
  }
}

function show(state) {
  if (state === "kiosk" && document.body.dataset.state !== state) terminal.focus()
  document.body.dataset.state = state
}

async function alive() {
  try {
    const answer = await fetch("/alive", { cache: "no-store", signal: AbortSignal.timeout(3000) })
    return answer.ok ? await answer.json() : null
  } catch {
    return null
  }
}

let waiting = false
async function wait() {
  if (waiting) return
  waiting = true
  show("wait")
  await new Promise((done) => setTimeout(done, WAIT))
  while (!(await alive())) await new Promise((done) => setTimeout(done, WAIT))
  location.reload()
}

// A page that waits for a kiosk asks again; one that has a kiosk notices when the service hangs.
let missed = 0
setInterval(async () => {
  const answer = await alive()
  missed = answer ? 0 : missed + 1
  if (document.body.dataset.state === "broken" ? answer?.kiosk : missed > 1) wait()
}, PULSE)

// Locked ---------------------------------------------------------------------------------------

const stop = (event) => event.preventDefault()
for (const name of ["contextmenu", "dragstart", "drop", "dragover", "selectstart", "gesturestart", "beforeinput"])
  addEventListener(name, stop, { capture: true })
for (const name of ["paste", "copy", "cut", "auxclick"])
  addEventListener(name, (event) => (stop(event), event.stopImmediatePropagation()), { capture: true })
addEventListener("wheel", stop, { capture: true, passive: false })
addEventListener("touchmove", stop, { capture: true, passive: false })
for (const name of ["mousedown", "mouseup"])
  addEventListener(name, (event) => event.button && (stop(event), event.stopImmediatePropagation()), { capture: true })
addEventListener(
  "keydown",
  (event) => {
    if (!event.ctrlKey && !event.altKey && !event.metaKey && !/^F([2-9]|1\d)$/.test(event.key)) return
    stop(event)
    event.stopImmediatePropagation()
  },
  { capture: true },
)
window.open = () => null
addEventListener("DOMContentLoaded", () => {
  const place = document.querySelector("#terminal")
  if (!place) return
  place.dataset.fontSize = letters(ROOM[size])
  place.dataset.sessionWebsocketUrl = `ws://${location.host}/screen`
  place.addEventListener("focusout", () => setTimeout(() => terminal.focus())) // a keypad always reaches the kiosk
  document.querySelector("#again").addEventListener("click", () => location.reload())
})
