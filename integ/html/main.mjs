// Opens pages in Chromium and checks what a person would: see html_test.go.
import assert from "node:assert/strict"
import { readFileSync, statSync } from "node:fs"
import { createRequire } from "node:module"
import { basename, join } from "node:path"
import { pathToFileURL } from "node:url"
import { chromium } from "playwright-core"

const options = JSON.parse(process.argv[2])
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")

// The limits are several times what the largest page needs.
const maxBytes = 6 << 20
const maxSeconds = 20
const maxTabs = 150

const browser = await chromium.launch({ executablePath: options.chromium, args: ["--no-sandbox"] })

// open opens a page, and fails on what the page must not do.
async function open(file, settings) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...settings })
  const page = await context.newPage()
  const problems = []
  page.on("console", message => problems.push(message.text()))
  page.on("pageerror", error => problems.push(String(error)))
  page.on("dialog", dialog => problems.push("dialog " + dialog.message()))
  page.on("request", request => {
    if (request.url() !== pathToFileURL(file).href && !request.url().startsWith("data:")) problems.push("request of " + request.url())
  })
  await page.goto(pathToFileURL(file).href)
  return {
    page,
    async close() {
      assert.equal(await page.title(), "Paths to Amazon S3")
      assert.deepEqual(problems, [])
      await context.close()
    },
  }
}

async function accessible(page, state) {
  // All rows are made alike, and axe takes minutes for thousands of them.
  await page.evaluate(most => [...document.querySelectorAll("tbody tr")].slice(most).forEach(row => row.remove()), 100)
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }))
  const found = violations.map(v => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.html + " " + n.failureSummary).join("; ")}`)
  assert.deepEqual(found, [], state)
}

const shown = page => page.locator("#table tbody tr:visible").count()
const status = page => page.locator("#number").textContent()

async function filters(page) {
  const all = await page.locator("#table tbody tr").count()
  assert.equal(await shown(page), all)
  assert.equal(await status(page), `${all} of ${all} ${all === 1 ? "row" : "rows"}`)
  await page.fill("#text", "no client has this name")
  assert.equal(await shown(page), 0)
  assert.match(await status(page), /^0 of /)
  const last = page.locator("#table tbody tr").last()
  const words = (await last.locator("th").textContent()).trim().split("\n")[0]
  await page.fill("#text", words.toUpperCase())
  assert.ok((await shown(page)) >= 1)
  assert.ok(await last.isVisible(), `"${words}" hides its own row`)
  await page.click("button[type=reset]")
  for (const select of ["mark", "path"]) {
    const value = await page.locator(`#${select} option`).last().getAttribute("value") ?? (await page.locator(`#${select} option`).last().textContent())
    await page.selectOption("#" + select, value)
    assert.equal(await shown(page), await page.locator(`#table tbody tr[data-${select}="${value}"]`).count())
    await page.click("button[type=reset]")
    await page.waitForFunction(n => document.getElementById("number").textContent.startsWith(n + " of"), all)
  }
  assert.equal(await shown(page), all)
}

// focused describes the element that has the focus, and whether it looks different without.
function focused() {
  const element = document.activeElement
  const look = () =>
    [element, ...element.querySelectorAll("rect, .wide")]
      .map(getComputedStyle)
      .map(style => style.outlineStyle + style.outlineWidth + style.stroke + style.strokeWidth + style.strokeOpacity)
      .join()
  const before = look()
  element.blur()
  const visible = look() !== before
  element.focus({ preventScroll: true })
  const isNext = !window.previous || Boolean(window.previous.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)
  window.previous = element
  return {
    tag: element.tagName.toLowerCase(),
    name: element.getAttribute("aria-label") || element.textContent.slice(0, 40),
    isNext,
    isDrawn: element instanceof SVGElement,
    visible,
  }
}

// walk goes through the page with the keyboard alone.
async function walk(page) {
  await page.keyboard.press("Tab")
  assert.match((await page.evaluate(focused)).name, /^Skip to the table/)
  let links = 0
  for (let i = 0; i < maxTabs; i++) {
    await page.keyboard.press("Tab")
    const at = await page.evaluate(focused)
    if (at.tag === "body") break
    assert.ok(at.isNext, `the focus goes back to ${at.name}`)
    assert.ok(at.visible, `the focus on ${at.name} is not visible`)
    if (!at.isDrawn) continue
    links++
    if (links > 3) continue
    await page.keyboard.press("Enter")
    assert.equal(await page.locator("#chosen-heading").textContent(), at.name)
    const row = page.locator("#table tbody tr:visible").first()
    const why = (await row.locator("td").last().textContent()).trim().slice(0, 60)
    assert.ok((await page.locator("#decides").textContent()).includes(why), `what decides is not shown for ${at.name}`)
    assert.ok((await shown(page)) <= (await page.locator("#table tbody tr").count()))
    await page.keyboard.press("Escape")
    assert.ok(await page.locator(".chosen").isHidden())
  }
  assert.ok(links > 0, "no box or arrow can be reached")
}

for (const file of options.pages) {
  const name = basename(file, ".html")
  const bytes = statSync(file).size
  assert.ok(bytes <= maxBytes, `${name} has ${bytes} bytes`)
  let seconds
  for (const colorScheme of ["light", "dark"]) {
    const { page, close } = await open(file, { colorScheme })
    seconds = (await page.evaluate(() => performance.getEntriesByType("navigation")[0].loadEventEnd)) / 1000
    assert.ok(seconds <= maxSeconds, `${name} takes ${seconds} s to load`)
    if (options.screenshots) await page.screenshot({ path: join(options.screenshots, `${name}-${colorScheme}.png`), fullPage: true })
    if (colorScheme === "light") {
      await filters(page)
      await page.reload()
      await walk(page)
      await page.emulateMedia({ media: "print" })
      assert.ok(await page.locator("form").isHidden())
      assert.ok(await page.locator(".drawing svg").isVisible())
      await page.emulateMedia({ media: "screen" })
    }
    await accessible(page, `${name}, ${colorScheme}`)
    await page.locator("svg a.node").first().click()
    await accessible(page, `${name}, ${colorScheme}, with a box chosen`)
    await close()
  }
  {
    const { page, close } = await open(file, { viewport: { width: 360, height: 700 } })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    assert.ok(wide <= 0, `${name} is ${wide} pixels too wide for a small screen`)
    await close()
  }
  {
    const { page, close } = await open(file, { javaScriptEnabled: false })
    assert.ok(await page.locator("form").isHidden())
    assert.ok(await page.locator(".drawing svg").isVisible())
    assert.equal(await shown(page), await page.locator("#table tbody tr").count())
    await close()
  }
  console.log(`${name}: ${Math.ceil(bytes / 1024)} KB, loaded in ${seconds.toFixed(1)} s`)
}
await browser.close()
